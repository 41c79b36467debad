"""From a journal as written to facts as meant, and the facts of a what-if."""

from collections.abc import Iterable, Iterator

import attrs

from assent.engine.facts.contradictions import contradictions
from assent.engine.facts.ledger import Assertion, Entry, Facts, Occurred, StateFact, TruthFact, last_minute
from assent.engine.facts.wording import happening_sentence
from assent.engine.model.clock import clock_of, first_zone
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import (
    ENCLOSED,
    RECORD_KINDS,
    Happening,
    ParticularValue,
    RecordKind,
    Test,
    as_verb,
)
from assent.engine.model.nouns import Document, Event, Matter, Party, Representation, State, Vote
from assent.engine.model.resolve_conditions import section_key
from assent.engine.model.terms import Terms
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.printer import print_sentence
from assent.grammar.spans import Span
from assent.grammar.syntax import journal as j
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import Name
from assent.grammar.values import Moment

Findings = tuple[Diagnostic, ...]


def read_facts(tree: j.JournalFile, contract: Contract) -> tuple[Facts, Findings]:
    """The facts of a journal, beside every finding about it."""
    reader = _Reader(contract, _terms(contract))
    entries: list[Entry] = []
    complete: dict[RecordKind, Moment] = {}
    for part in tree.parts:
        match part:
            case j.FactsFor(name):
                reader.check_contract(name)
            case j.Record(kinds, through):
                complete.update(dict.fromkeys(reader.record_kinds(kinds), through.moment))
            case j.Fact():
                entries += reader.fact(part)
    facts = Facts(contract.name, tuple(entries), complete, tree.source, first_zone(contract.moments))
    return facts, _sorted([*reader.terms.diagnostics, *contradictions(facts)])


def suppose(facts: Facts, fact: j.Fact, contract: Contract) -> tuple[Facts, Findings]:
    """The facts with one more."""
    reader = _Reader(contract, _terms(contract))
    more = attrs.evolve(facts, entries=facts.entries + tuple(reader.fact(fact)))
    return more, _sorted([*reader.terms.diagnostics, *contradictions(more)])


def withdraw(facts: Facts, withdrawn: j.Withdrawn, contract: Contract) -> tuple[Facts, Findings]:
    """The facts without those that a sentence describes.

    A sentence with particulars takes away the facts that state them; without a date, on any date. Taking away
    nothing is a finding.
    """
    reader = _Reader(contract, _terms(contract))
    moment = withdrawn.moment.moment if withdrawn.moment is not None else None
    assertions = list(reader.assertions(withdrawn.sentence))
    kept = facts.entries
    for assertion in assertions:
        away = [entry for entry in facts.entries if _describes(assertion, moment, entry)]
        rest = tuple(entry for entry in kept if entry not in away and not any(_came_in(entry, one) for one in away))
        if not away:
            reader.terms.say("nothing-withdrawn", withdrawn.span, sentence=print_sentence(withdrawn.sentence))
        kept = rest
    return attrs.evolve(facts, entries=kept), _sorted(reader.terms.diagnostics)


def described(facts: Facts, wanted: j.Withdrawn, contract: Contract) -> tuple[tuple[Entry, ...], Findings]:
    """The facts that a sentence describes, as `withdraw` understands it; empty where none does."""
    reader = _Reader(contract, _terms(contract))
    moment = wanted.moment.moment if wanted.moment is not None else None
    assertions = list(reader.assertions(wanted.sentence))
    named = [entry for entry in facts.entries if any(_describes(one, moment, entry) for one in assertions)]
    found = tuple(one for one in facts.entries if one in named or any(_came_in(one, other) for other in named))
    return found, _sorted(reader.terms.diagnostics)


def declare_complete(facts: Facts, kinds: Iterable[RecordKind], moment: Moment) -> Facts:
    """The facts with the record of some kinds of happenings complete through a moment."""
    return attrs.evolve(facts, complete={**facts.complete, **dict.fromkeys(kinds, moment)})


def merge(journals: Iterable[Facts]) -> tuple[Facts, Findings]:
    """Several journals of one contract as one; of two records of one kind the one that reaches further counts."""
    first, *rest = journals = list(journals)
    entries, complete = list(first.entries), dict(first.complete)
    told = (moment for one in journals for moment in (*one.complete.values(), *(e.moment for e in one.entries)))
    clock = clock_of(first.zone or first_zone(told))
    for other in rest:
        entries += other.entries
        for kind, moment in other.complete.items():
            complete[kind] = max(moment, complete.get(kind, moment), key=lambda m: last_minute(clock(m)))
    merged = attrs.evolve(first, entries=tuple(entries), complete=complete)
    return merged, _sorted(contradictions(merged))


