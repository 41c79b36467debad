"""The laws of `assent why`, against brute force: the grounds force the verdict, nothing less does, and a turn turns it."""

from itertools import combinations

import attrs
from hypothesis import assume, event, given, note
from hypothesis import strategies as st

from assent.engine.analysis.exact.cited import Kept
from assent.engine.analysis.why import why
from assent.engine.analysis.why_grounds import Grounds
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Entry, Facts, Occurred
from assent.engine.model.happenings import Happening
from tests.support.encodings import Drawn, cases

SMALL = cases(most_clauses=2, most_atoms=3, most_facts=4)


@attrs.frozen(repr=False)
class Grounded:
    """A clause of a drawn case with the grounds of its verdict, and all that could have been kept."""

    case: Drawn
    name: str
    found: object
    search: Grounds
    universe: tuple[Kept, ...]

    def __repr__(self) -> str:
        return f"{self.case.replay()}# {self.name} {self.verdict}"

    @property
    def verdict(self) -> str:
        return self.found.answer.verdict

    @property
    def kept(self) -> frozenset[Kept]:
        return frozenset(kept for ground in self.found.grounds for kept in ground.kept)

    def verdict_on(self, kept, *, thin: bool = False) -> str:
        """The verdict where the record says no more than this."""
        facts = self.journal(kept, thin=thin)
        return evaluate(self.case.contract, facts, self.case.as_of, self.case.readings, [self.name])[self.name].verdict

    def journal(self, kept, *, thin: bool) -> Facts:
        """A journal that says no more than this: no record is complete, silence is a denial of one thing."""
        entries: list[Entry] = []
        for one in kept:
            entries += self._told(one, thin=thin)
        for ground in self.found.grounds:
            if not ground.kept:  # about the act
                entries += ground.entries
                if ground.silence:
                    entries += [self._denied(part) for part in self._act_parts(ground.subject)]
        return Facts(self.case.contract.name, tuple({id(entry): entry for entry in entries}.values()))

    def _told(self, kept: Kept, *, thin: bool) -> list[Entry]:
        entries = list(self.search._entries(kept))
        if thin:
            allowed = {id(entry) for ground in self.found.grounds if kept in ground.kept for entry in ground.entries}
            entries = [entry for entry in entries if id(entry) in allowed]
        if kept.kind == "happened" and kept.number is None:
            happening = kept.subject
            if not (happening.once and self.search.record.entries(happening)):
                entries.append(self._denied(happening))
        if kept.kind == "form":
            entries += [self._denied(Happening("amended", "", kept.subject))]
        if kept.kind == "determined" and not entries:
            entries.append(self._denied(kept.subject))
        return entries

    def _act_parts(self, subject: str):
        act = self.case.contract.clauses[self.name].act
        from assent.engine.evaluation.world import happenings_of

        return [one for one in happenings_of(act) if one.object == subject]

    def _denied(self, happening: Happening) -> Entry:
        return Entry(self.case.as_of, Occurred(happening, negated=True), f"no {happening}")


def grounded(case: Drawn, name: str) -> Grounded:
    (found,) = why(case.contract, case.facts, case.as_of, case.readings, [name])
    chosen = {one: case.readings.get(one, question.default) for one, question in case.contract.questions.items()}
    world = World(case.contract, lay_out(case.contract, case.facts, case.as_of), chosen)
    search = Grounds(world, name, settle(world, name))
    frame, _ = search._target()
    universe = tuple(key for key in frame.formulas.keys if isinstance(key, Kept))
    return Grounded(case, name, found, search, universe)


@st.composite
def questions(draw) -> Grounded:
    """A clause of a small contract; a circle that relates back has no meaning moment by moment."""
    case = draw(SMALL)
    contract = case.contract
    circular = any(name in contract.structure.together for name in contract.clauses)
    assume(not circular or not any(clause.relations_back for clause in contract.clauses.values()))
    return grounded(case, draw(st.sampled_from(list(contract.clauses))))


def told(kept) -> str:
    return "; ".join(map(str, kept))


@given(st.data())
def test_the_grounds_force_the_verdict_and_nothing_less_does(data):
    """On a journal that says no more than the grounds the verdict is the same; on one that says less it is not."""
    one = data.draw(questions())
    assume(one.verdict != "UNDETERMINED")
    event(one.verdict)
    assert one.found.exact
    note(f"{one.name} {one.verdict}: {told(one.kept)} of {told(one.universe)}")
    assert one.verdict_on(one.kept) == one.verdict
    assert one.verdict_on(one.kept, thin=True) == one.verdict
    for left_out in one.kept:
        if left_out.kind != "deadline":
            assert one.verdict_on(one.kept - {left_out}) != one.verdict, f"forced without {left_out}"
    if not any(kept.kind == "deadline" for kept in one.universe) and len(one.universe) <= 7:
        fewer = len(one.kept) - 1
        for kept in combinations(one.universe, fewer) if fewer >= 0 else ():
            assert one.verdict_on(kept) != one.verdict, f"forced by {told(kept)}"
