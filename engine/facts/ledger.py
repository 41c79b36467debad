"""Facts as meant: what happened, what was stated, and how far the record is complete (rule S2)."""

from collections.abc import Mapping
from typing import Literal

import attrs

from assent.engine.model.happenings import Happening, ParticularValue, RecordKind
from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Occurred(Frozen):
    """A happening with the particulars recorded of it, or, when `negated`, that it had not happened by then."""

    happening: Happening
    particulars: tuple[tuple[str, ParticularValue], ...] = ()
    negated: bool = False


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class StateFact(Frozen):
    """What is said of a state: `none` and `exists` speak of their moment, the `ever` forms of all moments up to it."""

    state: str
    word: Literal["began", "ended", "exists", "none", "ever", "never"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class TruthFact(Frozen):
    """What is said of a representation or matter; None is not said: `untrue` leaves open whether materially.

    A matter is `timeless`: true or untrue once for all; a representation is spoken of at its moment.
    """

    subject: str
    full: bool | None
    material: bool | None
    timeless: bool = False


Assertion = Occurred | StateFact | TruthFact


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Entry(Frozen):
    """One fact: its moment, what it asserts, the sentence and evidence as recorded, and its line."""

    moment: Moment
    assertion: Assertion
    sentence: str
    evidence: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Facts(Frozen):
    """A journal as meant. The order of `entries` never matters.

    `complete` tells for each kind of happening through which moment the record is complete; a kind that is not
    there has no complete record.
    """

    contract: str
    entries: tuple[Entry, ...]
    complete: Mapping[RecordKind, Moment] = attrs.field(factory=dict)
    source: str = ""

    def latest(self) -> Moment | None:
        """The moment this journal speaks of last: the end of its complete record, or else its last fact."""
        if self.complete:
            return max(self.complete.values(), key=lambda m: m.day)
        moments = [entry.moment for entry in self.entries]
        return max(moments, key=lambda m: m.day) if moments else None
