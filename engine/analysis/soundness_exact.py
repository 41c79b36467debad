"""What cannot be meant, on every journal at once: conditions that are never met, or that others imply; idle readings.

Each clause is looked at with all that it leans on left open, so that what is found is so whatever the others say.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

import attrs

from assent.engine.analysis.exact.abstracted import Abstracted, Holding
from assent.engine.analysis.exact.all_journals import AllJournals, Reads
from assent.engine.analysis.exact.circuits import Literal
from assent.engine.analysis.exact.witnesses import moments_needed
from assent.engine.analysis.prove import tests_of
from assent.engine.analysis.soundness import named_in, warning
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, Question
from assent.engine.model.happenings import Happening, Test
from assent.grammar.diagnostics import Diagnostic

Tests = Mapping[Happening, tuple[tuple[Test, ...], ...]]


def exactly_unsound(contract: Contract) -> tuple[Diagnostic, ...]:
    """Conditions that can never be met, conditions implied by the rest of their list, readings that change nothing."""
    tests = tests_of(contract)
    looks = [_Look(contract, clause, tests) for clause in contract.clauses.values()]
    idle = tuple(_idle(contract, looks))
    questions = {finding.words["question"] for finding in idle}
    return (*(finding for look in looks for finding in (*look.never_met(), *look.implied(questions))), *idle)


@attrs.frozen(cache_hash=True)
class _InSequence:
    """What a reference read in sequence leans on at a moment, which a circle may take for less than what holds (S8)."""

    clause: str
    index: int
    permitted: bool


@attrs.define(eq=False)
class _Open(Abstracted):
    """A clause with all that it leans on left open, what it leans on in sequence by itself."""

    def clause_at(self, name: str, index: int) -> Literal:
        """Whether a clause holds at a moment; while a circle is solved, it may be taken to hold at one moment alone."""
        if name in self.contract.structure.together:
            inside: Literal = self.algebra.formulas.variable(Holding(name, index, bool(self.supposed)))
            return inside
        outside: Literal = super().clause_at(name, index)
        return outside

    def sequential(self, refers: m.Refers, index: int) -> Literal:
        """What a reference read in sequence leans on."""
        permitted = refers.number in self.contract.structure.inside_permissions
        found: Literal = self.algebra.formulas.variable(_InSequence(refers.clause, index, permitted))
        return found


@attrs.define(eq=False, slots=False)
class _Look:
    """One clause over all journals, with all that it leans on left open."""

    contract: Contract
    clause: Clause
    tests: Tests

    def __attrs_post_init__(self) -> None:
        count = moments_needed(self.contract, [self.clause.name])
        self.frame = AllJournals(self.contract.questions, self.contract, self.contract.moments, self.tests, count)
        self.unfolding = _Open(self.contract, self.frame, opened=frozenset())

    @property
    def roots(self) -> Iterator[m.Condition]:
        """Its texts."""
        return (version.condition for version in self.clause.versions if version.condition is not None)

    def at(self, condition: m.Condition) -> Literal:
        """Whether a condition is met at the last moment."""
        met: Literal = self.unfolding.at(condition, self.frame.count - 1)
        return met

    def can_be(self, *formulas: Literal) -> bool:
        """Whether some history makes all formulas true at once."""
        return self.frame.formulas.can_be(*formulas, self.frame.possible())

    # --- never met -----------------------------------------------------------------------------------------------

    def never_met(self) -> Iterator[Diagnostic]:
        """The innermost conditions that no journal meets."""
        asked = [inner for root in self.roots for inner, _ in m.walk(root) if not isinstance(inner, m.UnderReading)]
        never = {inner.number for inner in asked if not self.can_be(self.at(inner))}
        for condition in asked:
            inside = (inner.number in never for inner, _ in m.walk(condition) if inner is not condition)
            if condition.number in never and not any(inside):
                place = condition.place
                yield warning(self.contract, "never-met", place.span, place.section, condition=place.text)

    # --- implied -------------------------------------------------------------------------------------------------

    def implied(self, idle: Collection[str]) -> Iterator[Diagnostic]:
        """Conditions of a list that change nothing, because the rest of the list asks, or grants, as much.

        What stands under a reading of an `idle` question is told with the question.
        """
        for root in self.roots:
            for condition, _ in m.walk(root):
                match condition:
                    case m.AllOf(parts=parts) if self.can_be(self.at(condition)):
                        yield from self._spare(parts, idle, met=True)
                    case m.AnyOf(parts=parts):
                        yield from self._spare([part for part in parts if self.can_be(self.at(part))], idle, met=False)
                    case _:
                        pass

    def _spare(self, parts: Iterable[m.Condition], idle: Collection[str], *, met: bool) -> Iterator[Diagnostic]:
        """Conditions without which a list asks the same; of two that say the same, the later."""
        formulas = self.frame.formulas
        kept = list(parts)
        for part in reversed(tuple(kept)):
            others = [self.at(other) for other in kept if other is not part]
            if not others:
                return
            if _is_time(part):  # `until` and `after` say when another condition counts: nobody wrote it as one
                continue
            if met:
                changes = self.can_be(formulas.all_of(others), ~self.at(part))
            else:
                changes = self.can_be(self.at(part), ~formulas.any_of(others))
            if not changes:
                kept.remove(part)
                if isinstance(part, m.UnderReading) and part.question in idle:
                    continue
                place = part.place
                code = "implied-condition" if met else "idle-alternative"
                yield warning(self.contract, code, place.span, place.section, condition=place.text)

    # --- readings ------------------------------------------------------------------------------------------------

    def depends_on(self, question: Question, alternative: str) -> bool:
        """Whether a text of the clause is ever met under an alternative and not by default, or the other way about."""
        if any(relation.question == question.name for relation in self.clause.relations_back):
            return True
        if question.name in _void_under(self.clause):  # what has leaned on it before sees the difference, not it itself
            return True
        formulas = self.frame.formulas
        for root in self.roots:
            met = self.at(root)
            one, other = (formulas.substituted(met, _read(question, name)) for name in (alternative, question.default))
            if one is not other and self.can_be(formulas.any_of([one & ~other, other & ~one])):
                return True
        return False


def _is_time(condition: m.Condition) -> bool:
    """Whether a condition asks only whether a moment has passed."""
    return isinstance(condition.part if isinstance(condition, m.Not) else condition, m.After)


def _read(question: Question, alternative: str) -> dict[Hashable, bool]:
    """The reading of a question, as a frame tells it."""
    return {Reads(question.name, one.name): one.name == alternative for one in question.alternatives}


def _idle(contract: Contract, looks: Iterable[_Look]) -> Iterator[Diagnostic]:
    """Readings that no clause tells from the default."""
    looks = tuple(looks)
    for question in contract.questions.values():
        asking = [look for look in looks if question.name in set(_asked(look.clause))]
        stated = {name for guarantee in contract.guarantees for name in _questions(guarantee.condition)}
        if not asking or question.name in stated:
            continue
        named = {name for look in asking for name in named_in(look.clause)}
        for alternative in question.alternatives:
            name = alternative.name
            if name == question.default or not {name, question.default} & named:
                continue
            if not any(look.depends_on(question, name) for look in asking):
                words = {"question": question.name, "name": name, "default": question.default}
                yield warning(contract, "idle-reading", question.span, "", **words)


def _void_under(clause: Clause) -> set[str]:
    """The questions that are asked where an effect turns out to be void from the start."""
    return {
        question
        for version in clause.versions
        if version.condition is not None
        for inner, _ in m.walk(version.condition)
        if isinstance(inner, m.Lasting) and inner.valid is not None
        for question in _questions(inner.valid)
    }


def _asked(clause: Clause) -> Iterator[str]:
    """The questions that a clause asks itself."""
    yield from (relation.question for relation in clause.relations_back)
    for version in clause.versions:
        if version.condition is not None:
            yield from _questions(version.condition)


def _questions(condition: m.Condition) -> Iterator[str]:
    return (inner.question for inner, _ in m.walk(condition) if isinstance(inner, m.UnderReading))
