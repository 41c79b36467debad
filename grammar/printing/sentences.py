"""One sentence in a line, and the details that its object bears."""

from typing import assert_never

from assent.grammar.printing.words import is_plural, listed, moment, number, quoted, section, value
from assent.grammar.syntax import names as n
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.journal import Fact, Withdrawn
from assent.grammar.values import Form, Relation

_BASE = {
    "received": "receive",
    "executed": "execute",
    "sent": "send",
    "requested": "request",
    "determined": "determine",
    "occurred": "occur",
    "began": "begin",
    "ended": "end",
}
_PLURAL_FORMS: dict[Form, str] = {
    "an original": "originals",
    "a copy": "copies",
    "a true and complete copy": "true and complete copies",
}


def print_sentence(sentence: s.Sentence) -> str:
    """The canonical text of a sentence, in one line."""
    match sentence:
        case s.Totals():
            less = "".join(f" less total {_sum(one)}" for one in sentence.less)
            return f"total {_sum(sentence.sum)} is {sentence.relation} {value(sentence.limit)}{less}"
        case s.Acts():
            objects = listed(sentence.objects) + details(sentence.details, sentence.objects)
            return f"{listed(sentence.subjects)} {_verb(sentence)} {objects}"
        case s.Happens():
            written = (sentence.details,) if sentence.details else ()
            return f"{listed(sentence.subjects)} {_verb(sentence)}{details(written, sentence.subjects)}"
        case s.Amended(names):
            return f"{listed(names)} {number(names, 'was', 'were')} amended"
        case s.Restored(names):
            words = number(names, "was restored to its", "were restored to their")
            return f"{listed(names)} {words} form of {moment(sentence.moment)}"
        case s.Waives():
            form = f" {sentence.form}" if sentence.form else ""
            return f"{listed(sentence.subjects)} waived {section(sentence.section)}{form}"
        case _:
            return _state(sentence)


def _state(
    sentence: s.Judged | s.Stands | s.Truth | s.InForm | s.Exists | s.NoneExists,
) -> str:
    match sentence:
        case s.Judged():
            return f"{_is(sentence)} satisfactory to {listed(sentence.judges)}"
        case s.Stands():
            mode = f" {sentence.mode}" if sentence.mode else ""
            return f"{_is(sentence)} {sentence.standing}{mode}"
        case s.Truth(names):
            return f"{listed(names)} {number(names, 'is', 'are')} {sentence.degree}"
        case s.InForm(names):
            return f"{_is(sentence)} in {number(names, 'its', 'their')} form of {moment(sentence.moment)}"
        case s.Exists(names):
            return f"{listed(names)} {_exists(names, sentence.ever)}"
        case s.NoneExists(name):
            return f"no {name.text} {_exists((name,), sentence.ever)}"
        case _:
            assert_never(sentence)


def _sum(written: s.Sum) -> str:
    """What is added up, and over which time."""
    said = details((written.details,) if written.details else (), written.names)
    since = f" from {moment(written.since)}" if written.since else ""
    through = f" through {moment(written.through)}" if written.through else ""
    return f"{written.particular.text} of {listed(written.names)}{said}{since}{through}"


def _verb(sentence: s.Acts | s.Happens) -> str:
    return f"did not {_BASE[sentence.verb]}" if sentence.negated else sentence.verb


def _is(sentence: s.Judged | s.Stands | s.InForm) -> str:
    verb = number(sentence.names, "is", "are")
    return f"{listed(sentence.names)} {verb}{' not' if sentence.negated else ''}"


def _exists(names: tuple[n.Name, ...], ever: bool) -> str:
    if ever:
        return number(names, "has occurred", "have occurred")
    return number(names, "exists", "exist")


def details(written: tuple[s.Detail, ...], objects: tuple[n.Name, ...]) -> str:
    """What stands behind an object, each detail with a space before it."""
    return "".join(f" {detail(each, is_plural(*objects))}" for each in written)


def detail(written: s.Detail, plural: bool = False) -> str:
    """One detail of an object."""
    match written:
        case s.AsForm(form):
            return f"as {_PLURAL_FORMS[form] if plural else form}"
        case s.ExecutedBy(names):
            return f"executed by {listed(names) or 'its parties'}"
        case s.FromParty(name):
            return f"from {name.text}"
        case s.Enclosing(names):
            return f"enclosing {listed(names)}"
        case s.EnclosedIn(name):
            return f"enclosed in {name.text}"
        case s.DatedDetail():
            return f"dated {_relation(written.relation)}{moment(written.moment)}"
        case s.WithDetails(particulars):
            return "with " + ", ".join(particular(each) for each in particulars)
        case _:
            assert_never(written)


def particular(written: s.Particular) -> str:
    """`amount at least USD 825,000`."""
    return f"{written.name.text} {_relation(written.relation)}{value(written.value)}"


def _relation(relation: Relation) -> str:
    return "" if relation == "is" else f"{relation} "


def print_fact(fact: Fact) -> str:
    """The line of a journal: date, sentence and evidence, two spaces between them."""
    evidence = f" {quoted(fact.evidence)}" if fact.evidence is not None else ""
    return f"{moment(fact.moment)}  {print_sentence(fact.sentence)}{evidence}"


def print_withdrawn(withdrawn: Withdrawn) -> str:
    """A fact that is taken away, with its date where one is given."""
    date = f"{moment(withdrawn.moment)}  " if withdrawn.moment else ""
    return f"{date}{print_sentence(withdrawn.sentence)}"
