"""Facts as JSON, for programs: the same sentences as in a journal, read by the same grammar.

In comes the text of a JSON file; out comes the journal as written that says the same, with every finding. The
law: a journal and its JSON form give equal facts. What is not checked here: whether any sentence is about the
contract.
"""

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from assent.engine.facts.json_places import Place, Places
from assent.engine.facts.json_shape import JsonFact, JsonFacts, read_shape
from assent.engine.facts.ledger import Facts
from assent.engine.facts.wording import entry_sentence
from assent.grammar.diagnostics import MOST_FINDINGS, Diagnostic
from assent.grammar.outline import Comment, character_words, wrong_character
from assent.grammar.parser import Parsed, parse_journal, parse_supposed
from assent.grammar.spans import Span
from assent.grammar.syntax.journal import Fact, FactsFor, JournalFile, JournalPart, Record
from assent.grammar.syntax.names import Name


def parse_json_facts(text: str, source: str, cache: str | None = None) -> Parsed[JournalFile]:
    """Read facts as JSON: unknown keys are refused and all errors of the shape are found in one run."""
    read, found = read_shape(text, source)
    if read is None:
        return Parsed(JournalFile((), source), (), found)
    return _Reader(source, Places(text, source), cache).journal(read)


# --- sentences ----------------------------------------------------------------------------------------------


@attrs.define
class _Reader:
    source: str
    places: Places
    cache: str | None
    found: list[Diagnostic] = attrs.field(factory=list)

    def journal(self, read: JsonFacts) -> Parsed[JournalFile]:
        """The journal that says the same."""
        parts: list[JournalPart] = [self._facts_for(read.facts_for)]
        parts += [part for kind, through in read.complete_through.items() for part in self._record(kind, through)]
        for index, fact in enumerate(read.facts):
            if len(self.found) >= MOST_FINDINGS:
                break
            parts += self._fact(index, fact)
        found = tuple(sorted(self.found, key=lambda d: d.span))
        return Parsed(JournalFile(tuple(parts), self.source), (), found[:MOST_FINDINGS])

    def _facts_for(self, name: str) -> FactsFor:
        place = self._span("facts_for")
        return FactsFor(Name(name, span=place), span=place)

    def _span(self, *path: str | int) -> Span:
        return self.places.span(self.places.place(path))

    def _refuse(self, place: Span, path: str, reason: str) -> None:
        self.found.append(Diagnostic("json-shape", place, {"path": path, "reason": reason}))

    def _record(self, kind: str, through: str) -> Iterator[Record]:
        """The record of one kind: nothing but the kind may stand in the key, nothing but a moment in the value."""
        place = self.places.span(self.places.keys.get(("complete_through", kind), Place(0, 0)))
        value = self._span("complete_through", kind)
        path = "$.complete_through"
        if not _is_plain(kind) or not _is_plain(through):
            self._refuse(place, path, "line feed")
            return
        head = f"record of {kind} is complete through "
        parsed = parse_journal(head + through, self.source, self.cache)

        def move(span: Span) -> Span:
            return place if span.column <= len(head) else value

        self.found += [attrs.evolve(diagnostic, span=move(diagnostic.span)) for diagnostic in parsed.diagnostics]
        for part in parsed.tree.parts:
            if not isinstance(part, Record) or [name.text for name in part.kinds] != [kind]:
                self._refuse(place, path, "a key is one kind of record, and nothing else")
            elif _columns(part.through.span) != (len(head) + 1, len(head + through) + 1):
                self._refuse(value, path, "a value is a date or a moment, and nothing else")
            else:
                yield _moved(part, move)

    def _fact(self, index: int, fact: JsonFact) -> Iterator[Fact]:
        whole = self._span("facts", index, "sentence")
        if not _is_plain(fact.on + fact.sentence):
            words = {"name": "line feed", "point": "U+000A"}
            self.found.append(Diagnostic("control-character", whole, words))
            return
        parsed = parse_supposed(f"{fact.on} {fact.sentence}", self.source, self.cache)

        def move(span: Span) -> Span:
            if span.column <= len(fact.on):
                return self._inside(("facts", index, "on"), fact.on, span, 1)
            return self._inside(("facts", index, "sentence"), fact.sentence, span, len(fact.on) + 2)

        self.found += [attrs.evolve(diagnostic, span=move(diagnostic.span)) for diagnostic in parsed.diagnostics]
        if parsed.tree is not None and self._is_whole(index, fact, parsed.tree, parsed.comments):
            evidence = fact.evidence or parsed.tree.evidence
            yield attrs.evolve(_moved(parsed.tree, move), evidence=evidence, span=whole)

    def _is_whole(self, index: int, fact: JsonFact, read: Fact, comments: tuple[Comment, ...]) -> bool:
        """Whether each text holds what its key says and no more: what a comment hides would be lost without a word."""
        before, path = len(self.found), f"$.facts[{index}]"
        if _columns(read.moment.span) != (1, len(fact.on) + 1):
            reason = "this is a date or a moment, and nothing else; the sentence stands behind it"
            self._refuse(self._span("facts", index, "on"), f"{path}.on", reason)
        elif comments:
            self._refuse(self._span("facts", index, "sentence"), f"{path}.sentence", "there are no comments in JSON")
        if read.evidence and fact.evidence:
            self._refuse(self._span("facts", index, "evidence"), f"{path}.evidence", "the evidence is given twice")
        wrong = next((one for one in fact.evidence if wrong_character(one, quoted=True)), None)
        if wrong is not None:
            place, words = self._span("facts", index, "evidence"), {"text": wrong, **character_words(wrong)}
            self.found.append(Diagnostic(wrong_character(wrong, quoted=True), place, words))
        return len(self.found) == before

    def _inside(self, path: tuple[str | int, ...], value: str, span: Span, start: int) -> Span:
        """A stretch of a text that begins in column `start`; all of it where the JSON spells it with escapes."""
        place = self.places.place(path)
        if place.end - place.start != len(value) or span.end_line != span.line:
            return self.places.span(place)
        first = place.start + span.column - start
        return self.places.span(Place(first, min(place.start + span.end_column - start, place.end + 1)))


def _columns(span: Span) -> tuple[int, int]:
    return span.column, span.end_column


def _is_plain(text: str) -> bool:
    return "\n" not in text and "\r" not in text


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
