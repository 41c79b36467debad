"""The contracts that the laws are tried on: every one of them can be used, and together they use the whole language."""

import contextlib
import io
import json
import shlex
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import find, given, settings
from hypothesis import strategies as st

from assent.engine.cli import main
from assent.grammar.formatter import format_contract, format_journal
from assent.grammar.printer import print_contract
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import sentences as s
from tests.support import profiles
from tests.support.contracts import facts_of, resolved
from tests.support.drawn_contracts import contract_trees
from tests.support.encodings import cases, edits, encodings
from tests.support.topics import nodes


@profiles.cases(150)
@given(encodings())
def test_every_drawn_contract_resolves_and_formats_to_itself(text):
    """No drawn contract is thrown away: it has no error, and it stands in its canonical layout."""
    contract, found = resolved(text)
    assert contract is not None
    assert not [finding for finding in found if finding.severity == "error"]
    assert contract.asked(), "a contract that cannot be asked about anything"
    assert format_contract(text) == text


@profiles.cases(80)
@given(encodings(most_clauses=6, most_atoms=10))
def test_larger_contracts_resolve_too(text):
    """Size is a choice of the caller."""
    contract, found = resolved(text)
    assert contract is not None and all(finding.severity == "warning" for finding in found)


# --- every construct is drawn ------------------------------------------------------------------------------


def constructs(tree: k.ContractFile) -> Iterator[str]:
    """What a contract uses of the language, by the words that it is written with or the name of its node."""
    for node in nodes(tree):
        yield type(node).__name__
        yield from _of_clause(node)
        yield from _of_sentence(node)
        yield from _of_condition(node)
    yield from _together(tree)


def _of_clause(node: Any) -> Iterator[str]:
    match node:
        case k.Clause(kind=kind):
            yield kind
        case k.Obliges():
            yield "forbids" if node.forbids else "obliges"
        case k.Definition(kind=kind):
            yield f"recurring {kind}" if node.recurring else kind
        case k.ConsistsOf():
            yield "consists of ... simultaneously" if node.simultaneously else "consists of"
        case k.Member() if node.measure is not None:
            yield "weight not in the record" if node.weight is None else "weight"
        case k.Vote():
            yield f"{node.relation} {'number' if isinstance(node.share, int) else 'share'}"
        case k.Declared():
            yield f"with ... as {node.kind}"
        case k.Version():
            yield "once ... section ... reads" if node.once else "section ... reads"
        case k.MayWaive():
            yield "may waive in writing" if node.in_writing else "may waive"
            yield "may waive a section of another agreement" if node.section.agreement else "may waive a section"
        case _:
            return


def _of_sentence(node: Any) -> Iterator[str]:
    match node:
        case s.Acts() | s.Happens():
            yield f"not {node.verb}" if node.negated else node.verb
        case s.Judged():
            yield "is not satisfactory to" if node.negated else "is satisfactory to"
        case s.Truth():
            yield f"is {node.degree}"
        case s.Stands():
            yield f"is not {node.standing}" if node.negated else f"is {node.standing}"
            yield node.mode or "unmarked reference"
        case s.InForm():
            yield "is not in its form of" if node.negated else "is in its form of"
        case s.Exists() | s.NoneExists():
            yield ("no " if isinstance(node, s.NoneExists) else "") + ("has occurred" if node.ever else "exists")
        case s.AsForm():
            yield f"as {node.form}"
        case s.ExecutedBy():
            yield "executed by" if node.names else "executed by its parties"
        case s.DatedDetail(relation=relation) | s.Particular(relation=relation):
            yield relation
        case _:
            return


def _of_condition(node: Any) -> Iterator[str]:
    match node:
        case c.Modified(modifier=c.ForEach(every=every)):
            yield "for each" if every else "for any"
        case c.Modified():
            yield f"{type(node.modifier).__name__} {'before' if node.prefix else 'behind'}"
        case c.Inline():
            yield node.connective
        case c.Counted():
            yield node.word
        case c.Deliveries():
            yield f"{node.verb}, each"
            yield "each satisfactory to" if node.judges else "no judges"
        case c.Item():
            yield "label" if node.marker.startswith("(") else node.marker
        case _:
            return


def _together(tree: k.ContractFile) -> Iterator[str]:
    """What is said by several clauses together: circles, and among them those through a permitted act."""
    contract, _ = resolved(print_contract(tree))
    assert contract is not None
    for circle in contract.circles:
        yield f"circle {circle.meaning}".strip()
        yield f"circle of {min(len(circle.edges), 2)}"
        yield "circle with negations" if any(edge.negated for edge in circle.edges) else "circle without negations"
        if any(edge.text.endswith("occurred") for edge in circle.edges):
            yield "circle through a permitted act"


