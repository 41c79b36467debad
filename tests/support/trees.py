"""Trees as written, drawn at random: only such as the grammar can write down.

`STRATEGIES` holds one strategy for each node class; a test compares it with `assent.grammar.syntax`.
"""

import datetime
from fractions import Fraction
from typing import Any, get_args

from hypothesis import strategies as st

from assent.grammar import values as v
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import journal as j
from assent.grammar.syntax import names as n
from assent.grammar.syntax import scenarios as o
from assent.grammar.syntax import sentences as s
from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio

Strategy = st.SearchStrategy[Any]
VERDICTS = [
    *("EFFECTIVE", "NOT YET", "CAN NO LONGER BE", "UNDETERMINED", "PERMITTED", "NOT PERMITTED YET"),
    *(
        "NO LONGER PERMITTED",
        "COVERED",
        "NOT COVERED",
        "SATISFIED",
        "PERFORMED",
        "COMPLIED WITH",
        "BREACHED",
        "DEEMED SATISFIED",
        "WAIVED",
    ),
    *("OUTSTANDING", "RECEIVED", "DEFERRED", "FAILED", "NOT APPLICABLE"),
]
STANDINGS = ["effective", "in force", "covered", "complete", "required", "performed", "breached"]
ZONES = ["UTC", "America/Chicago", "Europe/Vienna", "America/Argentina/Buenos_Aires"]
SPOKEN = [
    *("Congress", "LPC", "Loan B Conditions", "Event of Default", "Lender's Counsel", "CONSENT-FIRST"),
    *(
        "Note 5",
        "T11-D",
        "Certificates of Occupancy",
        "Österreichische Bank",
        "U.S. Bank N.A.",
        "Smith & Co",
        "E 2 of F",
    ),
]

# --- words and values --------------------------------------------------------------------------------------

_word = st.from_regex(r"[A-ZÀ-Ö][A-Za-zà-ö0-9]{0,8}(?:['&.\-][A-Za-z0-9]{1,3})?", fullmatch=True)
_more = st.one_of(_word, st.integers(0, 999).map(str), _word.map(lambda word: f"of {word}"))
_drawn = st.builds(lambda first, more: " ".join([first, *more]), _word, st.lists(_more, max_size=2))
_terms = _drawn.filter(lambda text: not text.startswith("UTC") and not _looks_like_money(text))
_texts = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters='"'), max_size=12)
_lower = st.from_regex(r"[a-z]{1,8}(?:-[a-z]{1,4})?", fullmatch=True)
_numbers = st.integers(0, 10**15 - 1)
_percents = st.builds(
    lambda whole, over, under: Percent(Fraction(whole) + Fraction(min(over, under - 1), under)),
    st.integers(0, 999),
    st.integers(0, 99),
    st.integers(1, 99),
)
_tenths = st.integers(0, 9_999).map(lambda tenths: Fraction(tenths, 10))
_money = st.builds(Money, st.from_regex(r"[A-Z]{3}", fullmatch=True), st.integers(0, 10**16))
_ratios = st.builds(Ratio, _tenths)
_decimals = st.builds(Decimal, _tenths.filter(lambda value: value.denominator > 1))
_section_numbers = st.from_regex(r"[1-9][0-9]?(?:\.[0-9]{1,2})?(?:\([a-z0-9]{1,3}\)){0,2}", fullmatch=True)


def _looks_like_money(text: str) -> bool:
    return len(text) > 4 and text[:3].isascii() and text[:3].isupper() and text[3] == " " and text[4].isdigit()


