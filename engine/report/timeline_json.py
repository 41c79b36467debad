"""A history in the values of JSON, as the schema of all documents describes it under `timeline`."""

from assent.engine.analysis.history import Bar, ConditionChange, History, Told, Track, Turn, VerdictBar, VerdictChange
from assent.engine.analysis.history_causes import Cause, Dated
from assent.engine.analysis.history_standing import Item
from assent.engine.report.json import Object, data, source_data
from assent.engine.report.timeline_words import cause_words, words_of_item


def timeline_data(history: History) -> Object:
    """Verdicts and conditions as spans of time, the moments of change, the dates that the contract sets.

    A span is `from` its first moment, null for all time before, `until` the moment at which another begins.
    """
    return {
        "verdicts": [{"name": name, "spans": [_span(bar) for bar in bars]} for name, bars in history.verdicts.items()],
        "conditions": [_track(track) for track in history.tracks],
        "moments": [_turn(turn) for turn in history.turns],
        "dates": [_date(one) for one in history.dates],
    }


def _span(bar: VerdictBar) -> Object:
    return {"from": data(bar.start), "until": data(bar.end), **_told(bar.told)}


def _told(told: Told) -> Object:
    return {
        "verdict": told.verdict,
        "since": data(told.since),
        "at_latest": told.at_latest,
        "exact": told.exact,
    }


def _track(track: Track) -> Object:
    return {**_item(track.item), "source": source_data(track.item.span), "spans": [_bar(bar) for bar in track.bars]}


def _bar(bar: Bar) -> Object:
    return {"from": data(bar.start), "until": data(bar.end), "status": bar.status}


def _item(item: Item) -> Object:
    return {
        "name": item.clause,
        "section": item.section,
        "agreement": item.agreement,
        "text": words_of_item(item),
    }


def _turn(turn: Turn) -> Object:
    return {
        "moment": str(turn.moment),
        "ahead": turn.ahead,
        "verdicts": [_verdict(change) for change in turn.verdicts],
        "conditions": [_condition(change) for change in turn.conditions],
        "unchanged": turn.unchanged,
    }


def _verdict(change: VerdictChange) -> Object:
    return {
        "name": change.name,
        "before": _told(change.before),
        "after": _told(change.after),
        "because": [_cause(cause) for cause in change.because],
    }


def _condition(change: ConditionChange) -> Object:
    return {
        **_item(change.item),
        "before": change.before,
        "after": change.after,
        "because": [_cause(cause) for cause in change.because],
    }


def _cause(cause: Cause) -> Object:
    return {
        "kind": cause.kind,
        "moment": data(cause.moment),
        "section": cause.section,
        "text": cause_words(cause),
        "source": source_data(cause.fact.span) if cause.fact is not None else None,
    }


def _date(one: Dated) -> Object:
    return {"kind": one.kind, "moment": str(one.moment), "section": one.section, "text": one.words}
