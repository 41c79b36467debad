"""The moments of a timeline as a frame sees them, and the readings: what frames over a record have in common."""

from collections.abc import Hashable, Mapping
from functools import cached_property

from assent.engine.analysis.exact.courses import Algebra, Course, bits
from assent.engine.analysis.exact.logic import Formula, Logic
from assent.engine.evaluation.timeline import Timeline
from assent.engine.model.conditions import Carried
from assent.engine.model.contract import Clause, Contract, Version
from assent.engine.model.periods import Period
from assent.grammar.values import Moment


class TimelineFrame:
    """What a frame over a timeline says of moments, of texts that are not in the record, and of readings.

    A question that `readings` does not answer is open: a variable for each of its alternatives but the last.
    """

    contract: Contract
    readings: Mapping[str, str]
    formulas: Logic

    @property
    def timeline(self) -> Timeline:
        """The moments."""
        raise NotImplementedError

    @cached_property
    def algebra(self) -> Algebra:
        """The operations on courses over the moments of the timeline."""
        return Algebra(self.formulas, len(self.timeline.points))

    # --- moments ---------------------------------------------------------------------------------------------

    def upto(self, moment: Moment) -> Course:
        """The moments up to one."""
        return Course(self.timeline.upto(moment), {})

    def after(self, moment: Moment) -> Course:
        """The moments at which a moment has passed; as of a day, whether an hour of it has can be open."""
        sure, may = self.timeline.after(moment)
        return self.algebra.course(((index, self.unsettled(("passed", moment))) for index in bits(may & ~sure)), sure)

    def elapsed(self, period: Period, start: int) -> Course:
        """The moments at which a period from a moment has passed; open where only unknown days would tell."""
        sure, may = self.timeline.elapsed(start, period)
        keys = ((index, ("elapsed", period, start, index)) for index in bits(may & ~sure))
        return self.algebra.course(((index, self.unsettled(key)) for index, key in keys), sure)

    def unsettled(self, key: Hashable) -> Formula:
        """What no fact settles, and turns out one way or the other."""
        return self.formulas.variable(key)

    def before(self, moment: Moment) -> Course:
        """The moments before the first minute that a moment may mean."""
        return Course(self.timeline.before(moment), {})

    def looked_at(self, moment: Moment) -> Course:
        """The last recorded moment of a date, and what is left of it when it is the as-of day."""
        timeline = self.timeline
        rest = timeline.upto(moment) & ~timeline.before(moment) & ~timeline.recorded
        return Course(timeline.sure(moment) | rest, {})

    def same_day(self, index: int) -> Formula:
        """Whether a moment is on the day of the one before it."""
        points = self.timeline.points
        same = index > 0 and points[index].day == points[index - 1].day
        return self.formulas.true if same else self.formulas.false

    def text(self, clause: Clause, version: Version) -> Course:
        """A text that is not in the record may ask anything, at each moment anew."""
        keys = ((index, ("text", clause.name, version.supplied_by, index)) for index in bits(self.algebra.full))
        return self.algebra.course((index, self.formulas.variable(key)) for index, key in keys)

    def weighed(self, vote: Carried) -> Course:
        """Weights that are not in the record may carry a vote or not, at each moment anew."""
        keys = ((index, ("weights", vote.number, index)) for index in bits(self.algebra.full))
        return self.algebra.course((index, self.formulas.variable(key)) for index, key in keys)

    # --- readings --------------------------------------------------------------------------------------------

    def chosen(self, question: str, alternative: str) -> Formula:
        """Whether an alternative is the reading chosen; of a question that is open, by variables, one of them."""
        reading = self.readings.get(question)
        if reading is not None:
            return self.formulas.true if reading == alternative else self.formulas.false
        names = [one.name for one in self.contract.questions[question].alternatives]
        earlier = [~self.formulas.variable(("reading", question, name)) for name in names[: names.index(alternative)]]
        if alternative == names[-1]:
            return self.formulas.all_of(earlier)
        return self.formulas.all_of([*earlier, self.formulas.variable(("reading", question, alternative))])
