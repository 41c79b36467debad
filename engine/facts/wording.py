"""Facts back as sentences: what was recorded, in words that read back as the same fact."""

from collections.abc import Iterable

from assent.engine.facts.ledger import Entry, Occurred
from assent.engine.model.happenings import ENCLOSED, Happening, ParticularValue

_BASE = {"received": "receive", "executed": "execute", "sent": "send", "occurred": "occur"}
_BASE |= {"requested": "request", "determined": "determine"}


def entry_sentence(entry: Entry) -> str:
    """The sentence of one entry alone, also where its line said several things."""
    if isinstance(entry.assertion, Occurred):
        assertion = entry.assertion
        return happening_sentence(assertion.happening, assertion.particulars, assertion.negated)
    return entry.sentence


def happening_sentence(
    happening: Happening, particulars: Iterable[tuple[str, ParticularValue]] = (), negated: bool = False
) -> str:
    """A happening with what is recorded of it."""
    subject, verb, thing = happening.subject, happening.verb, happening.object
    stated = dict(particulars)
    match verb:
        case "satisfactory":
            return f"{thing} {be(thing)} {'not ' if negated else ''}satisfactory to {subject}"
        case "amended":
            return f"{thing} was amended"
        case "restored":
            return f"{thing} was restored to its form of {stated['form']}"
        case "waived":
            form = stated.get("form", "")
            return f"{subject} waived section {thing}" + (f" {form}" if form else "")
        case "totalled":
            return f"{', '.join(happening.about)} {'did not occur' if negated else 'occurred'}"
        case "occurred" | "received" | "executed" | "sent" | "requested" | "determined":
            about = f" {thing}" if subject else ""
            words = f"did not {_BASE[verb]}{about}" if negated else f"{verb}{about}{_details(stated)}"
            return f"{subject or thing} {words}"


def be(name: str) -> str:
    """`are` after a term in the plural, as far as its spelling tells, else `is`; the language reads both alike."""
    word = name.partition(" of ")[0]
    return "are" if word.endswith("s") and not word.endswith(("ss", "is", "us")) else "is"


def _details(stated: dict[str, ParticularValue]) -> str:
    words = ""
    for name, preposition in (("copy", "as"), ("from", "from"), (ENCLOSED, ENCLOSED), ("dated", "dated")):
        if name in stated:
            words += f" {preposition} {stated.pop(name)}"
    listed = ", ".join(f"{name} {value}" for name, value in stated.items())
    return words + (f" with {listed}" if listed else "")
