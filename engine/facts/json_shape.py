"""The shape of facts as JSON, checked with cattrs.

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

from assent.engine.facts.json_places import Places, path_of
from assent.grammar.diagnostics import MOST_FINDINGS, Diagnostic
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
        # No number is of use here, and Python reads a float of any length, a whole number only up to a limit.
        data = json.loads(text, object_pairs_hook=_without_repetition, parse_int=float)
    except json.JSONDecodeError as error:
        place = Span(source, error.lineno, error.colno, error.lineno, error.colno + 1)
        return None, (Diagnostic("json-syntax", place, {"reason": error.msg.lower()}),)
    except RecursionError:
        place = Span(source, 1, 1, 1, 2)
        return None, (Diagnostic("json-syntax", place, {"reason": "brackets are nested too deeply"}),)
    except _Repeated as error:
        places = Places(text, source)
        place = places.span(places.key_named(error.key))
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
    places = Places(text, source)
    for sentence in transform_error(error, format_exception=_reason)[:MOST_FINDINGS]:
        reason, _, path = sentence.rpartition(" @ ")
        facts = path_of(path)[:2]  # of a fact, its brace: a key that is missing stands nowhere
        yield Diagnostic("json-shape", places.start(facts), {"path": path, "reason": reason})


def _reason(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return f"the key `{error.args[0]}` is missing"
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        names = ", ".join(f"`{name}`" for name in sorted(error.extra_fields))
        return f"there is no such key: {names}"
    if isinstance(error, TypeError) and "needed here" in str(error):
        return str(error)
    return "this is not of the kind that is needed here"
