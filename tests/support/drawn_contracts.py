"""Whole contracts drawn at random, as trees that resolve without errors by the way they are built.

Three things make sure of that. A condition speaks of topics (tests/support/topics.py), and what it speaks of is
declared afterwards. A clause refers freely to clauses above it; a reference that could close a circle bears a mark,
and in a contract with circles every clause has a side, so that a reference is negated exactly when it changes sides:
no circle then has an odd number of negations. A text by version has the older text, or the words that it is not in
the record, and no circle goes through the effect that supplies it.
"""

from typing import Any

import attrs
from hypothesis import strategies as st

from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import Name, SectionReference
from tests.support import topics as t

KINDS: dict[str, k.ClauseKind] = {
    "Amendment": "takes effect when",
    "Standstill": "is in force while",
    "Deliveries": "is complete when",
    "Side Letter": "takes effect when",
    "Fee": "is required when",
    "Lien": "begins when",
    "Title": "is true when",
}
PERMISSION = "Consent"
DUTY = "Prepayment"
PROHIBITION = "Sale Limit"
OBLIGATIONS = (DUTY, PROHIBITION)
MARKED = ("Amendment", "Standstill", "Deliveries", "Side Letter", "Fee", PERMISSION)  # `is true` takes no mark
STANDINGS = {
    "takes effect when": ("effective", "in force"),
    "is in force while": ("in force", "effective"),
    "is complete when": ("complete",),
    "is required when": ("required",),
}
SUPPLYING = ("takes effect when", "is in force while")
QUESTIONS = (
    k.Question(
        Name("Q1"), None, (k.Alternative(Name("FIRST"), None, True), k.Alternative(Name("SECOND"), None, False))
    ),
    k.Question(
        Name("Q2"),
        None,
        tuple(k.Alternative(Name(name), None, name == "LOOSE") for name in ("STRICT", "LOOSE", "MIDDLE")),
    ),
)
ALTERNATIVES = ("SECOND", "FIRST", "STRICT", "LOOSE")
_LABELS = (("(a)", "(b)", "(c)"), ("(i)", "(ii)", "(iii)"))


@attrs.frozen
class Planned:
    """A clause before its condition is drawn: its name, its place in the order, its side in circles.

    `versioned` says that an effect above it supplies one of its texts.
    """

    name: str
    index: int
    side: bool = False
    versioned: bool = False


