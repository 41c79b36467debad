"""What the unfolding of a contract asks of the facts: a frame answers for a record, or for all journals at once."""

from typing import Protocol

from assent.engine.analysis.exact.courses import Algebra, Course
from assent.engine.analysis.exact.logic import Formula
from assent.engine.model.conditions import Carried
from assent.engine.model.contract import Clause, Version
from assent.engine.model.happenings import Happening, Test
from assent.engine.model.periods import Period
from assent.grammar.values import Moment


class Frame(Protocol):
    """The moments of a question, and the courses of single facts over them."""

    @property
    def algebra(self) -> Algebra:
        """The operations on courses over the moments of this frame."""
        ...

    @property
    def vantage(self) -> int:
        """The moment from which relation back is seen."""
        ...

    def upto(self, moment: Moment) -> Course:
        """The moments up to one, the whole day included unless it has a time of day."""
        ...

    def after(self, moment: Moment) -> Course:
        """The moments at which a moment has passed, its whole day unless it has a time of day."""
        ...

    def elapsed(self, period: Period, start: int) -> Course:
        """The moments at which a period from a moment, by its index, has passed."""
        ...

    def before(self, moment: Moment) -> Course:
        """The moments before the first minute that a moment may mean."""
        ...

    def looked_at(self, moment: Moment) -> Course:
        """The moments at which a condition on a date looks: the last one of the day."""
        ...

    def same_day(self, index: int) -> Formula:
        """Whether a moment is on the day of the one before it."""
        ...

    def pulse(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """The moments at which something happens with such particulars."""
        ...

    def happened(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """From when on it has happened with such particulars."""
        ...

    def determined(self, happening: Happening) -> Course:
        """While the latest determination on the present form is favourable."""
        ...

    def in_form(self, document: str, date: Moment) -> Course:
        """While a document has the form that it had at a date."""
        ...

    def state(self, state: str) -> tuple[Course, Course]:
        """While a state is said to hold, and the moments at which it is said to have ended."""
        ...

    def ever(self, state: str) -> Course:
        """From when on a state is said to have occurred, whenever that was."""
        ...

    def truth(self, subject: str, *, material: bool) -> Course:
        """While a representation or matter is true, wholly or in all material respects."""
        ...

    def text(self, clause: Clause, version: Version) -> Course:
        """What a text that is not in the record may ask."""
        ...

    def weighed(self, vote: Carried) -> Course:
        """While the weights that are not in the record carry a vote that they may carry."""
        ...

    def chosen(self, question: str, alternative: str) -> Formula:
        """Whether an alternative is the reading chosen."""
        ...
