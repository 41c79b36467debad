"""Facts as JSON, for programs: the same sentences as in a journal, read by the same grammar.

In comes the text of a JSON file; out comes the journal as written that says the same, with every finding. The
law: a journal and its JSON form give equal facts. What is not checked here: whether any sentence is about the
contract.
"""

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from assent.engine.facts.json_shape import Finder, JsonFact, JsonFacts, read_shape
from assent.engine.facts.ledger import Facts
from assent.engine.facts.wording import entry_sentence
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import Parsed, parse_journal, parse_supposed
from assent.grammar.spans import Span
from assent.grammar.syntax.journal import Fact, FactsFor, JournalFile, JournalPart, Record
from assent.grammar.syntax.names import Name


def parse_json_facts(text: str, source: str, cache: str | None = None) -> Parsed[JournalFile]:
    """Read facts as JSON: unknown keys are refused and all errors of the shape are found in one run."""
    read, found = read_shape(text, source)
    if read is None:
        return Parsed(JournalFile((), source), (), found)
    return _Reader(source, Finder(text), cache).journal(read)


# --- sentences ----------------------------------------------------------------------------------------------


@attrs.define
class _Reader:
    source: str
    finder: Finder
    cache: str | None
    found: list[Diagnostic] = attrs.field(factory=list)

    def journal(self, read: JsonFacts) -> Parsed[JournalFile]:
        """The journal that says the same."""
        parts: list[JournalPart] = [self._facts_for(read.facts_for)]
        parts += [part for kind, through in read.complete_through.items() for part in self._record(kind, through)]
        self.finder.at = max(self.finder.text.find('"facts"'), 0)
        parts += [part for fact in read.facts for part in self._fact(fact)]
        return Parsed(JournalFile(tuple(parts), self.source), (), tuple(sorted(self.found, key=lambda d: d.span)))

    def _place(self, text: str) -> Span:
        line, column = Finder(self.finder.text).find(text)
        return Span(self.source, line, column, line, column + len(text))

    def _facts_for(self, name: str) -> FactsFor:
        place = self._place(name)
        return FactsFor(Name(name, span=place), span=place)

    def _record(self, kind: str, through: str) -> Iterator[Record]:
        place = self._place(kind)
        if not _is_plain(kind) or not _is_plain(through):
            self.found.append(Diagnostic("json-shape", place, {"path": "$.complete_through", "reason": "line feed"}))
            return
        parsed = parse_journal(f"record of {kind} is complete through {through}", self.source, self.cache)
        self.found += [_at(diagnostic, place) for diagnostic in parsed.diagnostics]
        yield from (_moved(part, lambda _: place) for part in parsed.tree.parts if isinstance(part, Record))

    def _fact(self, fact: JsonFact) -> Iterator[Fact]:
        on, sentence = self.finder.find(fact.on), self.finder.find(fact.sentence)
        if not _is_plain(fact.on + fact.sentence):
            place = Span(self.source, sentence[0], sentence[1], sentence[0], sentence[1] + 1)
            words = {"name": "line feed", "point": "U+000A"}
            self.found.append(Diagnostic("control-character", place, words))
            return
        parsed = parse_supposed(f"{fact.on} {fact.sentence}", self.source, self.cache)

        def move(span: Span) -> Span:
            first = span.column <= len(fact.on)
            (line, column), start = (on, 1) if first else (sentence, len(fact.on) + 2)
            end = span.end_column - start + column if span.end_line == 1 else column + 1
            return Span(self.source, line, span.column - start + column, line, end)

        self.found += [attrs.evolve(diagnostic, span=move(diagnostic.span)) for diagnostic in parsed.diagnostics]
        if parsed.tree is not None:
            line, column = sentence
            whole = Span(self.source, line, column, line, column + len(fact.sentence))
            if parsed.tree.evidence and fact.evidence:
                words = {"path": "$.facts", "reason": "the evidence is given twice"}
                self.found.append(Diagnostic("json-shape", whole, words))
            evidence = fact.evidence or parsed.tree.evidence
            yield attrs.evolve(_moved(parsed.tree, move), evidence=evidence, span=whole)


def _is_plain(text: str) -> bool:
    return "\n" not in text and "\r" not in text


def _at(diagnostic: Diagnostic, place: Span) -> Diagnostic:
    return attrs.evolve(diagnostic, span=place)


def _moved(node: Any, move: Callable[[Span], Span]) -> Any:
    """A syntax node with every place inside it moved."""
    if isinstance(node, Span):
        return move(node)
    if isinstance(node, tuple):
        return tuple(_moved(part, move) for part in node)
    if not attrs.has(type(node)):
        return node
    names = [field.name for field in attrs.fields(type(node))]
    return attrs.evolve(node, **{name: _moved(getattr(node, name), move) for name in names})


# --- the other way ------------------------------------------------------------------------------------------


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Facts in the shape that `parse_json_facts` reads, one sentence for each thing that was said."""
    rows = []
    for entry in facts.entries:
        row = {"on": str(entry.moment), "sentence": entry_sentence(entry)}
        rows.append(row | ({"evidence": entry.evidence} if entry.evidence else {}))
    unique = {tuple(row.items()): row for row in rows}
    return {
        "facts_for": facts.contract,
        "complete_through": {kind: str(moment) for kind, moment in facts.complete.items()},
        "facts": list(unique.values()),
    }
