"""Journals, moments and readings drawn at random for a given contract.

Every line is about something that the contract's conditions ask. A line that would contradict an earlier one is left
out, so every journal that is drawn is one that a user could have written. All strategies shrink towards less: fewer
lines, all on one day, the default readings.
"""

import datetime
import functools
from collections.abc import Collection, Mapping, Sequence

import attrs
from hypothesis import strategies as st

from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract, Subject
from assent.engine.model.happenings import RECORD_KINDS, RecordKind
from assent.engine.model.nouns import Document
from assent.engine.testing.vocabulary import Kept, Saying, fits, plus, subject, topics_of, vocabulary
from assent.grammar.values import Moment

_ALWAYS = datetime.date(2000, 1, 3)  # for a contract that names no date at all
_FEW = 3


def calendar(contract: Contract) -> tuple[Moment, ...]:
    """The days on which something can turn on a contract: its dates and their neighbours; its own date first."""
    document = contract.document
    own = [document.dated] if document.dated is not None else []
    papers = [noun.dated for noun in contract.nouns.values() if isinstance(noun, Document) and noun.dated is not None]
    asked = [moment for one in contract.guarantees for moment in _moments_of(one.condition)]
    found = [*own, *contract.moments, *asked, *papers] or [Moment(_ALWAYS)]
    days = [moment.day for moment in found]
    near = [day + datetime.timedelta(step) for day in days for step in (1, -1)]
    last = max(days)
    return tuple(Moment(day) for day in dict.fromkeys([*days, *near, *(last + datetime.timedelta(s) for s in (7, 40))]))


def _moments_of(condition: object) -> list[Moment]:
    from assent.engine.model.conditions import moments_in

    return list(moments_in(condition))  # type: ignore[arg-type]


def days(contract: Contract) -> st.SearchStrategy[Moment]:
    """A day of the contract's calendar."""
    return st.sampled_from(calendar(contract))


def entries_of(saying: Saying, moment: Moment) -> tuple[Entry, ...]:
    """The entries behind a line: one for each thing that it says."""
    return tuple(Entry(moment, assertion, saying.sentence) for assertion in saying.assertions)


def lines(contract: Contract, when: st.SearchStrategy[Moment] | None = None) -> st.SearchStrategy[tuple[Entry, ...]]:
    """One line of a journal: an entry for each thing that it says."""
    sayings = vocabulary(contract)
    numbers = st.integers(0, len(sayings) - 1)
    return st.builds(
        lambda at, moment: entries_of(sayings[at], moment), numbers, days(contract) if when is None else when
    )


def _all_kinds(moment: Moment) -> dict[RecordKind, Moment]:
    return dict.fromkeys(RECORD_KINDS, moment)


def records(when: st.SearchStrategy[Moment]) -> st.SearchStrategy[dict[RecordKind, Moment]]:
    """How far the record is complete: not at all, in all, or kind by kind."""
    return st.one_of(
        st.just({}), st.builds(_all_kinds, when), st.dictionaries(st.sampled_from(RECORD_KINDS), when, max_size=4)
    )


def sparse(contract: Contract, when: st.SearchStrategy[Moment], most: int = 12) -> st.SearchStrategy[Facts]:
    """A journal of a few lines about anything."""
    some, record = st.lists(lines(contract, when), max_size=most), records(when)

    @st.composite
    def a_few_lines(draw: st.DrawFn) -> Facts:
        facts = Facts(contract.name, (), draw(record))
        for line in draw(some):
            if fits(facts, line):
                facts = plus(facts, line)
        return facts

    return a_few_lines()


def full(
    contract: Contract, when: st.SearchStrategy[Moment], about: Collection[Subject] = ()
) -> st.SearchStrategy[Facts]:
    """A journal in which most of what is asked has been done, mostly on one day; waivers and denials are rare.

    What it is `about` is said in every way it can be, and on any day.
    """
    sayings = _one_of_each(Kept(contract), frozenset(about))
    record = records(when)

    @st.composite
    def most_lines(draw: st.DrawFn) -> Facts:
        main = draw(when)
        known = draw(_mostly)
        facts = Facts(contract.name, (), draw(_in_all(main)) if known else draw(record))
        for chosen, is_about in sayings:
            saying = draw(chosen)
            if saying is None:
                continue
            line = entries_of(saying, main if draw(_often if is_about else _mostly) else draw(when))
            if fits(facts, line):
                facts = plus(facts, line)
        return facts

    return most_lines()


