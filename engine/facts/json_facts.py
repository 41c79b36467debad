"""Facts as JSON, for programs: the same sentences as in a journal, read by the same grammar.

In comes the text of a JSON file; out comes the journal as written that says the same, with every finding. The law: a
journal and its JSON form give equal facts. What is not checked here: whether any sentence is about the contract.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn
from cattrs.v import transform_error

from assent.engine.facts.ledger import Facts
from assent.engine.facts.wording import entry_sentence
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import Parsed, parse_journal, parse_supposed
from assent.grammar.spans import Span
from assent.grammar.syntax.journal import Fact, FactsFor, JournalFile, JournalPart, Record
from assent.grammar.syntax.names import Name

N = TypeVar("N")


@attrs.frozen
class JsonFact:
    """`{"on": "1996-02-08", "sentence": "Congress received Title Letter", "evidence": "tab 14"}`."""

    on: str
    sentence: str
    evidence: str = ""


@attrs.frozen
class JsonFacts:
    """A whole file: which contract it is about, how far its record is complete, and the facts."""

    facts_for: str
    facts: list[JsonFact]
    complete_through: dict[str, str] = attrs.field(factory=dict)


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed here")
    return value


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    for shape in (JsonFact, JsonFacts):
        inner = make_dict_structure_fn(shape, converter, _cattrs_forbid_extra_keys=True)
        converter.register_structure_hook(shape, _only_objects(inner))
    return converter


def _only_objects(inner: Any) -> Any:
    def structure(value: object, kind: Any) -> Any:
        if not isinstance(value, Mapping):
            raise TypeError("an object in braces is needed here")
        return inner(value, kind)

    return structure


def parse_json_facts(text: str, source: str, cache: str | None = None) -> Parsed[JournalFile]:
    """Read facts as JSON: unknown keys are refused and all errors of the shape are found in one run."""
    try:
        data = json.loads(text, object_pairs_hook=_without_repetition)
    except json.JSONDecodeError as error:
        place = Span(source, error.lineno, error.colno, error.lineno, error.colno + 1)
        return _nothing(source, Diagnostic("json-syntax", place, {"reason": error.msg.lower()}))
    except RecursionError:
        place = Span(source, 1, 1, 1, 2)
        return _nothing(source, Diagnostic("json-syntax", place, {"reason": "brackets are nested too deeply"}))
    except _Repeated as error:
        line, column = _Finder(text).find(error.key)
        place = Span(source, line, column, line, column + len(error.key))
        reason = f"the key `{error.key}` stands there twice"
        return _nothing(source, Diagnostic("json-shape", place, {"path": "$", "reason": reason}))
    try:
        read = _converter().structure(data, JsonFacts)
    except Exception as error:  # cattrs gathers errors of many classes in a group
        return _nothing(source, *_shape(error, text, source))
    return _Reader(source, _Finder(text), cache).journal(read)


class _Repeated(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Repeated(key)
        found[key] = value
    return found


def _nothing(source: str, *diagnostics: Diagnostic) -> Parsed[JournalFile]:
    return Parsed(JournalFile((), source), (), diagnostics)


# --- errors of the shape -------------------------------------------------------------------------------------


def _shape(error: Exception, text: str, source: str) -> Iterator[Diagnostic]:
    """`invalid type @ $.facts[3].on` of cattrs as findings, each at the line of that fact where it can be found."""
    for sentence in transform_error(error, format_exception=_reason):
        reason, _, path = sentence.rpartition(" @ ")
        line = _line_of(text, path)
        words = {"path": path, "reason": reason}
        yield Diagnostic("json-shape", Span(source, line, 1, line, 2), words)


def _reason(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return f"the key `{error.args[0]}` is missing"
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        names = ", ".join(f"`{name}`" for name in sorted(error.extra_fields))
        return f"there is no such key: {names}"
    if isinstance(error, TypeError) and "needed here" in str(error):
        return str(error)
    return "this is not of the kind that is needed here"


def _line_of(text: str, path: str) -> int:
    """The line on which the n-th fact begins, by counting the braces of the list; 1 when that cannot be told."""
    if not path.startswith("$.facts["):
        return 1
    number = int(path[len("$.facts[") :].partition("]")[0])
    depth, seen, quoted, escaped = 0, -1, False, False
    for index, character in enumerate(text):
        if quoted:
            quoted = escaped or character != '"'
            escaped = not escaped and character == "\\"
        elif character == '"':
            quoted = True
        elif character in "[{":
            depth += 1
            seen += depth == 3
            if seen == number and depth == 3:
                return text.count("\n", 0, index) + 1
        elif character in "]}":
            depth -= 1
    return 1


# --- sentences -----------------------------------------------------------------------------------------------


@attrs.define
class _Finder:
    """Finds texts one behind the other in a JSON file, to tell their lines and columns."""

    text: str
    at: int = 0

    def find(self, value: str) -> tuple[int, int]:
        """Where the text stands next; line 1 when it cannot be found."""
        for written in (json.dumps(value, ensure_ascii=False), json.dumps(value)):
            index = self.text.find(written, self.at)
            if index >= 0:
                self.at = index + len(written)
                before = self.text.rfind("\n", 0, index)
                return self.text.count("\n", 0, index) + 1, index - before + 1
        return 1, 1


@attrs.define
class _Reader:
    source: str
    finder: _Finder
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
        line, column = _Finder(self.finder.text).find(text)
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
            yield attrs.evolve(_moved(parsed.tree, move), evidence=fact.evidence or None, span=whole)


def _is_plain(text: str) -> bool:
    return "\n" not in text and "\r" not in text


def _at(diagnostic: Diagnostic, place: Span) -> Diagnostic:
    return attrs.evolve(diagnostic, span=place)


def _moved(node: N, move: Any) -> N:
    """A syntax node with every place inside it moved."""
    if isinstance(node, Span):
        return move(node)  # type: ignore[no-any-return]
    if isinstance(node, tuple):
        return tuple(_moved(part, move) for part in node)  # type: ignore[return-value]
    if not attrs.has(type(node)):
        return node
    fields = attrs.fields(type(node))  # type: ignore[arg-type]
    return attrs.evolve(  # type: ignore[type-var]
        node, **{field.name: _moved(getattr(node, field.name), move) for field in fields}
    )


# --- the other way -------------------------------------------------------------------------------------------


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Facts in the shape that `parse_json_facts` reads; a line of a journal that says several things is given once each."""
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