def _sorted(findings: Iterable[Diagnostic]) -> Findings:
    return tuple(sorted(findings, key=lambda finding: finding.span))


def _terms(contract: Contract) -> Terms:
    return Terms(nouns=dict(contract.nouns), clauses={name: clause.kind for name, clause in contract.clauses.items()})


def _describes(assertion: Assertion, moment: Moment | None, entry: Entry) -> bool:
    if moment is not None and entry.moment != moment:
        return False
    if isinstance(assertion, Occurred) and isinstance(entry.assertion, Occurred):
        same = (assertion.happening, assertion.negated) == (
            entry.assertion.happening,
            entry.assertion.negated,
        )
        return same and set(assertion.particulars) <= set(entry.assertion.particulars)
    return assertion == entry.assertion


def _came_in(entry: Entry, other: Entry) -> bool:
    """Whether one line records two deliveries, the one of what was enclosed in the other."""
    one, outer = entry.assertion, other.assertion
    if not isinstance(one, Occurred) or not isinstance(outer, Occurred):
        return False
    if (entry.span, entry.moment) != (other.span, other.moment):
        return False
    who = (one.happening.verb, one.happening.subject) == (outer.happening.verb, outer.happening.subject)
    return who and (ENCLOSED, outer.happening.object) in one.particulars


