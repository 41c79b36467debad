"""Whole cases drawn at random: a contract, a journal, a moment and readings, as the files that a user would have.

`encodings` draws the text of a contract, `cases` all that an evaluation needs, `edits` the changes of a what-if.
A case prints itself as two files and the command line that asks about them, so a failing one can be replayed as it
stands. The contracts are those of tests/support/drawn_contracts.py; with the sizes given here a reference evaluator
can try every completion of them.
"""

import datetime
import functools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import Evaluation
from assent.engine.facts.journal import suppose, withdraw
from assent.engine.facts.ledger import Facts
from assent.engine.facts.wording import happening_sentence
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, ParticularValue
from assent.engine.model.nouns import DocumentSet, Event, Party, Representation
from assent.grammar.parser import parse_supposed, parse_withdrawn
from assent.grammar.printer import print_contract
from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio
from tests.support.contracts import facts_of, resolved
from tests.support.drawn_contracts import contract_trees
from tests.support.journals import day, vocabulary

# The days around those that drawn contracts name (4, 10 and 17), with the minutes around the one hour they name.
_DAYS = (10, 9, 11, 4, 3, 5, 17, 16, 18)
_MINUTES = (None, None, None, 17 * 60, 17 * 60 - 1, 17 * 60 + 1)
_CLASHES = {"contradiction", "happened-twice", "ended-before-began"}

moments: st.SearchStrategy[Moment] = st.builds(day, st.sampled_from(_DAYS), st.sampled_from(_MINUTES))
# A record that reaches far, more often than one that stops early: where little is known, little is decided.
_ends: st.SearchStrategy[Moment] = st.builds(day, st.sampled_from((18, 17, 11, *_DAYS)), st.sampled_from(_MINUTES))


@functools.lru_cache(maxsize=64)
def _contract(text: str) -> Contract:
    contract, found = resolved(text)
    errors = [finding for finding in found if finding.severity == "error"]
    assert contract is not None and not errors, (text, [(e.code, dict(e.words)) for e in errors])
    return contract


@functools.lru_cache(maxsize=64)
def _facts(text: str, contract_text: str) -> Facts:
    return facts_of(text, _contract(contract_text))


# --- a case ------------------------------------------------------------------------------------------------


@attrs.frozen(repr=False)
class Drawn:
    """A case: the text of a contract and of a journal, the moment asked about, and the reading of each question."""

    contract_text: str
    journal_text: str
    as_of: Moment
    readings: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    @property
    def contract(self) -> Contract:
        return _contract(self.contract_text)

    @property
    def facts(self) -> Facts:
        return _facts(self.journal_text, self.contract_text)

    def evaluate(self, facts: Facts | None = None, as_of: Moment | None = None, **readings: str) -> Evaluation:
        """Every answer; with other facts, at another moment or under other readings where they are given."""
        chosen = {**self.readings, **readings}
        return evaluate(self.contract, facts or self.facts, as_of or self.as_of, chosen, tuple(self.contract.clauses))

    def replay(self) -> str:
        """Two files and a command line, ready for a shell."""
        readings = "".join(f" --reading {name}={chosen}" for name, chosen in self.readings.items())
        return (
            f"cat > case.assent <<'END'\n{self.contract_text}END\n"
            f"cat > case.facts <<'END'\n{self.journal_text}END\n"
            f"assent eval case.assent case.facts --as-of '{self.as_of}'{readings}\n"
        )

    __repr__ = replay

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """How Hypothesis prints a failing case."""
        printer.text(self.replay())


# --- what can be said --------------------------------------------------------------------------------------


def sentences(contract: Contract) -> tuple[str, ...]:
    """What a journal of a contract can say: what its conditions ask, its opposite, and what just misses it."""
    said = dict.fromkeys(saying.sentence for saying in vocabulary(contract))
    for _, version in contract.conditions():
        assert version.condition is not None
        for condition, _ in m.walk(version.condition):
            said |= dict.fromkeys(_beside(condition, contract))
    for noun in contract.nouns.values():
        if isinstance(noun, Event) and noun.parts:
            said[f"{noun.name} occurred"] = None
        if isinstance(noun, DocumentSet):
            said |= {f"{party} received {noun.name}": None for party in _parties(contract)}
    return tuple(said)


def _beside(condition: m.Condition, contract: Contract) -> Iterator[str]:
    match condition:
        case m.StateHolds(state=state) | m.StateOccurred(state=state):
            yield f"{state} exists"
            yield f"{state} has occurred"
        case m.Stated(subject=subject) if isinstance(contract.nouns[subject], Representation):
            yield f"{subject} is untrue"
        case m.Determined(happening=happening):
            yield happening_sentence(Happening("amended", "", happening.object))
            yield happening_sentence(Happening("restored", "", happening.object), [("form", day(4))])
        case m.Happened(happening=happening, tests=tests) if happening.verb != "waived":
            for test in tests:
                for value in _near(test.value, contract):
                    if _may_bear(happening, test.particular, contract):
                        yield happening_sentence(happening, [(test.particular, value)])
        case _:
            return


def _near(value: ParticularValue, contract: Contract) -> Iterator[ParticularValue]:
    """A value and its neighbours on either side."""
    yield value
    match value:
        case Money(currency, hundredths):
            yield from (Money(currency, hundredths - 1), Money(currency, hundredths + 1), Money("EUR", hundredths))
        case Percent(share) | Ratio(share) | Decimal(share):
            yield from (type(value)(share - 1), type(value)(share + Fraction(1, 2)))
        case Moment():
            yield from (_later(value, -1), _later(value, 1))
        case int():
            yield from (value - 1, value + 1)
        case str() if value in _parties(contract):
            yield from _parties(contract)
        case str() if value.startswith("a"):
            yield from ("a copy", "an original", "a true and complete copy")
        case _:
            return


