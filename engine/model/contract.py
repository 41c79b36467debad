"""A contract as meant: its terms, its questions, its clauses, and the circles among them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import attrs

from assent.engine.model.conditions import Composite, Condition, Happened, Lasting, Spells, UnderReading
from assent.engine.model.happenings import Happening, Test
from assent.engine.model.nouns import Document, DocumentSet, Noun
from assent.engine.model.periods import Period
from assent.engine.model.sets import Sets
from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Moment

ClauseKind = Literal[
    "effect", "force", "set", "duty", "permission", "representation", "state", "obligation", "prohibition", "breach"
]

ASKED_KINDS: tuple[ClauseKind, ...] = ("effect", "force", "permission", "set", "duty", "obligation", "prohibition")


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Alternative(Frozen):
    """One answer to a question of construction, with the reason for it."""

    name: str
    reason: str


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Question(Frozen):
    """An open question of construction: its alternatives, and the one a run uses unless told (S10)."""

    name: str
    text: str
    alternatives: tuple[Alternative, ...]
    default: str
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Version(Frozen):
    """One text of a clause (S9).

    `supplied_by` is the effect that supplies it, empty for the original; a `condition` of None is a text that is not
    in the record. `section` and `agreement` say where the text stands.
    """

    supplied_by: str
    condition: Condition | None
    section: str
    agreement: str
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class RelationBack(Frozen):
    """Once effective, effective as of an earlier moment; under one alternative only when `alternative` is set."""

    moment: Moment
    question: str = ""
    alternative: str = ""


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Clause(Frozen):
    """A named consequence and the condition it hangs on.

    effect: takes effect and stays (S5). force: holds while its condition does. set: deliveries that are complete.
    duty: what must be done. permission: an act that may be done (`act`, S12). representation, state: truths computed.
    obligation, prohibition: what those `obliged` must do, or not let happen, breach: that they failed to (S16).
    `versions` are its texts, the original first (S9). `lapses` is the last moment at which it can take effect.
    """

    name: str
    kind: ClauseKind
    section: str
    versions: tuple[Version, ...]
    act: Happened | Composite | None = None
    relations_back: tuple[RelationBack, ...] = ()
    lapses: Moment | None = None
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)
    obliged: tuple[str, ...] = ()

    @property
    def lasting(self) -> Lasting | None:
        """The condition of an effect that can end; such an effect has one text (S15)."""
        condition = self.versions[0].condition
        return condition if isinstance(condition, Lasting) else None

    @property
    def spells(self) -> Spells | None:
        """The condition of a state that ends by a clause (S15)."""
        condition = self.versions[0].condition
        return condition if isinstance(condition, Spells) else None


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Guarantee(Frozen):
    """What the contract is meant never to break, on any journal and under any readings (S13).

    Nothing refers to it and it changes no verdict. `section` says where it stands; empty outside every section.
    """

    label: str
    condition: Condition
    section: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)

    @property
    def name(self) -> str:
        """A name for it among those of clauses; no term is spelled like it."""
        return f'guarantee "{self.label}"'

    def as_clause(self) -> Clause:
        """A clause that holds, from moment to moment, while the guarantee's condition is met."""
        text = Version("", self.condition, self.section, "", self.span)
        return Clause(self.name, "representation", self.section, (text,), span=self.span)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Edge(Frozen):
    """One step of a circle: a clause, what it waits for, where that is written, and through how many negations.

    `mode` is how it is read; of several ways, `readings` says for each under which alternatives, empty for all.
    """

    source: str
    target: str
    section: str
    text: str
    mode: str
    negated: bool
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)
    readings: tuple[tuple[str, str], ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Circle(Frozen):
    """Clauses that wait for each other, edge by edge, with the meaning that the encoding declares (S8)."""

    edges: tuple[Edge, ...]

    @property
    def meaning(self) -> str:
        """`simultaneously`, `in sequence`, or both when the readings differ."""
        modes = sorted({edge.mode for edge in self.edges if edge.mode}, reverse=True)
        return " or ".join(modes)


Subject = Happening | str | Moment


@attrs.frozen(repr=False)  # hashed in a hot path
class Use(Frozen):
    """One way in which a clause leans on a fact: 1 where the fact helps, -1 where it hurts, and what it is asked.

    `strong` tells apart the two things that may be asked of a state (ever) or a truth (materially).
    """

    polarity: int
    tests: tuple[Test, ...] = ()
    strong: bool = False


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Structure(Frozen):
    """What the evaluator needs to know of the dependencies among clauses and conditions.

    `together` tells for each clause in a circle which clauses share it, `leans_on` which clauses it refers to;
    `behind_negation` are those reached from the first of a circle through an odd number of negations. `circular`
    tells for each condition, by its number, whether it depends on a circle; `inside_permissions` are the conditions
    that belong to permissions. `asks` and `rests_on` tell for each condition which questions of construction and
    which facts it depends on, through whatever clauses. `own_choices` lists for each clause the places, its own and
    those it leans on, where a reading is chosen, without those of the effects, the `suppliers`, that only decide which
    text governs. `questions` and `reaches` name the questions and the clauses a clause depends on. `deep` are the
    clauses at the head of a long chain, each with those of them to work out before it. `relating` relate back, or
    can be void from the start: they look otherwise from a later moment.
    `twofold` is the mask, as in `rests_on`, of the facts that pull both ways or are put to several tests (S3);
    `entangled` lean on one of these, `waivable` on a condition that can be waived.
    """

    together: Mapping[str, frozenset[str]]
    leans_on: Mapping[str, frozenset[str]]
    behind_negation: frozenset[str]
    circular: tuple[bool, ...]
    inside_permissions: frozenset[int]
    asks: Sets[int, str]
    rests_on: Sets[int, Subject]
    own_choices: Sets[str, UnderReading]
    questions: Sets[str, str]
    reaches: Sets[str, str]
    suppliers: Sets[str, str]
    deep: Mapping[str, tuple[str, ...]]
    relating: tuple[str, ...]
    twofold: int
    entangled: frozenset[str]
    waivable: frozenset[str]

    def before(self, name: str, known: Callable[[str], bool]) -> Iterator[str]:
        """The clauses to work out before one at the head of a long chain, from its far end on; never one known."""
        led = {name}
        waiting = list(self.deep.get(name, ()))
        while waiting:
            here = waiting[-1]
            if here not in led and not known(here):
                led.add(here)
                waiting += [other for other in self.deep[here] if other not in led]
                continue
            waiting.pop()
            if not known(here):
                yield here


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Contract(Frozen):
    """A contract with every name resolved.

    `structure` knows the guarantees too, under names of their own; `clauses`, `moments` and `room` do not (S13).
    `room` is how many moments there have to be between two dates (room.py).
    """

    name: str
    title: str
    nouns: Mapping[str, Noun]
    questions: Mapping[str, Question]
    clauses: Mapping[str, Clause]
    headings: Mapping[str, str]
    circles: tuple[Circle, ...]
    moments: tuple[Moment, ...]
    size: int
    structure: "Structure"
    source: str = ""
    guarantees: tuple[Guarantee, ...] = ()
    room: int = 1
    counted: tuple[tuple[Happening, Period], ...] = ()

    @property
    def document(self) -> Document:
        """The contract itself, as a document that can be executed and received."""
        noun = self.nouns[self.name]
        assert isinstance(noun, Document)
        return noun

    def asked(self) -> tuple[str, ...]:
        """The names of the clauses that a run answers unless told which: effects first, then what hangs on them."""
        kinds = [(c.lasting is None and ASKED_KINDS.index(c.kind), name) for name, c in self._askable()]
        return tuple(name for _, name in sorted(kinds, key=lambda kind: kind[0]))

    def _askable(self) -> Iterator[tuple[str, Clause]]:
        yield from ((name, clause) for name, clause in self.clauses.items() if clause.kind in ASKED_KINDS)

    def conditions(self) -> Iterator[tuple[Clause, Version]]:
        """Every clause with each of its texts that is in the record."""
        for clause in self.clauses.values():
            for version in clause.versions:
                if version.condition is not None:
                    yield clause, version

    def read_by(self, readings: Mapping[str, str]) -> dict[str, str]:
        """A choice of readings for every question: those given, and the defaults of the others (S10)."""
        return {name: readings.get(name, question.default) for name, question in self.questions.items()}

    def members(self, name: str) -> tuple[str, ...]:
        """The documents behind a name: those of a set, or the document itself."""
        noun = self.nouns[name]
        return noun.members if isinstance(noun, DocumentSet) else (name,)

    def question_of(self, alternative: str) -> Question | None:
        """The question that an alternative answers."""
        for question in self.questions.values():
            if any(a.name == alternative for a in question.alternatives):
                return question
        return None
