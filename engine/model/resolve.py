"""From a contract file as written to the contract as meant: the walk over its parts, in three passes.

First every name is entered, so that a term may be used before it is defined; then definitions are completed; then
clauses are resolved. Findings of all passes are returned together.
"""

from collections.abc import Iterator

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.circles import check_circles
from assent.engine.model.contract import Clause, ClauseKind, Contract, Guarantee, RelationBack, Version
from assent.engine.model.endings import ENDED, Ending, lasting, not_yet
from assent.engine.model.happenings import Happening
from assent.engine.model.nouns import Document, Event, Representation, State
from assent.engine.model.obligations import LIMITS, Breaches, Limit, breach_of, cures_once
from assent.engine.model.periods import Period
from assent.engine.model.resolve_calendars import complete_calendars
from assent.engine.model.resolve_conditions import ConditionResolver
from assent.engine.model.resolve_nouns import Defining, ask, check_parts, complete, define
from assent.engine.model.resolve_sentences import Context, MayWaive, Unresolved
from assent.engine.model.resolve_tables import complete_tables
from assent.engine.model.room import room
from assent.engine.model.structure import find_structure
from assent.engine.model.terms import Terms, related
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.spans import Span
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax.names import Name, SectionReference
from assent.grammar.values import Moment

_KINDS: dict[k.ClauseKind, ClauseKind] = {
    "takes effect when": "effect",
    "is in force while": "force",
    "is complete when": "set",
    "is required when": "duty",
    "is true when": "representation",
    "begins when": "state",
}

_UNDER_READINGS = k.RelatesBack | k.MayWaive | k.Guarantee | k.UnderStatement  # the last has a finding of its own


def resolve_contract(tree: k.ContractFile) -> tuple[Contract | None, tuple[Diagnostic, ...]]:
    """The contract as meant, or None when there are errors, beside every finding in order of place."""
    resolver = _Resolver(tree)
    contract = resolver.run()
    findings = tuple(sorted(resolver.terms.diagnostics, key=lambda finding: finding.span))
    return (None if resolver.failed() else contract), findings


@attrs.frozen
class _Written:
    """A clause or definition with where it stands: its section, and the text version it is part of."""

    node: k.Definition | k.DocumentSet | k.PartySet | k.Vote | k.Calendar | k.Table | k.Statement
    section: str
    version: k.Version | None
    reading: Name | None


@attrs.define
class _Draft:
    """A clause while its texts are gathered."""

    kind: ClauseKind
    section: str
    span: Span
    versions: list[Version] = attrs.field(factory=list)
    act: m.Happened | m.Composite | None = None
    relations_back: list[RelationBack] = attrs.field(factory=list)
    lapses: Moment | None = None
    ends: dict[k.ClauseKind, Ending] = attrs.field(factory=dict)
    obliged: tuple[str, ...] = ()


