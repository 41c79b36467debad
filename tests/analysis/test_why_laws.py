"""The laws of `assent why`, against brute force: the grounds force the verdict, nothing less does, a turn turns it."""

from datetime import date
from itertools import combinations

import attrs
from hypothesis import Phase, assume, event, given, note, settings
from hypothesis import strategies as st

from assent.engine.analysis.exact.cited import Kept
from assent.engine.analysis.why import Why, why
from assent.engine.analysis.why_grounds import Grounds
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World, happenings_of
from assent.engine.facts.ledger import Entry, Facts, Occurred
from assent.engine.model import conditions as m
from assent.engine.model.happenings import RECORD_KINDS, Happening
from assent.grammar.values import Moment
from tests.analysis.test_missing_laws import enactments
from tests.support.enacting import POSITIVE, Question
from tests.support.encodings import Drawn, cases
from tests.support.profiles import cases as cases_of

SMALL = cases(most_clauses=2, most_atoms=3, most_facts=4)


@attrs.frozen(repr=False)
class Grounded:
    """A clause of a drawn case with the grounds of its verdict, and all that could have been kept."""

    case: Drawn
    name: str
    found: Why
    search: Grounds
    universe: tuple[Kept, ...]

    def __repr__(self) -> str:
        return f"{self.case.replay()}# {self.name} {self.verdict}"

    @property
    def verdict(self) -> str:
        return self.found.answer.verdict

    @property
    def kept(self) -> frozenset[Kept]:
        return frozenset(kept for ground in self.found.grounds or () for kept in ground.kept)

    def verdict_on(self, kept, *, thin: bool = False) -> str:
        """The verdict where the record says no more than this."""
        facts = self.journal(kept, thin=thin)
        contract = self.case.contract
        world = World(contract, lay_out(contract, facts, self.case.as_of), contract.read_by(self.case.readings))
        answer = settle(world, self.name)
        assume(answer.exact)  # more cases stand open than are tried: what is said is the cautious thing
        return answer.verdict

    def journal(self, kept, *, thin: bool) -> Facts:
        """A journal that says no more than this: no record is complete, silence is a denial of one thing."""
        entries: list[Entry] = []
        for one in kept:
            entries += self._told(one, thin=thin)
        for ground in self.found.grounds or ():
            if not ground.kept:  # about the act
                entries += ground.entries
                if ground.silence:
                    entries += [one for part in self._act_parts(ground.subject) for one in self._denied(part)]
        return Facts(self.case.contract.name, tuple({id(entry): entry for entry in entries}.values()))

    def _told(self, kept: Kept, *, thin: bool) -> list[Entry]:
        entries = list(self.search._entries(kept))
        if thin:
            allowed = {
                id(entry) for ground in self.found.grounds or () if kept in ground.kept for entry in ground.entries
            }
            entries = [entry for entry in entries if id(entry) in allowed]
        happening = kept.subject
        if kept.kind == "happened" and kept.number is None:
            assert isinstance(happening, Happening)
            if not (happening.once and self.search.record.entries(happening)):
                entries += self._denied(happening)
        if kept.kind == "form":
            entries += self._denied(Happening("amended", "", str(kept.subject)))
        if isinstance(happening, Happening) and kept.kind == "determined":
            entries += [] if self.search.record.happenings.get(happening) else self._denied(happening)
        return entries

    def _act_parts(self, subject: str):
        act = self.case.contract.clauses[self.name].act
        assert act is not None
        return [one for one in happenings_of(act) if one.object == subject]

    def _denied(self, happening: Happening) -> list[Entry]:
        """That something had not happened, as far as the record is complete."""
        until = self.case.facts.complete.get(happening.kind)
        if until is None:
            return []
        moment = min(until, self.case.as_of, key=lambda one: one.last_minute)
        return [Entry(moment, Occurred(happening, negated=True), f"no {happening}")]


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
    # no sentence of a journal says that nothing more of a recurring event happened than what it tells
    assume(not any(happening.verb in ("amended", "restored", "totalled") for happening in happenings(contract)))
    # nor that nothing had been determined before the first determination that it tells
    assume(not any(determined_by_then(clause) for clause in contract.clauses.values()))
    # corpus/disagreements/grounds-of-an-act-of-one-day.md, open
    assume(not any(isinstance(c.act, m.Composite) and c.act.simultaneous for c in contract.clauses.values()))
    return grounded(case, draw(st.sampled_from(list(contract.clauses))))


def determined_by_then(clause) -> bool:
    """Whether a clause asks how something had been determined at a moment, or by one, that may be past."""
    for version in clause.versions:
        for condition, _ in m.walk(version.condition) if version.condition is not None else ():
            looks = clause.lapses is not None or isinstance(condition, m.ByDate | m.OnDate | m.InTime)
            if looks and any(isinstance(inner, m.Determined) for inner, _ in m.walk(condition)):
                return True
    return False


def happenings(contract) -> list[Happening]:
    """The happenings that the conditions of a contract ask for."""
    roots = [version.condition for _, version in contract.conditions() if version.condition is not None]
    return [part.happening for root in roots for part, _ in m.walk(root) if isinstance(part, m.Happened)]


