"""From Lark's tree to the nodes as written, one method for each rule; findings are kept beside the tree."""

import calendar
import datetime
import difflib
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, cast

import attrs
from lark import Token, Tree

from assent.grammar.diagnostics import Diagnostic, Related
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import journal as j
from assent.grammar.syntax import names as n
from assent.grammar.syntax import scenarios as o
from assent.grammar.syntax import sentences as s
from assent.grammar.values import Moment, Money, Percent

_FIRST_DAY = datetime.date(1900, 1, 1)
_DEEPEST = 60
_MOST_DIGITS = 15

_CLAUSES: dict[str, k.ClauseKind] = {
    "takes_effect": "takes effect when",
    "in_force": "is in force while",
    "complete_when": "is complete when",
    "required_when": "is required when",
    "true_when": "is true when",
    "begins_when": "begins when",
}
_PAST = {"receive": "received", "execute": "executed", "send": "sent", "occur": "occurred", "begin": "began"}
_PAST["end"] = "ended"
_RELATIONS: dict[str, s.Relation] = {
    "AT_LEAST": "at least",
    "AT_MOST": "at most",
    "BY": "by",
    "BEFORE": "before",
    "AFTER": "after",
    "ON_OR_AFTER": "on or after",
}
_FORMS: dict[str, s.Form] = {
    "AN_ORIGINAL": "an original",
    "A_COPY": "a copy",
    "A_TRUE_COPY": "a true and complete copy",
}


def _last_of_month(date: str) -> tuple[str, ...]:
    """What 1996-02-30 may have meant."""
    year, month, day = (int(part) for part in date.split("-"))
    if not (1 <= month <= 12 and year and 28 < day <= 31):
        return ()
    return (f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}",)


def _spaced(text: str) -> str:
    return re.sub(" +", " ", text)


class NestedTooDeep(Exception):
    """More conditions inside each other than any contract has."""

    code = "too-deep"

    def __init__(self, place: Span) -> None:
        super().__init__(self.code)
        self.place = place

    def span(self, builder: "Builder") -> Span:
        """Its place in the file."""
        return self.place


def _outermost(tree: "Tree[Token]", step: Literal[1, -1]) -> Token | None:
    """The first or the last word of a tree; line ends are not in it."""
    for child in tree.children[::step]:
        token = child if isinstance(child, Token) else _outermost(child, step)
        if token is not None:
            return token
    return None


