"""A small world that drawn contracts speak of: its nouns, and for each topic the sentences that ask about it.

`TOPICS` holds one strategy for each topic, the simplest first, because that is where shrinking ends. `definitions`
gives the definitions that some clauses need and nothing more: a noun, or a particular of it, is declared only if it
is asked about.
"""

import datetime
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from assent.grammar.spans import Span
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import Counted, DateOf, Either, Name, OrNext, WrittenMoment
from assent.grammar.values import Money, Percent, Ratio
from tests.support.journals import day

Strategy = st.SearchStrategy[Any]

CONTRACT = Name("Amendment")
LENDER, BORROWER = Name("Lender"), Name("Borrower")
NOTE, POLICY, LETTER, LOAN, PAPERS = (Name(text) for text in ("Note", "Policy", "Letter", "Loan", "Papers"))
PAYMENT, FILING, CLOSING, ADVANCE = (Name(text) for text in ("Payment", "Filing", "Closing", "Advance"))
EXCHANGE, SWAP = Name("Exchange"), Name("Swap")
BUSINESS_DAYS = Name("Business Days")
PARTNERS, PARTNER, PAPER = Name("Partners"), Name("Partner"), Name("Paper")
LEVELS, END, LEAST = Name("Levels"), Name("End"), Name("Least")
HOLDERS, BACKERS = Name("Holders"), Name("Backers")
MAJORITY, QUORUM, SOMEBODY = Name("Majority"), Name("Quorum"), Name("Somebody")
DEFAULT, SOLVENCY, CONSENT_REQUIRED, FURTHER_TERMS = (
    Name(text) for text in ("Default", "Solvency", "Consent Required", "Further Terms")
)

# --- definitions -------------------------------------------------------------------------------------------


def _declared(name: str, kind: str, *choices: str) -> k.Declared:
    return k.Declared(Name(name), kind, tuple(Name(choice) for choice in choices))


def _with(*declared: k.Declared) -> k.DeclaredParticulars:
    return k.DeclaredParticulars(declared)


def _noun(kind: str, name: Name, *attributes: k.Attribute, recurring: bool = False) -> k.Definition:
    return k.Definition(kind, recurring, name, None, attributes)


def _weighing(name: Name, weight: Money | None) -> k.Member:
    return k.Member(name, Name("commitment"), weight)


_NOTE_SAYS = _with(
    _declared("amount", "money"), _declared("due", "date"), _declared("seal", "choice", "Red", "Blue"),
    _declared("holder", "party"),
)  # fmt: skip
HEADER = k.ContractHeader(
    CONTRACT, None, (k.DatedAttribute(WrittenMoment(day(8))), k.Between((LENDER, BORROWER)))
)  # fmt: skip
Defined = k.Definition | k.DocumentSet | k.PartySet | k.Vote | k.Calendar | k.Table
_CALENDAR_SAYS = (k.ClosedWeekdays((Name("Saturday"), Name("Sunday"))), k.Source("the tests"))
_LEVELS_SAY = tuple(
    k.Row((k.Cell(WrittenMoment(day(number))), k.Cell(Money("USD", amount))))
    for number, amount in ((4, 10_000), (10, 20_000))
)
DEFINITIONS: tuple[Defined, ...] = (
    k.Table(LEVELS, None, _with(_declared("end", "date"), _declared("least", "money")), _LEVELS_SAY),
    k.Calendar(BUSINESS_DAYS, None, datetime.date(1996, 1, 1), datetime.date(1996, 12, 31), _CALENDAR_SAYS),
    _noun("party", LENDER),
    _noun("party", BORROWER),
    k.PartySet(PARTNERS, None, (k.Member(LENDER), k.Member(BORROWER))),
    k.PartySet(HOLDERS, None, (_weighing(LENDER, Money("USD", 6_000)), _weighing(BORROWER, Money("USD", 4_000)))),
    k.PartySet(BACKERS, None, (_weighing(LENDER, Money("USD", 6_000)), _weighing(BORROWER, None))),
    k.Vote(MAJORITY, None, "more than", Percent(Fraction(50)), (HOLDERS,)),
    k.Vote(QUORUM, None, "at least", Percent(Fraction(200, 3)), (BACKERS,)),
    k.Vote(SOMEBODY, None, "at least", 1, (PARTNERS,)),
    _noun("document", NOTE, k.MadeBy((BORROWER,)), _NOTE_SAYS),
    _noun("document", POLICY, k.MadeBy((BORROWER,))),
    _noun("document", LETTER, k.DatedAttribute(WrittenMoment(day(2))), k.MadeBy((LENDER,))),
    _noun("agreement", LOAN, k.Between((LENDER, BORROWER))),
    k.DocumentSet(PAPERS, None, (NOTE, POLICY)),
    _noun(
        "event", PAYMENT, _with(_declared("sum", "money"), _declared("share", "percent"), _declared("gearing", "ratio"))
    ),
    _noun("event", FILING),
    _noun("event", CLOSING, _with(_declared("manner", "choice", "Agreed", "Other"), _declared("host", "party"))),
    _noun("event", ADVANCE, _with(_declared("rooms", "number"), _declared("lent", "money")), recurring=True),
    _noun("event", EXCHANGE, k.ConsistsOf((PAYMENT, FILING), simultaneously=False)),
    _noun("event", SWAP, k.ConsistsOf((CLOSING, FILING), simultaneously=True)),
    _noun("state", DEFAULT),
    _noun("state", Name("Lien")),
    _noun("representation", SOLVENCY),
    _noun("representation", Name("Title")),
    _noun("matter", CONSENT_REQUIRED),
    _noun("matter", FURTHER_TERMS, k.NotInRecord()),
)


