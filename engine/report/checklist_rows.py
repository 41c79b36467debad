"""The closing checklist as data: every labelled condition of what was asked, with its deliverables under it.

The contract says what belongs on the list, so that a condition that does not count under the chosen readings
is listed too, and says so (rule S10). The evaluation says where each stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from assent.engine.evaluation.findings import MET, Evaluation, Finding, Reason, Status
from assent.engine.model import conditions as c
from assent.engine.model.contract import Contract, Version
from assent.engine.model.nouns import Document
from assent.engine.report.lookup import Reasons
from assent.engine.report.places import Places, places_of
from assent.engine.report.rows import distinct
from assent.grammar.values import Moment

_OF_DOCUMENTS = ("documents", "determinations")


@attrs.frozen
class ChecklistRow:
    """One line of the list. `depth` is 0 for a condition with a label and grows for what stands under it.

    `party` is who must act, `document` what is delivered or judged, `evidence` where its fact is recorded.
    `needed` is false for what is not met and need not be, because the condition around it is met another way.
    """

    effect: str
    section: str
    item: str
    party: str
    document: str
    evidence: str
    status: Status
    since: Moment | None
    note: str
    depth: int
    needed: bool = True


@attrs.frozen
class _Where:
    """Where a row stands: its depth, the last known status around it, a note for all that stands there."""

    depth: int
    status: Status
    note: str = ""
    met_by: str = ""


def checklist_rows(contract: Contract, evaluation: Evaluation) -> tuple[ChecklistRow, ...]:
    """The rows of the closing checklist for each finding of an evaluation, in the order of the contract."""
    places = places_of(evaluation)
    rows: list[ChecklistRow] = []
    for finding in evaluation.findings:
        rows += _Lister(contract, evaluation.readings, finding, places, Reasons(finding.walk())).rows()
    return tuple(rows)


@attrs.define
class _Lister:
    """Lists the conditions of one clause; `reasons` finds what the evaluation says of each."""

    contract: Contract
    readings: Mapping[str, str]
    finding: Finding
    places: Places
    reasons: Reasons

    def rows(self) -> Iterator[ChecklistRow]:
        versions = self._versions()
        for version in versions:
            if version.condition is None:
                text = f"section {version.section} of {version.agreement} is not in the record"
                yield self._row(version.section, text, "UNDETERMINED", _Where(0, "UNDETERMINED"))
                continue
            where = _Where(0, self._status_of_clause())
            if not any(node.place.labelled for node, _ in c.walk(version.condition)):
                root = self.reasons.of(version.condition)
                yield self._row(version.section, self.finding.name, where.status, where, root)
                where = attrs.evolve(where, depth=1)
            yield from self._list(version.condition, where)

    def _versions(self) -> Sequence[Version]:
        """The texts that the evaluation speaks of, or all of them when it speaks of none."""
        versions = self.contract.clauses[self.finding.name].versions
        spoken = [v for v in versions if v.condition and self.reasons.of(v.condition)]
        return spoken or versions

    def _status_of_clause(self) -> Status:
        return self.finding.reasons[0].status if self.finding.reasons else "UNDETERMINED"

    # --- what belongs on the list -------------------------------------------------------------------------

    def _list(self, condition: c.Condition, where: _Where, *, way: bool = False) -> Iterator[ChecklistRow]:
        """The rows of a condition; a `way` is one of several, whose parts stay together under it."""
        if isinstance(condition, c.UnderReading):
            yield from self._under(condition, where, way)
            return
        reason = self.reasons.of(condition)
        parts = _listed_parts(condition)
        place = condition.place
        if not parts or place.labelled or place.heading or _is_choice(condition) or way:
            status = reason.status if reason else where.status
            leaf = None if parts else condition
            yield self._row(place.section, item_words(condition), status, where, reason, leaf)
            where = self._inside(where, status, reason, condition)
        for part, note in parts:
            inner = attrs.evolve(where, note=note or where.note)
            yield from self._list(part, inner, way=_is_choice(condition))

    def _under(self, condition: c.UnderReading, where: _Where, way: bool) -> Iterator[ChecklistRow]:
        """What counts under one reading only: its rows, or one row that says when it would count."""
        chosen = self.readings.get(condition.question, "")
        part, place = condition.part, condition.place
        if chosen == condition.alternative:
            if place.heading or place.labelled:
                inner = part.place
                part = attrs.evolve(part, place=attrs.evolve(place, text=inner.text, span=inner.span))
            yield from self._list(part, where, way=way)
            return
        note = f"not a condition under {chosen}; counts under {condition.alternative}"
        words = place.heading or part.place.heading or _joined(part)
        row = self._row(place.section, words, "NOT APPLICABLE", where, None, part)
        yield attrs.evolve(row, note=note, evidence="")

    def _inside(self, where: _Where, status: Status, reason: Reason | None, condition: c.Condition) -> _Where:
        met_by = where.met_by
        if status in MET and not met_by:
            note = reason.note if reason else ""
            other = "another way is met" if _is_choice(condition) else status.lower()
            met_by = note or other
        return _Where(where.depth + 1, status, where.note, met_by)

    def _row(
        self,
        section: str,
        item: str,
        status: Status,
        where: _Where,
        reason: Reason | None = None,
        leaf: c.Condition | None = None,
    ) -> ChecklistRow:
        notes = [reason.note if reason else "", where.note]
        needed = not where.met_by or status in MET
        if not needed:
            notes.append(f"not needed: {where.met_by}")
        return ChecklistRow(
            effect=self.finding.name,
            section=section,
            item=item,
            party=", ".join(responsible(self.contract, leaf)) if leaf else "",
            document=document_of(leaf) if leaf else "",
            evidence=_evidence(reason, self.places) if reason and (leaf or not reason.reasons) else "",
            status=status,
            since=reason.since if reason else None,
            note="; ".join(dict.fromkeys(note for note in notes if note)),
            depth=where.depth,
            needed=needed and status != "NOT APPLICABLE",
        )


def _is_choice(condition: c.Condition) -> bool:
    return isinstance(condition, c.AnyOf | c.AtLeast | c.Carried)


def _listed_parts(condition: c.Condition) -> list[tuple[c.Condition, str]]:
    """What is listed under a condition, each with a note: the parts of a list, both limbs of a deeming."""
    match condition:
        case c.AllOf() | c.AnyOf() | c.AtLeast() | c.Carried() | c.Lasting():
            return [(part, "") for part in c.parts_of(condition)]
        case c.Waivable():
            return [(condition.part, "")]
        case c.Deemed():
            note = f"deems it satisfied by {' or '.join(condition.instruments)}"
            return [(condition.main, ""), *((part, note) for part in condition.deeming)]
        case _:
            return []


def item_words(condition: c.Condition) -> str:
    """What a condition is called on the list: its heading, its words, or for a bare list what is in it."""
    place = condition.place
    if place.heading or (place.text and not place.text.endswith(" of")):
        return place.heading or place.text
    if _is_choice(condition) and not place.labelled:
        return place.text.replace("any of", "one of")
    return _joined(condition)


def _joined(condition: c.Condition) -> str:
    """`Certificate of Occupancy or Municipal Certification; Lakewood Completion occurred by 1996-05-31`."""
    if condition.place.text and not condition.place.text.endswith(" of"):
        return condition.place.text
    if isinstance(condition, c.Waivable | c.Deemed):
        return _joined(c.parts_of(condition)[0])
    parts = [part for part in c.parts_of(condition) if not isinstance(part, c.UnderReading)]
    words = (" or " if _is_choice(condition) else "; ").join(_joined(part) for part in parts)
    return f"at all times since {condition.since}: {words}" if isinstance(condition, c.Throughout) else words


def _acts(condition: c.Condition) -> Iterator[c.Happened | c.Determined]:
    for node, _ in c.walk(condition):
        if isinstance(node, c.Happened | c.Determined):
            yield node


def responsible(contract: Contract, condition: c.Condition) -> tuple[str, ...]:
    """Who must act: the subject of the verb, or for what is to be received, those who make the document."""
    found: dict[str, None] = {}
    for act in _acts(condition):
        happening = act.happening
        if happening.verb == "received":
            noun = contract.nouns.get(happening.object)
            tests = act.tests if isinstance(act, c.Happened) else ()
            senders = [str(test.value) for test in tests if test.particular == "from"]
            makers: Iterable[str] = noun.makers if isinstance(noun, Document) else ()
            found.update(dict.fromkeys(senders or makers))
        elif happening.subject:
            found[happening.subject] = None
    return tuple(found)


def document_of(condition: c.Condition) -> str:
    """The documents that a condition speaks of."""
    names: dict[str, None] = {}
    for node, _ in c.walk(condition):
        if isinstance(node, c.InForm):
            names[node.document] = None
        elif isinstance(node, c.Happened | c.Determined) and node.happening.verb == "determined":
            continue  # said of a matter
        elif isinstance(node, c.Happened | c.Determined) and node.happening.kind in _OF_DOCUMENTS:
            names[node.happening.object] = None
    return ", ".join(names)


def _evidence(reason: Reason, places: Places) -> str:
    """`binder tab 14 (closing.facts:12)` for each fact that a condition rests on."""
    facts = distinct(fact for inner in reason.walk() for fact in inner.facts)
    cited = [(fact.evidence, places.cite(fact.span)) for fact in facts]
    return "; ".join(f"{evidence} ({cite})" if evidence else cite for evidence, cite in cited)