@attrs.define
class _Reader:
    contract: Contract
    terms: Terms

    def check_contract(self, name: Name) -> None:
        """Refuse a journal of another contract."""
        if name.text != self.contract.name:
            self.terms.say(
                "other-contract",
                name.span,
                (self.contract.name,),
                name=name.text,
                expected=self.contract.name,
            )

    def record_kinds(self, names: Iterable[Name]) -> Iterator[RecordKind]:
        """The kinds of happenings that a line on the record names."""
        for name in names:
            if name.text == "everything":
                yield from RECORD_KINDS
                continue
            found = [kind for kind in RECORD_KINDS if kind == name.text]
            if not found:
                close = self.terms.close(name.text, RECORD_KINDS) or (*RECORD_KINDS, "everything")
                self.terms.say("unknown-record-kind", name.span, close, kind=name.text)
            yield from found

    def fact(self, fact: j.Fact) -> Iterator[Entry]:
        """The entries behind one line: one for each party and document that it names."""
        sentence = print_sentence(fact.sentence)
        assertions = list(self.assertions(fact.sentence))
        for assertion in assertions:
            words = sentence
            if len(assertions) > 1 and isinstance(assertion, Occurred):
                words = happening_sentence(assertion.happening, self._said(assertion), assertion.negated)
            yield Entry(fact.moment.moment, assertion, words, fact.evidence or "", fact.span)

    def _said(self, assertion: Occurred) -> list[tuple[str, ParticularValue]]:
        """The particulars that a line states; a date that the document bears by its definition goes without saying."""
        noun = self.terms.nouns.get(assertion.happening.object)
        dated = noun.dated if isinstance(noun, Document) else None
        return [one for one in assertion.particulars if one != ("dated", dated)]

    def assertions(self, sentence: s.Sentence) -> Iterator[Assertion]:
        """What a sentence asserts when a date stands before it."""
        match sentence:
            case s.Acts(verb="determined"):
                yield from self._determines(sentence)
            case s.Acts():
                yield from self._acts(sentence)
            case s.Happens():
                yield from self._happens(sentence)
            case s.Judged():
                yield from self._judged(sentence)
            case s.Amended() | s.Restored():
                yield from self._changes_of_form(sentence)
            case s.Waives():
                yield from self._waives(sentence)
            case s.Exists() | s.NoneExists():
                yield from self._existence(sentence)
            case s.Truth():
                yield from self._truth(sentence)
            case s.Stands() | s.InForm() | s.Totals():
                self._refuse(sentence)

    def _existence(self, sentence: s.Exists | s.NoneExists) -> Iterator[Assertion]:
        if isinstance(sentence, s.NoneExists):
            yield from self._state(sentence.name, "never" if sentence.ever else "none", sentence)
            return
        for name in sentence.names:
            yield from self._state(name, "ever" if sentence.ever else "exists", sentence)

    def _changes_of_form(self, sentence: s.Amended | s.Restored) -> Iterator[Assertion]:
        verb = "amended" if isinstance(sentence, s.Amended) else "restored"
        for document in self._documents(sentence.names, f"was {verb}"):
            particulars: tuple[tuple[str, ParticularValue], ...] = ()
            if isinstance(sentence, s.Restored):
                moment = self.terms.moment(sentence.moment)
                particulars = (("form", moment),) if moment is not None else ()
            yield Occurred(Happening(as_verb(verb), "", document.name), particulars)

    def _refuse(self, sentence: s.Sentence) -> None:
        self.terms.say("not-a-fact", sentence.span, sentence=print_sentence(sentence))

    def _documents(self, names: Iterable[Name], verb: str) -> Iterator[Document]:
        for name in names:
            yield from self.terms.documents(name, verb)

    def _parties(self, names: Iterable[Name], verb: str) -> tuple[Party, ...]:
        """Those whom a sentence names, each once."""
        found: dict[str, Party] = {}
        for name in names:
            vote = self.terms.nouns.get(name.text)
            if isinstance(vote, Vote):
                self.terms.say("vote-is-counted", name.span, name=vote.name, of=", ".join(vote.of))
            else:
                found |= {party.name: party for party in self.terms.parties(name, verb)}
        return tuple(found.values())

    def _acts(self, sentence: s.Acts) -> Iterator[Assertion]:
        if sentence.negated and sentence.details:
            self.terms.say("negated-details", sentence.details[0].span)
            return
        parties = self._parties(sentence.subjects, sentence.verb)
        documents = list(self._documents(sentence.objects, sentence.verb))
        found = [(document, self._recorded(sentence.details, document)) for document in documents]
        executors = list(self._executors(sentence))
        for party in parties:  # all names were looked up before, so that one mistake does not hide another
            for document, particulars in found:
                happening = Happening(as_verb(sentence.verb), party.name, document.name)
                yield Occurred(happening, particulars, sentence.negated)
                for names in executors:
                    for name in names or document.makers:
                        yield Occurred(Happening("executed", name, document.name))
                yield from self._enclosures(sentence, happening)

    def _enclosures(self, sentence: s.Acts, delivery: Happening) -> Iterator[Assertion]:
        """`enclosing` in a fact records the delivery of what was enclosed too."""
        for detail in [detail for detail in sentence.details if isinstance(detail, s.Enclosing)]:
            if delivery.verb not in ("received", "sent"):
                self.terms.say("nothing-enclosed", detail.span, verb=delivery.verb)
                continue
            for document in self._documents(detail.names, "enclosing"):
                dated = (("dated", document.dated),) if document.dated is not None else ()
                happening = Happening(delivery.verb, delivery.subject, document.name)
                yield Occurred(happening, (*dated, (ENCLOSED, delivery.object)))

    def _determines(self, sentence: s.Acts) -> Iterator[Assertion]:
        for party in self._parties(sentence.subjects, "determined"):
            for name in sentence.objects:
                matter = self.terms.noun(name, Matter, "determined")
                if matter is not None:
                    yield Occurred(Happening("determined", party.name, matter.name), negated=sentence.negated)

    def _executors(self, sentence: s.Acts) -> Iterator[tuple[str, ...]]:
        """`executed by` in a fact records the execution too: by whom, for each time it is said."""
        for detail in sentence.details:
            if isinstance(detail, s.ExecutedBy):
                yield tuple(party.name for party in self._parties(detail.names, "executed by"))

    def _recorded(self, details: Iterable[s.Detail], noun: Document | Event) -> tuple[tuple[str, ParticularValue], ...]:
        details = tuple(details)
        recorded: dict[str, ParticularValue] = {}
        for test in self.terms.tests(details, noun):
            if test.relation != "is":
                self.terms.say(
                    "vague-fact", _span_of(details, test), particular=test.particular, relation=test.relation
                )
            recorded[test.particular] = test.value
        if isinstance(noun, Document) and noun.dated is not None:
            stated = recorded.setdefault("dated", noun.dated)
            if stated != noun.dated:
                span = next(d.span for d in details if isinstance(d, s.DatedDetail))
                self.terms.say("other-date", span, name=noun.name, dated=str(noun.dated), stated=str(stated))
        return tuple(sorted(recorded.items()))

    def _happens(self, sentence: s.Happens) -> Iterator[Assertion]:
        if sentence.verb in ("began", "ended"):
            for name in sentence.subjects:
                if sentence.negated or sentence.details is not None:
                    self._refuse(sentence)
                else:
                    yield from self._state(name, sentence.verb, sentence)
            return
        if sentence.negated and sentence.details is not None:
            self.terms.say("negated-details", sentence.details.span)
            return
        for name in sentence.subjects:
            event = self.terms.noun(name, Event, "occurred")
            if event is not None:
                yield from self._occurred(event, name, sentence)

    def _occurred(self, event: Event, name: Name, sentence: s.Happens) -> Iterator[Assertion]:
        if event.parts and (sentence.details is not None or sentence.negated):
            self.terms.say("whole-has-no-particulars", name.span, event.parts, name=event.name)
            return
        for part in _parts(event, self.contract):
            details = (sentence.details,) if sentence.details is not None else ()
            happening = Happening("occurred", "", part.name, once=not part.recurring)
            yield Occurred(happening, self._recorded(details, part), sentence.negated)

    def _judged(self, sentence: s.Judged) -> Iterator[Assertion]:
        parties = self._parties(sentence.judges, "satisfactory to")
        documents = list(self._documents(sentence.names, "is satisfactory to"))
        for party in parties:
            for document in documents:
                happening = Happening("satisfactory", party.name, document.name)
                yield Occurred(happening, negated=sentence.negated)

    def _waives(self, sentence: s.Waives) -> Iterator[Assertion]:
        agreement = sentence.section.agreement.text if sentence.section.agreement is not None else ""
        number = sentence.section.number
        for party in self._parties(sentence.subjects, "waived"):
            known = _waivable(self.contract, party.name)
            key = section_key(number, agreement)
            if key not in known:
                close = self.terms.close(key, known)
                who = _entitled(self.contract, key)
                self.terms.say("no-waiver-clause", sentence.section.span, close, section=key, name=party.name, who=who)
                continue
            particulars: tuple[tuple[str, ParticularValue], ...] = (("form", sentence.form),) if sentence.form else ()
            yield Occurred(Happening("waived", party.name, key), particulars)

    def _state(self, name: Name, word: str, sentence: s.Sentence) -> Iterator[Assertion]:
        state = self.terms.noun(name, State, word)
        if state is not None:
            yield StateFact(state.name, word)  # type: ignore[arg-type]

    def _truth(self, sentence: s.Truth) -> Iterator[Assertion]:
        full, material = {
            "true": (True, True),
            "untrue": (False, None),
            "true in all material respects": (None, True),
            "untrue in a material respect": (False, False),
        }[sentence.degree]
        for name in sentence.names:
            noun = self.terms.nouns.get(name.text)
            if isinstance(noun, Matter):
                true = sentence.degree.startswith("true")
                yield TruthFact(noun.name, true, true, timeless=True)
            elif isinstance(noun, Representation) and noun.name not in self.contract.clauses:
                yield TruthFact(noun.name, full, material)
            elif isinstance(noun, Representation):
                self._refuse(sentence)
            else:
                self.terms.noun(name, Representation, f"is {sentence.degree}")