def nodes(tree: Any) -> Iterator[Any]:
    """Every node of a tree as written, and the values in it."""
    yield tree
    children: Iterable[Any] = ()
    if isinstance(tree, tuple):
        children = tree
    elif attrs.has(type(tree)):
        children = (getattr(tree, field.name) for field in attrs.fields(type(tree)))
    for child in children:
        if not isinstance(child, Span):
            yield from nodes(child)


def definitions(clauses: Iterable[k.Part]) -> tuple[k.ContractHeader, tuple[Defined, ...]]:
    """The header and the definitions of what some clauses speak of, without the attributes that nothing asks for."""
    found = list(nodes(tuple(clauses)))
    asked = {node.text for node in found if isinstance(node, Name)}
    dated = {node.name for node in found if isinstance(node, DateOf)}
    makers = any(isinstance(node, s.ExecutedBy) and not node.names for node in found)

    def trimmed(attributes: Iterable[k.Attribute], name: Name) -> Iterator[k.Attribute]:
        for attribute in attributes:
            match attribute:
                case k.DeclaredParticulars(particulars):
                    kept = tuple(one for one in particulars if one.name.text in asked)
                    if kept:
                        yield k.DeclaredParticulars(kept)
                case k.Between() | k.MadeBy():
                    if makers:
                        yield attribute
                case k.DatedAttribute():
                    if name in dated or name != CONTRACT:
                        yield attribute
                case _:
                    yield attribute

    header = attrs.evolve(HEADER, attributes=tuple(trimmed(HEADER.attributes, CONTRACT)))
    kept: dict[Name, Defined] = {}
    needed = asked | {node.text for node in nodes(header.attributes) if isinstance(node, Name)}
    for one in reversed(DEFINITIONS):  # what an event, a set or a maker needs is defined above it
        if one.name.text in needed:
            if isinstance(one, k.Definition):
                one = attrs.evolve(one, attributes=tuple(trimmed(one.attributes, one.name)))
            kept[one.name] = one
            needed |= {node.text for node in nodes(one) if isinstance(node, Name)}
    return header, tuple(kept[one.name] for one in DEFINITIONS if one.name in kept)


# --- dates and details -------------------------------------------------------------------------------------

when: Strategy = st.sampled_from(
    [
        *(WrittenMoment(day(number)) for number in (10, 4, 17)),
        WrittenMoment(day(10, 17 * 60)),
        DateOf(CONTRACT),
        DateOf(LETTER),
        # counted from others; all but the last are day 10
        Counted(6, "day", True, WrittenMoment(day(4))),
        Counted(1, "week", False, WrittenMoment(day(17))),
        Counted(2, BUSINESS_DAYS, True, DateOf(CONTRACT)),
        Either(True, WrittenMoment(day(4)), WrittenMoment(day(10))),
        OrNext(WrittenMoment(day(4)), BUSINESS_DAYS),
    ]
)
parties: Strategy = st.sampled_from([(LENDER,), (BORROWER,)])
_same = st.just("is")
_amounts = st.sampled_from(["is", "at least", "at most", "more than", "less than"])
_dates = st.sampled_from(["is", "by", "before", "after", "on or after"])


