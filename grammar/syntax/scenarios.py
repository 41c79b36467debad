"""A file of scenarios as written: facts changed against a journal, and what a careful lawyer expects."""

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.syntax.journal import Fact, Record, Withdrawn
from assent.grammar.syntax.names import Name, SectionReference, WrittenMoment, place


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ScenariosFor(Frozen):
    """`scenarios for Amendment from "closing.facts"`."""

    name: Name
    journal: str | None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class FromJournal(Frozen):
    """`from "other.facts"`: the journal this scenario starts from, instead of the file's."""

    journal: str
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class AsOf(Frozen):
    """`as of 1996-03-06`."""

    moment: WrittenMoment
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ExpectVerdict(Frozen):
    """`expect Amendment under EVER: CAN NO LONGER BE`."""

    name: Name
    readings: tuple[Name, ...]
    verdict: str
    since: WrittenMoment | None
    want_terms: tuple[Name, ...] = ()
    want_section: SectionReference | None = None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ExpectStatus(Frozen):
    """`expect section 5(c): DEEMED SATISFIED since 1996-02-08`."""

    section: SectionReference
    readings: tuple[Name, ...]
    status: str
    since: WrittenMoment | None
    span: Span = place()


ScenarioLine = Record | Fact | Withdrawn | FromJournal | AsOf | ExpectVerdict | ExpectStatus


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Scenario(Frozen):
    """One named case."""

    name: Name
    gloss: str | None
    lines: tuple[ScenarioLine, ...]
    span: Span = place()


ScenarioPart = ScenariosFor | Scenario


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ScenarioFile(Frozen):
    """A whole file of scenarios."""

    parts: tuple[ScenarioPart, ...]
    source: str = ""
