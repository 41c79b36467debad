"""Moments, amounts and numbers: what is written like a value must be one."""

import calendar
import datetime
import re
from fractions import Fraction

from assent.grammar.building.core import Core, Token, Tree
from assent.grammar.mistakes import written_out
from assent.grammar.printing.words import moment as moment_words
from assent.grammar.syntax import names as n
from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio

_FIRST_DAY = datetime.date(1900, 1, 1)
_MOST_DIGITS = 15


def _last_of_month(date: str) -> tuple[str, ...]:
    """What 1996-02-30 may have meant."""
    year, month, day = (int(part) for part in date.split("-"))
    if not (1 <= month <= 12 and year and 28 < day <= 31):
        return ()
    return (f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}",)


class Values(Core):
    """The values of particulars, and the moments of facts and conditions."""

    def moment(self, tree: "Tree[Token]") -> n.When:
        when: n.When = self.build(self.trees(tree)[0])
        return n.OrNext(when, self.term(tree), span=self.at(tree)) if self.has(tree, "OR_THE_NEXT") else when

    def written(self, tree: "Tree[Token]") -> n.WrittenMoment:
        """A moment that must be written out."""
        when = self.moment(tree)
        if isinstance(when, n.WrittenMoment):
            return when
        self.say("date-needed", when.span, name=moment_words(when))
        return n.WrittenMoment(Moment(_FIRST_DAY), span=when.span)

    def counted(self, tree: "Tree[Token]") -> n.Counted:
        units = self.tokens(tree, "UNIT")
        unit = str(units[0]).removesuffix("s") if units else self.term(tree)
        start = self.build(self.trees(tree)[0])
        count = self.number(self.tokens(tree, "NUMBER")[0])
        return n.Counted(count, unit, self.has(tree, "AFTER"), start, span=self.at(tree))

    def either(self, tree: "Tree[Token]") -> n.Either:
        first, second = self.built(tree)
        return n.Either(self.has(tree, "THE_LATER_OF"), first, second, span=self.at(tree))

    def named(self, tree: "Tree[Token]") -> n.Name:
        name = self.term(tree)
        meant = written_out(name.text)
        if meant is not None:
            self.say("not-a-date", name.span, meant=meant, word=name.text)
        return name

    def plain(self, tree: "Tree[Token]") -> n.When:
        if self.has(tree, "THE_DATE_OF"):
            return n.DateOf(self.term(tree), span=self.at(tree))
        day = self.day(self.tokens(tree, "DATE")[0])
        clocks, zones = self.tokens(tree, "CLOCK"), self.tokens(tree, "ZONE")
        minute = self._minute(clocks[0]) if clocks else None
        zone = self._zone(zones[0]) if zones else None
        return n.WrittenMoment(Moment(day, minute, zone), span=self.at(tree))

    def day(self, token: Token) -> datetime.date:
        """A day that is in the calendar."""
        try:
            return datetime.date.fromisoformat(token)
        except ValueError:
            self.say("no-such-date", self.token_span(token), meant=_last_of_month(token), date=str(token))
            return _FIRST_DAY

    def _minute(self, token: Token) -> int:
        hour, minute = (int(part) for part in token.split(":"))
        if hour < 24 and minute < 60:
            return hour * 60 + minute
        self.say("no-such-time", self.token_span(token), time=str(token))
        return 0

    def _zone(self, token: Token) -> str:
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(str(token))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            import difflib

            close = difflib.get_close_matches(token, zoneinfo.available_timezones(), n=1)
            self.say("no-such-zone", self.token_span(token), meant=tuple(close), zone=str(token))
        return str(token)

    def value(self, child: "Token | Tree[Token]") -> n.Value:
        """The value of a particular."""
        if isinstance(child, Tree):
            return self.moment(child)
        match child.type:
            case "MONEY":
                return self._money(child)
            case "PERCENT":
                return self._percent(child)
            case "NUMBER":
                return self.number(child)
            case "DECIMAL":
                return self._decimal(child)
            case "RATIO":
                return Ratio(self._exactly(child.split()[0], child))
            case _:
                return self.name(child)

    def _money(self, token: Token) -> Money:
        currency, amount = token[:3], token[3:].strip()
        whole, _, cents = amount.partition(".")
        grouped = re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+", whole)
        if not grouped or len(cents) > 2 or len(whole.replace(",", "")) > _MOST_DIGITS:
            self.say("no-such-amount", self.token_span(token), amount=str(token))
            return Money(currency, 0)
        return Money(currency, int(whole.replace(",", "") or "0") * 100 + int((cents + "00")[:2]))

    def number(self, token: Token) -> int:
        """A whole number of bearable length."""
        if len(token) <= _MOST_DIGITS:
            return int(token)
        self.say("no-such-amount", self.token_span(token), amount=str(token))
        return 0

    def _decimal(self, token: Token) -> Decimal | int:
        """A number with decimals; one that is whole is read as if it had none."""
        value = self._exactly(token, token)
        return int(value) if value.denominator == 1 else Decimal(value)

    def _exactly(self, written: str, token: Token) -> Fraction:
        if len(written) <= _MOST_DIGITS:
            return Fraction(written)
        self.say("no-such-amount", self.token_span(token), amount=str(token))
        return Fraction(0)

    def _percent(self, token: Token) -> Percent:
        try:
            pieces = [Fraction(piece) for piece in token.removesuffix("%").split()]
        except ZeroDivisionError:
            pieces = []
        if not pieces or len(token) > 2 * _MOST_DIGITS:
            self.say("no-such-amount", self.token_span(token), amount=str(token))
            return Percent(Fraction(0))
        return Percent(sum(pieces, Fraction(0)))
