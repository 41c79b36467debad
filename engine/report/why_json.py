"""Why a verdict is what it is, in the values of JSON."""

from typing import Any

from assent.engine.analysis.why import Why
from assent.engine.analysis.why_grounds import Ground
from assent.engine.analysis.why_turns import Turn
from assent.engine.facts.ledger import Entry


def why_data(found: Why) -> dict[str, Any]:
    """The grounds and turns of one clause."""
    answer = found.answer
    return {
        "name": found.name,
        "verdict": answer.verdict,
        "since": _text(answer.since),
        "exact": found.exact,
        "least": found.least,
        "grounds": [_ground(one) for one in found.grounds] if found.grounds is not None else None,
        "sections": list(found.sections),
        "note": found.note,
        "waiting": list(found.waiting),
        "texts": list(found.texts),
        "turns": [_turn(one) for one in found.turns],
        "settling": [_turn(one) for one in found.settling],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "sections": list(ground.sections),
        "facts": [_fact(entry) for entry in ground.entries],
        "silence": ground.silence or None,
        "deadline": _text(ground.deadline),
        "waiver": ground.is_waiver,
        "ahead": ground.ahead,
    }


def _fact(entry: Entry) -> dict[str, Any]:
    known = bool(entry.span.source)
    return {
        "sentence": entry.sentence,
        "on": str(entry.moment),
        "evidence": entry.evidence,
        "file": entry.span.source if known else None,
        "line": entry.span.line if known else None,
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "acts": [
            {
                "sentence": act.sentence,
                "obstacle": obstacle,
                "actors": list(act.actors),
                "sections": list(act.sections),
                "on": _text(act.on),
                "parts": list(act.parts),
            }
            for act, obstacle in turn.acts
        ]
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
