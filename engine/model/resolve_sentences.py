"""Sentences as conditions: every name looked up, sets and lists of names taken apart into single facts."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NoReturn, assert_never

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import ClauseKind
from assent.engine.model.happenings import ENCLOSED, Happening, Test, as_verb
from assent.engine.model.nouns import Document, Event, Matter, Party, PartySet, Representation, State, Vote
from assent.engine.model.obligations import breach_of
from assent.engine.model.resolve_totals import is_limit, reached, words_of
from assent.engine.model.terms import Terms
from assent.engine.model.voting import NUMBER, needed, voters, whole
from assent.grammar.printer import print_condition
from assent.grammar.spans import Span
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import Name


@attrs.frozen
class Receipt:
    """What heads a list of deliveries: who, which verb, in which form, executed by whom, satisfactory to whom."""

    subjects: tuple[Party | Vote, ...]
    verb: str
    tests: tuple[Test, ...]
    executed_by: s.ExecutedBy | None
    judges: tuple[Party | Vote, ...]


@attrs.frozen
class Context:
    """Where a condition stands while it is resolved."""

    section: str
    agreement: str = ""
    heading: str = ""
    labelled: bool = False
    neutral: bool = True
    receipt: Receipt | None = None
    waivable: bool = True

    def inside(self, neutral: bool | None = None) -> "Context":
        """The context of a part: the same section, without the label and heading of the whole."""
        value = self.neutral if neutral is None else neutral
        return attrs.evolve(self, heading="", labelled=False, neutral=value)


STANDINGS: dict[str, tuple[ClauseKind, ...]] = {
    "effective": ("effect", "force"),
    "in force": ("force", "effect"),
    "covered": ("permission",),
    "complete": ("set",),
    "required": ("duty",),
    "performed": ("obligation",),
    "breached": ("obligation", "prohibition"),
}


@attrs.frozen
class MayWaive:
    """Who may waive a section, of which agreement when it is another one, in which form, under which reading."""

    actor: Party | Vote
    section: str
    agreement: str
    in_writing: bool
    question: str = ""
    alternative: str = ""


class Unresolved(Exception):
    """A condition that cannot be resolved; its finding has been kept."""


@attrs.define
class SentenceResolver:
    """Resolves sentences one after another, numbering the conditions from below."""

    terms: Terms
    waivers: Sequence["MayWaive"] = ()
    next_number: int = 0
    votes: Counter[tuple[str, str]] = attrs.field(factory=Counter)

    def number(self) -> int:
        """The next free number."""
        self.next_number += 1
        return self.next_number - 1

    def place(self, context: Context, span: Span, text: str) -> m.Place:
        """The place of a node in a context."""
        return m.Place(context.section, context.agreement, context.heading, context.labelled, text, span)

    def _fail(self) -> NoReturn:
        raise Unresolved

    def _all(self, parts: list[m.Condition], context: Context, written: c.Condition) -> m.Condition:
        if not parts:
            if not self.terms.diagnostics:  # a tree that no text has: it would ask for nothing
                self.terms.say("not-a-condition", written.span, sentence="")
            self._fail()
        if len(parts) == 1:
            return attrs.evolve(parts[0], place=self._placed(context, written, parts[0]))
        return m.AllOf(self.number(), self._placed(context, written), tuple(parts))

    def _placed(self, context: Context, written: c.Condition, part: m.Condition | None = None) -> m.Place:
        text = part.place.text if part is not None else print_condition(written)
        return self.place(context, written.span, text)

    # --- events ---------------------------------------------------------------------------------------------

    def occurrence(self, name: Name, verb: str) -> m.Happened | m.Composite:
        """The happening of an event, taken apart where it consists of others.

        Raises Unresolved when the name is not that of an event.
        """
        event = self.terms.noun(name, Event, verb)
        if event is None:
            self._fail()
        return self._occurrence(event, name.span)

    def _occurrence(self, event: Event, span: Span) -> m.Happened | m.Composite:
        place = m.Place(text=f"{event.name} occurred", span=span)
        if not event.parts:
            happening = Happening("occurred", "", event.name, once=not event.recurring)
            return m.Happened(self.number(), place, happening)
        self.terms.used.update(event.parts)
        nouns = [self.terms.nouns.get(part) for part in event.parts]
        parts = tuple(self._occurrence(noun, span) for noun in nouns if isinstance(noun, Event))
        return m.Composite(self.number(), place, event.name, parts, event.simultaneous)

    # --- deliveries -----------------------------------------------------------------------------------------

    def _delivered(
        self, subject: str, verb: str, document: Document, written: c.Phrase | s.Acts, receipt: Receipt | None,
        context: Context,
    ) -> list[m.Condition]:  # fmt: skip
        """A delivery, and behind it the execution of what is delivered where that is asked."""
        senders = next((detail for detail in written.details if self._are_several(detail)), None)
        if isinstance(senders, s.FromParty):
            return self._from_each(senders, subject, verb, document, written, receipt, context)
        own = tuple(_as_defined(test, document) for test in self.terms.tests(written.details, document))
        asked = {test.particular for test in own}
        tests = own + tuple(t for t in (receipt.tests if receipt else ()) if t.particular not in asked)
        happening = Happening(as_verb(verb), subject, document.name)
        text = f"{subject} {verb} {document.name}{_in_words(tests)}"
        parts: list[m.Condition] = [
            m.Happened(self.number(), self.place(context, written.span, text), happening, tests)
        ]
        executions = [detail for detail in written.details if isinstance(detail, s.ExecutedBy)]
        if receipt is not None and receipt.executed_by is not None and not executions:
            executions = [receipt.executed_by]
        for execution in executions:
            parts += self._executed(execution, document, context)
        for enclosing in [detail for detail in written.details if isinstance(detail, s.Enclosing)]:
            parts += self._enclosed(enclosing, happening, context)
        return parts

    def _are_several(self, detail: s.Detail) -> bool:
        """Whether a detail says that something came from a set of parties, or from enough of one."""
        return isinstance(detail, s.FromParty) and isinstance(self.terms.nouns.get(detail.name.text), PartySet | Vote)

    def _from_each(
        self, senders: s.FromParty, subject: str, verb: str, document: Document, written: c.Phrase | s.Acts,
        receipt: Receipt | None, context: Context,
    ) -> list[m.Condition]:  # fmt: skip
        """A delivery from each of several parties, or from enough of them."""

        def sent(party: str) -> list[m.Condition]:
            one = s.FromParty(Name(party), span=senders.span)
            details = tuple(one if detail is senders else detail for detail in written.details)
            return self._delivered(subject, verb, document, attrs.evolve(written, details=details), receipt, context)

        parts: list[m.Condition] = []
        for actor in self.terms.actors((senders.name,), "from"):
            text = f"{subject} {verb} {document.name} from {actor.name}"
            parts += self.by(actor, text, written.span, context, sent)
        return parts

    def _enclosed(self, written: s.Enclosing, delivery: Happening, context: Context) -> list[m.Condition]:
        """That some documents came with the one that is delivered."""
        if delivery.verb not in ("received", "sent"):
            self.terms.say("nothing-enclosed", written.span, verb=delivery.verb)
            self._fail()
        documents = [one.name for name in written.names for one in self.terms.documents(name, "enclosing")]
        self._complete(written.names)
        words = f"{delivery.subject} {delivery.verb} {{}} {ENCLOSED} {delivery.object}"
        return [
            m.Happened(
                self.number(),
                self.place(context, written.span, words.format(document)),
                Happening(delivery.verb, delivery.subject, document),
                (Test(ENCLOSED, "is", delivery.object),),
            )
            for document in documents
        ]

    def _executed(self, written: s.ExecutedBy, document: Document, context: Context) -> list[m.Condition]:
        if not written.names and not document.makers:
            self.terms.say("no-parties", written.span, name=document.name)
            self._fail()
        if not written.names:
            return [part for name in document.makers for part in self._signed(name, document, written.span, context)]
        parts: list[m.Condition] = []
        for actor in self.terms.actors(written.names, "executed by"):
            text = f"{actor.name} executed {document.name}"
            parts += self.by(
                actor, text, written.span, context, lambda one: self._signed(one, document, written.span, context)
            )
        return parts

    def _signed(self, party: str, document: Document, span: Span, context: Context) -> list[m.Condition]:
        place = self.place(context, span, f"{party} executed {document.name}")
        return [m.Happened(self.number(), place, Happening("executed", party, document.name))]

    def judged(self, document: Document, actor: Party | Vote, span: Span, context: Context) -> list[m.Condition]:
        """That a document is satisfactory to a party, or to enough of those who vote."""
        verb = "are" if document.name.endswith("s") else "is"
        text = f"{document.name} {verb} satisfactory to {actor.name}"
        return self.by(actor, text, span, context, lambda one: [self._determined(document, one, span, context)])

    def _determined(self, document: Document, judge: str, span: Span, context: Context) -> m.Condition:
        verb = "are" if document.name.endswith("s") else "is"
        place = self.place(context, span, f"{document.name} {verb} satisfactory to {judge}")
        return m.Determined(self.number(), place, Happening("satisfactory", judge, document.name))

    # --- parties and votes ----------------------------------------------------------------------------------

    def by(
        self, actor: Party | Vote, text: str, span: Span, context: Context, make: Callable[[str], list[m.Condition]]
    ) -> list[m.Condition]:
        """What is asked of a party; of a vote, that enough of those who vote do what is asked of each (S14)."""
        if isinstance(actor, Party):
            return make(actor.name)
        who = voters(actor, self.terms)
        parts = []
        for name in who.weights:
            asked = make(name)
            place = attrs.evolve(asked[0].place, text="; ".join(part.place.text for part in asked))
            parts.append(asked[0] if len(asked) == 1 else m.AllOf(self.number(), place, tuple(asked)))
        measure, unit = who.unit
        currency = "" if unit == NUMBER else unit
        self.votes[actor.name, text] += 1
        carried = m.Carried(
            self.number(), self.place(context, span, text), actor.name, actor.rule, tuple(who.weights),
            tuple(who.weights.values()), tuple(name for name in who.weights if name in who.unknown),
            needed(actor, sum(who.weights.values())), whole(actor), measure, currency,
            self.votes[actor.name, text], tuple(parts),
        )  # fmt: skip
        return [carried]

    # --- sentences -------------------------------------------------------------------------------------------

    def sentence(self, written: s.Sentence, context: Context) -> m.Condition:
        """The condition that a sentence states.

        Raises Unresolved when something in it is unknown, or when no condition can say it.
        """
        match written:
            case s.Totals():
                return self._totals(written, context)
            case s.Acts():
                acts = self._determines if written.verb == "determined" else self._acts
                return self._all(acts(written, context.inside()), context, written)
            case s.Happens():
                return self._all(self._happens(written, context.inside()), context, written)
            case s.Judged():
                return self._all(self._judged(written, context.inside()), context, written)
            case s.Stands():
                return self._all(self._stands(written, context.inside()), context, written)
            case s.Truth():
                return self._all(self._truths(written, context.inside()), context, written)
            case s.InForm():
                return self._all(self._in_form(written, context.inside()), context, written)
            case s.Amended():
                return self._all(self._amended(written, context.inside()), context, written)
            case s.Exists():
                return self._all(self._exists(written, context.inside()), context, written)
            case s.NoneExists():
                return self._none_exists(written, context)
            case s.Restored() | s.Waives():
                self.terms.say("not-a-condition", written.span, sentence=print_condition(written))
                self._fail()
            case _:
                assert_never(written)

    def _negated(self, part: m.Condition, negated: bool, context: Context, written: s.Sentence) -> m.Condition:
        if not negated:
            return part
        text = print_condition(written)
        return m.Not(self.number(), self.place(context, written.span, text), part)

    def _acts(self, written: s.Acts, context: Context) -> list[m.Condition]:
        parts: list[m.Condition] = []
        for actor in self.terms.actors(written.subjects, written.verb):
            for name in written.objects:
                for document in self.terms.documents(name, written.verb):
                    one = attrs.evolve(written, subjects=(Name(actor.name),), objects=(Name(document.name),))
                    parts += self._acted(actor, document, one, context)
        self._complete(written.subjects, written.objects)
        return parts

    def _acted(self, actor: Party | Vote, document: Document, written: s.Acts, context: Context) -> list[m.Condition]:
        """What one party, or one vote, is to do, or is not to have done, with one document."""
        positive = print_condition(attrs.evolve(written, negated=False))

        def delivered(party: str) -> list[m.Condition]:
            return self._delivered(party, written.verb, document, written, None, context)

        parts = self.by(actor, positive, written.span, context, delivered)
        if written.negated and len(parts) > 1:  # received and executed are denied together
            parts = [m.AllOf(self.number(), self.place(context, written.span, positive), tuple(parts))]
        return [self._negated(part, written.negated, context, written) for part in parts]

    def _totals(self, written: s.Totals, context: Context) -> m.Condition:
        found = reached(written, self.terms)
        if found is None:
            self._fail()
        total, test = found
        limit = is_limit(written)
        inner = self.place(context.inside(), written.span, words_of(total, test))
        place = self.place(context, written.span, print_condition(written))
        part = m.Happened(self.number(), inner if limit else place, total, (test,))
        return m.Not(self.number(), place, part) if limit else part

    def _determines(self, written: s.Acts, context: Context) -> list[m.Condition]:
        parts: list[m.Condition] = []
        for actor in self.terms.actors(written.subjects, "determined"):
            for name in written.objects:
                matter = self.terms.noun(name, Matter, "determined")
                if matter is not None:
                    parts += [
                        self._negated(part, written.negated, context, written)
                        for part in self._found(actor, matter.name, written.span, context)
                    ]
        self._complete(written.subjects, written.objects)
        return parts

    def _found(self, actor: Party | Vote, matter: str, span: Span, context: Context) -> list[m.Condition]:
        """That a party, or a vote, determined that a matter is so."""

        def determined(party: str) -> list[m.Condition]:
            place = self.place(context, span, f"{party} determined {matter}")
            return [m.Happened(self.number(), place, Happening("determined", party, matter))]

        return self.by(actor, f"{actor.name} determined {matter}", span, context, determined)

    def _complete(self, *names: Sequence[Name]) -> None:
        """Give up when a name could not be looked up: what is left would ask for less than was written."""
        for group in names:
            for name in group:
                if name.text not in self.terms.nouns and name.text not in self.terms.clauses:
                    self._fail()

    def _happens(self, written: s.Happens, context: Context) -> list[m.Condition]:
        parts: list[m.Condition] = []
        for name in written.subjects:
            if written.verb == "occurred":
                part = self._occurred(name, written)
            elif written.verb == "began":
                part = self._state(name, True, written.span)
            else:
                self.terms.say("not-a-condition", written.span, sentence=print_condition(written))
                self._fail()
            part = attrs.evolve(part, place=self.place(context, written.span, part.place.text))
            parts.append(self._negated(part, written.negated, context, written))
        return parts

    def _occurred(self, name: Name, written: s.Happens) -> m.Condition:
        part = self.occurrence(name, "occurred")
        if written.details is None:
            return part
        if isinstance(part, m.Composite):
            self.terms.say("whole-has-no-particulars", written.details.span, name=name.text)
            self._fail()
        event = self.terms.noun(name, Event, "occurred")
        assert event is not None
        tests = self.terms.tests([written.details], event)
        if len(tests) < len(written.details.particulars):
            self._fail()
        text = part.place.text + _in_words(tests)
        return attrs.evolve(part, tests=tests, place=attrs.evolve(part.place, text=text))

    def _judged(self, written: s.Judged, context: Context) -> list[m.Condition]:
        parts: list[m.Condition] = []
        for actor in self.terms.actors(written.judges, "satisfactory to"):
            for name in written.names:
                for document in self.terms.documents(name, "is satisfactory to"):
                    one = attrs.evolve(written, names=(Name(document.name),), judges=(Name(actor.name),))
                    for part in self.judged(document, actor, written.span, context):
                        parts.append(self._negated(part, written.negated, context, one))
        self._complete(written.judges, written.names)
        return parts

    def _stands(self, written: s.Stands, context: Context) -> list[m.Condition]:
        parts: list[m.Condition] = []
        for name in written.names:
            clause = self.terms.clause(name, STANDINGS[written.standing], f"is {written.standing}")
            if clause is None:
                self._fail()
            text = f"{clause} {'are' if clause.endswith('s') else 'is'} {written.standing}"
            place = self.place(context, written.span, text)
            target = breach_of(clause) if written.standing == "breached" else clause
            part = m.Refers(self.number(), place, target, written.mode)
            parts.append(self._negated(part, written.negated, context, written))
        return parts

    def _truths(self, written: s.Truth, context: Context) -> list[m.Condition]:
        true = written.degree.startswith("true")
        material = "material" in written.degree
        parts: list[m.Condition] = []
        for name in written.names:
            noun = self.terms.nouns.get(name.text)
            if not isinstance(noun, Representation | Matter):
                self.terms.noun(name, Representation, f"is {written.degree}")
                self._fail()
            self.terms.used.add(noun.name)
            verb = "are" if noun.name.endswith("s") else "is"
            place = self.place(context, written.span, f"{noun.name} {verb} {written.degree}")
            part: m.Condition
            if self.terms.clauses.get(noun.name) == "representation":
                if material:
                    self.terms.say("materiality-not-computed", written.span, name=noun.name)
                    self._fail()
                part = m.Refers(self.number(), place, noun.name, "")
            else:
                part = m.Stated(self.number(), place, noun.name, material)
            parts.append(part if true else m.Not(self.number(), place, part))
        return parts

    def _in_form(self, written: s.InForm, context: Context) -> list[m.Condition]:
        moment = self.terms.moment(written.moment)
        parts: list[m.Condition] = []
        for name in written.names:
            for document in self.terms.documents(name, "is in its form of"):
                if moment is not None:
                    text = f"{document.name} is in its form of {moment}"
                    place = self.place(context, written.span, text)
                    part = m.InForm(self.number(), place, document.name, moment)
                    parts.append(self._negated(part, written.negated, context, written))
        self._complete(written.names)
        return parts

    def _amended(self, written: s.Amended, context: Context) -> list[m.Condition]:
        documents = [document for name in written.names for document in self.terms.documents(name, "was amended")]
        self._complete(written.names)
        return [
            m.Happened(
                self.number(),
                self.place(context, written.span, f"{document.name} was amended"),
                Happening("amended", "", document.name),
            )
            for document in documents
        ]

    def _exists(self, written: s.Exists, context: Context) -> list[m.Condition]:
        nodes = [self._state(name, written.ever, written.span) for name in written.names]
        return [attrs.evolve(node, place=self.place(context, written.span, node.place.text)) for node in nodes]

    def _none_exists(self, written: s.NoneExists, context: Context) -> m.Condition:
        part = self._state(written.name, written.ever, written.span)
        return m.Not(self.number(), self._placed(context, written), part)

    def _state(self, name: Name, ever: bool, span: Span) -> m.Condition:
        state = self.terms.noun(name, State, "exists")
        if state is None:
            self._fail()
        text = f"{state.name} has occurred" if ever else f"{state.name} exists"
        place = m.Place(text=text, span=span)
        if ever:
            return m.StateOccurred(self.number(), place, state.name)
        return m.StateHolds(self.number(), place, state.name)


def _as_defined(test: Test, document: Document) -> Test:
    """A test as the definition of a document leaves it: one that asks for another date than it bears is barred."""
    if test.particular != "dated" or document.dated is None or test.passes(document.dated):
        return test
    return attrs.evolve(test, barred=True)


def _in_words(tests: Sequence[Test]) -> str:
    """The tests of a delivery as they would be written."""
    words: list[str] = []
    with_words: list[str] = []
    for test in tests:
        relation = "" if test.relation == "is" else f"{test.relation} "
        match test.particular:
            case "copy":
                words.append(f"as {test.value}")
            case "from":
                words.append(f"from {test.value}")
            case "dated":
                words.append(f"dated {relation}{test.value}")
            case _:
                with_words.append(f"{test.particular} {relation}{test.value}")
    if with_words:
        words.append("with " + ", ".join(with_words))
    return "".join(f" {word}" for word in words)
