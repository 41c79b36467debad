"""Definitions as meant: what each defined term stands for, with its date, makers, particulars and parts."""

from collections.abc import Iterable

import attrs

from assent.engine.model.contract import Alternative, Question
from assent.engine.model.nouns import (
    Calendar,
    Document,
    DocumentSet,
    Event,
    Matter,
    Noun,
    Particular,
    Party,
    PartySet,
    Representation,
    State,
    Table,
    Vote,
)
from assent.engine.model.terms import Terms, related
from assent.engine.model.voting import check_members, check_votes
from assent.grammar.outline import DEEPEST_LEVEL
from assent.grammar.syntax import contract as k
from assent.grammar.syntax.names import Name

_MOST_PARTS = 1_000

Defining = k.Definition | k.DocumentSet | k.PartySet | k.Vote | k.Calendar | k.Table | k.ContractHeader


def define(definition: Defining, section: str, terms: Terms) -> None:
    """Enter a definition under its name; its attributes are filled in by `complete` once all names are known."""
    name = definition.name
    first = terms.nouns.get(name.text)
    if first is not None:
        terms.say(
            "duplicate-definition",
            name.span,
            related=related(first.span, "first defined here"),
            name=name.text,
        )
        return
    terms.nouns[name.text] = _blank(definition, section)


def _blank(definition: Defining, section: str) -> Noun:
    common = (definition.name.text, definition.gloss or "", section, definition.name.span)
    match definition:
        case k.ContractHeader():
            return Document(*common)
        case k.DocumentSet():
            return DocumentSet(*common, members=tuple(member.text for member in definition.members))
        case k.Calendar():
            return Calendar(*common)
        case k.Table():
            return Table(*common)
        case k.PartySet():
            measure = next((one.measure.text for one in definition.members if one.measure is not None), "")
            members = tuple(member.name.text for member in definition.members)
            weights = tuple(member.weight for member in definition.members)
            return PartySet(*common, members=members, measure=measure, weights=weights)
        case k.Vote():
            of = tuple(name.text for name in definition.of)
            return Vote(*common, of=of, share=definition.share, strict=definition.relation == "more than")
    match definition.kind:
        case "party":
            return Party(*common)
        case "document" | "agreement":
            return Document(*common)
        case "event":
            return Event(*common, recurring=definition.recurring)
        case "state":
            return State(*common)
        case "representation":
            return Representation(*common)
        case _:
            return Matter(*common)


def complete(definition: Defining, terms: Terms) -> None:
    """Fill in the attributes of a definition, refusing those that do not fit its kind."""
    noun = terms.nouns[definition.name.text]
    if isinstance(definition, k.DocumentSet):
        for member in definition.members:
            terms.noun(member, Document, "a set of documents")
        return
    if isinstance(definition, k.PartySet):
        check_members(definition, terms)
        return
    if isinstance(definition, k.Vote | k.Calendar | k.Table):
        return  # checked when what they speak of is whole
    if isinstance(definition, k.Definition) and definition.recurring and not isinstance(noun, Event):
        _misplaced(definition.name, noun, "recurring", terms)
    for attribute in definition.attributes:
        noun = _with(noun, attribute, definition.name, terms)
    terms.nouns[definition.name.text] = noun


def _with(noun: Noun, attribute: k.Attribute, name: Name, terms: Terms) -> Noun:
    match attribute, noun:
        case k.DatedAttribute(when), Document():
            return attrs.evolve(noun, dated=terms.moment(when))
        case ((k.Between(names) | k.MadeBy(names)), Document()):
            return attrs.evolve(noun, makers=_parties(names, terms))
        case k.DeclaredParticulars(particulars), (Document() | Event()):
            return attrs.evolve(noun, particulars=particulars_of(particulars, terms))
        case k.ConsistsOf(names, simultaneously), Event():
            parts = tuple(event.name for part in names if (event := terms.noun(part, Event, "consists of")))
            return attrs.evolve(noun, parts=parts, simultaneous=simultaneously)
        case k.NotInRecord(), Matter():
            return attrs.evolve(noun, absent=True)
    _misplaced(name, noun, _WORDS[type(attribute)], terms)
    return noun


_WORDS: dict[type, str] = {
    k.DatedAttribute: "dated",
    k.Between: "between",
    k.MadeBy: "by",
    k.DeclaredParticulars: "with",
    k.ConsistsOf: "consists of",
    k.NotInRecord: "not in the record",
}


