"""Conditions as meant: typed, numbered, nothing unresolved. What each asks of a moment is said in docs/semantics.md."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, Literal

import attrs

from assent.engine.model.happenings import Happening, Test, Total
from assent.engine.model.periods import Period
from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Mode, Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Place(Frozen):
    """Where a condition stands, and its words.

    Its section (`5(c)`), the agreement that section belongs to when it is another one, the heading it bears, and
    whether it is an item with a label of its own.
    """

    section: str = ""
    agreement: str = ""
    heading: str = ""
    labelled: bool = False
    text: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Node(Frozen):
    """A condition; `number` is its index in its contract, below those of the conditions that contain it."""

    number: int
    place: Place = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class AllOf(Node):
    """Met when each part is; `proviso` when it was written `provided that`."""

    parts: tuple["Condition", ...]
    proviso: bool = False


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class AnyOf(Node):
    """Met when one part is."""

    parts: tuple["Condition", ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class AtLeast(Node):
    """Met when at least `count` parts are."""

    count: int
    parts: tuple["Condition", ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Carried(Node):
    """Met when the voters whose parts are met bear enough of all weight (S14).

    There is a part for each voter, what is asked of it, and its known weight. `needed` is the least that is enough of
    the known weight; `unknown` voters may have more than is known. `all` says that nothing less than all of it is
    enough. `vote` is its name, `rule` its words, `measure` and `currency` tell what the weights are. Each vote is
    counted by itself: `again` tells apart those in which the same is asked.
    """

    vote: str
    rule: str
    voters: tuple[str, ...]
    weights: tuple[int, ...]
    unknown: tuple[str, ...]
    needed: int
    all: bool
    measure: str
    currency: str
    again: int
    parts: tuple["Condition", ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Not(Node):
    """Met when its part is not."""

    part: "Condition"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Happened(Node):
    """Met from the first happening on whose particulars pass every test (S2)."""

    happening: Happening
    tests: tuple[Test, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Composite(Node):
    """Met from the moment on at which an event made of parts happened: `parts` are conditions on their happening."""

    event: str
    parts: tuple["Happened | Composite", ...]
    simultaneous: bool


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class HeldWhile(Node):
    """Met when, at the moment of the occurrence, the condition held."""

    occurrence: "Happened | Composite"
    part: "Condition"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ByDate(Node):
    """Met when its part was met at some moment up to the deadline, the whole day included (S1)."""

    part: "Condition"
    deadline: Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class OnDate(Node):
    """Met from that date on, when its part was met at it (S6)."""

    part: "Condition"
    date: Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class After(Node):
    """Met at every moment after that one, after the whole day where it has no time (S1, S6)."""

    moment: Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Elapsed(Node):
    """Met once so long a period has passed since the first occurrence, its last day included (S1, S6)."""

    occurrence: "Happened | Composite"
    period: Period


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class InTime(Node):
    """Met when its part was met at some moment at which the deadline had not passed (S6)."""

    part: "Condition"
    passed: "Condition"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class OnEachDate(Node):
    """Met while its part was met at every moment so far at which the event happened (S6)."""

    part: "Condition"
    occurrence: "Happened | Composite"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Throughout(Node):
    """Met while its part has been met at every moment since that date."""

    part: "Condition"
    since: Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Lasting(Node):
    """Met from the first moment at which `begins` is met until the first, from then on, at which `stays` is not (S15).

    It ends for good. Once `valid` is unmet at a moment from the beginning on, it was never met: seen from that moment
    on, not at any. Either may be None.
    """

    begins: "Condition"
    stays: "Condition | None"
    valid: "Condition | None"

    @property
    def ends(self) -> tuple["Condition", ...]:
        """What has to stay met."""
        return tuple(part for part in (self.stays, self.valid) if part is not None)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Spells(Node):
    """Met from each moment on at which both parts are met, until the first at which `stays` is not (S15)."""

    begins: "Condition"
    stays: "Condition"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class StateHolds(Node):
    """Met while the state holds."""

    state: str


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class StateOccurred(Node):
    """Met from the first moment on at which the state held."""

    state: str


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Stated(Node):
    """Met while a representation or matter is true; `material` asks for truth in all material respects only."""

    subject: str
    material: bool


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Determined(Node):
    """Met while the latest determination of the party on the document in its present form is favourable."""

    happening: Happening


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class InForm(Node):
    """Met while the document has the form that it had at that date."""

    document: str
    date: Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Refers(Node):
    """Met while another clause holds; `mode` says how a circle through this reference is read (S8, S12)."""

    clause: str
    mode: Mode


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Deemed(Node):
    """Met when its main limb is, or when it is deemed to be by an instrument (S7)."""

    main: "Condition"
    instruments: tuple[str, ...]
    deeming: tuple["Condition", ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Waivable(Node):
    """Met when its part is, or when a party entitled to has waived it in the form required (S7).

    A waiver that is open only under one reading stands under it.
    """

    part: "Condition"
    waivers: tuple["Waiver", ...]

    def given(self) -> tuple[tuple["Waiver", str, tuple["Happened", ...]], ...]:
        """Each waiver with whose it is, and the happenings that give it: of a vote, one for each voter or several."""
        return tuple((waiver, giver_of(waiver), tuple(_acts_of(waiver))) for waiver in self.waivers)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class UnderReading(Node):
    """Its part in runs that choose the alternative; in other runs it drops out of its list (S10).

    `neutral` is the value with which it drops out: met in an `all of`, unmet in an `any of`.
    """

    question: str
    alternative: str
    part: "Condition"
    neutral: bool


Condition = (
    AllOf
    | AnyOf
    | AtLeast
    | Carried
    | Not
    | Happened
    | Composite
    | HeldWhile
    | ByDate
    | OnDate
    | After
    | Elapsed
    | InTime
    | OnEachDate
    | Throughout
    | Lasting
    | Spells
    | StateHolds
    | StateOccurred
    | Stated
    | Determined
    | InForm
    | Refers
    | Deemed
    | Waivable
    | UnderReading
)
Waiver = Happened | Carried | UnderReading
Polarity = Literal[1, -1]


def giver_of(waiver: "Condition") -> str:
    """Whose waiver it is, under whichever reading: a party's, or that of a vote."""
    if isinstance(waiver, UnderReading):
        return giver_of(waiver.part)
    if isinstance(waiver, Carried):
        return waiver.vote
    assert isinstance(waiver, Happened)
    return waiver.happening.subject