@attrs.define
class Pen:
    """Draws the conditions of one contract.

    `topics` are the strategies for sentences that its conditions may use, `plan` its clauses, `room` how many more
    sentences there may be.
    """

    draw: st.DrawFn
    topics: tuple[t.Strategy, ...]
    documents: tuple[tuple[Name, t.Strategy], ...]
    plan: tuple[Planned, ...]
    circles: bool
    room: int
    here: Planned = attrs.field(default=Planned("", -1))

    def pick(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def rarely(self) -> bool:
        """One time in four, and never when shrunk."""
        return bool(self.draw(st.integers(0, 3)) == 3)

    # --- sentences -------------------------------------------------------------------------------------------

    def sentence(self) -> s.Sentence:
        """About a topic, or a reference to another clause where there is one."""
        self.room -= 1
        targets = [one for one in self.plan if self._may_refer(one)]
        if targets and self.pick(False, True, True):
            return self._reference(self.draw(st.sampled_from(targets)))
        sentence: s.Sentence = self.draw(self.draw(st.sampled_from(self.topics)))
        return sentence

    def _may_refer(self, other: Planned) -> bool:
        if other.index < self.here.index:
            return True
        first = min((one.index for one in self.plan if one.versioned), default=len(self.plan))
        return self.circles and other.name in MARKED and other.index < first

    def _reference(self, other: Planned) -> s.Sentence:
        standing = self.pick(*self._standings(other))
        against = standing == "breached"  # an obligation that counts for something counts against its breach
        negated = (other.side != self.here.side) != against if self.circles else self.pick(False, True)
        if other.name == "Lien":
            ever = self.pick(False, True)
            return s.NoneExists(Name("Lien"), ever) if negated else s.Exists((Name("Lien"),), ever)
        if other.name == "Title":
            return s.Truth((Name("Title"),), "untrue" if negated else "true")
        marks: tuple[str, ...] = ("simultaneously", "in sequence")
        if other.index < self.here.index:
            marks = ("", *marks) if self.circles else ("",)
        return s.Stands((Name(other.name),), standing, negated, self.pick(*marks))

    def _standings(self, other: Planned) -> tuple[str, ...]:
        special = {PERMISSION: ("covered",), DUTY: ("performed", "breached"), PROHIBITION: ("breached",)}
        return special.get(other.name) or STANDINGS.get(KINDS[other.name], ("",))

    def atom(self) -> c.Condition:
        """A sentence, now and then looked at in another moment."""
        if not self.rarely():
            return self.sentence()
        shape = self.pick("by", "on", "while", "each")
        if shape == "while":
            event = self.pick(t.PAYMENT, t.ADVANCE, t.CLOSING, t.SWAP)
            return c.Modified(c.HeldWhile(self.sentence()), s.Happens((event,), "occurred"), prefix=False)
        return c.Modified(self._modifier(shape), self.sentence(), prefix=False)

    def _modifier(self, shape: str) -> c.Modifier:
        match shape:
            case "under":
                return c.Under(Name(self.pick(*ALTERNATIVES)))
            case "by":
                return c.ByDate(self.draw(t.when))
            case "on":
                return c.OnDate(self.draw(t.when))
            case "until":
                return c.Until(self.draw(t.when))
            case "after":
                return c.After(self.draw(t.when))
            case "since":
                return c.Throughout(self.draw(t.when))
            case _:
                return c.OnEachDate(self.pick(t.ADVANCE, t.PAYMENT))

    # --- conditions ------------------------------------------------------------------------------------------

    def block(self, depth: int = 0, *, labels: bool = False) -> c.Condition:
        """What stands behind `when`, or in an item: a line, a list, or either of them behind a modifier."""
        if self.room < 2 or depth > 1:
            return self.atom()
        shape = self.pick("atom", "inline", "list", "modified", "inline", "list", "deliveries", "each")
        match shape:
            case "inline":
                parts = tuple(self.atom() for _ in range(self.pick(2, 2, 3)))
                return c.Inline(self.pick("and", "or"), parts)
            case "list":
                return self._list(depth, labels)
            case "modified":
                modifier = self._modifier(self.pick("under", "since", "under", "by", "on", "each", "until", "after"))
                return c.Modified(modifier, self.block(depth + 1, labels=labels), prefix=True)
            case "deliveries":
                return self._deliveries(depth, labels)
            case "each":
                return self._for_each()
            case _:
                return self.atom()

    def _for_each(self) -> c.Condition:
        """A sentence about each member of a set, or about any, joined to another one or alone."""
        over = self.pick(*t.OF_EACH)
        names, sentences = t.OF_EACH[over]
        self.room -= 1
        about: c.Condition = self.draw(sentences)
        if self.rarely():
            about = c.Inline(self.pick("and", "or"), (about, self.atom()))
        return c.Modified(c.ForEach(names, over, self.pick(True, False)), about, prefix=True)

    def _list(self, depth: int, labels: bool) -> c.Group:
        count = self.pick(2, 2, 3)
        items = [self._item(depth, labels, number) for number in range(count)]
        word = self.pick("all of", "any of", "at least")
        if word == "at least":
            return c.Group(c.Counted("at least", self.pick(*range(2, count + 1), 1)), tuple(items))
        if word == "all of" and self.rarely():
            items.append(c.Item("provided that", None, self.atom()))
        return c.Group(c.Counted(word), tuple(items))

    def _item(self, depth: int, labels: bool, number: int) -> c.Item:
        marker = _LABELS[depth][number] if labels else "-"
        condition = self.block(depth + 1, labels=labels)
        if not self.rarely():
            return c.Item(marker, None, condition)
        deemed = c.Deemed(self.pick(t.LETTER, t.NOTE), self.atom())
        return c.Item(marker, None, condition, (deemed,), nested=_ends_in_list(condition))

    def _deliveries(self, depth: int, labels: bool) -> c.Group:
        """A list of deliveries, of the documents among the topics."""
        each: tuple[s.AsForm | s.ExecutedBy, ...] = self.pick((), (s.AsForm("an original"),), (s.ExecutedBy(()),))
        judges = self.pick((), (t.LENDER,), (t.MAJORITY,)) if each else (t.LENDER,)
        verb = "received" if each else self.pick("received", "executed")
        items = []
        for number, marker in enumerate(_LABELS[depth][: self.pick(1, 2)]):
            document, asked = self.draw(st.sampled_from(self.documents))
            details = self.draw(asked)
            if verb != "received":  # what encloses, and what is enclosed, is delivered
                details = tuple(one for one in details if not isinstance(one, s.Enclosing | s.EnclosedIn))
            phrase: c.Condition = c.Phrase((document,), details)
            self.room -= 1
            if number and self.rarely():
                phrase = self.atom()
            items.append(c.Item(marker if labels else "-", None, phrase))
        return c.Group(c.Deliveries((t.LENDER,), verb, each, judges), tuple(items))

    # --- clauses ---------------------------------------------------------------------------------------------

    def clause(self, planned: Planned, act: Name) -> tuple[k.Part, ...]:
        """A clause with all that belongs to it: its section, its waivers, its dates, its other texts."""
        self.here = planned
        if planned.versioned:
            return self._versions(planned)
        sectioned = self.rarely()
        statement = self._statement(planned, act, labels=sectioned)
        timing = self._timing(planned) if KINDS.get(planned.name) == "takes effect when" else ()
        timing = (*timing, *self._ends(planned), *self._limits(planned))
        if not sectioned:
            return (statement, *timing)
        number = str(planned.index + 1)
        waivers = self._waivers(SectionReference(number))
        element: k.Element = k.Labelled("(z)", None, statement) if self.rarely() else statement
        return (k.Section(number, None, (element, *waivers)), *timing)

    def _statement(self, planned: Planned, act: Name, labels: bool = False) -> k.Statement:
        if planned.name == PERMISSION:
            return k.Permits(Name(PERMISSION), act, self.block(labels=labels))
        if planned.name in OBLIGATIONS:
            forbids = planned.name == PROHIBITION
            self.here = attrs.evolve(planned, side=planned.side != forbids)
            return k.Obliges(Name(planned.name), (t.BORROWER,), self.block(labels=labels), forbids)
        return k.Clause(KINDS[planned.name], Name(planned.name), self.block(labels=labels))

    def _versions(self, planned: Planned) -> tuple[k.Part, ...]:
        """An older text, or none in the record, and the texts that one or two effects supply."""
        section = SectionReference(str(planned.index + 4), t.LOAN)
        first: k.Statement = k.AbsentText(section)
        if self.pick(True, True, False):
            first = k.Version(section, None, (self._statement(planned, t.PAYMENT),))
        labels = self.pick(False, True)
        above = [one.name for one in self.plan[: planned.index] if KINDS.get(one.name) in SUPPLYING]
        suppliers = self.draw(st.lists(st.sampled_from(above), min_size=1, max_size=2, unique=True))
        later = [
            k.Version(
                section, Name(once), (self._statement(planned, t.PAYMENT, labels=labels and once == suppliers[0]),)
            )
            for once in suppliers
        ]
        return (first, *later, *(self._waivers(section) if labels else ()))

    def _waivers(self, section: SectionReference) -> tuple[k.Statement, ...]:
        if not self.pick(True, True, False):
            return ()
        may: k.Statement = k.MayWaive(
            self.pick((t.LENDER,), (t.LENDER, t.BORROWER), (t.MAJORITY,), (t.QUORUM,)), section, self.pick(False, True)
        )
        return (self._under(may),)

    def _timing(self, planned: Planned) -> tuple[k.Statement, ...]:
        match self.pick("", "", "", "back", "lapses", "both"):
            case "back":
                return (self._under(k.RelatesBack(Name(planned.name), self.draw(t.when))),)
            case "lapses":
                return (k.Lapses(Name(planned.name), self.draw(t.when)),)
            case "both":
                back = self._under(k.RelatesBack(Name(planned.name), self.draw(t.when)))
                return (k.Lapses(Name(planned.name), self.draw(t.when)), back)
            case _:
                return ()

    def _ends(self, planned: Planned) -> tuple[k.Statement, ...]:
        """How an effect or a state ends, now and then; what is void from the start stands in no circle."""
        ways: tuple[k.ClauseKind, ...] = ()
        if KINDS.get(planned.name) == "begins when":
            ways = self.pick((), ("ends when",))
        elif KINDS.get(planned.name) == "takes effect when":
            ceases: k.ClauseKind = "ceases to be effective when"
            void: k.ClauseKind = ceases if self.circles else "is void from the start when"
            ways = self.pick((), (), (ceases,), (), (void,), tuple(dict.fromkeys((ceases, void))))
        self.here = attrs.evolve(planned, side=not planned.side)  # what ends a clause counts against it
        return tuple(k.Clause(kind, Name(planned.name), self.atom()) for kind in ways)

    def _limits(self, planned: Planned) -> tuple[k.Statement, ...]:
        """When an obligation applies, when it does not, and when its breach is cured, now and then."""
        if planned.name not in OBLIGATIONS:
            return ()
        kinds: tuple[k.ClauseKind, ...] = ("applies when", "does not apply when")
        kinds = (*kinds, "is cured when") if planned.name == DUTY else kinds
        drawn = []
        for kind in kinds:
            if self.pick(False, True):
                self.here = attrs.evolve(planned, side=planned.side != (kind == "applies when"))
                drawn.append(k.Clause(kind, Name(planned.name), self.atom()))
        return tuple(drawn)

    def _under(self, statement: k.Statement) -> k.Statement:
        return k.UnderStatement(Name(self.pick(*ALTERNATIVES)), statement) if self.rarely() else statement


def _versioned(name: str, above: list[str]) -> st.SearchStrategy[bool]:
    """Whether a clause has a text that an effect supplies: one of those above it, so that no circle goes through it."""
    supplied = name in ("Deliveries", "Standstill") and any(KINDS.get(other) in SUPPLYING for other in above)
    return st.sampled_from([True, False]) if supplied else st.just(False)


def _ends_in_list(condition: c.Condition) -> bool:
    while isinstance(condition, c.Modified) and condition.prefix:
        condition = condition.condition
    return isinstance(condition, c.Group)


@st.composite
def contract_trees(draw: st.DrawFn, most_clauses: int = 3, most_atoms: int = 4) -> k.ContractFile:
    """A contract of a few clauses whose conditions speak of a few topics; each topic may be asked about repeatedly."""
    names = draw(
        st.lists(st.sampled_from([*KINDS, PERMISSION, *OBLIGATIONS]), min_size=1, max_size=most_clauses, unique=True)
    )
    if not any(name in MARKED for name in names):
        names = ["Amendment", *names][:most_clauses]  # a contract that can be asked about something
    circles = draw(st.booleans())
    sides = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names))) if circles else [False] * len(names)
    plan = tuple(
        Planned(name, index, side, draw(_versioned(name, names[:index])))
        for index, (name, side) in enumerate(zip(names, sides, strict=True))
    )
    chosen = draw(st.lists(st.sampled_from(list(t.TOPICS)), min_size=1, max_size=most_atoms, unique=True))
    act = draw(st.sampled_from([t.PAYMENT, t.EXCHANGE, t.SWAP]))
    if PERMISSION in names and t.OF_EVENT[act] not in chosen:
        chosen = [*chosen[: most_atoms - 1], t.OF_EVENT[act]]
    documents = [t.OF_DOCUMENT[topic] for topic in chosen if topic in t.OF_DOCUMENT] or [t.OF_DOCUMENT["a document"]]
    room = max(most_atoms, len(names)) + len(names)
    pen = Pen(draw, tuple(t.TOPICS[topic] for topic in chosen), tuple(documents), plan, circles, room)
    clauses = tuple(part for planned in plan for part in pen.clause(planned, act))
    asked = {node.text for node in t.nodes(clauses) if isinstance(node, Name)}
    questions = tuple(one for one in QUESTIONS if any(choice.name.text in asked for choice in one.alternatives))
    header, definitions = t.definitions(clauses)
    return k.ContractFile((header, *questions, *definitions, *clauses))
