"""What somebody must do, or must not let happen: when an obligation is breached (rule S16).

A breach is resolved into conditions that exist, as a clause of its own beside the obligation: `Breach of NAME`.
"""

from collections.abc import Callable, Iterable

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause
from assent.grammar.syntax import contract as k

LIMITS: frozenset[k.ClauseKind] = frozenset({"applies when", "does not apply when", "is cured when"})
"""The clauses that say of an obligation when it counts, and when a breach of it is none any longer."""


def breach_of(name: str) -> str:
    """The name of the clause that holds while an obligation is breached."""
    return f"Breach of {name}"


@attrs.frozen
class Limit:
    """What limits an obligation: how, by which condition, and in which of its texts; None is outside of any."""

    kind: k.ClauseKind
    name: str
    text: str | None
    condition: m.Condition

    def counts(self, name: str, supplied_by: str) -> bool:
        """Whether it limits a text of an obligation."""
        return self.name == name and self.text in (None, supplied_by)


@attrs.define
class Breaches:
    """Makes the condition of a breach out of what is asked.

    `lasts` tells whether what a denial denies can never be undone once it is so.
    """

    number: Callable[[], int]
    lasts: Callable[[m.Not], bool]

    def of_duty(self, name: str, asked: m.Condition, limits: Iterable[Limit]) -> m.Condition:
        """That it is too late to do what is asked, while the obligation applies and no cure has come."""
        kept = tuple(limits)
        late = self.too_late(asked) or self._never(asked.place)
        return self._all(
            f"{name} is breached", asked.place, [late, *self._applies(kept), *self._unless(kept, "is cured when")]
        )

    def of_prohibition(
        self, name: str, forbidden: m.Condition, limits: Iterable[Limit], since: m.Condition | None
    ) -> m.Condition:
        """That what is forbidden came about while the prohibition applied, and no cure has come."""
        kept = tuple(limits)
        while_it_applied = [*([since] if since is not None else []), *self._applies(kept)]
        done = self._came_about(forbidden, while_it_applied)
        return self._all(f"{name} is breached", forbidden.place, [done, *self._unless(kept, "is cured when")])

    # --- prohibitions ----------------------------------------------------------------------------------------

    def _came_about(self, forbidden: m.Condition, applies: list[m.Condition]) -> m.Condition:
        """An act counts at the moment at which it is done, and anything else while it lasts."""
        match forbidden:
            case m.AnyOf(parts=parts):
                return attrs.evolve(
                    forbidden, number=self.number(), parts=tuple(self._came_about(part, applies) for part in parts)
                )
            case m.UnderReading(part=part):
                return attrs.evolve(forbidden, part=self._came_about(part, applies), number=self.number())
            case m.Waivable(part=part, waivers=waivers):
                done = self._came_about(part, applies)
                return self._all("not waived", forbidden.place, [done, *(self._not(waiver) for waiver in waivers)])
            case m.Happened() | m.Composite() if applies:
                held = self._all("the prohibition applied", forbidden.place, applies)
                return m.HeldWhile(self.number(), forbidden.place, forbidden, held)
            case _:
                return self._all(forbidden.place.text, forbidden.place, [forbidden, *applies])

    # --- duties ----------------------------------------------------------------------------------------------

    def too_late(self, asked: m.Condition) -> m.Condition | None:
        """That what is asked can no longer come about in time; None where time alone never makes it too late."""
        match asked:
            case m.AllOf() | m.AnyOf() | m.AtLeast():
                return self._of_list(asked)
            case m.ByDate(deadline=date) | m.OnDate(date=date):
                return self._over(asked, m.After(self.number(), _bare(asked.place, f"{date} has passed"), date))
            case m.InTime(passed=passed):
                return self._over(asked, passed)
            case m.OnEachDate() | m.Throughout():
                return self._not(asked)
            case m.Waivable() | m.Deemed():
                return self._spared(asked)
            case m.UnderReading():
                return self._in_runs(asked)
            case m.Not():
                return self._denied(asked)
            case _:
                return None

    def _of_list(self, asked: m.AllOf | m.AnyOf | m.AtLeast) -> m.Condition | None:
        """So many of a list that the others are not enough."""
        needed = {m.AllOf: len(asked.parts), m.AnyOf: 1}.get(type(asked), getattr(asked, "count", 0))
        fatal = len(asked.parts) - needed + 1
        late = tuple(late for part in asked.parts if (late := self.too_late(part)) is not None)
        if len(late) < fatal:
            return None
        if fatal == 1 and len(late) > 1:
            return m.AnyOf(self.number(), _bare(asked.place, "any of"), late)
        if fatal == len(late):
            return self._all("all of", asked.place, list(late))
        return m.AtLeast(self.number(), _bare(asked.place, f"at least {fatal} of"), fatal, late)

    def _spared(self, asked: m.Waivable | m.Deemed) -> m.Condition | None:
        """Too late, and neither waived nor deemed to be done."""
        late = self.too_late(asked.part if isinstance(asked, m.Waivable) else asked.main)
        if late is None:
            return None
        ways = asked.waivers if isinstance(asked, m.Waivable) else asked.deeming
        return self._all("too late", asked.place, [late, *(self._not(way) for way in ways)])

    def _in_runs(self, asked: m.UnderReading) -> m.Condition | None:
        """Too late in the runs that choose a reading; in others it is as if it had not been written."""
        late = self.too_late(asked.part)
        if late is None and asked.neutral:
            return None
        late = late or self._never(asked.place)
        return attrs.evolve(asked, number=self.number(), part=late, neutral=not asked.neutral)

    def _denied(self, asked: m.Not) -> m.Condition | None:
        """What must not come about, once it has and can never be undone."""
        match asked.part:
            case m.After() | m.Elapsed():
                return asked.part
            case m.ByDate(part=done) | m.InTime(part=done):
                return asked.part if self.lasts(attrs.evolve(asked, part=done)) else None
            case _:
                return asked.part if self.lasts(asked) else None

    def _over(self, asked: m.Condition, passed: m.Condition) -> m.Condition:
        return self._all("too late", asked.place, [passed, self._not(asked)])

    # --- what stands around ----------------------------------------------------------------------------------

    def _applies(self, limits: tuple[Limit, ...]) -> list[m.Condition]:
        applies = [limit.condition for limit in limits if limit.kind == "applies when"]
        return [*applies, *self._unless(limits, "does not apply when")]

    def _unless(self, limits: tuple[Limit, ...], kind: k.ClauseKind) -> list[m.Condition]:
        words = "not cured" if kind == "is cured when" else "not exempt"
        return [self._not(limit.condition, words) for limit in limits if limit.kind == kind]

    def _not(self, part: m.Condition, words: str = "not") -> m.Condition:
        return m.Not(self.number(), _bare(part.place, f"{words}: {part.place.text}"), part)

    def _never(self, place: m.Place) -> m.Condition:
        return m.AnyOf(self.number(), _bare(place, "no deadline that could pass"), ())

    def _all(self, text: str, place: m.Place, parts: list[m.Condition]) -> m.Condition:
        return parts[0] if len(parts) == 1 else m.AllOf(self.number(), _bare(place, text), tuple(parts))


def _bare(place: m.Place, text: str) -> m.Place:
    return attrs.evolve(place, labelled=False, heading="", text=text)


def cures_once(forbidden: m.Condition) -> bool:
    """Whether what is forbidden can come about but once, so that a cure cannot be taken for one of something later."""
    return isinstance(forbidden, m.Happened) and forbidden.happening.once


def is_obligation(clause: Clause) -> bool:
    """Whether a clause says what somebody must do or must not let happen."""
    return clause.kind in ("obligation", "prohibition")
