"""What a peer is: a rule set in its own words, and a judge that has read them."""

from collections.abc import Sequence
from importlib import import_module, metadata
from typing import Any, ClassVar

from benchmarks.peers.rules import NO, UNKNOWN, YES, Facts, Rules, perhaps, surely


class Judge:
    """A rule set read and made ready. What is asked is first put into the judge's own form, outside of the clock.

    With `columns` a table of facts is given as one array, of which a judge makes columns.
    """

    columns: ClassVar[bool] = False

    def given(self, facts: Facts) -> Any:
        """Facts in the form in which this judge is asked."""
        return facts

    def verdict(self, given: Any) -> int:
        """The verdict: `NO`, `UNKNOWN` or `YES`."""
        raise NotImplementedError

    def rows(self, table: Sequence[Facts]) -> Any:
        """Many facts in the form in which this judge is asked of them at once."""
        return [self.given(facts) for facts in table]

    def many(self, rows: Any) -> Sequence[int]:
        """The verdicts on rows."""
        return [self.verdict(given) for given in rows]


class TwoRuns(Judge):
    """A judge that knows true and false alone: asked what is surely so, and, where that is not enough, what may be."""

    def given(self, facts: Facts) -> Any:
        return self.case(*surely(facts)), self.case(*perhaps(facts))

    def verdict(self, given: Any) -> int:
        sure, may = given
        return YES if self.holds(sure) else UNKNOWN if self.holds(may) else NO

    def case(self, so: list[bool], not_so: list[bool]) -> Any:
        """What is so of each fact, and what is not so, in the judge's own form."""
        raise NotImplementedError

    def holds(self, case: Any) -> bool:
        """Whether the rule holds."""
        raise NotImplementedError


class Peer:
    """An engine: how it is called, how it tells what is unknown, and what it gives besides the verdict."""

    name: ClassVar[str]
    package: ClassVar[str]
    needs: ClassVar[tuple[str, ...]]
    unknown: ClassVar[str] = "two runs"
    reasons: ClassVar[str] = "none"
    file: ClassVar[str] = "rules"

    def version(self) -> str:
        """The version that is installed; empty where it is not."""
        try:
            for module in self.needs:
                import_module(module)
            return metadata.version(self.package)
        except (ImportError, metadata.PackageNotFoundError):
            return ""

    def encode(self, rules: Rules) -> str:
        """The rule set as a user of this engine keeps it."""
        raise NotImplementedError

    def load(self, text: str) -> Judge:
        """What was encoded, read and made ready."""
        raise NotImplementedError
