"""Scenarios: a journal changed line by line, and what a careful lawyer expects of it.

In come a scenario as written, a contract and the facts that the scenario starts from; out comes what each
`expect` line asked, what the answer was, and the reasons that decided it. Files are found and read in
engine.session_suites.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from assent.engine.analysis.coverage import Label, labels, words_of
from assent.engine.analysis.guarantees import Breach, all_breaches
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import MET, Evaluation, Finding, Reason
from assent.engine.facts.journal import read_facts, suppose, withdraw
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.terms import Terms
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.spans import Span
from assent.grammar.syntax.journal import Fact, JournalFile, Record, Withdrawn
from assent.grammar.syntax.names import Name, SectionReference
from assent.grammar.syntax.scenarios import AsOf, ExpectStatus, ExpectVerdict, Scenario
from assent.grammar.values import Moment

Expectation = ExpectVerdict | ExpectStatus


@attrs.frozen
class Outcome:
    """One `expect` line: what it asked for, what came out, and the reasons that decided what came out."""

    subject: str
    expected: str
    got: str
    passed: bool
    reasons: tuple[Reason, ...]
    span: Span


@attrs.frozen
class Ran:
    """One scenario that was run.

    `seen` are the labels it showed met (True) or not met (False), `breaches` the guarantees that its facts break.
    """

    name: str
    gloss: str
    outcomes: tuple[Outcome, ...]
    seen: frozenset[tuple[Label, bool]]
    span: Span
    breaches: tuple[Breach, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected, and no guarantee is broken."""
        return all(outcome.passed for outcome in self.outcomes) and not self.breaches


@attrs.frozen
class Prepared:
    """A scenario that can be run: its facts and its moment."""

    scenario: Scenario
    contract: Contract
    facts: Facts
    moment: Moment

    def run(self) -> Ran:
        """Ask what each `expect` line asks, and whether the facts break a guarantee."""
        runner = _Runner(self.contract, self.facts, self.moment)
        outcomes = tuple(runner.outcome(line) for line in _expectations(self.scenario))
        name, gloss = self.scenario.name, self.scenario.gloss or ""
        return Ran(name.text, gloss, outcomes, frozenset(runner.seen()), name.span, runner.breaches())


def prepare(scenario: Scenario, contract: Contract, base: Facts) -> tuple[Prepared | None, tuple[Diagnostic, ...]]:
    """A scenario with its facts, or None when it cannot be run, beside every finding about it."""
    facts, found = changed_facts(scenario, contract, base)
    moment = _as_of(scenario, facts)
    found += tuple(_check(scenario, contract))
    if moment is None:
        found += (Diagnostic("no-moment", scenario.name.span, {"name": scenario.name.text}),)
    if moment is None or any(diagnostic.severity == "error" for diagnostic in found):
        return None, found
    return Prepared(scenario, contract, facts, moment), found


def changed_facts(scenario: Scenario, contract: Contract, base: Facts) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """The facts of a scenario: its record in place of the journal's, lines withdrawn, lines added."""
    records = JournalFile(tuple(line for line in scenario.lines if isinstance(line, Record)), scenario.span.source)
    stated, found = read_facts(records, contract)
    facts = attrs.evolve(base, complete={**base.complete, **stated.complete})
    for line in scenario.lines:
        if isinstance(line, Withdrawn):
            facts, more = withdraw(facts, line, contract)
            found += more
    for line in scenario.lines:
        if isinstance(line, Fact):
            facts, more = suppose(facts, line, contract)
            found += tuple(diagnostic for diagnostic in more if diagnostic not in found)
    return facts, found


def _as_of(scenario: Scenario, facts: Facts) -> Moment | None:
    stated = [line.moment.moment for line in scenario.lines if isinstance(line, AsOf)]
    return stated[-1] if stated else facts.latest()


def _expectations(scenario: Scenario) -> list[Expectation]:
    return [line for line in scenario.lines if isinstance(line, ExpectVerdict | ExpectStatus)]


# --- is it about this contract? -----------------------------------------------------------------------------


def _check(scenario: Scenario, contract: Contract) -> Iterator[Diagnostic]:
    """Names that an `expect` line uses must be those of the contract; a scenario must expect something."""
    lines = _expectations(scenario)
    if not lines:
        yield Diagnostic("nothing-expected", scenario.name.span, {"name": scenario.name.text})
    for line in lines:
        for reading in line.readings:
            if contract.question_of(reading.text) is None:
                choices = [a.name for question in contract.questions.values() for a in question.alternatives]
                yield _unknown("unknown-reading", reading, choices)
        if isinstance(line, ExpectVerdict):
            if line.name.text not in contract.clauses:
                yield _unknown("unknown-clause", line.name, contract.clauses)
            for noun in line.want_terms:
                if noun.text not in contract.nouns:
                    yield _unknown("unknown-term", noun, contract.nouns)
        elif _label(line.section, contract) not in labels(contract):
            known = [words_of(label) for label in labels(contract)]
            written = words_of(_label(line.section, contract))
            yield Diagnostic("unknown-section", line.section.span, {"section": written}, Terms().close(written, known))


def _unknown(code: str, name: Name, known: Iterable[str]) -> Diagnostic:
    return Diagnostic(code, name.span, {"name": name.text}, Terms().close(name.text, known))


def _label(section: SectionReference, contract: Contract) -> Label:
    agreement = section.agreement.text if section.agreement is not None else ""
    return section.number, "" if agreement == contract.name else agreement


