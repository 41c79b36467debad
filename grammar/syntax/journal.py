"""A journal of facts as written."""

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.syntax.names import Name, WrittenMoment, place
from assent.grammar.syntax.sentences import Sentence


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class FactsFor(Frozen):
    """`facts for Amendment`."""

    name: Name
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Record(Frozen):
    """`record of documents, events is complete through 1996-03-01` (S2)."""

    kinds: tuple[Name, ...]
    through: WrittenMoment
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Fact(Frozen):
    """A dated sentence with its evidence."""

    moment: WrittenMoment
    sentence: Sentence
    evidence: str | None = None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Withdrawn(Frozen):
    """A fact taken away for a what-if: the sentence, on one date or on any."""

    moment: WrittenMoment | None
    sentence: Sentence
    span: Span = place()


JournalPart = FactsFor | Record | Fact


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class JournalFile(Frozen):
    """A whole journal, line by line as written; the order of its facts never matters (S2)."""

    parts: tuple[JournalPart, ...]
    source: str = ""
