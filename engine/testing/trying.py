"""One property tried on many situations, and the smallest situation that breaks it told as text.

A failure is an AssertionError whose message is a journal: it can be saved as a `.facts` file and replayed with the
command that stands in its first lines. Hypothesis draws the situations; they are made smaller in `smaller.py`.
"""

from collections.abc import Callable, Collection, Sequence

from hypothesis import HealthCheck, Phase, Verbosity, given, settings

from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract, Subject
from assent.engine.testing.situation import Situation, situations
from assent.engine.testing.smaller import smallest

Property = Callable[[Situation], None]


class Broken(AssertionError):
    """A property that does not hold, with the smallest journal that was found against it."""


class _Found(BaseException):
    """Ends the search at the first failing situation: Hypothesis lets it through, and does not shrink."""

    def __init__(self, situation: Situation) -> None:
        super().__init__()
        self.situation = situation


def try_on_many(
    contract: Contract,
    promise: str,
    holds: Property,
    *,
    starts: Sequence[Facts] = (),
    about: Collection[Subject] = (),
    examples: int | None = None,
) -> None:
    """Try a property on many situations.

    `holds` raises AssertionError where the property does not hold. `starts` and `about` are those of `journals`;
    `examples` of None leaves their number to the Hypothesis profile.

    Raises Broken, with the smallest situation found as text.
    """

    @_chosen(examples)
    @given(situations(contract, starts=starts, about=about))
    def tried(situation: Situation) -> None:
        if _failure(holds, situation) is not None:
            raise _Found(situation)

    try:
        tried()
    except _Found as found:
        situation = smallest(found.situation, lambda other: _failure(holds, other) is not None)
        error = _failure(holds, situation)
        words = str(error) if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"
        unexpected = None if isinstance(error, AssertionError) else error
        raise Broken("\n" + situation.text(f"{promise}\n{words}".strip())) from unexpected


def _failure(holds: Property, situation: Situation) -> Exception | None:
    try:
        holds(situation)
    except Exception as error:
        if type(error).__module__.startswith("hypothesis"):  # `assume`: this situation is not about the property
            return None
        return error
    return None


def _chosen(examples: int | None) -> settings:
    own = settings(
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    return own if examples is None else settings(own, max_examples=examples)