@attrs.define
class _Resolver:
    tree: k.ContractFile
    terms: Terms = attrs.field(factory=Terms)
    headings: dict[str, str] = attrs.field(factory=dict)
    drafts: dict[str, _Draft] = attrs.field(factory=dict)
    moments: set[Moment] = attrs.field(factory=set)
    tried: set[str] = attrs.field(factory=set)
    limits: list[Limit] = attrs.field(factory=list)

    def run(self) -> Contract | None:
        header = self._header()
        written = list(self._written())
        for part in self.tree.parts:
            if isinstance(part, k.Question):
                ask(part, self.terms)
        self._define(header, written)
        resolver = ConditionResolver(self.terms, self._waivers(written))
        for one in written:
            self.terms.section = self._heading(one.section)
            self._statement(one, resolver)
        for one in written:
            self.terms.section = self._heading(one.section)
            self._end(one, resolver)
        self._lasting(resolver)
        self._breaches(resolver)
        guarantees = tuple(self._guarantees(written, resolver))
        self.terms.section = ""
        self._check_versions(written)
        clauses = {name: self._clause(name, draft) for name, draft in self.drafts.items() if draft.versions}
        if header is None or self.failed():
            return None
        circles = check_circles(clauses, self.terms)
        self._unused()
        stated = {one.name: one.as_clause() for one in guarantees}
        structure = find_structure(clauses | stated, resolver.next_number)
        return Contract(
            name=header.name.text,
            title=header.gloss or header.name.text,
            nouns=self.terms.nouns,
            questions=self.terms.questions,
            clauses=clauses,
            headings=self.headings,
            circles=circles,
            moments=tuple(sorted(self._all_moments(clauses), key=lambda moment: (moment.day, moment.minute or 0))),
            size=resolver.next_number,
            structure=structure,
            source=self.tree.source,
            guarantees=guarantees,
            room=room(clauses, structure, self.terms.nouns),
            counted=tuple(dict.fromkeys(_counted(clauses))),
        )

    # --- the parts -------------------------------------------------------------------------------------------

    def _header(self) -> k.ContractHeader | None:
        headers = [part for part in self.tree.parts if isinstance(part, k.ContractHeader)]
        for extra in headers[1:]:
            first = related(headers[0].span, "first header here")
            self.terms.say("two-contract-headers", extra.name.span, related=first, name=extra.name.text)
        if not headers:
            self.terms.say("no-contract-header", Span(self.tree.source, 1, 1, 1, 1))
            return None
        return headers[0]

    def _written(self) -> Iterator[_Written]:
        sections: dict[str, Span] = {}
        for part in self.tree.parts:
            match part:
                case k.ContractHeader() | k.Question():
                    pass
                case k.Include(path):  # the session has put in what is included; a text alone has no files beside it
                    self.terms.say("no-such-file", path.span, path=path.text)
                case k.Section(number, heading, elements):
                    first = sections.setdefault(number, part.span)
                    if first is not part.span:
                        beside = related(first, "first said here")
                        self.terms.say("duplicate-section", part.span, related=beside, section=number)
                    self.headings[number] = heading or ""
                    for element in elements:
                        yield from self._element(element, number, None)
                case _:
                    yield from self._element(part, "", None)

    def _element(self, element: k.Element, section: str, version: k.Version | None) -> Iterator[_Written]:
        if isinstance(element, k.Labelled):
            section += element.label
            self.headings[section] = element.heading or ""
            element = element.element
        reading = None
        if isinstance(element, k.UnderStatement):
            reading, element = element.reading, element.statement
        if isinstance(element, k.Version) and version is not None:
            self.terms.say("text-inside-text", element.section.span, section=element.section.number)
        elif isinstance(element, k.Version):
            yield _Written(element, section, None, reading)
            for inner in element.elements:
                yield from self._element(inner, element.section.number, element)
        else:
            yield _Written(element, section, version, reading)

    def _heading(self, section: str) -> str:
        number = section.partition("(")[0]
        heading = self.headings.get(number, "")
        return f'section {section} "{heading}"' if heading else f"section {section}" if section else ""

    def _define(self, header: k.ContractHeader | None, written: list[_Written]) -> None:
        definitions: list[tuple[Defining, str]] = []
        if header is not None:
            definitions.append((header, ""))
        for one in written:
            if isinstance(one.node, k.Definition | k.DocumentSet | k.PartySet | k.Vote | k.Calendar | k.Table):
                definitions.append((one.node, one.section))
            elif isinstance(one.node, k.Clause) and one.node.kind in ENDED:
                self.terms.ending.add(one.node.name.text)
            elif isinstance(one.node, k.Clause) and one.node.kind in LIMITS:
                pass
            elif isinstance(one.node, k.Obliges):
                kind: ClauseKind = "prohibition" if one.node.forbids else "obligation"
                self.terms.clauses |= {one.node.name.text: kind, breach_of(one.node.name.text): "breach"}
            elif isinstance(one.node, k.Clause):
                self.terms.clauses[one.node.name.text] = _KINDS[one.node.kind]
            elif isinstance(one.node, k.Permits):
                self.terms.clauses[one.node.name.text] = "permission"
        kept: list[Defining] = []
        for definition, section in definitions:
            known = definition.name.text in self.terms.nouns
            define(definition, section, self.terms)
            if not known:
                kept.append(definition)
        complete_calendars([one for one in kept if isinstance(one, k.Calendar)], self.terms)
        for definition in kept:
            complete(definition, self.terms)
        complete_tables([one for one in kept if isinstance(one, k.Table)], self.terms)
        check_parts(self.terms, [definition for definition in kept if isinstance(definition, k.Vote)])

    def _waivers(self, written: list[_Written]) -> list[MayWaive]:
        waivers: list[MayWaive] = []
        for one in written:
            if not isinstance(one.node, k.MayWaive):
                continue
            agreement = self._agreement(one.node.section)
            question = self.terms.alternative(one.reading) if one.reading is not None else ""
            for actor in self.terms.actors(one.node.names, "may waive"):
                if question is not None:
                    reading = one.reading.text if one.reading is not None else ""
                    number, in_writing = one.node.section.number, one.node.in_writing
                    waivers.append(MayWaive(actor, number, agreement, in_writing, question, reading))
        return waivers

    def _agreement(self, reference: SectionReference) -> str:
        """The agreement of a section reference, empty for the contract itself."""
        if reference.agreement is None:
            known = any(part.number == reference.number.partition("(")[0] for part in self._sections())
            if not known:
                close = self.terms.close(reference.number, [part.number for part in self._sections()])
                self.terms.say("unknown-section", reference.span, close, section=reference.number)
            return ""
        agreement = self.terms.noun(reference.agreement, Document, "section of")
        return agreement.name if agreement is not None else ""

    def _sections(self) -> list[k.Section]:
        return [part for part in self.tree.parts if isinstance(part, k.Section)]

    # --- clauses ---------------------------------------------------------------------------------------------

    def _statement(self, one: _Written, resolver: ConditionResolver) -> None:
        node = one.node
        if one.reading is not None and not isinstance(node, _UNDER_READINGS):
            self.terms.say("misplaced-reading", one.reading.span, name=one.reading.text)
            return
        match node:
            case k.Clause() if node.kind in LIMITS:
                self._limit(node, one, resolver)
            case k.Clause() if node.kind not in ENDED:
                self._clause_text(node, node.condition, _KINDS[node.kind], one, resolver)
            case k.Permits():
                self._permits(node, one, resolver)
            case k.Obliges():
                self._obliges(node, one, resolver)
            case k.RelatesBack() | k.Lapses():
                self._timing(node, one.reading)
            case k.Version():
                self._agreement(node.section)
                if node.once is not None:
                    self.terms.clause(node.once, ("effect", "force"), "once")
            case k.AbsentText():
                self._agreement(node.section)
            case k.UnderStatement():  # a reading inside a reading
                self.terms.say("misplaced-reading", node.reading.span, name=node.reading.text)
            case _:
                pass

    def _clause_text(
        self,
        node: k.Clause | k.Permits | k.Obliges,
        condition: c.Condition,
        kind: ClauseKind,
        one: _Written,
        resolver: ConditionResolver,
    ) -> None:
        self.tried.add(node.name.text)
        if not self._subject_fits(node.name, kind):
            return
        agreement = ""
        if one.version is not None and one.version.section.agreement is not None:
            agreement = one.version.section.agreement.text
        try:
            resolved = resolver.resolve(condition, Context(one.section, agreement))
        except Unresolved:
            return
        draft = self._draft(node.name, kind, one)
        if draft is None:
            return
        once = one.version.once if one.version is not None else None
        originals = [version for version in draft.versions if not version.supplied_by]
        if once is None and originals:
            first = related(originals[0].span, "first said here")
            self.terms.say("duplicate-definition", node.name.span, related=first, name=node.name.text)
            return
        draft.versions.append(Version(once.text if once else "", resolved, one.section, agreement, node.span))

    def _subject_fits(self, name: Name, kind: ClauseKind) -> bool:
        """Whether a clause of a kind may be about a term: a representation about a representation, and so on."""
        noun = self.terms.nouns.get(name.text)
        self.terms.used.add(name.text)
        if kind in ("representation", "state") and noun is None:
            wanted = Representation if kind == "representation" else State
            names = (other.name for other in self.terms.nouns.values() if isinstance(other, wanted))
            self.terms.say("unknown-term", name.span, self.terms.close(name.text, names), name=name.text)
            return False
        match kind:
            case "representation":
                return self.terms.noun(name, Representation, "is true when") is not None
            case "state":
                return self.terms.noun(name, State, "begins when") is not None
        if noun is None or (kind in ("effect", "force") and isinstance(noun, Document)):
            return True
        self.terms.say(
            "wrong-kind", name.span, name=name.text, kind=self.terms.kind_of(name.text),
            wanted="a name of its own", verb=kind,
        )  # fmt: skip
        return False

    def _draft(self, name: Name, kind: ClauseKind, one: _Written) -> _Draft | None:
        draft = self.drafts.get(name.text)
        supplied = one.version is not None
        if draft is None:
            section = one.version.section.number if one.version is not None else one.section
            draft = self.drafts[name.text] = _Draft(kind, section, name.span)
        elif draft.kind != kind or not supplied:
            first = related(draft.span, "first said here")
            self.terms.say("duplicate-definition", name.span, related=first, name=name.text)
            return None
        return draft

    def _permits(self, node: k.Permits, one: _Written, resolver: ConditionResolver) -> None:
        try:
            act = resolver.occurrence(node.act, "permits")
        except Unresolved:
            return
        event = self.terms.nouns[node.act.text]
        if isinstance(event, Event) and event.recurring:
            self.terms.say("permits-recurring", node.act.span, name=event.name)
        self._clause_text(node, node.condition, "permission", one, resolver)
        draft = self.drafts.get(node.name.text)
        if draft is not None:
            draft.act = act

    def _timing(self, node: k.RelatesBack | k.Lapses, reading: Name | None) -> None:
        name = self.terms.clause(
            node.name, ("effect",), "relates back to" if isinstance(node, k.RelatesBack) else "lapses"
        )
        moment = self.terms.moment(node.moment)
        question = self.terms.alternative(reading) if reading is not None else ""
        if name is None or moment is None or question is None:
            return
        draft = self.drafts.get(name)
        if draft is None:
            if name not in self.tried:  # else it has findings of its own
                self.terms.say("too-early", node.name.span, name=name)
            return
        alternative = reading.text if reading else ""
        if isinstance(node, k.Lapses):
            if draft.lapses is not None:  # only one of the two dates could be the last
                self.terms.say("duplicate-definition", node.name.span, name=name)
            draft.lapses = moment
        else:
            if any(one.alternative == alternative for one in draft.relations_back):
                self.terms.say("duplicate-definition", node.name.span, name=name)
            draft.relations_back.append(RelationBack(moment, question, alternative))
        self.moments.add(moment)

    # --- ends ------------------------------------------------------------------------------------------------

    def _end(self, one: _Written, resolver: ConditionResolver) -> None:
        """An end of an effect or a state, beside the clause that begins it (S15)."""
        node = one.node
        if not isinstance(node, k.Clause) or node.kind not in ENDED or one.reading is not None:
            return
        if ENDED[node.kind] == "state" and node.name.text not in self.terms.clauses:
            if self.terms.noun(node.name, State, "ends when") is not None:
                self.terms.say("nothing-to-end", node.name.span, name=node.name.text)
            return
        name = self.terms.clause(node.name, (ENDED[node.kind],), node.kind)
        if name is None:
            return
        words, labelled = not_yet(node.kind, name), one.section.endswith(")")
        heading = self.headings.get(one.section, "") if labelled else ""
        try:
            stays = resolver.ending(node, words, Context(one.section, heading=heading, labelled=labelled))
        except Unresolved:
            return
        draft = self.drafts.get(name)
        if draft is None:  # it has findings of its own
            return
        if one.version is not None or len(draft.versions) > 1 or draft.versions[0].supplied_by:
            self.terms.say("end-of-a-text", node.name.span, name=name)
        elif node.kind in draft.ends:
            first = related(draft.ends[node.kind].span, "first said here")
            self.terms.say("duplicate-definition", node.name.span, related=first, name=name)
        else:
            draft.ends[node.kind] = Ending(stays, node.span)

    def _lasting(self, resolver: ConditionResolver) -> None:
        """Put the ends of each clause into its condition: an effect that can end is in force while it lasts."""
        for name, draft in self.drafts.items():
            version = draft.versions[0] if draft.versions else None
            if not draft.ends or version is None or version.condition is None:
                continue
            condition = lasting(name, version.condition, draft.ends, draft.lapses, resolver.number)
            draft.versions = [attrs.evolve(version, condition=condition)]
            if draft.kind == "effect":
                draft.kind, draft.lapses = "force", None

    # --- obligations -----------------------------------------------------------------------------------------

    def _obliges(self, node: k.Obliges, one: _Written, resolver: ConditionResolver) -> None:
        """What somebody must do, or must not let happen; of a list that is forbidden, anything in it (S16)."""
        kind: ClauseKind = "prohibition" if node.forbids else "obligation"
        for name in node.parties:
            self.terms.parties(name, "forbids" if node.forbids else "obliges")
        beside = self.terms.nouns.get(breach_of(node.name.text))
        if beside is not None:
            first = related(beside.span, "first said here")
            self.terms.say("duplicate-definition", node.name.span, related=first, name=beside.name)
        condition = node.condition
        if node.forbids and isinstance(condition, c.Group) and condition.quantifier == c.Counted(""):
            condition = attrs.evolve(condition, quantifier=c.Counted("any of"))
        self._clause_text(node, condition, kind, one, resolver)
        draft = self.drafts.get(node.name.text)
        if draft is not None:
            draft.obliged = tuple(name.text for name in node.parties)

    def _limit(self, node: k.Clause, one: _Written, resolver: ConditionResolver) -> None:
        """When an obligation applies, when it does not, or when a breach of it is cured."""
        name = self.terms.clause(node.name, ("obligation", "prohibition"), node.kind)
        agreement = one.version.section.agreement if one.version is not None else None
        try:
            inner = Context(one.section, agreement.text if agreement is not None else "")
            condition = resolver.resolve(node.condition, inner)
        except Unresolved:
            return
        text = None if one.version is None else one.version.once.text if one.version.once is not None else ""
        if name is not None:
            self.limits.append(Limit(node.kind, name, text, condition))

    def _breaches(self, resolver: ConditionResolver) -> None:
        """Beside each obligation the clause that says when it is breached; a prohibition is kept while it is not."""
        breaches = Breaches(resolver.number, resolver.stays_so)
        for name, draft in [(n, d) for n, d in self.drafts.items() if d.kind in ("obligation", "prohibition")]:
            beside = self.drafts[breach_of(name)] = _Draft("breach", draft.section, draft.span)
            for version in draft.versions:
                condition = self._breach(name, draft.kind, version, breaches, resolver)
                beside.versions.append(attrs.evolve(version, condition=condition))
            if draft.kind == "prohibition" and draft.versions:
                draft.versions = [self._kept(name, draft.versions[0], resolver)]

    def _breach(
        self, name: str, kind: ClauseKind, version: Version, breaches: Breaches, resolver: ConditionResolver
    ) -> m.Condition:
        assert version.condition is not None
        limits = [limit for limit in self.limits if limit.counts(name, version.supplied_by)]
        if kind == "obligation":
            return breaches.of_duty(name, version.condition, limits)
        if any(limit.kind == "is cured when" for limit in limits) and not cures_once(version.condition):
            self.terms.say("cure-of-several", version.span, name=name)
        since = None  # what was done before the text took effect was not forbidden by it
        if version.supplied_by:
            place = attrs.evolve(version.condition.place, text=f"{version.supplied_by} is effective", labelled=False)
            since = m.Refers(resolver.number(), place, version.supplied_by, "")
        return breaches.of_prohibition(name, version.condition, limits, since)

    def _is_duty(self, breach: str) -> bool:
        return any(draft.kind == "obligation" and breach_of(name) == breach for name, draft in self.drafts.items())

    def _kept(self, name: str, first: Version, resolver: ConditionResolver) -> Version:
        """That a prohibition is not breached, whichever of its texts governs."""
        place = m.Place(first.section, first.agreement, text=f"{name} is breached", span=first.span)
        breached = m.Refers(resolver.number(), place, breach_of(name), "")
        place = attrs.evolve(place, text=f"{name} is not breached")
        return Version("", m.Not(resolver.number(), place, breached), first.section, first.agreement, first.span)

    # --- guarantees ------------------------------------------------------------------------------------------

    def _guarantees(self, written: list[_Written], resolver: ConditionResolver) -> Iterator[Guarantee]:
        """The guarantees, resolved behind all clauses, so that the numbers of these do not depend on them."""
        known: dict[str, Span] = {}
        for one in written:
            node = one.node
            if not isinstance(node, k.Guarantee):
                continue
            self.terms.section = self._heading(one.section)
            first = known.setdefault(node.label, node.span)
            if first is not node.span:
                beside = related(first, "first said here")
                self.terms.say("duplicate-definition", node.span, related=beside, name=node.label)
            try:
                condition = resolver.guaranteed(node, one.reading, Context(one.section))
            except Unresolved:
                continue
            for part, _ in m.walk(condition):
                if isinstance(part, m.Refers) and part.mode:  # nothing refers to a guarantee: it closes no circle
                    self.terms.warn("useless-mark", part.place.span, name=part.clause, mode=part.mode)
            yield Guarantee(node.label, condition, one.section, node.span)

    # --- texts of sections -----------------------------------------------------------------------------------

    def _check_versions(self, written: list[_Written]) -> None:
        """A clause that an amendment rewrites needs its original text, or the words that it is not in the record."""
        absent: dict[tuple[str, str], Span] = {}
        for one in written:
            node = one.node
            if isinstance(node, k.AbsentText) and node.section.agreement is not None:
                absent[(node.section.number, node.section.agreement.text)] = node.span
        for name, draft in self.drafts.items():
            if draft.versions and all(version.supplied_by for version in draft.versions):
                version = draft.versions[0]
                span = absent.get((version.section, version.agreement))
                if span is None and draft.kind == "breach" and self._is_duty(name):  # it has a finding of its own
                    continue
                if span is None:
                    key = f"{version.section} of {version.agreement}"
                    self.terms.say("missing-version", version.span, section=key, name=name)
                    continue
                draft.versions.insert(0, Version("", None, version.section, version.agreement, span))
            draft.versions.sort(key=lambda version: bool(version.supplied_by))

    def _clause(self, name: str, draft: _Draft) -> Clause:
        return Clause(
            name, draft.kind, draft.section, tuple(draft.versions), draft.act, tuple(draft.relations_back),
            draft.lapses, draft.span, draft.obliged,
        )  # fmt: skip

    def _all_moments(self, clauses: dict[str, Clause]) -> set[Moment]:
        for clause in clauses.values():
            for version in clause.versions:
                if version.condition is not None:
                    self.moments.update(m.moments_in(version.condition))
        return self.moments

    # --- what is never used ----------------------------------------------------------------------------------

    def failed(self) -> bool:
        """Whether an error has been found."""
        return any(finding.severity == "error" for finding in self.terms.diagnostics)

    def _unused(self) -> None:
        if self.failed():
            return
        header = self._header()
        used = self.terms.used | ({header.name.text} if header is not None else set())
        for noun in self.terms.nouns.values():
            if noun.name not in used and self._is_own(noun.span):
                self.terms.warn("unused-term", noun.span, name=noun.name)
        for question in self.terms.questions.values():
            named = any(alternative.name in self.terms.used for alternative in question.alternatives)
            if not named and self._is_own(question.span):
                self.terms.warn("unused-reading", question.span, name=question.name)

    def _is_own(self, span: Span) -> bool:
        """Whether something stands in the file of the contract: what is included may serve other contracts."""
        return span.source == self.tree.source


def _counted(clauses: dict[str, Clause]) -> Iterator[tuple[Happening, Period]]:
    """The periods that run from what happens."""
    for clause in clauses.values():
        for version in clause.versions:
            if version.condition is not None:
                yield from m.counted_in(version.condition)