def _particular(name: str, relation: Strategy, *values: Any) -> Strategy:
    return st.builds(s.Particular, st.just(Name(name)), relation, st.sampled_from(values))


_amount = _particular("amount", _amounts, Money("USD", 10_000))
_due = _particular("due", _dates, WrittenMoment(day(10)), DateOf(LETTER))
_seal = _particular("seal", _same, Name("Red"), Name("Blue"))
_holder = _particular("holder", _same, LENDER, BORROWER)
_sum = _particular("sum", _amounts, Money("USD", 10_000), Money("USD", 20_000))
_share = _particular("share", _amounts, Percent(Fraction(200, 3)))
_gearing = _particular("gearing", _amounts, Ratio(Fraction(3)), Ratio(Fraction(7, 2)))
_manner = _particular("manner", _same, Name("Agreed"), Name("Other"))
_host = _particular("host", _same, LENDER)
_rooms = _particular("rooms", _amounts, 3)


def stating(*particulars: Strategy) -> Strategy:
    """`with ...`: one particular, or all of them."""
    alone = st.builds(lambda one: s.WithDetails((one,)), st.one_of(*particulars))
    return alone | st.builds(s.WithDetails, st.tuples(*particulars)) if len(particulars) > 1 else alone


form: Strategy = st.builds(s.AsForm, st.sampled_from(["a copy", "an original", "a true and complete copy"]))
signed: Strategy = st.builds(s.ExecutedBy, st.sampled_from([(BORROWER,), (), (MAJORITY,)]))
_from = st.builds(s.FromParty, st.sampled_from([BORROWER, LENDER]))
_bearing = st.builds(s.DatedDetail, _dates, when)
_note_says = stating(_amount, _seal) | stating(_due) | stating(_holder)


def details(*kinds: Strategy) -> Strategy:
    """No detail, one, or two of unlike kinds in the order in which they are written."""
    one = st.one_of(*kinds).map(lambda detail: (detail,))
    two = st.tuples(*kinds[:2]) if len(kinds) > 1 else one
    return st.one_of(st.just(()), one, two)


_with_others = st.builds(s.Enclosing, st.just((POLICY,))) | st.builds(s.EnclosedIn, st.sampled_from([LETTER, POLICY]))
note_details: Strategy = details(form, _note_says, signed, _from, _bearing, _with_others)
paper_details: Strategy = details(form, signed, _from)
letter_details: Strategy = details(_bearing, _from)

# --- topics ------------------------------------------------------------------------------------------------

_not: Strategy = st.booleans()


def _acts(document: Name, asked: Strategy, who: Strategy = parties) -> Strategy:
    """Received, executed or sent; the other way round only without details."""
    received = st.builds(s.Acts, who, st.just("received"), st.just((document,)), asked)
    other = st.builds(s.Acts, who, st.sampled_from(["executed", "sent", "requested", "received"]), st.just((document,)))
    return st.one_of(received, other, other.map(lambda acts: attrs.evolve(acts, negated=True)))


def _occurs(event: Name, said: Strategy | None = None) -> Strategy:
    plain = st.builds(s.Happens, st.just((event,)), st.just("occurred"), st.none(), _not)
    if said is None:
        return plain
    return plain | st.builds(s.Happens, st.just((event,)), st.just("occurred"), said)


def _judges(who: Strategy) -> Strategy:
    return st.builds(s.Judged, st.just((NOTE,)), who, _not)


def _judged(document: Name) -> Strategy:
    return st.builds(s.Judged, st.just((document,)), parties, _not)


def _of_state(name: Name) -> Strategy:
    return st.one_of(
        st.builds(s.NoneExists, st.just(name), st.booleans()),
        st.builds(s.Exists, st.just((name,)), st.booleans()),
        st.builds(s.Happens, st.just((name,)), st.just("began")),
    )


def _totals(*asked: tuple[Any, ...]) -> Strategy:
    """So many in all, of some time or of all time, of all occurrences or of some."""
    some = st.none() | stating(_rooms)
    limits = st.sampled_from(["at least", "at most", "more than", "less than"])
    sums = [
        (st.builds(s.Sum, st.just(Name(name)), st.just((ADVANCE,)), some, st.none() | when, st.none() | when), sizes)
        for name, *sizes in asked
    ]
    return st.one_of(*(st.builds(s.Totals, one, limits, st.sampled_from(sizes)) for one, sizes in sums))


def _true(name: Name, *degrees: s.Degree) -> Strategy:
    return st.builds(s.Truth, st.just((name,)), st.sampled_from(degrees))