def _misplaced(name: Name, noun: Noun, word: str, terms: Terms) -> None:
    terms.say("misplaced-attribute", name.span, name=name.text, kind=terms.kind_of(noun.name), attribute=word)


def _parties(names: Iterable[Name], terms: Terms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.name for name in names for party in terms.parties(name, "between")))


def particulars_of(declared: Iterable[k.Declared], terms: Terms) -> tuple[Particular, ...]:
    """The particulars that are declared, each under a name of its own."""
    particulars: dict[str, Particular] = {}
    for one in declared:
        if one.name.text in particulars:
            terms.say("duplicate-definition", one.name.span, name=one.name.text)
        choices = tuple(choice.text for choice in one.choices)
        particulars[one.name.text] = Particular(one.name.text, one.kind, choices)  # type: ignore[arg-type]
    return tuple(particulars.values())


def check_parts(terms: Terms, votes: Iterable[k.Vote]) -> None:
    """Refuse what consists of itself, through whichever parts, or an event of more than can be taken apart."""
    _refuse_circles(terms)
    check_votes(votes, terms)
    sizes: dict[str, tuple[int, int]] = {}
    endless: list[Event] = []
    for event in [noun for noun in terms.nouns.values() if isinstance(noun, Event)]:
        levels, count = _taken_apart(event.name, terms, sizes)
        if levels > DEEPEST_LEVEL or count > _MOST_PARTS:
            endless.append(event)
            terms.nouns[event.name] = attrs.evolve(event, parts=())
    for event in endless[:1]:  # the others follow from it, or it from them
        terms.say("too-deep", event.span)


def _taken_apart(name: str, terms: Terms, sizes: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """How many levels of parts an event has, and how many parts when all of them are taken apart."""
    waiting = [name]
    while waiting:
        noun = terms.nouns.get(waiting[-1])
        parts = noun.parts if isinstance(noun, Event) else ()
        unknown = [part for part in parts if part not in sizes]
        if unknown:
            waiting += unknown
            continue
        inner = [sizes[part] for part in parts]
        levels = 1 + max((levels for levels, _ in inner), default=-1)
        sizes[waiting.pop()] = levels, sum(count for _, count in inner) or 1
    return sizes[name]


def _refuse_circles(terms: Terms) -> None:
    for whole in [noun for noun in terms.nouns.values() if _inside(noun)]:
        seen: set[str] = set()
        waiting = list(_inside(whole))
        while waiting:
            name = waiting.pop()
            if name == whole.name:
                terms.say("part-of-itself", whole.span, name=whole.name)
                terms.nouns[name] = _emptied(whole)
                break
            if name not in seen:
                seen.add(name)
                waiting += _inside(terms.nouns.get(name))


def _emptied(noun: Noun) -> Noun:
    match noun:
        case Event():
            return attrs.evolve(noun, parts=())
        case PartySet():
            return attrs.evolve(noun, members=())
        case _:
            return noun


def _inside(noun: Noun | None) -> tuple[str, ...]:
    """What an event consists of, and who is in a set of parties."""
    match noun:
        case Event():
            return noun.parts
        case PartySet():
            return noun.members
        case _:
            return ()


def ask(question: k.Question, terms: Terms) -> None:
    """Enter a question with its alternatives; exactly one of them is the default."""
    name = question.name
    if name.text in terms.questions:
        first = terms.questions[name.text]
        terms.say("duplicate-definition", name.span, related=related(first.span, "first asked here"), name=name.text)
        return
    defaults = [alternative.name for alternative in question.alternatives if alternative.default]
    if not defaults:
        terms.say("no-default", name.span, question=name.text)
    for extra in defaults[1:]:
        terms.say("two-defaults", extra.span, question=name.text)
    for alternative in question.alternatives:
        if alternative.name.text in terms.alternatives:
            other = terms.questions.get(terms.alternatives[alternative.name.text])
            beside = related(other.span, "first asked here") if other is not None else ()
            terms.say("duplicate-reading", alternative.name.span, related=beside, name=alternative.name.text)
        terms.alternatives[alternative.name.text] = name.text
    terms.questions[name.text] = Question(
        name.text,
        question.gloss or "",
        tuple(Alternative(a.name.text, a.gloss or "") for a in question.alternatives),
        (defaults or [question.alternatives[0].name])[0].text,
        name.span,
    )
