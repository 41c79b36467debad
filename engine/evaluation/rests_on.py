"""Which readings a verdict rests on: those whose change alone would change it (rule S10)."""

from collections.abc import Iterator

import attrs

from assent.engine.evaluation.findings import POSITIVE
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import Answer, answer
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause


@attrs.define(eq=False, repr=False)
class Resting:
    """What the verdicts of one world rest on; each clause is worked out once."""

    world: World
    found: dict[str, tuple[str, ...]] = attrs.field(factory=dict)

    def questions(self, clause: Clause, verdict: Answer) -> tuple[str, ...]:
        """The questions of which another alternative, all else as it is, gives another verdict or another date.

        A question whose places read the same with and without it, at the moments that count, is passed by unasked;
        so is one that only bears on an effect which supplies a text, and leaves that effect's verdict alone.
        """
        if clause.name not in self.found:
            candidates = set(self._candidates(clause, verdict))
            ordered = [question for question in self.world.contract.questions if question in candidates]
            self.found[clause.name] = tuple(q for q in ordered if self._turns(clause, verdict, q))
        return self.found[clause.name]

    def _candidates(self, clause: Clause, verdict: Answer) -> Iterator[str]:
        structure, clauses = self.world.contract.structure, self.world.contract.clauses
        for choice in structure.own_choices.listed(clause.name):
            if self._tells(choice, verdict):
                yield choice.question
        for name in structure.suppliers[clause.name]:
            yield from self.questions(clauses[name], answer(self.world, clauses[name]))
        for name in (clause.name, *structure.reaches[clause.name]):
            yield from self._relations(clauses[name])

    def _relations(self, clause: Clause) -> Iterator[str]:
        """The questions about relation back to a moment since which an effect does not surely hold anyway."""
        timeline = self.world.record.timeline
        for relation in clause.relations_back:
            since = timeline.past & ~timeline.before(relation.moment)
            if relation.question and since & ~self.world.clause(clause.name).sure:
                yield relation.question

    def _tells(self, choice: m.UnderReading, verdict: Answer) -> bool:
        """Whether, at any moment that counts, a place where a reading is chosen differs from its dropping out.

        All moments up to its own count for a verdict, because it has a date and what took effect stays; for one that
        is not positive those to come count too. What may be counts beside what is, because cases are told apart (S3).
        """
        if self.world.contract.structure.circular[choice.part.number]:
            return True  # a circle may hold, or break, only once the place counts
        timeline = self.world.record.timeline
        course = self.world.course(choice.part)
        bits = timeline.past if verdict.verdict in POSITIVE else timeline.full
        neutral = bits if choice.neutral else 0
        return course.sure & bits != neutral or course.may & bits != neutral

    def _turns(self, clause: Clause, verdict: Answer, question: str) -> bool:
        for alternative in self.world.contract.questions[question].alternatives:
            if alternative.name != self.world.readings.get(question):
                other = settle(self.world.reading(question, alternative.name), clause.name)
                if (other.verdict, other.since) != (verdict.verdict, verdict.since):
                    return True
        return False
