"""Values that are written the same in every file: moments, money, shares, and the words that relate them."""

import datetime
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from fractions import Fraction

Relation = Literal["is", "at least", "at most", "more than", "less than", "by", "before", "after", "on or after"]
Form = Literal["an original", "a copy", "a true and complete copy"]
Mode = Literal["", "simultaneously", "in sequence"]


@attrs.frozen(order=True)
class Moment:
    """A day, or a minute of a day with an optional zone (rule S1).

    `minute` counts from midnight; None means "at some time on that day".
    """

    day: datetime.date
    minute: int | None = None
    zone: str | None = None

    @property
    def last_minute(self) -> tuple[int, int]:
        """The day and the last minute that it may mean, for putting moments of one clock in order."""
        return self.day.toordinal(), 24 * 60 if self.minute is None else self.minute

    def __str__(self) -> str:
        if self.minute is None:
            return self.day.isoformat()
        clock = f"{self.day.isoformat()} {self.minute // 60:02d}:{self.minute % 60:02d}"
        return f"{clock} {self.zone}" if self.zone else clock


@attrs.frozen
class Money:
    """An amount in one currency, counted in hundredths (`USD 825,000` is 82,500,000 of them)."""

    currency: str
    hundredths: int

    def __str__(self) -> str:
        whole, cents = divmod(self.hundredths, 100)
        return f"{self.currency} {whole:,}" + (f".{cents:02d}" if cents else "")


@attrs.frozen
class Percent:
    """A share of a whole, kept exactly: `66 2/3%` is 200/3 hundredths."""

    hundredths: "Fraction"

    def __str__(self) -> str:
        from fractions import Fraction

        whole, rest = divmod(self.hundredths, 1)
        if not rest:
            return f"{whole}%"
        decimal = f"{float(self.hundredths):g}"
        if "e" not in decimal and Fraction(decimal) == self.hundredths:
            return f"{decimal}%"
        return f"{whole} {rest.numerator}/{rest.denominator}%"


@attrs.frozen
class Decimal:
    """A number that need not be whole, kept exactly: `2.5`."""

    value: "Fraction"

    def __str__(self) -> str:
        return _decimal(self.value)


@attrs.frozen
class Ratio:
    """So much to one, kept exactly: `3.50 to 1`."""

    value: "Fraction"

    def __str__(self) -> str:
        written = _decimal(self.value)
        _, point, places = written.partition(".")
        return f"{written}{'0' if point and len(places) == 1 else ''} to 1"


def _decimal(value: "Fraction") -> str:
    """A number whose denominator is a product of twos and fives, written out."""
    whole, rest = divmod(value, 1)
    places = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        places += str(digit)
    return f"{whole}.{places}" if places else str(whole)
