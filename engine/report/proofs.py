"""Proofs as a person reads them: each guarantee proved for all journals, or the journal that breaks it."""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Any

import attrs

from assent.engine.analysis.counterexample import Counterexample
from assent.engine.analysis.exact.witnesses import leaned_on
from assent.engine.analysis.guarantees import with_guarantees
from assent.engine.analysis.prove import Outcome, Proof
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import Finding
from assent.engine.model.contract import Contract, Guarantee
from assent.engine.report.layout import NARROWEST, paragraph
from assent.engine.report.places import Places, short_names
from assent.engine.report.style import Role, Style, plain
from assent.engine.report.text import verdict_lines
from assent.grammar.frozen import Frozen

HOLDS = "for every journal, under every reading, at any time"
NONE_STATED = '{} states no guarantee. To state one: guarantee "LABEL" always CONDITION'
UNTOLD = (
    "Some history breaks it, but no journal was found that tells one: nobody can record what was so of states and "
    "representations before the first fact and between two facts, and what a text asks that is not in the record."
)
_ROLES: dict[Outcome, Role] = {"proved": "met", "refuted": "lost", "not settled": "unknown"}


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Told(Frozen):
    """A proof as it is told: the verdicts at the point of its counterexample, and the file that this was saved to."""

    proof: Proof
    findings: tuple[Finding, ...] = ()
    saved: str = ""


def told(contract: Contract, proof: Proof, saved: str = "") -> Told:
    """A proof with the verdicts on which a counterexample turns: on the clauses that the guarantee names."""
    example = proof.counterexample
    if example is None:
        return Told(proof)
    named = leaned_on(with_guarantees(contract), [proof.guarantee.name])
    asked = tuple(name for name in contract.clauses if name in named)
    found = evaluate(contract, example.facts, example.as_of, example.readings, asked).findings if asked else ()
    return Told(proof, tuple(found), saved)


def replay_command(contract: str, one: Told) -> str:
    """The command that shows the verdicts of a counterexample that was saved."""
    example = one.proof.counterexample
    assert example is not None
    readings = [f"--reading {quote(f'{name}={chosen}')}" for name, chosen in example.readings.items()]
    asked = [f"--ask {quote(finding.name)}" for finding in one.findings]
    when = f"--as-of {quote(str(example.as_of))}"
    return " ".join(["assent eval", quote(contract), quote(one.saved), when, *readings, *asked])


# --- text ------------------------------------------------------------------------------------------------------


def render_proofs(contract: Contract, proofs: Sequence[Told], *, width: int = 80, style: Style = plain) -> str:
    """Every guarantee in the order of the contract, and how many there are of each outcome."""
    width = max(width, NARROWEST)
    places = Places(short_names({contract.source}))
    blocks = [paragraph(contract.title or contract.name, width, style, "title", 0)]
    blocks += [list(_lines(contract, one, places, width, style)) for one in proofs]
    blocks.append([_summary([one.proof for one in proofs])])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _lines(contract: Contract, one: Told, places: Places, width: int, style: Style) -> Iterator[str]:
    outcome, guarantee = one.proof.outcome, one.proof.guarantee
    words = paragraph(guarantee.label, width - len(outcome) - 2, style, "title", 0)
    for number, line in enumerate(words):
        yield (style(_ROLES[outcome], outcome.upper()) if not number else " " * len(outcome)) + "  " + line
    yield from paragraph(_where(guarantee, places), width, style, "cite", 2)
    example = one.proof.counterexample
    if example is None:
        yield from paragraph(HOLDS if one.proof.proved else UNTOLD, width, style, "aside", 2)
        return
    yield from _journal(example, width, style)
    if one.findings:
        yield "  there:"
        yield from (f"    {line}" for line in verdict_lines(one.findings, width - 4, style))
    if one.saved:
        yield "  " + replay_command(contract.source, one)


def _where(guarantee: Guarantee, places: Places) -> str:
    section = f", in section {guarantee.section}" if guarantee.section else ""
    return f"{places.cite(guarantee.span)}{section}"


def _journal(example: Counterexample, width: int, style: Style) -> Iterator[str]:
    readings = " and ".join(f"{name} {chosen}" for name, chosen in example.readings.items())
    under = f", under {readings}" if readings else ""
    yield from paragraph(f"broken as of {example.as_of}{under}, by this journal:", width, style, "", 2)
    for line in example.journal().splitlines():
        if line and not line.startswith("#"):
            yield "    " + style("words", line)


def _summary(proofs: Sequence[Proof]) -> str:
    counts: dict[Outcome, int] = dict.fromkeys(_ROLES, 0)
    for proof in proofs:
        counts[proof.outcome] += 1
    words = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    return f"{len(proofs)} guarantee{'s' if len(proofs) != 1 else ''}: {words}"


# --- JSON ------------------------------------------------------------------------------------------------------


def proof_data(one: Told) -> dict[str, Any]:
    """A proof in the values of JSON, as the schema of all documents describes it under `proof`."""
    guarantee, example = one.proof.guarantee, one.proof.counterexample
    span = guarantee.span
    return {
        "guarantee": guarantee.label,
        "section": guarantee.section,
        "source": {"file": span.source, "line": span.line, "column": span.column},
        "outcome": one.proof.outcome,
        "moments": one.proof.moments,
        "counterexample": None if example is None else _example(example, one),
    }


def _example(example: Counterexample, one: Told) -> dict[str, Any]:
    return {
        "as_of": str(example.as_of),
        "readings": dict(example.readings),
        "facts": [{"on": str(entry.moment), "sentence": entry.sentence} for entry in example.facts.entries],
        "journal": example.journal(),
        "verdicts": [
            {
                "name": finding.name,
                "verdict": finding.verdict,
                "since": str(finding.since) if finding.since is not None else None,
                "at_latest": finding.at_latest,
            }
            for finding in one.findings
        ],
        "saved": one.saved or None,
    }