def _span_of(details: Iterable[s.Detail], test: Test) -> Span:
    for detail in details:
        if isinstance(detail, s.WithDetails):
            for particular in detail.particulars:
                if particular.name.text == test.particular:
                    return particular.span
        elif isinstance(detail, s.DatedDetail) and test.particular == "dated":
            return detail.span
    raise AssertionError(test)


def _parts(event: Event, contract: Contract) -> Iterator[Event]:
    if not event.parts:
        yield event
    for name in event.parts:
        part = contract.nouns[name]
        if isinstance(part, Event):
            yield from _parts(part, contract)


def _entitled(contract: Contract, key: str) -> str:
    """Who may waive a section, in words."""
    parties = (name for name, noun in contract.nouns.items() if isinstance(noun, Party))
    entitled = [f"`{name}`" for name in parties if key in _waivable(contract, name)]
    return f"only {' or '.join(entitled)} may" if entitled else "nobody may"


def _waivable(contract: Contract, party: str) -> list[str]:
    """The sections that a party may waive."""
    from assent.engine.model.conditions import Waivable, walk

    sections: list[str] = []
    for _, version in contract.conditions():
        if version.condition is None:
            continue
        for condition, _ in walk(version.condition):
            if isinstance(condition, Waivable):
                given = (act.happening for _, _, acts in condition.given() for act in acts)
                sections += [happening.object for happening in given if happening.subject == party]
    return list(dict.fromkeys(sections))
