"""How an answer cites a fact: `closing.facts:12`, with as little of the path as tells the files apart."""

from collections.abc import Iterable, Sequence

import attrs

from assent.engine.evaluation.findings import CitedFact, Evaluation
from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Places(Frozen):
    """Short names for the files that one answer cites."""

    names: dict[str, str]

    def cite(self, span: Span) -> str:
        """`closing.facts:12`; `--suppose` for what was supposed on the command line; empty for nowhere."""
        if not span.source or span.source.startswith("--"):
            return span.source
        return f"{self.names.get(span.source, span.source)}:{span.line}"

    def cite_many(self, facts: Iterable[CitedFact]) -> str:
        """`closing.facts:19-21, 24`: the lines of several facts, file by file."""
        lines: dict[str, set[int]] = {}
        for fact in facts:
            if fact.span.source and fact.span.line:
                lines.setdefault(fact.span.source, set()).add(fact.span.line)
        return "; ".join(f"{self.names.get(source, source)}:{ranges(sorted(found))}" for source, found in lines.items())


def places_of(evaluation: Evaluation) -> Places:
    """The short names of all journals that an evaluation cites."""
    reasons = (reason for finding in evaluation.findings for reason in finding.walk())
    return Places(short_names({fact.span.source for reason in reasons for fact in reason.facts}))


def short_names(sources: Iterable[str]) -> dict[str, str]:
    """Each path with the shortest end of it that no other path shares."""
    parts = {source: source.replace("\\", "/").split("/") for source in sources if source}
    names: dict[str, str] = {}
    for source, own in parts.items():
        others = [other for path, other in parts.items() if path != source]
        length = next((n for n in range(1, len(own) + 1) if all(other[-n:] != own[-n:] for other in others)), len(own))
        names[source] = "/".join(own[-length:])
    return names


def ranges(numbers: Sequence[int]) -> str:
    """`19-21, 24`: ascending numbers with runs drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