def told(kept) -> str:
    return "; ".join(map(str, kept))


@settings(cases_of(40), phases=(Phase.explicit, Phase.generate))
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
    if not one.found.least:
        return
    for left_out in one.kept:
        if left_out.kind != "deadline":
            assert one.verdict_on(one.kept - {left_out}) != one.verdict, f"forced without {left_out}"
    if not any(kept.kind == "deadline" for kept in one.universe) and len(one.universe) <= 7:
        fewer = len(one.kept) - 1
        for kept in combinations(one.universe, fewer) if fewer >= 0 else ():
            assert one.verdict_on(kept) != one.verdict, f"forced by {told(kept)}"


# --- turns ---------------------------------------------------------------------------------------------------


@st.composite
def turnable(draw) -> tuple[Question, Why] | None:
    """A clause whose verdict is not positive; None where what was drawn has none, or one whose turns no law covers.

    Not covered are circles that relate back, and clauses of several texts.
    """
    case = draw(SMALL)
    contract = case.contract
    as_of = Moment(case.as_of.day)
    past = tuple(entry for entry in case.facts.entries if entry.moment.day <= as_of.day)
    facts = attrs.evolve(case.facts, entries=past, complete=dict.fromkeys(RECORD_KINDS, as_of))
    circular = any(name in contract.structure.together for name in contract.clauses)
    back = circular and any(clause.relations_back for clause in contract.clauses.values())
    names = [name for name, clause in contract.clauses.items() if clause.kind != "permission"]
    if back or not names or any(len(clause.versions) > 1 for clause in contract.clauses.values()):
        return None
    question = Question(contract, facts, as_of, case.readings, draw(st.sampled_from(names)), case.contract_text)
    (found,) = why(contract, facts, as_of, case.readings, [question.name])
    return None if found.positive else (question, found)


def otherwise(question: Question, acts) -> Question | None:
    """The journal as if some lost things had been otherwise from the first; None where none could say so."""
    facts = question.facts
    for act in acts:
        for assertion in act.asserts:
            if not isinstance(assertion, Occurred):
                return None
            kept = tuple(
                entry for entry in facts.entries if getattr(entry.assertion, "happening", None) != assertion.happening
            )
            first = Entry(Moment(date(1990, 1, 1)), assertion, "from the first")
            added = () if assertion.negated or assertion.happening.verb == "amended" else (first,)
            if assertion.happening.verb in ("amended", "restored", "satisfactory"):
                return None
            facts = attrs.evolve(facts, entries=(*kept, *added))
    return attrs.evolve(question, facts=facts)


def completes(question: Question, act) -> bool:
    """Whether an act is what has happened already, with more said of it: nobody can do that once more."""
    known = {getattr(entry.assertion, "happening", None) for entry in question.facts.entries}
    return any(isinstance(one, Occurred) and one.happening.once and one.happening in known for one in act.asserts)


@settings(cases_of(40), phases=(Phase.explicit, Phase.generate))
@given(st.data())
def test_a_turn_turns_the_verdict(data):
    """What it names, done now or later, or had it been so from the first where it is lost, makes it positive."""
    drawn = data.draw(turnable())
    if drawn is None:
        return
    question, found = drawn
    for turn in found.turns:
        lost = [act for act, obstacle in turn.acts if obstacle == "lost"]
        acts = [act for act, obstacle in turn.acts if obstacle != "lost"]
        note(str([(obstacle, act.sentence) for act, obstacle in turn.acts]))
        event("lost" if lost else "open")
        there = otherwise(question, lost)
        if there is None or any(completes(question, act) for act in acts):
            continue
        assert any(there.filled(said).works(said) for said in enactments(there, acts)), "it does not turn"


@settings(cases_of(60), phases=(Phase.explicit, Phase.generate))
@given(st.data())
def test_what_settles_an_undetermined_verdict_in_the_negative_does(data):
    """Recorded, it leaves the clause not met and not undetermined; the record is complete but for what is stated."""
    drawn = data.draw(turnable())
    if drawn is None or drawn[1].answer.verdict != "UNDETERMINED":
        return
    question, found = drawn
    for turn in found.settling:
        note(str([(obstacle, act.sentence) for act, obstacle in turn.acts]))
        # a determination now leaves open what was so earlier on a day on which the order is not known
        if all(act.kind == "statement" and obstacle != "lost" for act, obstacle in turn.acts):
            assert settled(question, turn) - POSITIVE - {"UNDETERMINED"}


def settled(question: Question, turn) -> set[str]:
    """The verdicts once what a turn names is recorded: now, or from the first what could have been so from then on."""
    verdicts = set()
    for moment in (question.as_of, Moment(date(1990, 1, 1))):
        said = [
            (act.on or (question.as_of if act.kind == "statement" else moment), assertion)
            for act, _ in turn.acts
            for assertion in act.asserts
        ]
        there = question.filled(said).facts
        entries = tuple(Entry(when, assertion, "said") for when, assertion in said)
        facts = attrs.evolve(there, entries=(*there.entries, *entries))
        verdicts.add(question.verdict(facts, question.as_of))
    return verdicts