def _in_all(moment: Moment) -> st.SearchStrategy[dict[RecordKind, Moment]]:
    return st.sampled_from([_all_kinds(moment), {}])


_mostly = st.sampled_from([True] * 60 + [False])
_often = st.sampled_from([True] * 5 + [False])
_USUAL = 600  # so many times as likely as each other saying: a contract may need forty lines to be just so
_SOUGHT = 3  # of what a journal is about: so many times as likely as all other sayings together
_NEAR = 4  # so many times as likely as a bare saying: all that is asked but for one particular
_One = tuple[st.SearchStrategy[Saying | None], bool]


@functools.lru_cache(maxsize=32)
def _one_of_each(kept: Kept, about: frozenset[Subject]) -> tuple[_One, ...]:
    """For each topic what may be said of it, and whether it is sought; made once, for making it is what takes time."""
    found: list[_One] = []
    for topic in topics_of(kept.contract):
        is_about = subject(topic[0].assertions[0]) in about
        found.append((_one_of(topic, is_about), is_about))
    return tuple(found)


def _one_of(topic: Sequence[Saying], is_about: bool) -> st.SearchStrategy[Saying | None]:
    """What is said of a topic, if anything: mostly what favours most, where that is no rare thing."""
    usual = None if topic[0].is_rare else topic[0]
    most = max(len(saying.sentence) for saying in topic) * 2 // 3
    others = [
        saying for saying in topic if saying is not usual for _ in range(_NEAR if len(saying.sentence) > most else 1)
    ]
    weight = _SOUGHT * len(others) if is_about else _USUAL
    return st.sampled_from([None, *[usual] * weight, *others])


def near(contract: Contract, starts: Sequence[Facts], when: st.SearchStrategy[Moment]) -> st.SearchStrategy[Facts]:
    """One of some journals with a few lines taken out and a few put in."""
    some = st.lists(lines(contract, when), max_size=4)
    numbers = st.integers(0, len(starts) - 1)

    @st.composite
    def changed(draw: st.DrawFn) -> Facts:
        start = starts[draw(numbers)]
        gone = draw(st.sets(st.integers(0, max(len(start.entries) - 1, 0)), max_size=4))
        facts = attrs.evolve(start, entries=tuple(one for at, one in enumerate(start.entries) if at not in gone))
        for line in draw(some):
            if fits(facts, line):
                facts = plus(facts, line)
        return facts

    return changed()


def journals(
    contract: Contract,
    *,
    starts: Sequence[Facts] = (),
    when: st.SearchStrategy[Moment] | None = None,
    most: int = 12,
    about: Collection[Subject] = (),
) -> st.SearchStrategy[Facts]:
    """A journal without contradictions: a few lines about anything, or most of what the contract asks for.

    `starts` are journals of yours; then some of those drawn are one of them with a few lines changed. `when` draws
    the dates, else they are those of the contract and their neighbours. `most` is the number of lines of a sparse
    one, and `about` are facts that are to be told in every way, to try what hangs on them.
    """
    when = days(contract) if when is None else when
    few, many = sparse(contract, when, most), full(contract, when, about)
    kinds = [few, many, *([near(contract, starts, when)] * 2 if starts else [many, many])]

    @st.composite
    def a_journal(draw: st.DrawFn) -> Facts:
        return draw(kinds[draw(st.integers(0, len(kinds) - 1))])

    return a_journal()


def moments(contract: Contract, facts: Facts) -> st.SearchStrategy[Moment]:
    """An as-of moment at which an answer may change: the dates of the journal and the contract, and their neighbours.

    The end of the journal comes first, and so does it when a failing case is made smaller.
    """
    latest = facts.latest()
    told = [*([latest] if latest is not None else []), *(entry.moment for entry in facts.entries)]
    told += [*facts.complete.values(), *calendar(contract)]
    points = [moment.day for moment in told]
    around = [day + datetime.timedelta(step) for day in points for step in (1, -1)]
    ordered = [Moment(day) for day in dict.fromkeys([*points, *around])]
    return st.just(ordered[0]) | st.sampled_from(ordered)


def readings(contract: Contract, most: int = _FEW) -> st.SearchStrategy[Mapping[str, str]]:
    """A choice of readings: the defaults but for a few questions."""
    others = [
        (question.name, alternative.name)
        for question in contract.questions.values()
        for alternative in question.alternatives
        if alternative.name != question.default
    ]
    if not others:
        return st.just({})
    some = st.lists(st.sampled_from(others), max_size=most, unique_by=lambda pair: pair[0]).map(dict)
    return st.just({}) | some