def _acts_of(waiver: "Condition") -> Iterator[Happened]:
    return (inner for inner, _ in walk(waiver) if isinstance(inner, Happened))


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition, in the order of the contract."""
    inside = _PARTS.get(type(condition))
    return inside(condition) if inside is not None else ()


def _only_part(condition: Any) -> tuple[Condition, ...]:
    return (condition.part,)


# How to take the conditions apart that have parts; a table, because every walk over a contract asks for each of them.
_PARTS: dict[type, Callable[[Any], tuple[Condition, ...]]] = {
    **dict.fromkeys((AllOf, AnyOf, AtLeast, Carried, Composite), attrgetter("parts")),
    **dict.fromkeys((Not, ByDate, OnDate, Throughout, UnderReading), _only_part),
    HeldWhile: attrgetter("occurrence", "part"),
    OnEachDate: attrgetter("part", "occurrence"),
    Lasting: lambda condition: (condition.begins, *condition.ends),
    Spells: attrgetter("begins", "stays"),
    Elapsed: lambda condition: (condition.occurrence,),
    InTime: attrgetter("part", "passed"),
    Deemed: lambda condition: (condition.main, *condition.deeming),
    Waivable: lambda condition: (condition.part, *condition.waivers),
}


def signed_parts(condition: Condition) -> Iterator[tuple[Condition, Polarity]]:
    """The conditions directly inside a condition, each with -1 where it counts against the whole."""
    parts = parts_of(condition)
    if isinstance(condition, Not):
        yield parts[0], -1
    elif isinstance(condition, OnEachDate):
        yield condition.part, 1
        yield condition.occurrence, -1
    elif isinstance(condition, InTime):
        yield condition.part, 1
        yield condition.passed, -1
    else:
        for part in parts:
            yield part, 1


def pulling_parts(condition: Condition) -> Iterator[tuple[Condition, Polarity]]:
    """The signed parts; what begins something that ends for good pulls both ways: begun earlier, it may end earlier."""
    yield from signed_parts(condition)
    if isinstance(condition, Lasting):
        yield condition.begins, -1


def clause_of(condition: Condition) -> str:
    """The name of the clause that a condition refers to, if there is one: a state may have none. Empty for others."""
    named = _NAMED.get(type(condition))
    return named(condition) if named is not None else ""


_NAMED: dict[type, Callable[[Any], str]] = {
    Refers: attrgetter("clause"),
    **dict.fromkeys((StateHolds, StateOccurred), attrgetter("state")),
}


def moments_in(condition: Condition) -> Iterator[Moment]:
    """The moments at which a condition, or one inside it, looks."""
    for inner, _ in walk(condition):
        match inner:
            case Happened(happening=Total(addends=addends)):
                yield from (date for one in addends for date in (one.since, one.through) if date is not None)
            case ByDate(deadline=moment) | OnDate(date=moment) | Throughout(since=moment) | InForm(date=moment):
                yield moment
            case After(moment=moment):
                yield moment


def counted_in(condition: Condition) -> Iterator[tuple[Happening, Period]]:
    """The periods that run from what happens, in a condition or one inside it, each with what it runs from."""
    for inner, _ in walk(condition):
        if isinstance(inner, Elapsed):
            for part, _ in walk(inner.occurrence):
                if isinstance(part, Happened):
                    yield part.happening, inner.period


def walk(condition: Condition, polarity: Polarity = 1) -> Iterator[tuple[Condition, Polarity]]:
    """Every condition inside a condition and itself, each with its polarity: -1 behind an odd number of negations."""
    yield condition, polarity
    for part, sign in signed_parts(condition):
        yield from walk(part, 1 if sign == polarity else -1)


def pulling(condition: Condition, polarity: Polarity = 1) -> Iterator[tuple[Condition, Polarity]]:
    """The same with every way in which a condition pulls: one that pulls both ways comes with both polarities."""
    yield condition, polarity
    for part, sign in pulling_parts(condition):
        yield from pulling(part, 1 if sign == polarity else -1)