def few(strategy: Strategy, least: int = 1, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """A tuple of one to three."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def maybe(strategy: Strategy) -> Strategy:
    return st.none() | strategy


name = st.builds(n.Name, st.sampled_from(SPOKEN) | _terms)
lower_name = st.builds(n.Name, _lower)
names = few(name)
gloss = maybe(_texts)
moment = st.builds(Moment, st.dates(), st.none()) | st.builds(
    Moment, st.dates(min_value=datetime.date(1900, 1, 1)), st.integers(0, 1439), maybe(st.sampled_from(ZONES))
)
written = st.builds(n.WrittenMoment, moment)
date_of = st.builds(n.DateOf, name)
unit = st.sampled_from(["day", "week", "month", "year"]) | name
_points: Strategy = st.deferred(lambda: written | date_of | counted_moment | either | name)
counted_moment: Strategy = st.builds(n.Counted, st.integers(0, 99), unit, st.booleans(), _points)
either: Strategy = st.builds(n.Either, st.booleans(), _points, _points)
or_next = st.builds(n.OrNext, _points, name)
when = written | date_of | _points | or_next
section = st.builds(n.SectionReference, _section_numbers)
section_of = st.builds(n.SectionReference, _section_numbers, name)
any_section = section | section_of
value = st.one_of(
    _money,
    _percents,
    _ratios,
    _decimals,
    _numbers,
    name,
    when,
)
yes_or_no = st.booleans()


def a_literal(alias: Any) -> Strategy:
    return st.sampled_from(get_args(alias))


# --- sentences --------------------------------------------------------------------------------------------

as_form = st.builds(s.AsForm, a_literal(v.Form))
executed_by = st.builds(s.ExecutedBy, st.just(()) | names)
from_party = st.builds(s.FromParty, name)
dated_detail = st.builds(s.DatedDetail, a_literal(v.Relation), when)
particular = st.builds(s.Particular, lower_name, a_literal(v.Relation), value)
with_details = st.builds(s.WithDetails, few(particular))
enclosing = st.builds(s.Enclosing, names)
enclosed_in = st.builds(s.EnclosedIn, name)
detail = st.one_of(enclosing, enclosed_in, as_form, executed_by, from_party, dated_detail, with_details)
details = few(detail, least=0)

_verbs = st.sampled_from(["received", "executed", "sent", "requested"])
acts = st.builds(s.Acts, names, _verbs, names, details, yes_or_no) | st.builds(
    s.Acts, names, st.just("determined"), names, st.just(()), yes_or_no
)
happens = st.builds(s.Happens, names, st.sampled_from(["occurred", "began", "ended"]), maybe(with_details), yes_or_no)
amended = st.builds(s.Amended, names)
restored = st.builds(s.Restored, names, when)
waives = st.builds(s.Waives, names, any_section, st.sampled_from(["", "in writing", "orally"]))
judged = st.builds(s.Judged, names, names, yes_or_no)
stands = st.builds(s.Stands, names, st.sampled_from(STANDINGS), yes_or_no, a_literal(v.Mode))
truth = st.builds(s.Truth, names, a_literal(s.Degree))
in_form = st.builds(s.InForm, names, when, yes_or_no)
exists = st.builds(s.Exists, names, yes_or_no)
none_exists = st.builds(s.NoneExists, name, yes_or_no)
limits = st.sampled_from(["at least", "at most", "more than", "less than"])
sums = st.builds(s.Sum, lower_name, names, maybe(with_details), maybe(when), maybe(when))
totals = st.builds(s.Totals, sums, limits, _money | _decimals | _numbers | name, few(sums, least=0, most=2))
sentence = st.one_of(
    totals, acts, happens, amended, restored, waives, judged, stands, truth, in_form, exists, none_exists
)

# --- conditions --------------------------------------------------------------------------------------------

phrase = st.builds(c.Phrase, names, details)
under = st.builds(c.Under, name)
throughout = st.builds(c.Throughout, when)
on_each_date = st.builds(c.OnEachDate, name)
on_date = st.builds(c.OnDate, when)
one_act = st.builds(
    s.Acts, st.tuples(name), st.sampled_from(["received", "executed", "sent"]), st.tuples(name)
) | st.builds(s.Happens, st.tuples(name), st.sampled_from(["occurred", "began", "ended"]))
day_of = st.builds(c.DayOf, one_act)
counted_from = st.builds(c.CountedFrom, st.integers(0, 99), unit, one_act)
_from_act: Strategy = st.deferred(lambda: one_act | day_of | counted_from | either_act)
either_act: Strategy = st.one_of(
    st.builds(c.EitherAct, yes_or_no, _points, _from_act),
    st.builds(c.EitherAct, yes_or_no, _from_act, _points),
    st.builds(c.EitherAct, yes_or_no, _from_act, _from_act),
)
instant = when | _from_act
by_date = st.builds(c.ByDate, instant)
until = st.builds(c.Until, instant)
after = st.builds(c.After, instant)
held_while = st.builds(c.HeldWhile, sentence)
for_each = st.builds(c.ForEach, names, name, yes_or_no)
prefix = st.one_of(under, throughout, on_each_date, on_date, by_date, until, after, for_each)
suffix = st.one_of(on_each_date, on_date, by_date, held_while)


def _suffixed(condition: Any, modifiers: list[Any]) -> Any:
    for modifier in modifiers:
        condition = c.Modified(modifier, condition, prefix=False)
    return condition


atom = st.builds(_suffixed, sentence | phrase, st.lists(suffix, max_size=2))
inline = st.builds(c.Inline, st.sampled_from(["and", "or"]), few(atom, least=2))
counted = st.one_of(
    st.builds(c.Counted, st.sampled_from(["", "all of", "any of"])),
    st.builds(c.Counted, st.just("at least"), _numbers),
)
deliveries = st.builds(
    c.Deliveries,
    names,
    _verbs,
    few(as_form | executed_by, least=0),
    names,
) | st.builds(c.Deliveries, names, st.just("received"), few(as_form | executed_by), st.just(()))
marker = st.sampled_from(["-", "(a)", "(iv)", "(12)", "(A)"])


def _prefixed(modifier: Any, condition: Any) -> Any:
    return c.Modified(modifier, condition, prefix=True)


def _ends_in_list(condition: Any) -> bool:
    while isinstance(condition, c.Modified) and condition.prefix:
        condition = condition.condition
    return isinstance(condition, c.Group)


def _item(mark: str, heading: str | None, condition: Any, deemed: tuple[Any, ...], nested: bool) -> c.Item:
    """An item whose condition stands where the grammar lets it stand."""
    if isinstance(condition, c.Group) and condition.quantifier == c.Counted(""):
        return c.Item(mark, heading, condition)
    return c.Item(mark, heading, condition, deemed, nested or bool(deemed and _ends_in_list(condition)))


condition: Strategy = st.deferred(lambda: atom | inline | modified | group)
modified: Strategy = st.builds(_prefixed, prefix, condition) | st.builds(
    _suffixed, sentence, st.lists(suffix, min_size=1, max_size=2)
)
deemed = st.builds(c.Deemed, name, condition)
item = st.builds(_item, marker, gloss, condition, few(deemed, least=0, most=1), yes_or_no) | st.builds(
    c.Item, st.just("provided that"), st.none(), condition
)
group: Strategy = st.builds(c.Group, counted | deliveries, few(item, most=2))

# --- contracts ---------------------------------------------------------------------------------------------

dated_attribute = st.builds(k.DatedAttribute, when)
between = st.builds(k.Between, names)
made_by = st.builds(k.MadeBy, names)
declared = st.builds(
    k.Declared, lower_name, st.sampled_from(["money", "date", "number", "party", "percent", "ratio", "decimal"])
) | st.builds(k.Declared, lower_name, st.just("choice"), few(name, least=2))
declared_particulars = st.builds(k.DeclaredParticulars, few(declared))
consists_of = st.builds(k.ConsistsOf, names, yes_or_no)
not_in_record = st.builds(k.NotInRecord)
attribute = st.one_of(dated_attribute, between, made_by, declared_particulars, consists_of, not_in_record)
attributes = few(attribute, least=0)
kinds = st.sampled_from(["party", "document", "agreement", "event", "state", "representation", "matter"])

header = st.builds(k.ContractHeader, name, gloss, attributes)
definition = st.builds(k.Definition, kinds, yes_or_no, name, gloss, attributes)
document_set = st.builds(k.DocumentSet, name, gloss, names)
weight = st.none() | _numbers | st.builds(Money, st.from_regex(r"[A-Z]{3}", fullmatch=True), st.integers(0, 10**16))
member = st.builds(k.Member, name) | st.builds(k.Member, name, lower_name, weight)
party_set = st.builds(k.PartySet, name, gloss, few(member))
vote = st.builds(k.Vote, name, gloss, st.sampled_from(["at least", "more than"]), _percents | _numbers, names)
closed_weekdays = st.builds(k.ClosedWeekdays, names)
closed_as_in = st.builds(k.ClosedAsIn, name)
closed_day = st.builds(k.ClosedDay, st.dates(), gloss)
source = st.builds(k.Source, _texts)
calendar_line = st.one_of(closed_weekdays, closed_as_in, closed_day, source)
calendar = st.builds(k.Calendar, name, gloss, st.dates(), st.dates(), few(calendar_line))
cell = st.builds(k.Cell, value)
row = st.builds(k.Row, few(cell))
table = st.builds(k.Table, name, gloss, declared_particulars, few(row, least=0))
alternative = st.builds(k.Alternative, name, gloss, yes_or_no)
question = st.builds(k.Question, name, gloss, few(alternative))
clause = st.builds(k.Clause, a_literal(k.ClauseKind), name, condition)
permits = st.builds(k.Permits, name, name, condition)
obliges = st.builds(k.Obliges, name, names, condition, yes_or_no)
relates_back = st.builds(k.RelatesBack, name, when)
lapses = st.builds(k.Lapses, name, when)
may_waive = st.builds(k.MayWaive, names, section, yes_or_no)
absent_text = st.builds(k.AbsentText, section_of)
element: Strategy = st.deferred(
    lambda: definition | document_set | party_set | vote | calendar | table | statement | labelled
)

_sides = atom | inline
guarantee = st.builds(k.Guarantee, _texts, condition) | st.builds(k.Guarantee, _texts, _sides, condition)
version = st.builds(k.Version, section_of, maybe(name), few(element, most=2))
statement: Strategy = st.deferred(
    lambda: st.one_of(
        clause, permits, obliges, relates_back, lapses, may_waive, absent_text, version, guarantee, under_statement
    )
)
under_statement: Strategy = st.builds(k.UnderStatement, name, statement)
labelled: Strategy = st.builds(
    k.Labelled,
    st.sampled_from(["(a)", "(iv)", "(12)"]),
    gloss,
    definition | document_set | party_set | vote | calendar | table | statement,
)
section_part = st.builds(k.Section, _section_numbers, gloss, few(element))
include = st.builds(k.Include, st.builds(n.Name, _texts), yes_or_no)
contract_part = st.one_of(
    header, include, section_part, question, definition, document_set, party_set, vote, calendar, table, statement
)
contract_file = st.builds(k.ContractFile, few(contract_part))

# --- journals and scenarios --------------------------------------------------------------------------------

facts_for = st.builds(j.FactsFor, name)
record = st.builds(j.Record, few(lower_name), written)
fact = st.builds(j.Fact, written, sentence, gloss)
withdrawn = st.builds(j.Withdrawn, maybe(written), sentence)
journal_file = st.builds(j.JournalFile, few(st.one_of(facts_for, record, fact), most=5))

scenarios_for = st.builds(o.ScenariosFor, name, gloss)
from_journal = st.builds(o.FromJournal, _texts)
as_of = st.builds(o.AsOf, written)
readings = st.just(()) | names
expect_verdict = st.builds(
    o.ExpectVerdict, name, readings, st.sampled_from(VERDICTS), maybe(written), readings
) | st.builds(o.ExpectVerdict, name, readings, st.sampled_from(VERDICTS), maybe(written), st.just(()), section_of)
expect_status = st.builds(o.ExpectStatus, any_section, readings, st.sampled_from(VERDICTS), maybe(written))
scenario_line = st.one_of(record, fact, withdrawn, from_journal, as_of, expect_verdict, expect_status)
scenario = st.builds(o.Scenario, name, gloss, few(scenario_line))
scenario_file = st.builds(o.ScenarioFile, few(scenarios_for | scenario))

STRATEGIES: dict[type, Strategy] = {
    n.Name: name,
    n.SectionReference: any_section,
    n.DateOf: date_of,
    n.Counted: counted_moment,
    n.Either: either,
    n.OrNext: or_next,
    n.WrittenMoment: written,
    s.AsForm: as_form,
    s.ExecutedBy: executed_by,
    s.FromParty: from_party,
    s.Enclosing: enclosing,
    s.EnclosedIn: enclosed_in,
    s.DatedDetail: dated_detail,
    s.Particular: particular,
    s.WithDetails: with_details,
    s.Sum: sums,
    s.Totals: totals,
    s.Acts: acts,
    s.Happens: happens,
    s.Amended: amended,
    s.Restored: restored,
    s.Waives: waives,
    s.Judged: judged,
    s.Stands: stands,
    s.Truth: truth,
    s.InForm: in_form,
    s.Exists: exists,
    s.NoneExists: none_exists,
    c.Phrase: phrase,
    c.Under: under,
    c.Throughout: throughout,
    c.OnEachDate: on_each_date,
    c.OnDate: on_date,
    c.DayOf: day_of,
    c.CountedFrom: counted_from,
    c.EitherAct: either_act,
    c.ByDate: by_date,
    c.Until: until,
    c.After: after,
    c.HeldWhile: held_while,
    c.ForEach: for_each,
    c.Modified: modified,
    c.Inline: inline,
    c.Deliveries: deliveries,
    c.Counted: counted,
    c.Deemed: deemed,
    c.Item: item,
    c.Group: group,
    k.DatedAttribute: dated_attribute,
    k.Between: between,
    k.MadeBy: made_by,
    k.Declared: declared,
    k.DeclaredParticulars: declared_particulars,
    k.ConsistsOf: consists_of,
    k.NotInRecord: not_in_record,
    k.ContractHeader: header,
    k.Include: include,
    k.Definition: definition,
    k.DocumentSet: document_set,
    k.PartySet: party_set,
    k.Member: member,
    k.Vote: vote,
    k.ClosedWeekdays: closed_weekdays,
    k.ClosedAsIn: closed_as_in,
    k.ClosedDay: closed_day,
    k.Source: source,
    k.Calendar: calendar,
    k.Cell: cell,
    k.Row: row,
    k.Table: table,
    k.Alternative: alternative,
    k.Question: question,
    k.Clause: clause,
    k.Permits: permits,
    k.Obliges: obliges,
    k.RelatesBack: relates_back,
    k.Lapses: lapses,
    k.MayWaive: may_waive,
    k.AbsentText: absent_text,
    k.Version: version,
    k.Guarantee: guarantee,
    k.UnderStatement: under_statement,
    k.Labelled: labelled,
    k.Section: section_part,
    k.ContractFile: contract_file,
    j.FactsFor: facts_for,
    j.Record: record,
    j.Fact: fact,
    j.Withdrawn: withdrawn,
    j.JournalFile: journal_file,
    o.ScenariosFor: scenarios_for,
    o.FromJournal: from_journal,
    o.AsOf: as_of,
    o.ExpectVerdict: expect_verdict,
    o.ExpectStatus: expect_status,
    o.Scenario: scenario,
    o.ScenarioFile: scenario_file,
}
