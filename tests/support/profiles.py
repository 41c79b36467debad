"""How many cases the laws try: few and always the same in every run, many and freshly drawn in the deep profile.

`pytest --hypothesis-profile deep` chooses the other one.
"""

from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def register() -> None:
    """Make both profiles known and load the quick one; the command line may load the other afterwards."""
    settings.register_profile(
        "quick", max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=_SLOW
    )
    settings.register_profile("deep", settings.get_profile("quick"), max_examples=2_000, derandomize=False)
    settings.load_profile("quick")


def is_deep() -> bool:
    """Whether this run is a long hunt."""
    return settings().max_examples >= settings.get_profile("deep").max_examples


def cases(quick: int) -> settings:
    """So many cases in every run, and as many as the profile says in a long hunt."""
    return settings(max_examples=settings().max_examples if is_deep() else quick)
