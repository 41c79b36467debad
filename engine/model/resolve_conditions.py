"""Conditions as meant, from conditions as written: lists, modifiers, deeming and waiver around sentences."""

from collections.abc import Iterator, Sequence
from typing import assert_never

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.each import Binding, bindings, bound, in_words, kinds, shows
from assent.engine.model.happenings import Happening, Test
from assent.engine.model.nouns import Document, Party, Vote
from assent.engine.model.periods import Period
from assent.engine.model.resolve_sentences import Context, MayWaive, Receipt, SentenceResolver, Unresolved
from assent.grammar.printer import details, instant_text, modifier_text, print_condition
from assent.grammar.spans import NOWHERE
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import Name, When


@attrs.define
class ConditionResolver(SentenceResolver):
    """Resolves conditions one after another, numbering them from below."""

    def resolve(self, written: c.Condition, context: Context) -> m.Condition:
        """The condition as meant.

        Raises Unresolved when something in it is unknown; every finding in it has been kept by then.
        """
        match written:
            case c.Group():
                return self._group(written, context)
            case c.Inline():
                return self._inline(written, context)
            case c.Modified():
                return self._modified(written, context)
            case c.Phrase():
                return self._phrase(written, context)
            case _:
                return self.sentence(written, context)

    def guaranteed(self, written: k.Guarantee, reading: Name | None, context: Context) -> m.Condition:
        """The condition of a guarantee: `A only if B` is met when A is not, or when B is (S13).

        Raises Unresolved when something in it is unknown; every finding in it has been kept by then.
        """
        sides = [written.condition, *([written.only_if] if written.only_if is not None else [])]
        question = self.terms.alternative(reading) if reading is not None else ""
        made, *only_if = self._each(sides, [context.inside(neutral=True)] * len(sides))
        if question is None:
            self._fail()
        text = " only if ".join(part.place.text for part in (made, *only_if))
        place = self.place(context, written.span, text)
        if only_if:
            unmet = m.Not(self.number(), made.place, made)
            made = m.AnyOf(self.number(), place, (unmet, *only_if))
        if reading is not None:
            made = m.UnderReading(self.number(), place, question, reading.text, made, neutral=True)
        return made

    def ending(self, written: k.Clause, words: str, context: Context) -> m.Condition:
        """What stays met as long as an end has not come; what can be waived is the end itself, under its label (S15).

        Raises Unresolved when something in it is unknown; every finding in it has been kept by then.
        """
        inner = attrs.evolve(context.inside(neutral=False), waivable=False)
        ends = self.resolve(written.condition, inner)
        waivers = self._waivers_of(context) if context.labelled else ()
        place = self.place(context, written.span, words)
        if not waivers:
            return m.Not(self.number(), place, ends)
        bare = attrs.evolve(place, labelled=False, heading="")
        return m.Waivable(self.number(), place, m.Not(self.number(), bare, ends), waivers)

    # --- lists -----------------------------------------------------------------------------------------------

    def _each(self, conditions: Sequence[c.Condition], contexts: Sequence[Context]) -> list[m.Condition]:
        """Resolve several conditions, so that every finding in any of them is kept before giving up."""
        parts: list[m.Condition] = []
        failed = False
        for written, context in zip(conditions, contexts, strict=True):
            try:
                parts.append(self.resolve(written, context))
            except Unresolved:
                failed = True
        if failed:
            self._fail()
        return parts

    def _inline(self, written: c.Inline, context: Context) -> m.Condition:
        both = written.connective == "and"
        inner = context.inside(neutral=both)
        parts = tuple(self._each(written.parts, [inner] * len(written.parts)))
        place = self._placed(context, written)
        return m.AllOf(self.number(), place, parts) if both else m.AnyOf(self.number(), place, parts)

    def _group(self, written: c.Group, context: Context) -> m.Condition:
        quantifier = written.quantifier
        if isinstance(quantifier, c.Deliveries):
            context = attrs.evolve(context, receipt=self._receipt(quantifier))
        word = quantifier.word if isinstance(quantifier, c.Counted) else ""
        every = word in ("", "all of")
        parts: list[m.Condition] = []
        failed = False
        for item in written.items:
            try:
                parts.append(self._item(item, context.inside(neutral=every), every))
            except Unresolved:
                failed = True
        if failed:
            self._fail()
        text = _heading_of(quantifier)
        place = self.place(context, written.span, text)
        match word:
            case "any of":
                return m.AnyOf(self.number(), place, tuple(parts))
            case "at least":
                assert isinstance(quantifier, c.Counted)
                if not 1 <= quantifier.number <= len(parts):
                    self.terms.say(
                        "impossible-count",
                        quantifier.span,
                        count=str(quantifier.number),
                        parts=str(len(parts)),
                    )
                return m.AtLeast(self.number(), place, quantifier.number, tuple(parts))
            case _:
                return m.AllOf(self.number(), place, tuple(parts))

    def _item(self, item: c.Item, context: Context, every: bool) -> m.Condition:
        labelled = item.marker.startswith("(")
        context = attrs.evolve(
            context,
            section=context.section + (item.marker if labelled else ""),
            heading=item.heading or "",
            labelled=labelled,
        )
        proviso = item.marker == "provided that"
        if proviso and not every:
            self.terms.say("misplaced-proviso", item.span)
        waivable = self._waivers_of(context) if labelled else ()
        outer = context
        if item.deemed or waivable:
            context = context.inside()
        node = self._with_deeming(item, context, outer if not waivable else context)
        if waivable:
            node = m.Waivable(self.number(), self.place(outer, item.span, node.place.text), node, waivable)
        if proviso and isinstance(node, m.AllOf):
            node = attrs.evolve(node, proviso=True)
        return node

    def _with_deeming(self, item: c.Item, context: Context, outer: Context) -> m.Condition:
        conditions = [item.condition, *(deemed.condition for deemed in item.deemed)]
        deeming_context = attrs.evolve(context.inside(), neutral=True, receipt=None)
        main, *deeming = self._each(conditions, [context, *[deeming_context] * len(item.deemed)])
        if not deeming:
            return main
        instruments = [self.terms.noun(deemed.instrument, Document, "deemed satisfied by") for deemed in item.deemed]
        if None in instruments:
            self._fail()
        names = tuple(instrument.name for instrument in instruments if instrument is not None)
        place = self.place(outer, item.span, main.place.text)
        return m.Deemed(self.number(), place, main, names, tuple(deeming))

    def _waivers_of(self, context: Context) -> tuple[m.Waiver, ...]:
        """The waivers that would do for a section: of itself or of any section around it, by whoever may waive."""
        waivers: list[m.Waiver] = []
        for may in self.waivers if context.waivable else ():
            if may.agreement != context.agreement or not within(context.section, may.section):
                continue
            for waiver in self._given(may, context):
                under: m.Waiver = waiver
                if may.question:
                    reading, number = (may.question, may.alternative), self.number()
                    under = m.UnderReading(number, waiver.place, *reading, waiver, neutral=False)
                waivers.append(under)
        return tuple(waivers)

    def _given(self, may: MayWaive, context: Context) -> Iterator[m.Happened | m.Carried]:
        """The waivers of one who may waive; in a vote it is one to have waived this section, or one around it."""
        sections = enclosing(context.section)
        if isinstance(may.actor, Party):
            yield from (self._waiver(may.actor.name, waived, may, context) for waived in sections)
            return

        def waived(party: str) -> list[m.Condition]:
            ways = tuple(self._waiver(party, one, may, context) for one in sections)
            return [ways[0] if len(ways) == 1 else m.AnyOf(self.number(), ways[0].place, ways)]

        text = self._waiver_words(may.actor.name, context.section, may)
        for part in self.by(may.actor, text, NOWHERE, context.inside(), waived):
            assert isinstance(part, m.Carried)
            yield part

    def _waiver(self, party: str, section: str, may: MayWaive, context: Context) -> m.Happened:
        place = m.Place(context.section, context.agreement, text=self._waiver_words(party, section, may))
        happening = Happening("waived", party, section_key(section, may.agreement))
        tests = (Test("form", "is", "in writing"),) if may.in_writing else ()
        return m.Happened(self.number(), place, happening, tests)

    def _waiver_words(self, who: str, section: str, may: MayWaive) -> str:
        words = f"{who} waived section {section_key(section, may.agreement)}"
        return words + (" in writing" if may.in_writing else "")

    def _receipt(self, written: c.Deliveries) -> Receipt:
        subjects = self.terms.actors(written.subjects, written.verb)
        judges = self.terms.actors(written.judges, "satisfactory to")
        self._complete(written.subjects, written.judges)
        tests = tuple(Test("copy", "is", form.form) for form in written.forms if isinstance(form, s.AsForm))
        executed = next((form for form in written.forms if isinstance(form, s.ExecutedBy)), None)
        return Receipt(
            subjects,
            written.verb,
            tests,
            executed,
            judges,
        )

    def _phrase(self, written: c.Phrase, context: Context) -> m.Condition:
        receipt = context.receipt
        if receipt is None:
            self.terms.say("stray-phrase", written.span, phrase=print_condition(written))
            self._fail()
        parts: list[m.Condition] = []
        inner = context.inside()
        for name in written.names:
            for document in self.terms.documents(name, receipt.verb):
                for subject in receipt.subjects:
                    parts += self._delivery(subject, document, written, receipt, inner)
                for judge in receipt.judges:
                    parts += self.judged(document, judge, written.span, inner)
        return self._all(parts, context, written)

    def _delivery(
        self, actor: Party | Vote, document: Document, written: c.Phrase, receipt: Receipt, context: Context
    ) -> list[m.Condition]:
        """What one party, or one vote, is to receive by the heading of a list."""
        text = f"{actor.name} {receipt.verb} {document.name}{details(written.details, (Name(document.name),))}"

        def delivered(party: str) -> list[m.Condition]:
            return self._delivered(party, receipt.verb, document, written, receipt, context)

        return self.by(actor, text, written.span, context, delivered)

    # --- modifiers -------------------------------------------------------------------------------------------

    def _modified(self, written: c.Modified, context: Context) -> m.Condition:
        modifier = written.modifier
        if isinstance(modifier, c.Under):
            return self._under(written, modifier, context)
        if isinstance(modifier, c.ForEach):
            return self._for_each(written, modifier, context)
        part = self.resolve(written.condition, context.inside())
        place = (
            self._placed(context, written)
            if not isinstance(written.condition, c.Group)
            else self.place(context, written.span, _behind(modifier, part.place.text))
        )
        match modifier:
            case c.Until() | c.After():
                return self._timed(part, modifier, context, place)
            case c.ByDate():
                return self._by(part, modifier, context, place)
            case c.OnDate() | c.Throughout():
                moment = self.terms.moment(modifier.moment)
                if moment is None:
                    self._fail()
                if isinstance(modifier, c.OnDate):
                    return m.OnDate(self.number(), place, part, moment)
                return m.Throughout(self.number(), place, part, moment)
            case c.OnEachDate(name):
                return m.OnEachDate(self.number(), place, part, self.occurrence(name, "on each date of"))
            case c.HeldWhile(sentence):
                if not isinstance(part, m.Happened | m.Composite):
                    self.terms.say("while-needs-event", written.condition.span)
                    self._fail()
                held = self.sentence(sentence, context.inside())
                return m.HeldWhile(self.number(), place, part, held)
            case _:
                assert_never(modifier)

    def _for_each(self, written: c.Modified, each: c.ForEach, context: Context) -> m.Condition:
        """All of, or any of, the condition as it reads for each member."""
        rows = bindings(each, written.condition, self.terms)
        if not rows:
            self._fail()
        brought = kinds(each, self.terms)
        self.terms.bound |= brought
        try:  # what is wrong with it for one member is not said again for the others
            inner = context.inside(neutral=each.every)
            parts = tuple(self._bound(written.condition, row, inner) for row in rows)
        finally:
            for name in brought:
                del self.terms.bound[name]
        place = self.place(context, written.span, modifier_text(each))
        return m.AllOf(self.number(), place, parts) if each.every else m.AnyOf(self.number(), place, parts)

    def _bound(self, condition: c.Condition, row: Binding, context: Context) -> m.Condition:
        """The condition as it reads for one member or row; its heading says which, where its own words do not."""
        if isinstance(condition, c.Group) or not shows(condition, row):
            context = attrs.evolve(context, heading=in_words(row))
        return self.resolve(bound(condition, row), context)

    # --- time ------------------------------------------------------------------------------------------------

    def _passed(self, instant: c.Instant, context: Context, *, of_day: bool = False) -> m.Condition:
        """That a moment has passed; what is done has passed with the act itself, or with the end of its day."""
        context = context.inside()
        match instant:
            case s.Acts() | s.Happens():
                occurrence = self._one_act(instant, context)
                return self._elapsed(occurrence, Period(0), instant, context) if of_day else occurrence
            case c.DayOf(act):
                return self._elapsed(self._one_act(act, context), Period(0), instant, context)
            case c.CountedFrom(count, unit, act):
                occurrence, period = self._one_act(act, context), self.terms.period(count, unit, instant.span)
                if period is None:
                    self._fail()
                return self._elapsed(occurrence, period, instant, context)
            case c.EitherAct(later, first, second):
                both = tuple(self._passed(one, context, of_day=of_day) for one in (first, second))
                place = self._has_passed(instant, context)
                return m.AllOf(self.number(), place, both) if later else m.AnyOf(self.number(), place, both)
            case _:
                moment = self.terms.moment(instant)
                if moment is None:
                    self._fail()
                return m.After(self.number(), self.place(context, instant.span, f"{moment} has passed"), moment)

    def _has_passed(self, instant: c.Instant, context: Context) -> m.Place:
        plural = isinstance(instant, c.CountedFrom) and instant.count > 1
        return self.place(context, instant.span, f"{instant_text(instant)} {'have' if plural else 'has'} passed")

    def _elapsed(
        self, occurrence: m.Happened | m.Composite, period: Period, instant: c.Instant, context: Context
    ) -> m.Condition:
        place = self._has_passed(instant, context)
        if not period.count:
            place = attrs.evolve(place, text=f"the day on which {occurrence.place.text} has passed")
        return m.Elapsed(self.number(), place, occurrence, period)

    def _one_act(self, written: s.Acts | s.Happens, context: Context) -> m.Happened | m.Composite:
        """The one act or event from which a period runs."""
        act = self.sentence(written, context)
        if not isinstance(act, m.Happened | m.Composite):
            self.terms.say("not-one-act", written.span)
            self._fail()
        return act

    def _timed(self, part: m.Condition, modifier: c.Until | c.After, context: Context, place: m.Place) -> m.Condition:
        """A condition that counts until a moment, or after it; at other times it drops out of its list (S6)."""
        counts_after = isinstance(modifier, c.After)
        beside = self._passed(modifier.moment, context)
        if counts_after == context.neutral:  # what drops out is met in a list of which all are needed
            beside = m.Not(self.number(), attrs.evolve(beside.place, text=_not_yet(beside.place.text)), beside)
        if context.neutral:
            return m.AnyOf(self.number(), place, (part, beside))
        return m.AllOf(self.number(), place, (beside, part))

    def _by(self, part: m.Condition, written: c.ByDate, context: Context, place: m.Place) -> m.Condition:
        """What came about by a deadline; that it did not is told once the deadline has passed (S6)."""
        denied = _denied(part)
        if not all(map(self.stays_so, denied)) or not denied:
            return self._in_time(part, written, context, place)
        parts = [self._passed(written.moment, context, of_day=True)]
        for negation in denied:
            by = self._in_time(negation.part, written, context, _until(negation.part.place, written))
            parts.append(m.Not(self.number(), _until(negation.place, written), by))
        return m.AllOf(self.number(), place, tuple(parts))

    def _in_time(self, part: m.Condition, written: c.ByDate, context: Context, place: m.Place) -> m.Condition:
        if isinstance(written.moment, When):
            deadline = self.terms.moment(written.moment)
            if deadline is None:
                self._fail()
            return m.ByDate(self.number(), place, part, deadline)
        passed = self._passed(written.moment, context, of_day=True)
        return m.InTime(self.number(), place, part, passed)

    def stays_so(self, negation: m.Not) -> bool:
        """Whether what is denied stays so for good once it has come about."""
        waiting: list[m.Condition] = [negation.part]
        while waiting:
            match waiting.pop():
                case m.AllOf(parts=parts) | m.Carried(parts=parts):
                    waiting += parts
                case m.Happened() | m.Composite() | m.StateOccurred():
                    pass
                case m.Refers(clause=name) if self.terms.lasts(name):
                    pass
                case _:
                    return False
        return True

    def _under(self, written: c.Modified, under: c.Under, context: Context) -> m.Condition:
        question = self.terms.alternative(under.name)
        part = self.resolve(written.condition, context.inside())
        if question is None:
            self._fail()
        place = self.place(context, written.span, part.place.text)
        return m.UnderReading(self.number(), place, question, under.name.text, part, context.neutral)