NAMED = {
    *("takes effect when", "is in force while", "is complete when", "is required when", "is true when", "begins when"),
    *("ends when", "ceases to be effective when", "is void from the start when"),
    *("obliges", "forbids", "applies when", "does not apply when", "is cured when"),
    *("Permits", "RelatesBack", "Lapses", "UnderStatement", "may waive", "may waive in writing", "may waive a section"),
    *("may waive a section of another agreement", "once ... section ... reads", "section ... reads", "AbsentText"),
    *("party", "document", "agreement", "DocumentSet", "PartySet", "event", "Vote", "recurring event", "state"),
    *("representation", "matter"),
    *("consists of", "consists of ... simultaneously", "NotInRecord", "DatedAttribute", "Between", "MadeBy"),
    *(f"with ... as {kind}" for kind in ("money", "date", "number", "percent", "party", "choice")),
    *("received", "executed", "sent", "not received", "not executed", "not sent"),
    *("occurred", "not occurred", "began", "Amended", "is satisfactory to", "is not satisfactory to"),
    *("is in its form of", "is not in its form of", "exists", "has occurred", "no exists", "no has occurred"),
    *("is true", "is untrue", "is true in all material respects", "is untrue in a material respect"),
    *(f"is {word}" for word in ("effective", "in force", "covered", "complete", "required")),
    *(f"is not {word}" for word in ("effective", "in force", "covered", "complete", "required")),
    *("simultaneously", "in sequence", "unmarked reference"),
    *("as an original", "as a copy", "as a true and complete copy", "executed by", "executed by its parties"),
    *("FromParty", "DatedDetail", "is", "at least", "at most", "by", "before", "after", "on or after", "DateOf"),
    *("and", "or", "all of", "any of", "at least", "provided that", "label", "-", "Deemed"),
    *("received, each", "executed, each", "each satisfactory to", "Phrase", "Question"),
    *("Under before", "Throughout before", "OnDate before", "ByDate before", "OnEachDate before"),
    *("for each", "for any", "weight", "weight not in the record", "more than share", "at least share"),
    *("at least number",),
    *("Until before", "After before"),
    *("OnDate behind", "ByDate behind", "OnEachDate behind", "HeldWhile behind"),
    *("circle simultaneously", "circle in sequence", "circle simultaneously or in sequence", "circle of 1"),
    *("circle of 2", "circle with negations", "circle without negations", "circle through a permitted act"),
}  # fmt: skip


CLASSES = {
    one.__name__
    for module in (c, k, s)
    for one in vars(module).values()
    if isinstance(one, type) and one.__module__ == module.__name__
}
NEVER_DRAWN = {
    "Restored": "a fact and no condition",
    "Waives": "a fact and no condition",
    "Include": "drawn contracts are one file: tests/session/test_includes.py",
    "DayOf": "not exact where days in between are unknown: test_s06_counted_from_acts.py",
    "CountedFrom": "not exact where days in between are unknown: test_s06_counted_from_acts.py",
    "EitherAct": "not exact where days in between are unknown: test_s06_counted_from_acts.py",
    "ClosedAsIn": "gives a calendar days, and no condition knows whence",
    "ClosedDay": "gives a calendar days, and no condition knows whence",
    "Guarantee": "a promise about answers, of which no answer knows",
}


def test_every_construct_is_drawn():
    """Each construct that changes an evaluation is in some of 1,000 contracts: none is left out by the way we draw.

    A node class that is added to the language fails here until it is drawn.
    """
    seen: Counter[str] = Counter()
    kinds: set[str] = set()

    @settings(max_examples=1_000)
    @given(contract_trees())
    def look(tree):
        seen.update(set(constructs(tree)))
        kinds.update(type(node).__name__ for node in nodes(tree))

    look()
    assert set(seen) >= NAMED, f"never drawn: {sorted(NAMED - set(seen))}"
    assert kinds >= CLASSES - set(NEVER_DRAWN), f"never drawn: {sorted(CLASSES - kinds)}"


# --- cases -------------------------------------------------------------------------------------------------


@profiles.cases(80)
@given(cases(), st.data())
def test_a_case_is_made_of_files_without_errors(case, data):
    """The journal is read without a finding, stands in canonical layout, and every what-if can be carried out."""
    facts = facts_of(case.journal_text, case.contract)
    assert format_journal(case.journal_text) == case.journal_text
    assert set(case.readings) == set(case.contract.questions)
    for edit in data.draw(edits(case)):
        after = edit.apply(facts, case.contract)
        assert after is not None and edit.options
        facts = after


@profiles.cases(25)
@given(case=cases())
def test_a_case_replays_from_what_it_prints(tmp_path_factory, case):
    """The two files and the command line that a failing case prints give the same verdicts again."""
    folder = tmp_path_factory.mktemp("replay")
    verdicts = {finding.name: finding.verdict for finding in case.evaluate().findings}
    told = replayed(case.replay(), folder)
    assert told == {name: verdicts[name] for name in case.contract.asked()}


def replayed(text: str, folder: Any) -> dict[str, str]:
    """What the shell would do with a replay: write the files, run the command line."""
    lines = iter(text.splitlines(keepends=True))
    while (words := shlex.split(next(lines)))[:2] == ["cat", ">"]:
        body = "".join(iter(lambda: next(lines), "END\n"))
        (folder / words[2]).write_text(body, encoding="utf-8")
    arguments = [str(folder / word) if word.startswith("case.") else word for word in words[1:]]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main([*arguments, "--format", "json", "--no-cache"])
    return {row["name"]: row["verdict"] for row in json.loads(out.getvalue())["effects"]}


def test_what_fails_shrinks_to_a_few_words():
    """A contract that fails for one construct is shown with little else: the smallest that has a deeming."""

    def deems(tree: k.ContractFile) -> bool:
        return any(isinstance(node, c.Deemed) for node in nodes(tree))

    smallest = print_contract(find(contract_trees(), deems, settings=settings(max_examples=2_000)))
    assert len(smallest.splitlines()) <= 10, smallest
