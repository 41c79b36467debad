"""What would have to come about, in sentences that a journal could record: who must act, and in whose power it is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from assent.engine.analysis.exact.items import Item
from assent.engine.analysis.exact.particulars import compatible, example
from assent.engine.analysis.exact.polarity import Atom, Uses
from assent.engine.evaluation.record import Record
from assent.engine.evaluation.totals import so_far
from assent.engine.facts.ledger import Assertion, Occurred, StateFact, TruthFact
from assent.engine.facts.wording import be, happening_sentence
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, Test, Total, size_of, sized
from assent.engine.model.nouns import Document, Event, Matter
from assent.grammar.values import Moment

ActKind = Literal["act", "determination", "statement"]


@attrs.frozen
class Act:
    """One thing that would have to come about, as a sentence that a journal could record.

    An *act* is somebody's deed or an event; a *determination* lies in the discretion of the party that makes it; a
    *statement* is about what is so, and in nobody's power as such. `actors` are those who must act, empty where the
    contract does not tell. `sections` ask for it. `on` is the date it speaks of, where that is in the past, and `by`
    the last moment at which it helps. An event with parts has their sentences in `parts`. `asserts` is what a
    journal with that sentence asserts.
    """

    sentence: str
    kind: ActKind
    actors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    on: Moment | None = None
    by: Moment | None = None
    parts: tuple[str, ...] = ()
    asserts: tuple[Assertion, ...] = attrs.field(default=(), repr=False)
    items: tuple[Item, ...] = attrs.field(default=(), repr=False)

    def within(self, party: str) -> bool:
        """Whether it lies in the power of a party, as far as the contract tells."""
        return not self.actors or party in self.actors


@attrs.frozen
class Actions:
    """Items of one question turned into acts."""

    contract: Contract
    record: Record
    uses: Mapping[Atom, Uses]

    def acts(self, items: Iterable[Item]) -> tuple[Act, ...]:
        """The acts behind some items: those on one happening are one act, those of an event's parts are the event."""
        happened: dict[Happening, list[Item]] = {}
        others: list[Item] = []
        for item in sorted(self._strongest(items), key=self._place):
            if item.met and isinstance(item.atom.subject, Happening) and item.atom.kind == "happened":
                happened.setdefault(item.atom.subject, []).append(item)
            else:
                others.append(item)
        acts = [act for happening, same in happened.items() for act in self._deeds(happening, same)]
        return (*self._folded(self._signed(acts)), *(self._other(item) for item in others))

    def _strongest(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items but those that another one says as well: a state that never was is not there now."""
        items = list(items)
        never = {item.atom for item in items if item.ever}
        for item in items:
            if item.ever or item.met or item.atom not in never:
                yield item

    def staying(self, atom: Atom, *, met: bool) -> str:
        """What stays as it is, in the words of a condition."""
        if atom.kind == "form":
            return f"{atom.subject} {be(str(atom.subject))} {'' if met else 'not '}in its form of {atom.date}"
        return self._said(Item(atom, met))[0]

    def recorded(self, act: Act) -> Moment | None:
        """When something is recorded to have happened that lacks only a particular; None where nothing is."""
        found = [
            entry for one in act.asserts if isinstance(one, Occurred) for entry in self.record.entries(one.happening)
        ]
        return found[0].moment if found else None

    def _place(self, item: Item) -> int:
        """Where the contract first asks for it."""
        return min((condition.number for condition in self.uses[item.atom].conditions), default=0)

    # --- happenings ------------------------------------------------------------------------------------------

    def _deeds(self, happening: Happening, items: list[Item]) -> Iterator[Act]:
        """One act that passes all tests where it can, else one for each."""
        tests = tuple(dict.fromkeys(test for item in items for test in item.atom.tests))
        if compatible(self.contract, happening, tests):
            yield self._deed(happening, tests, items)
        else:
            for item in items:
                yield self._deed(happening, item.atom.tests, [item])

    def _deed(self, happening: Happening, tests: tuple[Test, ...], items: list[Item]) -> Act:
        if isinstance(happening, Total):
            return self._addition(happening, tests, items)
        stated = example(self.contract, happening, tests)
        if happening.once:  # of what has happened, what is recorded of it is so
            for entry in self.record.entries(happening):
                assert isinstance(entry.assertion, Occurred)
                stated = {**stated, **{name: said for name, said in entry.assertion.particulars if name in stated}}
        noun = self.contract.nouns.get(happening.object)
        recorded = dict(stated)
        if isinstance(noun, Document) and noun.dated is not None:
            recorded.setdefault("dated", noun.dated)
        return Act(
            happening_sentence(happening, stated.items()),
            "determination" if happening.verb == "determined" else "act",
            self._actors(happening, str(stated.get("from", ""))),
            self._sections(items),
            asserts=(Occurred(happening, tuple(sorted(recorded.items()))),),
            items=tuple(items),
        )

    def _addition(self, total: Total, tests: tuple[Test, ...], items: list[Item]) -> Act:
        """What is still to be added to a total, as one occurrence of the first thing that it adds up."""
        size = size_of(example(self.contract, total, tests)["total"])
        assert size is not None
        rest = sized(max(size[1] - so_far(self.record, total, self.record.timeline.past), 0), total.unit)
        addend = total.addends[0]
        stated = {**example(self.contract, addend.happening, addend.tests), addend.particular: rest}
        return Act(
            happening_sentence(addend.happening, stated.items()),
            "act",
            (),
            self._sections(items),
            asserts=(Occurred(addend.happening, tuple(sorted(stated.items()))),),
            items=tuple(items),
        )

    def _signed(self, acts: list[Act]) -> list[Act]:
        """The acts with the signatures on a paper put into its receipt: `received Note executed by Borrower`."""
        signatures: dict[str, list[Act]] = {}
        for act in acts:
            if _verb(act) == "executed":
                signatures.setdefault(_happening(act).object, []).append(act)
        for receipt in [act for act in acts if _verb(act) == "received"] if signatures else ():
            signing = signatures.get(_happening(receipt).object)
            if signing and all(act in acts for act in signing):
                names = ", ".join(_happening(act).subject for act in signing)
                words, _, details = receipt.sentence.partition(" with ")
                sentence = f"{words} executed by {names}" + (f" with {details}" if details else "")
                acts = [attrs.evolve(act, parts=()) for act in _together(acts, [receipt, *signing], sentence)]
        return acts

    def _actors(self, happening: Happening, source: str) -> tuple[str, ...]:
        """Who must act: who signs, sends or waives; of a paper to be received those who issue it."""
        if happening.verb != "received":
            return (happening.subject,) if happening.subject else ()
        if source:
            return (source,)
        noun = self.contract.nouns.get(happening.object)
        return noun.makers if isinstance(noun, Document) else ()

    def _folded(self, acts: list[Act]) -> list[Act]:
        """The acts with the parts of one event put together under its name, where all of them are there."""
        for event in self.contract.nouns.values():
            if isinstance(event, Event) and event.parts:
                names = self._simple_parts(event)
                inside = [act for act in acts if _events(act) and _events(act) <= names]
                if len(inside) > 1 and frozenset().union(*map(_events, inside)) == names:
                    acts = _together(acts, inside, f"{event.name} occurred")
        return acts

    def _simple_parts(self, event: Event) -> frozenset[str]:
        names: set[str] = set()
        for name in event.parts:
            part = self.contract.nouns[name]
            names |= self._simple_parts(part) if isinstance(part, Event) and part.parts else {name}
        return frozenset(names)

    # --- all else --------------------------------------------------------------------------------------------

    def _other(self, item: Item) -> Act:
        sentence, asserted = self._said(item)
        determined = item.atom.kind == "determined"
        actors = (item.atom.subject.subject,) if determined and isinstance(item.atom.subject, Happening) else ()
        on = self.record.timeline.moment(item.at) if item.at is not None else None
        kind: ActKind = "determination" if determined else "statement"
        return Act(sentence, kind, actors, self._sections([item]), on=on, asserts=(asserted,), items=(item,))

    def _said(self, item: Item) -> tuple[str, Assertion]:
        subject = item.atom.subject
        match item.atom.kind:
            case "happened" | "determined":
                assert isinstance(subject, Happening)
                return happening_sentence(subject, negated=not item.met), Occurred(subject, negated=not item.met)
            case "form":
                happening = Happening("restored" if item.met else "amended", "", str(subject))
                assert item.atom.date is not None
                particulars = (("form", item.atom.date),) if item.met else ()
                return happening_sentence(happening, particulars), Occurred(happening, particulars)
            case "state":
                return self._state(str(subject), item)
            case _:
                return self._truth(str(subject), item)

    def _state(self, state: str, item: Item) -> tuple[str, Assertion]:
        if item.met:
            return f"{state} exists", StateFact(state, "exists")
        if item.ever:
            return f"no {state} has occurred", StateFact(state, "never")
        return f"no {state} exists", StateFact(state, "none")

    def _truth(self, subject: str, item: Item) -> tuple[str, Assertion]:
        if isinstance(self.contract.nouns.get(subject), Matter):
            word = "true" if item.met else "untrue"
            return f"{subject} {be(subject)} {word}", TruthFact(subject, item.met, item.met, timeless=True)
        if item.met:
            if item.atom.strong:
                return f"{subject} {be(subject)} true in all material respects", TruthFact(subject, None, True)
            return f"{subject} {be(subject)} true", TruthFact(subject, True, True)
        if item.atom.strong:
            return f"{subject} {be(subject)} untrue in a material respect", TruthFact(subject, False, False)
        return f"{subject} {be(subject)} untrue", TruthFact(subject, False, None)

    def _sections(self, items: Iterable[Item]) -> tuple[str, ...]:
        """The sections that ask for some items, each once."""
        found = (c.place.section for item in items for c in self.uses[item.atom].conditions)
        return tuple(dict.fromkeys(section for section in found if section))


def _happening(act: Act) -> Happening:
    asserted = act.asserts[0]
    assert isinstance(asserted, Occurred)
    return asserted.happening


def _verb(act: Act) -> str:
    """The verb of a single happening."""
    return _happening(act).verb if len(act.asserts) == 1 else ""


def _events(act: Act) -> frozenset[str]:
    """The events that an act consists of; none where it is something else."""
    names = {
        one.happening.object for one in act.asserts if isinstance(one, Occurred) and one.happening.verb == "occurred"
    }
    return frozenset(names) if len(names) == len(act.asserts) else frozenset()


def _together(acts: list[Act], inside: list[Act], sentence: str) -> list[Act]:
    """Some acts as one, at the place of the first."""
    whole = Act(
        sentence,
        "act",
        tuple(dict.fromkeys(actor for act in inside for actor in act.actors)),
        tuple(dict.fromkeys(section for act in inside for section in act.sections)),
        parts=tuple(part for act in inside for part in (act.parts or (act.sentence,))),
        asserts=tuple(asserted for act in inside for asserted in act.asserts),
        items=tuple(item for act in inside for item in act.items),
    )
    first = min(map(acts.index, inside))
    return [
        whole if number == first else act for number, act in enumerate(acts) if number == first or act not in inside
    ]
