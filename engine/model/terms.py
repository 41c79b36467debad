"""Looking up what a name means, with findings that say what the user may have meant."""

import datetime
import difflib
from bisect import bisect
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import TypeVar, assert_never

import attrs

from assent.engine.model.contract import ClauseKind, Question
from assent.engine.model.happenings import ENCLOSED, ParticularValue, Test
from assent.engine.model.nouns import (
    Calendar,
    Document,
    DocumentSet,
    Event,
    Matter,
    Noun,
    Particular,
    ParticularKind,
    Party,
    PartySet,
    Representation,
    State,
    Table,
    Vote,
)
from assent.engine.model.periods import MOST_COUNTED, Period, in_order
from assent.grammar.diagnostics import MOST_FINDINGS, Diagnostic, Related
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.syntax.names import Counted, DateOf, Either, Name, OrNext, When, WrittenMoment
from assent.grammar.syntax.sentences import (
    AsForm,
    DatedDetail,
    Detail,
    EnclosedIn,
    Enclosing,
    ExecutedBy,
    FromParty,
    WithDetails,
)
from assent.grammar.syntax.sentences import (
    Particular as WrittenParticular,
)
from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio, Relation

_AMOUNTS: tuple[Relation, ...] = ("at least", "at most", "more than", "less than")
_DATES: tuple[Relation, ...] = ("by", "before", "after", "on or after")
KIND_WORDS: dict[type[Noun], str] = {
    Party: "a party",
    PartySet: "a set of parties",
    Vote: "a vote",
    Calendar: "a calendar",
    Table: "a table",
    Document: "a document",
    DocumentSet: "a set of documents",
    Event: "an event",
    State: "a state",
    Representation: "a representation",
    Matter: "a matter",
}
CLAUSE_WORDS: dict[ClauseKind, str] = {
    "effect": "an effect",
    "force": "an effect",
    "set": "a set of conditions",
    "duty": "a duty",
    "permission": "a permission",
    "representation": "a representation",
    "state": "a state",
    "obligation": "an obligation",
    "prohibition": "a prohibition",
    "breach": "a breach",
}
VALUE_WORDS = {
    "money": "an amount such as USD 825,000",
    "date": "a date",
    "number": "a whole number",
    "decimal": "a number such as 2.5",
    "percent": "a share such as 66 2/3%",
    "ratio": "a ratio such as 3.50 to 1",
    "party": "a party",
}
BOUND_WORDS: dict[ParticularKind, str] = {
    "money": "an amount",
    "date": "a date",
    "number": "a number",
    "decimal": "a number",
    "percent": "a share",
    "ratio": "a ratio",
    "party": "a party",
    "choice": "a choice",
}
N = TypeVar("N", bound=Noun)
MOST_COMPARED = 200