# --- what came out ------------------------------------------------------------------------------------------


@attrs.define
class _Runner:
    """Evaluates one set of facts under each choice of readings that is asked for, once."""

    contract: Contract
    facts: Facts
    moment: Moment
    evaluations: dict[tuple[str, ...], Evaluation] = attrs.field(factory=dict)

    def evaluation(self, readings: Iterable[Name]) -> Evaluation:
        """Every answer under the default readings but for these."""
        names = tuple(sorted(reading.text for reading in readings))
        if names not in self.evaluations:
            self.evaluations[names] = evaluate(self.contract, self.facts, self.moment, self._chosen(names))
        return self.evaluations[names]

    def _chosen(self, names: Iterable[str]) -> Mapping[str, str]:
        questions = ((self.contract.question_of(name), name) for name in names)
        return {question.name: name for question, name in questions if question is not None}

    def breaches(self) -> tuple[Breach, ...]:
        """The guarantees that the facts break: under the readings asked for, and each other reading alone."""
        asked = [self._chosen(names) for names in self.evaluations]
        questions = {name for one in self.contract.guarantees for name in self.contract.structure.questions[one.name]}
        others = (
            {question.name: alternative.name}
            for question in self.contract.questions.values()
            for alternative in question.alternatives
            if question.name in questions and alternative.name != question.default
        )
        return all_breaches(self.contract, self.facts, self.moment, ({}, *asked, *others))

    def outcome(self, line: Expectation) -> Outcome:
        """What one line asked, and the answer."""
        if isinstance(line, ExpectStatus):
            return self._status(line)
        evaluation = self.evaluation(line.readings)
        if line.name.text not in {finding.name for finding in evaluation.findings}:
            chosen = evaluation.readings
            evaluation = evaluate(self.contract, self.facts, self.moment, chosen, [line.name.text])
        finding = evaluation[line.name.text]
        wanted = _wanted(line)
        lacking = [name for name in wanted if name not in missing_nouns(finding)]
        expected = line.verdict + _since(_moment(line)) + _for_want_of(wanted)
        got = finding.verdict + _since(finding.since, finding.at_latest)
        if wanted:
            got += _for_want_of(sorted(missing_nouns(finding))) or ", for want of nothing"
        passed = line.verdict == finding.verdict and not lacking
        passed = passed and (line.since is None or _same(line.since.moment, finding.since))
        subject = line.name.text + _under(line.readings)
        return Outcome(subject, expected, got, passed, tuple(_decisive(finding.reasons)), line.span)

    def _status(self, line: ExpectStatus) -> Outcome:
        label = _label(line.section, self.contract)
        subject = f"section {words_of(label)}{_under(line.readings)}"
        expected = line.status + _since(_moment(line))
        reason = _labelled(self.evaluation(line.readings), label)
        if reason is None:
            got = "no answer came to that condition"
            return Outcome(subject, expected, got, False, (), line.span)
        passed = line.status == reason.status
        passed = passed and (line.since is None or _same(line.since.moment, reason.since))
        reasons = tuple(_decisive(reason.reasons))
        return Outcome(subject, expected, reason.status + _since(reason.since), passed, reasons, line.span)

    def seen(self) -> Iterator[tuple[Label, bool]]:
        """Which labelled conditions came out met and which not, under any of the readings asked for."""
        for evaluation in self.evaluations.values():
            for finding in evaluation.findings:
                for reason in finding.walk():
                    if reason.labelled and reason.status not in ("UNDETERMINED", "NOT APPLICABLE"):
                        yield (reason.section, reason.agreement), reason.status in MET


def _moment(line: Expectation) -> Moment | None:
    return line.since.moment if line.since is not None else None


def _wanted(line: ExpectVerdict) -> tuple[str, ...]:
    names = tuple(name.text for name in line.want_terms)
    if line.want_section is None:
        return names
    agreement = line.want_section.agreement
    section = f"section {line.want_section.number}"
    return (*names, f"{section} of {agreement.text}" if agreement is not None else section)


def missing_nouns(finding: Finding) -> set[str]:
    """What the missing facts of a finding are about."""
    return {noun for fact in finding.missing for noun in fact.nouns}


def _labelled(evaluation: Evaluation, label: Label) -> Reason | None:
    """The condition with a label; of several, one that is more than NOT APPLICABLE."""
    found = [
        reason
        for finding in evaluation.findings
        for reason in finding.walk()
        if reason.labelled and (reason.section, reason.agreement) == label
    ]
    return next((reason for reason in found if reason.status != "NOT APPLICABLE"), found[0] if found else None)


def _decisive(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """The outermost labelled reasons that decide, or the unlabelled ones where there is no label."""
    for reason in reasons:
        if not reason.decisive:
            continue
        inner = [] if reason.labelled else list(_decisive(reason.reasons))
        yield from inner or [reason]


def _same(expected: Moment, got: Moment | None) -> bool:
    """Whether a moment is the expected one; a day without a time is any time of that day."""
    if got is None or expected.minute is not None:
        return expected == got
    return expected.day == got.day


def _since(moment: Moment | None, at_latest: bool = False) -> str:
    if moment is None:
        return ""
    return f" since {moment}" + (" at the latest" if at_latest else "")


def _for_want_of(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f" for want of {listed}" if listed else ""


def _under(readings: Iterable[Name]) -> str:
    listed = ", ".join(reading.text for reading in readings)
    return f" under {listed}" if listed else ""