_PAYMENT, _CLOSING = (
    _occurs(PAYMENT, stating(_sum, _share) | stating(_gearing)),
    _occurs(CLOSING, stating(_manner, _host)),
)
_BOTH = st.sampled_from([(LENDER, BORROWER)])
_VOTE = st.sampled_from([MAJORITY, QUORUM, SOMEBODY])
_VOTES = st.sampled_from([(MAJORITY,), (QUORUM,), (SOMEBODY,), (BORROWER, MAJORITY)])
_ALL = st.sampled_from([(PARTNERS,), (BORROWER, PARTNERS)])
_FORM = st.builds(s.InForm, st.just((NOTE,)), when, _not) | st.builds(s.Amended, st.just((NOTE,)))

TOPICS: dict[str, Strategy] = {
    "a document": _acts(NOTE, note_details),
    "an event": _PAYMENT,
    "a state": _of_state(DEFAULT),
    "a matter": _true(CONSENT_REQUIRED, "true", "untrue"),
    "a determination": _judged(NOTE),
    "a representation": _true(
        SOLVENCY, "true", "untrue", "true in all material respects", "untrue in a material respect"
    ),
    "a form": _FORM,
    "another event": _occurs(FILING),
    "an event in some manner": _CLOSING,
    "a recurring event": _occurs(ADVANCE, stating(_rooms)),
    "a whole of events": _occurs(EXCHANGE),
    "events on one day": _occurs(SWAP),
    "a dated document": _acts(LETTER, letter_details),
    "another document": _acts(POLICY, paper_details) | _judged(POLICY),
    "a set": _acts(PAPERS, paper_details) | _judged(PAPERS),
    "the contract": _acts(CONTRACT, paper_details),
    "several parties": _acts(NOTE, st.just(()), _BOTH) | st.builds(s.Judged, st.just((NOTE,)), _BOTH),
    "a set of parties": _acts(NOTE, st.just(()), _ALL) | _judges(_ALL),
    "a vote": _acts(NOTE, st.just(()), _VOTES) | _judges(_VOTES),
    "from a vote": _acts(NOTE, st.builds(lambda name: (s.FromParty(name),), _VOTE), st.just((BORROWER,))),
    "several events": st.builds(s.Happens, st.just((PAYMENT, FILING)), st.just("occurred"), st.none(), _not),
    "a matter out of the record": _true(FURTHER_TERMS, "true"),
    "a matter determined": st.builds(
        s.Acts, parties, st.just("determined"), st.just((CONSENT_REQUIRED,)), st.just(()), _not
    ),
    "a total": _totals(("rooms", 3, 5), ("lent", Money("USD", 10_000), Money("USD", 20_000))),
}


def _received(asked: Strategy) -> Strategy:
    return st.builds(s.Acts, parties, st.just("received"), st.just((NOTE,)), asked)


_LEAST = _particular("amount", _amounts, LEAST)
_UP_TO_END = st.builds(s.Sum, st.just(Name("lent")), st.just((ADVANCE,)), st.none(), st.none(), st.just(END))
_OF_LEVELS: Strategy = st.one_of(
    _received(st.tuples(st.builds(s.DatedDetail, _dates, st.just(END)), stating(_LEAST))),
    st.builds(
        c.Modified,
        st.sampled_from([c.ByDate(END), c.OnDate(END)]),
        _received(st.tuples(stating(_LEAST))),
        st.just(False),
    ),
    st.builds(s.Totals, _UP_TO_END, st.sampled_from(["at least", "at most"]), st.just(LEAST)),
)
OF_EACH: dict[Name, tuple[tuple[Name, ...], Strategy]] = {
    LEVELS: ((END, LEAST), _OF_LEVELS),
    PARTNERS: ((PARTNER,), _acts(NOTE, st.just(()), st.just((PARTNER,))) | _judges(st.just((PARTNER,)))),
    PAPERS: ((PAPER,), _acts(PAPER, details(form)) | _judged(PAPER)),
}
OF_EVENT = {
    PAYMENT: "an event",
    FILING: "another event",
    CLOSING: "an event in some manner",
    ADVANCE: "a recurring event",
    EXCHANGE: "a whole of events",
    SWAP: "events on one day",
}
OF_DOCUMENT = {
    "a document": (NOTE, note_details),
    "a dated document": (LETTER, letter_details),
    "another document": (POLICY, paper_details),
    "a set": (PAPERS, paper_details),
    "the contract": (CONTRACT, paper_details),
}