@attrs.define
class Builder:
    """Builds the nodes of one top-level part; `above` is the number of lines of the file above the part."""

    source: str
    above: int
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    depth: int = 0

    def build(self, tree: "Tree[Token]") -> Any:
        """The node of one tree."""
        clause = _CLAUSES.get(tree.data)
        if clause:
            return self.clause(clause, tree)
        method: Callable[[Tree[Token]], Any] = getattr(self, tree.data)
        return method(tree)

    # --- places --------------------------------------------------------------------------------------------

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """A place in the file from a place in the part."""
        return Span(self.source, line + self.above, column, end_line + self.above, end_column)

    def token_span(self, token: Token) -> Span:
        """The place of a token."""
        line, column = token.line or 1, token.column or 1
        return self.span(line, column, token.end_line or line, token.end_column or column + 1)

    def at(self, tree: "Tree[Token]") -> Span:
        """The place of a tree, from the first word that it holds to the last."""
        first, last = _outermost(tree, 1), _outermost(tree, -1)
        if first is None or last is None:
            return NOWHERE
        return self.token_span(first).to(self.token_span(last))

    def first_word(self, tree: "Tree[Token]") -> Span:
        """The place of the first word of a tree."""
        first = _outermost(tree, 1)
        return NOWHERE if first is None else self.token_span(first)

    def say(
        self,
        code: str,
        span: Span,
        *,
        meant: tuple[str, ...] = (),
        beside: tuple[Related, ...] = (),
        **words: str,
    ) -> None:
        """Keep a finding."""
        self.diagnostics.append(Diagnostic(code, span, words, meant, beside))

    def deeper(self, place: Span) -> None:
        """Go one condition deeper; recursion must end long before Python's does."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NestedTooDeep(place)

    # --- children ------------------------------------------------------------------------------------------

    def tokens(self, tree: "Tree[Token]", *types: str) -> list[Token]:
        """The tokens of some types among the children."""
        return [child for child in tree.children if isinstance(child, Token) and child.type in types]

    def has(self, tree: "Tree[Token]", *types: str) -> bool:
        """Whether one of the children is a token of these types."""
        return bool(self.tokens(tree, *types))

    def trees(self, tree: "Tree[Token]") -> list["Tree[Token]"]:
        """The children that are trees."""
        return [child for child in tree.children if isinstance(child, Tree)]

    def built(self, tree: "Tree[Token]") -> list[Any]:
        """The nodes of the children that are trees."""
        return [self.build(child) for child in self.trees(tree)]

    def name(self, token: Token) -> n.Name:
        """A name from its token."""
        return n.Name(_spaced(token), span=self.token_span(token))

    def names(self, tree: "Tree[Token]") -> tuple[n.Name, ...]:
        """The names of the first list of terms among the children."""
        return next(iter(self.all_terms(tree)), ())

    def all_terms(self, tree: "Tree[Token]") -> list[tuple[n.Name, ...]]:
        """Each list of terms among the children."""
        return [self.terms(child) for child in self.trees(tree) if child.data == "terms"]

    def term(self, tree: "Tree[Token]") -> n.Name:
        """The first single term among the children."""
        return self.name(self.tokens(tree, "TERM")[0])

    def text(self, tree: "Tree[Token]") -> str | None:
        """The quoted text among the children, without its quotes."""
        strings = self.tokens(tree, "STRING")
        return str(strings[0])[1:-1] if strings else None

    def one(self, tree: "Tree[Token]") -> n.Name:
        """The single subject of a clause; more than one is a finding."""
        names = self.names(tree)
        for extra in names[1:]:
            self.say("one-at-a-time", extra.span, name=extra.text)
        return names[0]

    def terms(self, tree: "Tree[Token]") -> tuple[n.Name, ...]:
        return tuple(self.name(token) for token in self.tokens(tree, "TERM"))

    # --- values --------------------------------------------------------------------------------------------

    def moment(self, tree: "Tree[Token]") -> n.When:
        if self.has(tree, "THE_DATE_OF"):
            return n.DateOf(self.term(tree), span=self.at(tree))
        return self.written(tree)

    def written(self, tree: "Tree[Token]") -> n.WrittenMoment:
        """A moment that must be written out."""
        if self.has(tree, "THE_DATE_OF"):
            self.say("date-needed", self.at(tree), name=self.term(tree).text)
            return n.WrittenMoment(Moment(_FIRST_DAY), span=self.at(tree))
        day = self._day(self.tokens(tree, "DATE")[0])
        clocks, zones = self.tokens(tree, "CLOCK"), self.tokens(tree, "ZONE")
        minute = self._minute(clocks[0]) if clocks else None
        zone = self._zone(zones[0]) if zones else None
        return n.WrittenMoment(Moment(day, minute, zone), span=self.at(tree))

    def _day(self, token: Token) -> datetime.date:
        try:
            return datetime.date.fromisoformat(token)
        except ValueError:
            self.say("no-such-date", self.token_span(token), meant=_last_of_month(token), date=str(token))
            return _FIRST_DAY

    def _minute(self, token: Token) -> int:
        hour, minute = (int(part) for part in token.split(":"))
        if hour < 24 and minute < 60:
            return hour * 60 + minute
        self.say("no-such-time", self.token_span(token), time=str(token))
        return 0

    def _zone(self, token: Token) -> str:
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(str(token))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            close = difflib.get_close_matches(token, zoneinfo.available_timezones(), n=1)
            self.say("no-such-zone", self.token_span(token), meant=tuple(close), zone=str(token))
        return str(token)

    def _value(self, child: "Token | Tree[Token]") -> n.Value:
        if isinstance(child, Tree):
            return self.moment(child)
        match child.type:
            case "MONEY":
                return self._money(child)
            case "PERCENT":
                return self._percent(child)
            case "NUMBER":
                return self._number(child)
            case _:
                return self.name(child)

    def _money(self, token: Token) -> Money:
        currency, amount = token[:3], token[3:].strip()
        whole, _, cents = amount.partition(".")
        grouped = re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+", whole)
        if not grouped or len(cents) > 2 or len(whole.replace(",", "")) > _MOST_DIGITS:
            self.say("no-such-amount", self.token_span(token), amount=str(token))
            return Money(currency, 0)
        return Money(currency, int(whole.replace(",", "") or "0") * 100 + int((cents + "00")[:2]))

    def _number(self, token: Token) -> int:
        if len(token) <= _MOST_DIGITS:
            return int(token)
        self.say("no-such-amount", self.token_span(token), amount=str(token))
        return 0

    def _percent(self, token: Token) -> Percent:
        try:
            pieces = [Fraction(piece) for piece in token.removesuffix("%").split()]
        except ZeroDivisionError:
            pieces = []
        if not pieces or len(token) > 2 * _MOST_DIGITS:
            self.say("no-such-amount", self.token_span(token), amount=str(token))
            return Percent(Fraction(0))
        return Percent(sum(pieces, Fraction(0)))

    # --- sentences -----------------------------------------------------------------------------------------

    def acts(self, tree: "Tree[Token]") -> s.Acts:
        subjects, objects, *_ = self.all_terms(tree)
        verb = str(self.tokens(tree, "ACTED", "ACT")[0])
        details = tuple(self.build(child) for child in self.trees(tree) if child.data != "terms")
        negated = tree.data == "did_not_act"
        return s.Acts(subjects, _PAST.get(verb, verb), objects, details, negated, span=self.at(tree))

    did_not_act = acts

    def happens(self, tree: "Tree[Token]") -> s.Happens:
        verb = str(self.tokens(tree, "HAPPENED", "HAPPEN")[0])
        details = next((self.build(child) for child in self.trees(tree) if child.data != "terms"), None)
        negated = tree.data == "did_not_happen"
        return s.Happens(self.names(tree), _PAST.get(verb, verb), details, negated, span=self.at(tree))

    did_not_happen = happens

    def amended(self, tree: "Tree[Token]") -> s.Amended:
        return s.Amended(self.names(tree), span=self.at(tree))

    def restored(self, tree: "Tree[Token]") -> s.Restored:
        return s.Restored(self.names(tree), self.moment(self.trees(tree)[-1]), span=self.at(tree))

    def waives(self, tree: "Tree[Token]") -> s.Waives:
        form = "in writing" if self.has(tree, "IN_WRITING") else "orally" if self.has(tree, "ORALLY") else ""
        return s.Waives(self.names(tree), self.section_reference(tree), cast(Any, form), span=self.at(tree))

    def section_reference(self, tree: "Tree[Token]") -> n.SectionReference:
        """`section 5(a)`, with `of` an agreement where one follows it among the children."""
        token = self.tokens(tree, "SECTION_REF")[0]
        span = self.token_span(token)
        agreement = None
        if self.has(tree, "OF"):
            agreement = self.name(self.tokens(tree, "TERM")[-1])
            span = span.to(agreement.span)
        return n.SectionReference(token.removeprefix("section").strip(), agreement, span=span)

    def judged(self, tree: "Tree[Token]") -> s.Judged:
        names, judges = self.all_terms(tree)
        return s.Judged(names, judges, self.has(tree, "NOT"), span=self.at(tree))

    def stands(self, tree: "Tree[Token]") -> s.Stands:
        standing = _spaced(self.tokens(tree, "STANDING", "IN_FORCE")[0])
        mode: s.Mode = ""
        if self.has(tree, "SIMULTANEOUSLY"):
            mode = "simultaneously"
        elif self.has(tree, "IN_SEQUENCE"):
            mode = "in sequence"
        return s.Stands(self.names(tree), standing, self.has(tree, "NOT"), mode, span=self.at(tree))

    def truth(self, tree: "Tree[Token]") -> s.Truth:
        words = self.tokens(tree, "TRUE", "UNTRUE", "MATERIALLY_TRUE", "MATERIALLY_UNTRUE")[0]
        return s.Truth(self.names(tree), cast(s.Degree, _spaced(words)), span=self.at(tree))

    def in_form(self, tree: "Tree[Token]") -> s.InForm:
        moment = self.moment(self.trees(tree)[-1])
        return s.InForm(self.names(tree), moment, self.has(tree, "NOT"), span=self.at(tree))

    def exists(self, tree: "Tree[Token]") -> s.Exists:
        return s.Exists(self.names(tree), self.has(tree, "HAS_OCCURRED"), span=self.at(tree))

    def none_exists(self, tree: "Tree[Token]") -> s.NoneExists:
        return s.NoneExists(self.term(tree), self.has(tree, "HAS_OCCURRED"), span=self.at(tree))

    # --- details -------------------------------------------------------------------------------------------

    def as_form(self, tree: "Tree[Token]") -> s.AsForm:
        return s.AsForm(_FORMS[self.tokens(tree, *_FORMS)[0].type], span=self.at(tree))

    def executed_by(self, tree: "Tree[Token]") -> s.ExecutedBy:
        return s.ExecutedBy(self.names(tree), span=self.at(tree))

    def from_party(self, tree: "Tree[Token]") -> s.FromParty:
        return s.FromParty(self.term(tree), span=self.at(tree))

    def dated_detail(self, tree: "Tree[Token]") -> s.DatedDetail:
        moment = self.moment(self.trees(tree)[-1])
        return s.DatedDetail(self._relation(tree), moment, span=self.at(tree))

    def _relation(self, tree: "Tree[Token]") -> s.Relation:
        for child in self.trees(tree):
            if child.data == "relation":
                return _RELATIONS[cast(Token, child.children[0]).type]
        return "is"

    def with_details(self, tree: "Tree[Token]") -> s.WithDetails:
        return s.WithDetails(tuple(self.built(tree)), span=self.at(tree))

    def particular(self, tree: "Tree[Token]") -> s.Particular:
        name = self.name(self.tokens(tree, "NAME")[0])
        value = self._value(tree.children[-1])
        return s.Particular(name, self._relation(tree), value, span=self.at(tree))

    # --- conditions ----------------------------------------------------------------------------------------

    def group(self, tree: "Tree[Token]") -> c.Group:
        self.deeper(self.first_word(tree))
        children = self.trees(tree)
        items = tuple(self.item(child) for child in children if child.data == "item")
        head = [child for child in children if child.data != "item"]
        quantifier = self.build(head[0]) if head else c.Counted("")
        self.depth -= 1
        return c.Group(quantifier, items, span=self.at(tree))

    def all_of(self, tree: "Tree[Token]") -> c.Counted:
        return c.Counted("all of", span=self.at(tree))

    def any_of(self, tree: "Tree[Token]") -> c.Counted:
        return c.Counted("any of", span=self.at(tree))

    def at_least_of(self, tree: "Tree[Token]") -> c.Counted:
        return c.Counted("at least", self._number(self.tokens(tree, "NUMBER")[0]), span=self.at(tree))

    def deliveries(self, tree: "Tree[Token]") -> c.Deliveries:
        forms: list[s.AsForm | s.ExecutedBy] = []
        judges: list[n.Name] = []
        for child in self.trees(tree):
            if child.data != "each":
                continue
            inner = self.trees(child)[0]
            if inner.data == "judged_each":
                judges += self.names(inner)
            else:
                forms.append(self.build(inner))
        verb = str(self.tokens(tree, "ACTED")[0])
        return c.Deliveries(self.names(tree), verb, tuple(forms), tuple(judges), span=self.at(tree))

    def prefixed(self, tree: "Tree[Token]") -> c.Modified:
        self.deeper(self.at(self.trees(tree)[0]))
        modifier, condition = self.built(tree)
        self.depth -= 1
        return c.Modified(modifier, condition, prefix=True, span=self.at(tree))

    def suffixed(self, tree: "Tree[Token]") -> c.Condition:
        condition, *modifiers = self.built(tree)
        node: c.Condition = condition
        if len(modifiers) > _DEEPEST:
            raise NestedTooDeep(modifiers[_DEEPEST].span)
        for modifier in modifiers:
            node = c.Modified(modifier, node, prefix=False, span=self.at(tree))
        return node

    def under(self, tree: "Tree[Token]") -> c.Under:
        return c.Under(self.term(tree), span=self.at(tree))

    def throughout(self, tree: "Tree[Token]") -> c.Throughout:
        return c.Throughout(self.moment(self.trees(tree)[0]), span=self.at(tree))

    def on_each(self, tree: "Tree[Token]") -> c.OnEachDate:
        return c.OnEachDate(self.term(tree), span=self.at(tree))

    def on_moment(self, tree: "Tree[Token]") -> c.OnDate:
        return c.OnDate(self.moment(self.trees(tree)[0]), span=self.at(tree))

    def by_moment(self, tree: "Tree[Token]") -> c.ByDate:
        return c.ByDate(self.moment(self.trees(tree)[0]), span=self.at(tree))

    def held_while(self, tree: "Tree[Token]") -> c.HeldWhile:
        return c.HeldWhile(self.built(tree)[0], span=self.at(tree))

    def phrase(self, tree: "Tree[Token]") -> c.Phrase:
        details = tuple(self.build(child) for child in self.trees(tree) if child.data != "terms")
        return c.Phrase(self.names(tree), details, span=self.at(tree))

    def inline(self, tree: "Tree[Token]") -> c.Condition:
        parts = tuple(self.built(tree))
        if len(parts) == 1:
            return cast(c.Condition, parts[0])
        joints = self.tokens(tree, "AND", "OR")
        for joint in joints[1:]:
            if joint.type != joints[0].type:
                first = Related(self.token_span(joints[0]), f"first joined by `{joints[0]}`")
                span = self.token_span(joint)
                self.say("mixed-and-or", span, beside=(first,), first=str(joints[0]), second=str(joint))
                break
        return c.Inline(cast(Any, str(joints[0])), parts, span=self.at(tree))

    def item(self, tree: "Tree[Token]") -> c.Item:
        marker = "provided that"
        condition: Any = None
        deemed: list[c.Deemed] = []
        for child in self.trees(tree):
            if child.data == "marker":
                marker = str(child.children[0])
            elif child.data == "deemed":
                deemed.append(self.deemed(child))
            else:
                condition = self.build(child)
        nested = self._nested(tree)
        return c.Item(marker, self.text(tree), condition, tuple(deemed), nested, span=self.at(tree))

    def _nested(self, tree: "Tree[Token]") -> bool:
        """Whether the condition stands below its marker; a list without a quantifier always does."""
        marker, *rest = self.trees(tree)
        body = next((child for child in rest if child.data != "deemed"), None)
        if marker.data != "marker" or body is None or body.meta.empty:
            return False
        headless = body.data == "group" and all(child.data == "item" for child in self.trees(body))
        return body.meta.line > marker.meta.line and not headless

    def deemed(self, tree: "Tree[Token]") -> c.Deemed:
        condition = self.build(self.trees(tree)[-1])
        return c.Deemed(self.term(tree), condition, span=self.at(tree))

    # --- contracts -----------------------------------------------------------------------------------------

    def contract_part(self, tree: "Tree[Token]") -> Any:
        return self.build(self.trees(tree)[0])

    journal_part = contract_part
    scenario_part = contract_part

    def contract(self, tree: "Tree[Token]") -> k.ContractHeader:
        return k.ContractHeader(self.term(tree), self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def section(self, tree: "Tree[Token]") -> k.Section:
        number = self.section_reference(tree).number
        return k.Section(number, self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def labelled(self, tree: "Tree[Token]") -> k.Labelled:
        label = str(self.tokens(tree, "LABEL")[0])
        return k.Labelled(label, self.text(tree), self.built(tree)[0], span=self.at(tree))

    def question(self, tree: "Tree[Token]") -> k.Question:
        return k.Question(self.term(tree), self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def alternative(self, tree: "Tree[Token]") -> k.Alternative:
        default = self.has(tree, "DEFAULT")
        return k.Alternative(self.term(tree), self.text(tree), default, span=self.at(tree))

    def definition(self, tree: "Tree[Token]") -> k.Definition:
        noun, *attributes = self.trees(tree)
        return k.Definition(
            str(self.tokens(noun, "NOUN")[0]),
            self.has(noun, "RECURRING"),
            self.term(tree),
            self.text(tree),
            tuple(self.build(child) for child in attributes),
            span=self.at(tree),
        )

    def document_set(self, tree: "Tree[Token]") -> k.DocumentSet:
        return k.DocumentSet(self.term(tree), self.text(tree), self.names(tree), span=self.at(tree))

    def dated_attribute(self, tree: "Tree[Token]") -> k.DatedAttribute:
        return k.DatedAttribute(self.moment(self.trees(tree)[0]), span=self.at(tree))

    def between(self, tree: "Tree[Token]") -> k.Between:
        return k.Between(self.names(tree), span=self.at(tree))

    def made_by(self, tree: "Tree[Token]") -> k.MadeBy:
        return k.MadeBy(self.names(tree), span=self.at(tree))

    def declared_particulars(self, tree: "Tree[Token]") -> k.DeclaredParticulars:
        return k.DeclaredParticulars(tuple(self.built(tree)), span=self.at(tree))

    def declared(self, tree: "Tree[Token]") -> k.Declared:
        name = self.name(self.tokens(tree, "NAME")[0])
        choices = next((self.terms(child) for child in self.trees(tree)), ())
        kind = "choice" if choices else str(self.tokens(tree, "TYPE")[0])
        return k.Declared(name, kind, choices, span=self.at(tree))

    def consists_of(self, tree: "Tree[Token]") -> k.ConsistsOf:
        return k.ConsistsOf(self.names(tree), self.has(tree, "SIMULTANEOUSLY"), span=self.at(tree))

    def not_in_record(self, tree: "Tree[Token]") -> k.NotInRecord:
        return k.NotInRecord(span=self.at(tree))

    def clause(self, kind: k.ClauseKind, tree: "Tree[Token]") -> k.Clause:
        """One of the clauses `TERM verb when CONDITION`."""
        return k.Clause(kind, self.one(tree), self.build(self.trees(tree)[-1]), span=self.at(tree))

    def permits(self, tree: "Tree[Token]") -> k.Permits:
        acts = self.all_terms(tree)[1]
        for extra in acts[1:]:
            self.say("one-at-a-time", extra.span, name=extra.text)
        condition = self.build(self.trees(tree)[-1])
        return k.Permits(self.one(tree), acts[0], condition, span=self.at(tree))

    def amends(self, tree: "Tree[Token]") -> k.Version:
        standing = self.tokens(tree, "STANDING")[0]
        if standing != "effective":
            self.say("once-effective", self.token_span(standing), meant=("effective",), word=str(standing))
        return k.Version(
            self.section_reference(tree), self.term(tree), tuple(self.built(tree)), span=self.at(tree)
        )

    def original(self, tree: "Tree[Token]") -> k.Version:
        return k.Version(self.section_reference(tree), None, tuple(self.built(tree)), span=self.at(tree))

    def absent_text(self, tree: "Tree[Token]") -> k.AbsentText:
        return k.AbsentText(self.section_reference(tree), span=self.at(tree))

    def relates_back(self, tree: "Tree[Token]") -> k.RelatesBack:
        return k.RelatesBack(self.one(tree), self.moment(self.trees(tree)[-1]), span=self.at(tree))

    def lapses(self, tree: "Tree[Token]") -> k.Lapses:
        return k.Lapses(self.one(tree), self.moment(self.trees(tree)[-1]), span=self.at(tree))

    def may_waive(self, tree: "Tree[Token]") -> k.MayWaive:
        return k.MayWaive(
            self.names(tree), self.section_reference(tree), self.has(tree, "IN_WRITING"), span=self.at(tree)
        )

    def under_statement(self, tree: "Tree[Token]") -> k.UnderStatement:
        self.deeper(self.term(tree).span)
        statement = self.built(tree)[0]
        self.depth -= 1
        return k.UnderStatement(self.term(tree), statement, span=self.at(tree))

    # --- journals ------------------------------------------------------------------------------------------

    def facts_for(self, tree: "Tree[Token]") -> j.FactsFor:
        return j.FactsFor(self.term(tree), span=self.at(tree))

    def record(self, tree: "Tree[Token]") -> j.Record:
        kinds = tuple(self.name(token) for token in self.tokens(tree, "NAME"))
        return j.Record(kinds, self.written(self.trees(tree)[-1]), span=self.at(tree))

    def fact(self, tree: "Tree[Token]") -> j.Fact:
        moment, sentence = self.trees(tree)
        return j.Fact(self.written(moment), self.build(sentence), self.text(tree), span=self.at(tree))

    supposed = fact

    def withdrawn(self, tree: "Tree[Token]") -> j.Withdrawn:
        *moment, sentence = self.trees(tree)
        return j.Withdrawn(
            self.written(moment[0]) if moment else None, self.build(sentence), span=self.at(tree)
        )

    # --- scenarios -----------------------------------------------------------------------------------------

    def scenarios_for(self, tree: "Tree[Token]") -> o.ScenariosFor:
        return o.ScenariosFor(self.term(tree), self.text(tree), span=self.at(tree))

    def scenario(self, tree: "Tree[Token]") -> o.Scenario:
        return o.Scenario(self.term(tree), self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def as_of(self, tree: "Tree[Token]") -> o.AsOf:
        return o.AsOf(self.written(self.trees(tree)[0]), span=self.at(tree))

    def from_journal(self, tree: "Tree[Token]") -> o.FromJournal:
        return o.FromJournal(self.text(tree) or "", span=self.at(tree))

    without = withdrawn

    def expect_verdict(self, tree: "Tree[Token]") -> o.ExpectVerdict:
        want = next((child for child in self.trees(tree) if child.data == "want"), None)
        terms = self.names(want) if want is not None else ()
        section = self.section_reference(want) if want is not None and not terms else None
        readings, since = self._expected(tree)
        verdict = str(self.tokens(tree, "VERDICT")[0])
        return o.ExpectVerdict(self.term(tree), readings, verdict, since, terms, section, span=self.at(tree))

    def expect_status(self, tree: "Tree[Token]") -> o.ExpectStatus:
        readings, since = self._expected(tree)
        status = str(self.tokens(tree, "VERDICT")[0])
        return o.ExpectStatus(self.section_reference(tree), readings, status, since, span=self.at(tree))

    def _expected(self, tree: "Tree[Token]") -> tuple[tuple[n.Name, ...], n.WrittenMoment | None]:
        readings: tuple[n.Name, ...] = ()
        since = None
        for child in self.trees(tree):
            if child.data == "under_readings":
                readings = self.names(child)
            elif child.data == "expected_since":
                since = self.written(self.trees(child)[0])
        return readings, since
