"""The one place that walks all stages in order: files, grammar, model, facts, evaluation.

In come paths, texts and choices as users make them; out come a Contract, Facts and an Evaluation, or Refused
with every finding. What an earlier run has read is taken from the cache, and then no parser is imported at
all: this is why the stages are imported where they are needed.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from assent.engine.session_cache import Cache, key, users_cache
from assent.engine.session_choices import choose_asked, choose_moment, choose_readings
from assent.engine.session_files import Source, read_source
from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.spans import Span

if TYPE_CHECKING:
    import datetime
    from weakref import ReferenceType

    from assent.engine.evaluation.findings import ByReading, Evaluation
    from assent.engine.facts.ledger import Facts
    from assent.engine.model.contract import Contract
    from assent.grammar.parser import Parsed
    from assent.grammar.syntax.journal import JournalFile
    from assent.grammar.values import Moment

T = TypeVar("T")


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Read(Generic[T]):
    """What was made of some sources, the warnings about them, and the key under which it is cached.

    `included` are the sources that the first one, a contract, includes.
    """

    value: T
    warnings: tuple[Diagnostic, ...]
    key: str
    included: tuple[Source, ...] = ()


@attrs.define(eq=False, repr=False)
class _Keys:
    """The keys of the contracts that this process has loaded: of these very objects, not of others that equal them."""

    known: "dict[int, tuple[ReferenceType[Contract], str]]" = attrs.field(factory=dict)

    def remember(self, contract: "Contract", name: str) -> None:
        """Keep a key for as long as its contract is in use."""
        from weakref import ref

        number = id(contract)
        self.known[number] = ref(contract, lambda _: self.known.pop(number, None)), name

    def of(self, contract: "Contract") -> str:
        """The key of a contract; empty for one that was made otherwise, whose facts are not cached."""
        reference, name = self.known.get(id(contract), (None, ""))
        return name if reference is not None and reference() is contract else ""


_keys = _Keys()


# --- for Python users ---------------------------------------------------------------------------------------


def load_contract(path: "str | os.PathLike[str]") -> "Contract":
    """Read a contract.

    Raises Refused, with every finding, when the file cannot be read or used.
    """
    read = read_contract(read_source(path), users_cache())
    _keys.remember(read.value, read.key)
    return read.value


def load_facts(path: "str | os.PathLike[str] | Sequence[str | os.PathLike[str]]", contract: "Contract") -> "Facts":
    """Read a journal, or several as one: `.json` files as facts in JSON, all others in the language.

    Raises Refused, with every finding, when a file cannot be read or used.
    """
    paths = [path] if isinstance(path, str | os.PathLike) else path
    read = Read(contract, (), _keys.of(contract))
    return read_facts([read_source(one) for one in paths], read, users_cache()).value


def evaluate(
    contract: "Contract",
    facts: "Facts",
    as_of: "Moment | datetime.date | str | None" = None,
    readings: Mapping[str, str] | None = None,
    asked: Sequence[str] | None = None,
    *,
    rests_on: bool = False,
) -> "Evaluation":
    """Answer what the contract asks, as of a moment, under a choice of readings.

    `as_of` of None is the moment of which the journal speaks last. `readings` chooses alternatives by
    question, `{"T6": "EVER"}`; the others are the defaults. `asked` names clauses, and None asks all of them.
    `rests_on` also works out which readings each verdict rests on, which takes several times as long.
    Raises Refused for a moment, reading or name that does not exist.
    """
    from assent.engine.evaluation.evaluate import evaluate as run

    chosen = choose_readings(contract, [f"{name}={choice}" for name, choice in (readings or {}).items()])
    return run(contract, facts, choose_moment(as_of, facts), chosen, choose_asked(contract, asked), rests_on=rests_on)


# --- the stages, with cache and warnings --------------------------------------------------------------------


def _unheard(source: Source) -> None:
    """Nobody wants to know."""


def read_contract(source: Source, cache: Cache, opened: Callable[[Source], object] = _unheard) -> "Read[Contract]":
    """A contract from its text and the texts that it includes; `opened` is told of each of these, whatever comes of it.

    Raises Refused with every finding when one of them is an error.
    """
    kept = _kept_contract(source, cache)
    if kept is None:
        return _work_out_contract(source, cache, opened)
    for included in kept.included:
        opened(included)
    return kept


def _kept_contract(source: Source, cache: Cache) -> "Read[Contract] | None":
    """What an earlier run has made of this text; of one that includes others, of the texts that these have now."""
    name = _key_of(source)
    kept = cache.get(name)
    included: tuple[Source, ...] = ()
    if isinstance(kept, tuple) and kept[0] is None:
        from assent.engine.session_includes import read_again

        included = read_again(kept[1], source.folder)
        name = _key_of(source, included)
        kept = cache.get(name)
    return Read(kept[0], kept[1], name, included) if isinstance(kept, tuple) and kept[0] is not None else None


def _work_out_contract(source: Source, cache: Cache, opened: Callable[[Source], object]) -> "Read[Contract]":
    from assent.engine.model.resolve import resolve_contract
    from assent.engine.session_includes import put_together
    from assent.grammar.parser import parse_contract

    parsed = parse_contract(source.text, source.path, cache.grammar)
    whole = put_together(parsed.tree, cache.grammar)
    for included in whole.included:
        opened(included)
    if whole.wanted:
        cache.put(_key_of(source), (None, whole.wanted))
    found = refuse_errors(parsed.diagnostics + whole.diagnostics)
    contract, more = resolve_contract(whole.tree)
    warnings = refuse_errors(found + more)
    assert contract is not None
    name = _key_of(source, whole.included)
    cache.put(name, (contract, warnings))
    return Read(contract, warnings, name, whole.included)


def _key_of(source: Source, included: Iterable[Source] = ()) -> str:
    """The key of a contract: all that it is made from."""
    return key("contract", *(part for one in (source, *included) for part in (one.path, one.data)))


def read_facts(sources: Sequence[Source], contract: "Read[Contract]", cache: Cache) -> "Read[Facts]":
    """Facts from the texts of one or several journals.

    Raises Refused with every finding when one of them is an error.
    """
    if len(sources) == 1:
        return _read_journal(sources[0], contract, cache)
    from assent.engine.facts.journal import merge

    all_read: list[Read[Facts]] = []
    refused: list[Diagnostic] = []
    for source in sources:
        try:
            all_read.append(_read_journal(source, contract, cache))
        except Refused as error:
            refused += error.diagnostics
    if refused:
        raise Refused(refused)
    facts, found = merge(read.value for read in all_read)
    warnings = tuple(warning for read in all_read for warning in read.warnings)
    return Read(facts, refuse_errors(warnings + found), "")


def _read_journal(source: Source, contract: "Read[Contract]", cache: Cache) -> "Read[Facts]":
    name = key("facts", contract.key, source.path, source.data)
    kept = cache.get(name) if contract.key else None
    if isinstance(kept, tuple):
        return Read(kept[0], kept[1], name)
    from assent.engine.facts import journal

    parsed = parse_facts(source, cache)
    refuse_errors(parsed.diagnostics)
    facts, found = journal.read_facts(parsed.tree, contract.value)
    warnings = refuse_errors(parsed.diagnostics + found)
    if contract.key:
        cache.put(name, (facts, warnings))
    return Read(facts, warnings, name)


def parse_facts(source: Source, cache: Cache) -> "Parsed[JournalFile]":
    """A journal as written, in the language or as JSON, with every finding about it."""
    if source.is_json:
        from assent.engine.facts.json_facts import parse_json_facts

        return parse_json_facts(source.text, source.path, cache.grammar)
    from assent.grammar.parser import parse_journal

    return parse_journal(source.text, source.path, cache.grammar)


def suppose(facts: "Facts", sentences: Iterable[str], contract: "Contract", cache: Cache) -> "Facts":
    """The facts with dated sentences added.

    Raises Refused when one of them cannot be read, is about nothing in the contract or contradicts the
    journal.
    """
    from assent.engine.facts import journal
    from assent.grammar.parser import parse_supposed

    for text, name in named(sentences, "--suppose"):
        parsed = parse_supposed(text, name, cache.grammar)
        refuse_errors((*parsed.diagnostics, *_several_lines(text, name)))
        assert parsed.tree is not None
        facts, found = journal.suppose(facts, parsed.tree, contract)
        refuse_errors(found)
    return facts


def withdraw(facts: "Facts", sentences: Iterable[str], contract: "Contract", cache: Cache) -> "Facts":
    """The facts without some sentences, of one date or of any.

    Raises Refused when one of them cannot be read or matches no fact.
    """
    from assent.engine.facts import journal
    from assent.grammar.parser import parse_withdrawn

    for text, name in named(sentences, "--without"):
        parsed = parse_withdrawn(text, name, cache.grammar)
        refuse_errors((*parsed.diagnostics, *_several_lines(text, name)))
        assert parsed.tree is not None
        facts, found = journal.withdraw(facts, parsed.tree, contract)
        refuse_errors(found)
    return facts


def all_readings(
    contract: "Contract", facts: "Facts", as_of: "Moment", asked: Sequence[str]
) -> "Mapping[str, tuple[ByReading, ...]]":
    """The verdicts under every combination of readings that can matter, by clause."""
    from assent.engine.analysis.readings import by_reading

    return by_reading(contract, facts, as_of, asked)


# --- small things -------------------------------------------------------------------------------------------


def refuse_errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The warnings among some findings; Refused with all of them when one is an error."""
    found = tuple(diagnostics)
    if any(diagnostic.severity == "error" for diagnostic in found):
        raise Refused(found)
    return found


def named(sentences: Iterable[str], option: str) -> list[tuple[str, str]]:
    """Each text with the name of its source: the option, numbered when it was given several times."""
    texts = list(sentences)
    if len(texts) == 1:
        return [(texts[0], option)]
    return [(text, f"{option} {number}") for number, text in enumerate(texts, 1)]


def _several_lines(text: str, name: str) -> tuple[Diagnostic, ...]:
    column = text.find("\n") + 1
    if not column:
        return ()
    words = {"name": "line feed", "point": "U+000A"}
    return (Diagnostic("control-character", Span(name, 1, column, 1, column + 1), words),)