@attrs.define
class Terms:
    """The names of one contract while it is resolved, and the findings made so far.

    `bound` are the names that a `for each` around the present condition brings, with the kind of what each stands for.
    """

    nouns: dict[str, Noun] = attrs.field(factory=dict)
    clauses: dict[str, ClauseKind] = attrs.field(factory=dict)
    ending: set[str] = attrs.field(factory=set)
    questions: dict[str, Question] = attrs.field(factory=dict)
    alternatives: dict[str, str] = attrs.field(factory=dict)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    used: set[str] = attrs.field(factory=set)
    bound: dict[str, ParticularKind] = attrs.field(factory=dict)
    section: str = ""

    def say(
        self,
        code: str,
        span: Span,
        candidates: Iterable[str] = (),
        related: Iterable[Related] = (),
        **words: str,
    ) -> None:
        """Keep an error."""
        self.diagnostics.append(Diagnostic(code, span, words, tuple(candidates), tuple(related), section=self.section))

    def warn(self, code: str, span: Span, **words: str) -> None:
        """Keep a warning."""
        self.diagnostics.append(Diagnostic(code, span, words, section=self.section, severity="warning"))

    # --- nouns -----------------------------------------------------------------------------------------------

    def noun(self, name: Name, kind: type[N], verb: str) -> N | None:
        """The noun behind a name, if it is of a kind."""
        noun = self.nouns.get(name.text)
        self.used.add(name.text)
        if isinstance(noun, kind):
            return noun
        if not self.knows(name.text):
            close = self.close(name.text, (n for n, other in self.nouns.items() if isinstance(other, kind)))
            self.say("unknown-term", name.span, close or self.close(name.text, self.nouns), name=name.text)
        else:
            self.say(
                "wrong-kind", name.span, name=name.text, kind=self.kind_of(name.text), wanted=KIND_WORDS[kind],
                verb=verb,
            )  # fmt: skip
        return None

    def kind_of(self, name: str) -> str:
        """`a party`, `an effect`: what a name stands for, in words."""
        noun = self.nouns.get(name)
        if noun is not None:
            return KIND_WORDS[type(noun)]
        if name in self.bound:
            return BOUND_WORDS[self.bound[name]]
        return CLAUSE_WORDS[self.clauses[name]]

    def knows(self, name: str) -> bool:
        """Whether a name stands for anything here."""
        return name in self.nouns or name in self.clauses or name in self.bound

    def documents(self, name: Name, verb: str) -> tuple[Document, ...]:
        """The document behind a name, or the members of a set."""
        noun = self.nouns.get(name.text)
        if isinstance(noun, DocumentSet):
            self.used.add(name.text)
            self.used.update(noun.members)
            members = (self.nouns.get(member) for member in noun.members)
            return tuple(member for member in members if isinstance(member, Document))
        document = self.noun(name, Document, verb)
        return () if document is None else (document,)

    def parties(self, name: Name, verb: str) -> tuple[Party, ...]:
        """The party behind a name, or the members of a set and of the sets in it, each once."""
        if not isinstance(self.nouns.get(name.text), PartySet):
            party = self.noun(name, Party, verb)
            return () if party is None else (party,)
        found: dict[str, Party] = {}
        sets: set[str] = set()
        waiting = [name.text]
        while waiting:
            noun = self.nouns.get(waiting.pop())
            if isinstance(noun, Party):
                found[noun.name] = noun
            elif isinstance(noun, PartySet) and noun.name not in sets:
                sets.add(noun.name)
                waiting += reversed(noun.members)
        self.used |= sets | set(found)
        return tuple(found.values())

    def actors(self, names: Iterable[Name], verb: str) -> "tuple[Party | Vote, ...]":
        """Those whom a sentence speaks of, each once: the parties behind some names, and the votes."""
        found: dict[str, Party | Vote] = {}
        for name in names:
            noun = self.nouns.get(name.text)
            if isinstance(noun, Vote):
                self.used.add(noun.name)
                found[noun.name] = noun
            else:
                found |= {party.name: party for party in self.parties(name, verb)}
        return tuple(found.values())

    def clause(self, name: Name, kinds: tuple[ClauseKind, ...], verb: str) -> str | None:
        """The name of a clause, if it is one of some kinds."""
        kind = self.clauses.get(name.text)
        self.used.add(name.text)
        if kind in kinds:
            return name.text
        if not self.knows(name.text):
            fitting = (n for n, k in self.clauses.items() if k in kinds)
            self.say("unknown-term", name.span, self.close(name.text, fitting), name=name.text)
        else:
            kind_words = self.kind_of(name.text)
            self.say(
                "wrong-kind",
                name.span,
                name=name.text,
                kind=kind_words,
                wanted=CLAUSE_WORDS[kinds[0]],
                verb=verb,
            )
        return None

    def lasts(self, name: str) -> bool:
        """Whether a clause, once it holds, holds for good: an effect without an end (S15), a covered act."""
        return self.clauses[name] in ("effect", "permission") and name not in self.ending

    def close(self, name: str, names: Iterable[str]) -> tuple[str, ...]:
        """The names that a misspelt one may have been meant for, best first.

        Looking for them takes its time: once there are more findings than anybody reads, nothing is suggested.
        """
        if len(self.diagnostics) >= MOST_FINDINGS:
            return ()
        folded = {other.lower(): other for other in names}
        matches = difflib.get_close_matches(name.lower(), _alike(name.lower(), folded), n=3, cutoff=0.6)
        return tuple(folded[match] for match in matches)

    def alternative(self, name: Name) -> str | None:
        """The question that an alternative answers."""
        question = self.alternatives.get(name.text)
        self.used.add(name.text)
        if question is None:
            self.say("unknown-reading", name.span, self.close(name.text, self.alternatives), name=name.text)
        return question

    # --- moments and particulars -----------------------------------------------------------------------------

    def moment(self, when: When) -> Moment | None:
        """A moment: written out, the date of a term, or counted from another (S1)."""
        match when:
            case WrittenMoment():
                return when.moment
            case DateOf():
                return self._date_of(when)
            case Counted():
                return self._counted(when)
            case Either(later, first, second):
                both = [moment for one in (first, second) if (moment := self.moment(one)) is not None]
                return (max if later else min)(both, key=in_order) if len(both) == 2 else None
            case OrNext():
                return self._moved(when)
            case Name():
                self._say_no_date(when)
                return None
            case _:
                assert_never(when)

    def calendar(self, name: Name, verb: str) -> Calendar | None:
        """The calendar behind a name, in the singular or the plural: one `Business Day`, five `Business Days`."""
        text = name.text
        fitting = [other for other in (text, f"{text}s", text.removesuffix("s")) if other in self.nouns]
        return self.noun(attrs.evolve(name, text=fitting[0]) if fitting else name, Calendar, verb)

    def period(self, count: int, unit: str | Name, span: Span) -> Period | None:
        """So many units, or open days of a calendar."""
        calendar = self.calendar(unit, "after") if isinstance(unit, Name) else None
        if isinstance(unit, Name) and calendar is None:
            return None
        if not 1 <= count <= MOST_COUNTED:
            self.say("no-such-period", span, count=str(count))
            return None
        return Period(count, "day" if isinstance(unit, Name) else unit, calendar)

    def _counted(self, when: Counted) -> Moment | None:
        start, period = self.moment(when.start), self.period(when.count, when.unit, when.span)
        if start is None or period is None:
            return None
        if not when.after:
            period = attrs.evolve(period, count=-period.count)
        day = period.end(start.day)
        if period.calendar is not None:
            return self._within(period.calendar, day, when)
        if day is None:
            self.say("no-such-period", when.span, count=str(when.count))
        return None if day is None else Moment(day)

    def _moved(self, when: OrNext) -> Moment | None:
        moment, calendar = self.moment(when.moment), self.calendar(when.calendar, "or the next")
        if moment is None or calendar is None:
            return None
        if calendar.knows(moment.day) and calendar.is_open(moment.day):
            return moment
        return self._within(calendar, calendar.next_open(moment.day), when)

    def _within(self, calendar: Calendar, day: datetime.date | None, when: When) -> Moment | None:
        """A day of a calendar; a count that leaves its years has none, and is never guessed."""
        if day is None:
            first, last = str(calendar.first), str(calendar.last)
            beside = related(calendar.span, "the calendar")
            self.say("outside-calendar", when.span, related=beside, name=calendar.name, first=first, last=last)
        return None if day is None else Moment(day)

    def _date_of(self, when: DateOf) -> Moment | None:
        document = self.noun(when.name, Document, "the date of")
        if document is None:
            return None
        if document.dated is None:
            self.say("no-date", when.span, name=document.name)
        return document.dated

    def _say_no_date(self, name: Name) -> None:
        noun = self.nouns.get(name.text)
        self.used.add(name.text)
        if not self.knows(name.text):
            self.say("unknown-term", name.span, self.close(name.text, self.nouns), name=name.text)
            return
        dated = isinstance(noun, Document) and noun.dated is not None
        close = (f"the date of {name.text}",) if dated else ()
        self.say("name-for-date", name.span, close, name=name.text, kind=self.kind_of(name.text))

    def tests(self, details: Iterable[Detail], noun: Document | Event) -> tuple[Test, ...]:
        """What some details ask of the particulars of a document or event, but for `executed by` and `enclosing`."""
        tests: list[Test] = []
        for detail in details:
            match detail:
                case AsForm(form):
                    tests.append(Test("copy", "is", form))
                case FromParty(name):
                    party = self.noun(name, Party, "from")
                    if party is not None:
                        tests.append(Test("from", "is", party.name))
                case DatedDetail(relation, when):
                    moment = self.moment(when)
                    if moment is not None and self._fits(relation, "dated", "date", detail.span):
                        tests.append(Test("dated", relation, moment))
                case WithDetails(particulars):
                    tests += [test for p in particulars if (test := self._test(p, noun)) is not None]
                case EnclosedIn(name):
                    enclosing = self.noun(name, Document, "enclosed in")
                    if enclosing is not None:
                        tests.append(Test(ENCLOSED, "is", enclosing.name))
                case ExecutedBy() | Enclosing():
                    pass
        return tuple(tests)

    def _test(self, written: WrittenParticular, noun: Document | Event) -> Test | None:
        declared = next((p for p in noun.particulars if p.name == written.name.text), None)
        if declared is None:
            names = [p.name for p in noun.particulars]
            close = self.close(written.name.text, names) or tuple(names)
            self.say(
                "unknown-particular", written.name.span, close, particular=written.name.text, name=noun.name
            )  # fmt: skip
            return None
        value = self.value(written, declared)
        if value is None or not self._fits(written.relation, declared.name, declared.kind, written.span):
            return None
        return Test(declared.name, written.relation, value)

    def _fits(self, relation: Relation, particular: str, kind: ParticularKind, span: Span) -> bool:
        """Whether a particular of some kind can be more, less, before or after anything; refused where it cannot."""
        fitting = _DATES if kind == "date" else () if kind in ("party", "choice") else _AMOUNTS
        if relation == "is" or relation in fitting:
            return True
        wanted = ", ".join(f"`{word}`" for word in fitting) or "no such word"
        self.say("wrong-relation", span, relation=relation, particular=particular, wanted=wanted)
        return False

    def value(self, written: WrittenParticular, declared: Particular) -> ParticularValue | None:
        """The value that is written of a particular, or of a column of a table, if it is of its kind."""
        value = written.value
        match declared.kind, value:
            case ("money", Money()) | ("percent", Percent()) | ("ratio", Ratio()) | ("number", int()):
                return value  # type: ignore[return-value]
            case ("decimal", Decimal()):
                return value
            case ("decimal", int()):
                return Decimal(Fraction(value))
            case "date", WrittenMoment() | DateOf() | Counted() | Either() | OrNext():
                return self.moment(value)
            case "party", Name():
                party = self.noun(value, Party, declared.name)
                return None if party is None else party.name
            case "choice", Name(text) if text in declared.choices:
                return text
        span = value.span if isinstance(value, Name | When) else written.span
        text = value.text if isinstance(value, Name) else str(getattr(value, "moment", value))
        wanted = " or ".join(declared.choices) if declared.choices else VALUE_WORDS[declared.kind]
        close = self.close(text, declared.choices)
        self.say("wrong-value", span, close, particular=declared.name, value=text, wanted=wanted)
        return None


def related(span: Span, role: str) -> tuple[Related, ...]:
    """A second place, where there is one."""
    return (Related(span, role),) if span is not NOWHERE else ()


def _alike(name: str, names: Collection[str]) -> Collection[str]:
    """Of very many names only those next to one in the dictionary, and in the one of words read from their ends.

    To compare two names letter by letter is slow. A misspelt name begins or ends like the one that was meant.
    """
    if len(names) <= MOST_COMPARED:
        return names
    each_side = MOST_COMPARED // 4
    forward, backward = sorted(names), sorted(other[::-1] for other in names)
    here, there = bisect(forward, name), bisect(backward, name[::-1])
    begins = forward[max(here - each_side, 0) : here + each_side]
    ends = backward[max(there - each_side, 0) : there + each_side]
    return {*begins, *(other[::-1] for other in ends)}