def _may_bear(happening: Happening, particular: str, contract: Contract) -> bool:
    """A document that is dated by its definition bears no other date."""
    return particular != "dated" or getattr(contract.nouns[happening.object], "dated", None) is None


def _parties(contract: Contract) -> list[str]:
    return [noun.name for noun in contract.nouns.values() if isinstance(noun, Party)]


def _later(moment: Moment, days: int) -> Moment:
    return attrs.evolve(moment, day=moment.day + datetime.timedelta(days=days))


# --- strategies --------------------------------------------------------------------------------------------


def encodings(most_clauses: int = 3, most_atoms: int = 4) -> st.SearchStrategy[str]:
    """The text of a contract in its canonical layout, without errors."""
    return contract_trees(most_clauses, most_atoms).map(print_contract)


@st.composite
def cases(draw: st.DrawFn, most_clauses: int = 3, most_atoms: int = 4, most_facts: int = 6) -> Drawn:
    """A contract, a journal without contradictions, a moment around a change, and a reading of each question."""
    text = draw(encodings(most_clauses, most_atoms))
    contract = _contract(text)
    journal = draw(journals(contract, most_facts))
    readings = {
        name: draw(st.sampled_from([question.default, *(a.name for a in question.alternatives)]))
        for name, question in contract.questions.items()
    }
    return Drawn(text, journal, draw(st.sampled_from(change_points(contract, _facts(journal, text)))), readings)


@st.composite
def journals(draw: st.DrawFn, contract: Contract, most_facts: int = 6) -> str:
    """The text of a journal; a line that would contradict those above it is left out."""
    head = [f"facts for {contract.name}", *draw(_records())]
    spoken = sentences(contract)
    facts = Facts(contract.name, ())
    lines: list[str] = []
    for sentence, moment in draw(
        st.lists(st.tuples(st.sampled_from(spoken), moments), max_size=most_facts) if spoken else st.just([])
    ):
        more = supposing(facts, contract, f"{moment} {sentence}")
        if more is not None:
            facts = more
            lines.append(f"{moment}  {sentence}")
    return "\n".join([*head, *([""] if lines else []), *lines]) + "\n"


@st.composite
def _records(draw: st.DrawFn) -> list[str]:
    """How far the record is complete: of everything, of some kinds, or not at all."""
    kinds = draw(st.sampled_from([*[("everything",)] * 3, (), ("documents", "events"), ("events",)]))
    lines = [f"record of {' and '.join(kinds)} is complete through {draw(_ends)}"] if kinds else []
    if len(kinds) == 2 and draw(st.booleans()):
        lines.append(f"record of determinations and waivers is complete through {draw(_ends)}")
    return lines


def supposing(facts: Facts, contract: Contract, line: str) -> Facts | None:
    """The facts with one more line, or None if it would contradict them."""
    tree = parse_supposed(line).tree
    assert tree is not None, line
    more, found = suppose(facts, tree, contract)
    assert {finding.code for finding in found} <= _CLASHES, (line, found)
    return None if found else more


def change_points(contract: Contract, facts: Facts) -> list[Moment]:
    """Every moment at which an answer may change, with the day or minute before and after it; the last one first."""
    changes = {*(entry.moment for entry in facts.entries), *facts.complete.values(), *contract.moments} or {day(10)}
    around: set[Moment] = set()
    for change in changes:
        around |= {Moment(_later(change, days).day) for days in (-1, 0, 1)}
        if change.minute is not None:
            around |= {Moment(change.day, minute) for minute in range(change.minute - 1, change.minute + 2)}
    return sorted(around, key=lambda moment: moment.last_minute, reverse=True)


# --- what-ifs ----------------------------------------------------------------------------------------------


@attrs.frozen
class Edit:
    """One change of a what-if: a dated sentence taken away, one added, or, for a fact that is shifted, both."""

    without: str = ""
    suppose: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """The change on the command line."""
        without = ("--without", self.without) if self.without else ()
        return (*without, *(("--suppose", self.suppose) if self.suppose else ()))

    def apply(self, facts: Facts, contract: Contract) -> Facts | None:
        """The facts after the change; None where the sentence added would contradict the rest."""
        if self.without:
            tree = parse_withdrawn(self.without).tree
            assert tree is not None, self.without
            facts, found = withdraw(facts, tree, contract)
            assert not found, found
        return supposing(facts, contract, self.suppose) if self.suppose else facts


@st.composite
def edits(draw: st.DrawFn, case: Drawn, most: int = 3) -> tuple[Edit, ...]:
    """Changes to a case, each possible after those before it: facts supposed, taken away, or shifted in time."""
    facts, done = case.facts, []
    for _ in range(draw(st.integers(0, most))):
        edit = draw(_edits(case.contract, facts))
        after = edit.apply(facts, case.contract)
        if after is not None and edit.options:
            facts = after
            done.append(edit)
    return tuple(done)


@st.composite
def _edits(draw: st.DrawFn, contract: Contract, facts: Facts) -> Edit:
    kind = draw(st.sampled_from(["suppose", "without", "shift"] if facts.entries else ["suppose"]))
    spoken = sentences(contract)
    if kind == "suppose":
        return Edit(suppose=f"{draw(moments)} {draw(st.sampled_from(spoken))}") if spoken else Edit()
    entry = draw(st.sampled_from(facts.entries))
    without = f"{entry.moment} {entry.sentence}"
    return Edit(without) if kind == "without" else Edit(without, f"{draw(moments)} {entry.sentence}")
