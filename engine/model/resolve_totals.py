"""Totals as conditions: what is added up, and the size that it has to reach, or may not reach (S17)."""

from collections.abc import Iterator

from assent.engine.model.happenings import Addend, Happening, Test, Total, size_of
from assent.engine.model.nouns import Event
from assent.engine.model.terms import Terms
from assent.grammar.printer import print_condition
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import Name
from assent.grammar.values import Relation

_BEYOND: dict[Relation, Relation] = {"at most": "more than", "less than": "at least"}


def reached(written: s.Totals, terms: Terms) -> tuple[Total, Test] | None:
    """What is added up, and the size that is asked about; None where something in it is wrong.

    `at most` so much is met while more than that has not been reached. What a limit is lessened by counts as if it
    were added to what is limited.
    """
    addends: list[Addend] = []
    sizes: list[Test] = []
    for part in (written.sum, *written.less):
        for event in _events(part, terms):
            size = terms.tests([_asked(part, written)], event)
            tests = terms.tests([part.details] if part.details is not None else [], event)
            since = terms.moment(part.since) if part.since is not None else None
            through = terms.moment(part.through) if part.through is not None else None
            happening = Happening("occurred", "", event.name)
            addends.append(Addend(happening, part.particular.text, tests, since, through))
            sizes += size
    names = [name for part in (written.sum, *written.less) for name in part.names]
    if len(sizes) < len(names) or not _whole(written, addends):
        return None
    test = Test("total", _BEYOND.get(written.relation, written.relation), sizes[0].value)
    unit = size_of(test.value)
    assert unit is not None
    return Total("totalled", "", _words(written), addends=tuple(addends), unit=unit[0]), test


def is_limit(written: s.Totals) -> bool:
    """Whether a total may not go beyond a size, and need not reach it."""
    return written.relation in _BEYOND


def words_of(total: Total, test: Test) -> str:
    """The sentence that says that a total has reached a size."""
    return f"total {total.object} is {test.relation} {test.value}"


def _words(written: s.Totals) -> str:
    sentences = [
        print_condition(s.Totals(part, written.relation, written.limit)) for part in (written.sum, *written.less)
    ]
    return " and ".join(one.removeprefix("total ").partition(f" is {written.relation} ")[0] for one in sentences)


def _asked(part: s.Sum, written: s.Totals) -> s.WithDetails:
    """The limit as it would be asked of one occurrence: the particular must be declared, and of its kind."""
    return s.WithDetails((s.Particular(part.particular, written.relation, written.limit, span=part.particular.span),))


def _events(part: s.Sum, terms: Terms) -> Iterator[Event]:
    for name in part.names:
        event = terms.noun(name, Event, "total")
        if event is not None and _recurs(event, name, terms):
            yield event


def _recurs(event: Event, name: Name, terms: Terms) -> bool:
    if event.recurring and not event.parts:
        return True
    terms.say("total-of-one", name.span, name=event.name)
    return False


def _whole(written: s.Totals, addends: list[Addend]) -> bool:
    """Whether nothing that was written got lost because it is wrong."""
    parts = [part for part in (written.sum, *written.less) for _ in part.names]
    return len(parts) == len(addends) and all(
        len(addend.tests) == (len(part.details.particulars) if part.details is not None else 0)
        and (part.since is None) == (addend.since is None)
        and (part.through is None) == (addend.through is None)
        for part, addend in zip(parts, addends, strict=True)
    )
