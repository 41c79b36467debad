"""What a contract speaks of: parties, documents, events, states, representations and matters."""

from typing import Literal

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Moment, Money, Percent

ParticularKind = Literal["money", "date", "number", "percent", "party", "choice"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Particular(Frozen):
    """One thing that a record of a document or an event may state: its amount, its issuer, its form.

    `choices` are the values of a `choice`, and empty for the other kinds.
    """

    name: str
    kind: ParticularKind
    choices: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Noun(Frozen):
    """A defined term: its name as written, a gloss for readers, and where it is defined."""

    name: str
    gloss: str = ""
    section: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Party(Noun):
    """A person that acts: signs, receives, determines, waives."""


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Document(Noun):
    """A paper that can be executed, sent, received, amended and found satisfactory; agreements are documents.

    `dated` is the date that it bears by its definition; `makers` are those who sign or issue it.
    """

    dated: Moment | None = None
    makers: tuple[str, ...] = ()
    particulars: tuple[Particular, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DocumentSet(Noun):
    """Several documents under one name, in the order of the definition."""

    members: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class PartySet(Noun):
    """Several parties under one name, in the order of the definition; a member may be a set itself.

    `measure` is what its members are weighed by in a vote: their commitment, their shares. It is empty where each
    counts as one, and where the members are sets that say it themselves. `weights` are those of the members, None for
    one that is not in the record.
    """

    members: tuple[str, ...] = ()
    measure: str = ""
    weights: tuple[Money | int | None, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Vote(Noun):
    """What so large a share of some parties does, or so many of them do, they have done (S14).

    `share` is of all weight, or a number of parties. `strict` asks for more than that.
    """

    of: tuple[str, ...] = ()
    share: Percent | int = 0
    strict: bool = False

    @property
    def rule(self) -> str:
        """`more than 50% of Lenders`."""
        return f"{'more than' if self.strict else 'at least'} {self.share} of {', '.join(self.of)}"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Event(Noun):
    """Something that happens once, or, when `recurring`, again and again.

    An event with `parts` happens when all of them have; `simultaneous` asks that they happen on one day.
    """

    recurring: bool = False
    parts: tuple[str, ...] = ()
    simultaneous: bool = False
    particulars: tuple[Particular, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class State(Noun):
    """Something that holds from a moment to a moment, such as an Event of Default; never presumed (rule S2)."""


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Representation(Noun):
    """A statement whose truth is asked at a date; never presumed (rule S2)."""


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Matter(Noun):
    """A plain proposition that is true or untrue once for all; `absent` when its text is not in the record (S9)."""

    absent: bool = False