def _denied(condition: m.Condition) -> tuple[m.Not, ...]:
    """What a sentence denies, one of each name; nothing where it is no denial."""
    parts = condition.parts if isinstance(condition, m.AllOf) else (condition,)
    denied = tuple(part for part in parts if isinstance(part, m.Not))
    return denied if len(denied) == len(parts) else ()


def _behind(modifier: c.Modifier, text: str) -> str:
    """The words over a list, with those that limit it in time."""
    return f"{modifier_text(modifier)}, {text}" if isinstance(modifier, c.Until | c.After) else text


def _not_yet(text: str) -> str:
    """The words that a moment has not passed, or that an act has not been done."""
    for word in ("has", "have"):
        if text.endswith(f" {word} passed"):
            return f"{text.removesuffix(' passed')} not passed"
    return f"not: {text}"


def _until(place: m.Place, by: c.ByDate) -> m.Place:
    return attrs.evolve(place, heading="", labelled=False, text=f"{place.text} {modifier_text(by)}")


def _heading_of(quantifier: c.Counted | c.Deliveries) -> str:
    match quantifier:
        case c.Counted("at least", number):
            return f"at least {number} of"
        case c.Counted(word):
            return word or "all of"
        case c.Deliveries():
            return f"{', '.join(name.text for name in quantifier.subjects)} {quantifier.verb} all of"


def enclosing(section: str) -> list[str]:
    """A section and the sections around it: `5(b)(1)`, `5(b)`, `5`."""
    sections = [section]
    while section.endswith(")"):
        section = section[: section.rindex("(")]
        sections.append(section)
    return sections


def within(section: str, outer: str) -> bool:
    """Whether a section is another one or stands inside it."""
    return outer in enclosing(section)


def section_key(section: str, agreement: str) -> str:
    """A section with the agreement it belongs to, when that is another one."""
    return f"{section} of {agreement}" if agreement else section
