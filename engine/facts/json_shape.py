"""The shape of facts as JSON, checked with cattrs, and where in the text each part of it stands.

In comes the text of a JSON file; out comes a JsonFacts whose sentences nobody has read yet, or findings, all
of them.
"""

import json
from collections.abc import Iterator
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn
from cattrs.v import transform_error

from assent.grammar.diagnostics import Diagnostic
from assent.grammar.spans import Span


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
    fact = make_dict_structure_fn(JsonFact, converter, _cattrs_forbid_extra_keys=True)
    converter.register_structure_hook(JsonFact, _only(dict, "an object in braces", fact))
    facts = converter.get_structure_hook(list[JsonFact])
    several = _only(list, "a list in brackets", facts)
    converter.register_structure_hook_func(lambda kind: kind == list[JsonFact], several)
    whole = make_dict_structure_fn(JsonFacts, converter, _cattrs_forbid_extra_keys=True)
    converter.register_structure_hook(JsonFacts, _only(dict, "an object in braces", whole))
    return converter


def _only(kind: type, words: str, inner: Any) -> Any:
    """A hook that takes values of one kind and nothing that merely looks like it."""

    def structure(value: object, wanted: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(f"{words} is needed here")
        return inner(value, wanted)

    return structure


def read_shape(text: str, source: str) -> tuple[JsonFacts | None, tuple[Diagnostic, ...]]:
    """The facts of a JSON text: unknown keys are refused, and all errors are found in one run."""
    try:
        data = json.loads(text, object_pairs_hook=_without_repetition)
    except json.JSONDecodeError as error:
        place = Span(source, error.lineno, error.colno, error.lineno, error.colno + 1)
        return None, (Diagnostic("json-syntax", place, {"reason": error.msg.lower()}),)
    except RecursionError:
        place = Span(source, 1, 1, 1, 2)
        return None, (Diagnostic("json-syntax", place, {"reason": "brackets are nested too deeply"}),)
    except _Repeated as error:
        line, column = Finder(text).find(error.key)
        place = Span(source, line, column, line, column + len(error.key))
        reason = f"the key `{error.key}` stands there twice"
        return None, (Diagnostic("json-shape", place, {"path": "$", "reason": reason}),)
    try:
        return _converter().structure(data, JsonFacts), ()
    except Exception as error:  # cattrs gathers errors of many classes in a group
        return None, tuple(_shape(error, text, source))


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


def _shape(error: Exception, text: str, source: str) -> Iterator[Diagnostic]:
    """`invalid type @ $.facts[3].on` of cattrs as a finding at the line of that fact."""
    for sentence in transform_error(error, format_exception=_reason):
        reason, _, path = sentence.rpartition(" @ ")
        line, column = _place_of(text, path)
        words = {"path": path, "reason": reason}
        yield Diagnostic("json-shape", Span(source, line, column, line, column + 1), words)


def _reason(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return f"the key `{error.args[0]}` is missing"
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        names = ", ".join(f"`{name}`" for name in sorted(error.extra_fields))
        return f"there is no such key: {names}"
    if isinstance(error, TypeError) and "needed here" in str(error):
        return str(error)
    return "this is not of the kind that is needed here"


def _place_of(text: str, path: str) -> tuple[int, int]:
    """Where the n-th fact begins, by counting braces; the beginning when that cannot be told."""
    if not path.startswith("$.facts["):
        return 1, 1
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
                return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
        elif character in "]}":
            depth -= 1
    return 1, 1


# --- places ---


@attrs.define
class Finder:
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
