"""One way in which all that is unknown turns out: enough to show that a verdict of the tables stands (S3, S4).

The tables say of what they leave open only that it may be. A way that meets a clause, and one that does not, show that
it is undetermined indeed; a way ahead that meets it shows that it is not lost.
"""

from collections.abc import Mapping

import attrs

from assent.engine.analysis.exact.polarity import Atom, Uses
from assent.engine.analysis.many.varied_frame import Unknown
from assent.engine.model.happenings import Happening


@attrs.frozen
class Continuation:
    """Where `good`, all that helps is so, and happens at the moment `at`, and nothing that hurts; else the reverse.

    What both helps and hurts is taken to help. An event of which different things are asked cannot be all of them,
    and is left undone.
    """

    uses: Mapping[Atom, Uses]
    at: int
    good: bool

    def value(self, key: Unknown) -> bool:
        """Whether something unknown is so at its moment."""
        subject = key.atom.subject
        if not isinstance(subject, Happening):
            return self._wanted(subject)
        happens = self._wanted(subject) and self._one_way(subject)
        return happens and (key.index == self.at if key.pulse else key.index >= self.at)

    def _wanted(self, subject: Happening | str) -> bool:
        """Whether something is to be so, or to happen; a truth alike whether it is asked for wholly or materially."""
        signs = {sign for atom, uses in self.uses.items() if atom.subject == subject for sign in uses.signs}
        return (signs != {-1}) == self.good

    def _one_way(self, happening: Happening) -> bool:
        """Whether one set of particulars passes every test that the happening is put to."""
        values: dict[str, set[object]] = {}
        for atom in self.uses:
            for test in atom.tests if atom.subject == happening else ():
                values.setdefault(test.particular, set()).add(test.value)
        return all(len(found) == 1 for found in values.values())
