"""A contract, facts, a moment, readings and what is asked: as eval, whatif, checklist and graph need them."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assent.engine import session
from assent.engine import session_choices as choices
from assent.engine.cli.arguments import Usage, standard_input
from assent.engine.cli.screen import Screen
from assent.engine.session_cache import Cache, users_cache
from assent.engine.session_files import STANDARD_INPUT, Source, as_source, read_source
from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.spans import Span

if TYPE_CHECKING:
    from assent.engine.evaluation.findings import Evaluation
    from assent.engine.facts.ledger import Facts
    from assent.engine.model.contract import Contract
    from assent.grammar.values import Moment

YES, NO, UNDETERMINED = 0, 1, 3


class Case:
    """A contract and facts as the command line names them."""

    def __init__(self, args: argparse.Namespace, screen: Screen) -> None:
        self.screen = screen
        self.cache = cache_of(args)
        if [args.contract, *args.facts].count(STANDARD_INPUT) > 1:
            raise Usage("standard input can be read once only: one `-`, please")
        contract = read_contract(args.contract, screen, self.cache)
        facts = session.read_facts([read_input(path, screen) for path in args.facts], contract, self.cache)
        self.contract: Contract = contract.value
        self.warnings = contract.warnings + facts.warnings
        self.facts: Facts = completed(facts.value, args.complete_through)
        self.words: Sequence[str] = getattr(args, "reading", [])
        self.readings: Mapping[str, str] = choices.choose_readings(self.contract, self._quoted("--reading", self.words))
        self.asked = choices.choose_asked(self.contract, self._quoted("--ask", getattr(args, "ask", [])))
        self._as_of: str | None = getattr(args, "as_of", None)

    def _quoted(self, option: str, texts: Sequence[str]) -> Sequence[str]:
        self.screen.quote(option, texts)
        return texts

    def changed(self, args: argparse.Namespace) -> "Facts":
        """The facts with those of `--suppose` and without those of `--without`."""
        self.screen.quote("--suppose", args.suppose)
        self.screen.quote("--without", args.without)
        facts = session.withdraw(self.facts, args.without, self.contract, self.cache) if args.without else self.facts
        return session.suppose(facts, args.suppose, self.contract, self.cache) if args.suppose else facts

    def moment(self, facts: "Facts") -> "Moment":
        """The moment of `--as-of`, or the last that the facts speak of, supposed ones included."""
        if self._as_of is not None:
            from assent.engine.session_moments import read_moment

            self.screen.quote("--as-of", [self._as_of])
            return read_moment(self._as_of, "--as-of")
        moment = choices.choose_moment(None, facts)
        known = {(entry.moment, entry.assertion) for entry in self.facts.entries}
        added = [entry.moment for entry in facts.entries if (entry.moment, entry.assertion) not in known]
        return max([moment, *added], key=lambda one: (one.day, one.minute is None, one.minute or 0))

    def evaluate(self, facts: "Facts", moment: "Moment") -> "Evaluation":
        """Answer what was asked."""
        from assent.engine.evaluation.evaluate import evaluate

        return evaluate(self.contract, facts, moment, self.readings, self.asked, rests_on=True)

    def code(self, evaluation: "Evaluation") -> int:
        """The exit code of an answer (docs/decisions/0003-exit-code-of-eval.md).

        Without `--ask` the main clause decides; of several that were asked, the worst.
        """
        names = self.asked or (choices.main_clause(self.contract),)
        findings = [evaluation[name] for name in names]
        if any(finding.verdict == "UNDETERMINED" for finding in findings):
            return UNDETERMINED
        return YES if all(finding.positive for finding in findings) else NO


def cache_of(args: argparse.Namespace) -> Cache:
    """The user's cache, or none."""
    return Cache(None) if args.no_cache else users_cache()


def read_input(path: str, screen: Screen) -> Source:
    """Read a file, or standard input for a dash."""
    source = as_source(path, standard_input()) if path == STANDARD_INPUT else read_source(path)
    return screen.read(source)


def read_contract(path: str, screen: Screen, cache: Cache) -> "session.Read[Contract]":
    """Read a contract with all that it includes; each file is an input of the answer."""
    return session.read_contract(read_input(path, screen), cache, screen.read)


def completed(facts: "Facts", declared: Sequence[str]) -> "Facts":
    """The facts with the record declared complete: `DATE`, or `KIND,KIND=DATE`."""
    if not declared:
        return facts
    from assent.engine.facts.journal import declare_complete
    from assent.engine.model.happenings import RECORD_KINDS
    from assent.engine.session_moments import read_moment

    for text in declared:
        kinds, equals, date = text.rpartition("=")
        names = [kind.strip() for kind in kinds.split(",")] if equals else list(RECORD_KINDS)
        if names == ["everything"]:
            names = list(RECORD_KINDS)
        for name in names:
            if name not in RECORD_KINDS:
                place = Span("--complete-through", 1, 1, 1, len(text) + 1)
                raise Refused([Diagnostic("unknown-record-kind", place, {"kind": name}, (*RECORD_KINDS, "everything"))])
        known = [kind for kind in RECORD_KINDS if kind in names]
        facts = declare_complete(facts, known, read_moment(date, "--complete-through"))
    return facts
