"""Many journals at once, as users write them: what varies, how often each verdict comes out, and compiled verdicts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from assent.engine.session import named, refuse_errors
from assent.engine.session_cache import Cache
from assent.engine.session_choices import choose_asked, choose_moment, choose_readings
from assent.grammar.values import Moment

if TYPE_CHECKING:
    import datetime

    from assent.engine.analysis.many.compiled import Compiled
    from assent.engine.analysis.many.swept import Over, Swept, Way
    from assent.engine.analysis.many.varied import Varied
    from assent.engine.facts.ledger import Entry, Facts
    from assent.engine.model.contract import Contract

    AsOf = Moment | datetime.date | str | None

RECORDED = "recorded"
OPEN = "open"


# --- reading what varies --------------------------------------------------------------------------------------


def read_over(texts: Iterable[str], facts: "Facts", contract: "Contract", as_of: Moment, cache: Cache) -> "Over":
    """What varies, as it is written after `--over`.

    A sentence, with or without a date, is a fact that is recorded or not; `DATE..DATE SENTENCE` one that is recorded on
    one of these days or not at all; the name of a question varies its readings; `recorded` are all facts of the
    journal and `open` all that it could have besides. Raises Refused.
    """
    from assent.engine.analysis.many.swept import Over

    reader = _Reader(contract, as_of, cache, facts)
    for text, name in named(texts, "--over"):
        reader.read(text.strip(), name)
    return Over(reader.facts, tuple(reader.varied), tuple(reader.several))


@attrs.define(eq=False)
class _Reader:
    contract: "Contract"
    as_of: Moment
    cache: Cache
    facts: "Facts"
    varied: "list[Varied]" = attrs.field(factory=list)
    several: "list[tuple[str, tuple[Way, ...]]]" = attrs.field(factory=list)

    def read(self, text: str, name: str) -> None:
        """Add what one text says."""
        from assent.engine.analysis.many.swept import Way

        first, dots, rest = text.partition("..")
        if text in self.contract.questions:
            alternatives = self.contract.questions[text].alternatives
            self.several.append((text, tuple(Way(one.name, reading=one.name) for one in alternatives)))
        elif text == RECORDED:
            self._take(self.facts.entries)
        elif text == OPEN:
            for sentence in list(self._unrecorded()):
                self._sentence(sentence, name)
        elif dots and first[:1].isdigit():
            self._dated(first.strip(), rest.strip(), name)
        else:
            self._sentence(text, name)

    def _take(self, entries: "Iterable[Entry]") -> None:
        """Facts of the journal, each by itself recorded or not."""
        from assent.engine.analysis.many.varied import Varied

        found: dict[tuple[str, Moment], list[Entry]] = {}
        for entry in entries:
            found.setdefault((entry.sentence, entry.moment), []).append(entry)
        gone = {id(entry) for entries in found.values() for entry in entries}
        rest = tuple(entry for entry in self.facts.entries if id(entry) not in gone)
        self.facts = attrs.evolve(self.facts, entries=rest)
        self.varied += [Varied(f"{moment} {sentence}", tuple(same)) for (sentence, moment), same in found.items()]

    def _unrecorded(self) -> Iterator[str]:
        """The sentences that the conditions ask for and that the journal does not have."""
        from assent.engine.analysis.recordable import recordable

        for group in recordable(self.contract):
            for sentence in group.sentences:
                if not self._described(sentence, OPEN):
                    yield sentence

    def _described(self, text: str, name: str) -> "tuple[Entry, ...]":
        from assent.engine.facts import journal
        from assent.grammar.parser import parse_withdrawn

        parsed = parse_withdrawn(text, name, self.cache.grammar)
        refuse_errors(parsed.diagnostics)
        assert parsed.tree is not None
        entries, found = journal.described(self.facts, parsed.tree, self.contract)
        refuse_errors(found)
        return entries

    def _sentence(self, text: str, name: str) -> None:
        """A fact of the journal that the sentence describes; else one that it does not have."""
        from assent.engine.analysis.many.varied import Varied

        entries = self._described(text, name)
        if entries:
            self._take(entries)
            return
        dated = text if text[:4].isdigit() else f"{self.as_of} {text}"
        self.varied.append(Varied(dated, self._entries(dated, name)))

    def _entries(self, text: str, name: str) -> "tuple[Entry, ...]":
        from assent.engine.facts import journal
        from assent.grammar.parser import parse_supposed

        parsed = parse_supposed(text, name, self.cache.grammar)
        refuse_errors(parsed.diagnostics)
        assert parsed.tree is not None
        alone, found = journal.suppose(attrs.evolve(self.facts, entries=()), parsed.tree, self.contract)
        refuse_errors(found)
        return alone.entries

    def _dated(self, first: str, rest: str, name: str) -> None:
        """A fact that is recorded on one of some days, or on none."""
        import datetime

        from assent.engine.analysis.many.swept import MOST_RUNS, Way
        from assent.engine.session_moments import read_moment

        last, _, sentence = rest.partition(" ")
        start, end = read_moment(first, name).day.toordinal(), read_moment(last, name).day.toordinal()
        gone = {id(entry) for entry in self._described(sentence, name)}
        self.facts = attrs.evolve(
            self.facts, entries=tuple(entry for entry in self.facts.entries if id(entry) not in gone)
        )
        ways = [Way("never")]
        for day in range(start, min(end, start + MOST_RUNS) + 1):
            date = datetime.date.fromordinal(day).isoformat()
            ways.append(Way(date, entries=self._entries(f"{date} {sentence}", name)))
        self.several.append((sentence, tuple(ways)))


# --- asking ---------------------------------------------------------------------------------------------------


def sweep(
    contract: "Contract",
    facts: "Facts",
    over: Sequence[str],
    as_of: "AsOf" = None,
    readings: Mapping[str, str] | None = None,
    asked: Sequence[str] | None = None,
) -> "Swept":
    """How often each verdict comes out over all combinations of what varies, written as for `assent sweep --over`."""
    from assent.engine.analysis.many.swept import sweep as run

    moment = choose_moment(as_of, facts)
    read = read_over(over, facts, contract, moment, Cache(None))
    names = choose_asked(contract, asked)
    return run(contract, read, moment, _chosen(contract, readings), contract.asked() if names is None else names)


def compile_verdicts(
    contract: "Contract",
    facts: "Facts",
    over: Sequence[str],
    as_of: "AsOf" = None,
    readings: Mapping[str, str] | None = None,
    asked: Sequence[str] | None = None,
) -> "Compiled":
    """Compile the verdicts on some clauses as functions of facts that are recorded or not.

    What turns out in several ways, a reading or a date, cannot be compiled: choose it. Raises Refused.
    """
    from assent.engine.analysis.many.compiled import Compiled
    from assent.engine.analysis.many.tally import function
    from assent.engine.analysis.many.varied import Journals

    moment = choose_moment(as_of, facts)
    read = read_over(over, facts, contract, moment, Cache(None))
    if read.several:
        raise ValueError(f"`{read.several[0][0]}` turns out in several ways: choose one")
    names = choose_asked(contract, asked)
    among = Journals(contract, read.facts, read.varied, moment)
    chosen = contract.read_by(_chosen(contract, readings))
    compiled = {name: function(among, chosen, name) for name in (contract.asked() if names is None else names)}
    return Compiled(tuple(varied.words for varied in read.varied), compiled)


def _chosen(contract: "Contract", readings: Mapping[str, str] | None) -> Mapping[str, str]:
    return choose_readings(contract, [f"{name}={choice}" for name, choice in (readings or {}).items()])
