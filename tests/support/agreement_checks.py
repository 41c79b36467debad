"""What is asked of every agreement of `contracts/`, told so that an assertion shows what went wrong."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from assent.engine.session_cache import Cache
from assent.engine.session_files import read_source
from assent.engine.session_suites import read_suite
from tests.support import profiles
from tests.support.agreements import Agreement
from tests.support.deletions import Deletion

_SAMPLE = 24

# What an encoding says for its readers, and that no verdict can hang on.
INERT: dict[str, Callable[[Deletion], bool]] = {
    "`not in the record` of a matter: unspoken of, it is unknown anyway; the words change the reason": lambda one: (
        one.what == "NotInRecord"
    ),
    "`simultaneously` on a circle that another reading declares: an unmarked reference is read so anyway": lambda one: (
        one.what == "simultaneously" and "ConsistsOf" not in one.within
    ),
    "what is guaranteed: by S13 it changes no verdict; it is tried on every scenario instead": lambda one: (
        "Guarantee" in one.within
    ),
}


def unexpected(agreement: Agreement) -> list[str]:
    """The expectations of its scenarios that are not met, guarantees included."""
    suites = [read_suite(read_source(path), Cache(None)) for path in sorted(agreement.folder.glob("*.scenarios"))]
    assert suites
    return [
        f"{ran.name}: {one.subject}: expected {one.expected}, got {one.got}"
        for suite in suites
        for ran in suite.run()
        for one in ran.outcomes
        if not one.passed
    ]


def idle(agreement: Agreement, inert: Mapping[str, Callable[[Deletion], bool]]) -> list[str]:
    """The constructs that can be deleted without any scenario noticing: of a sample, in the deep run of all."""
    every = agreement.deletions(INERT | dict(inert))
    chosen = every if profiles.is_deep() else random.Random("each construct").sample(every, _SAMPLE)
    return agreement.survivors(chosen)


def answer(assent: Callable[..., Any], agreement: Agreement, *journals: str, over: str, old: str, told: str) -> None:
    """Every command answers on it: what has to be clean is, what has to be told is told, of its difference `told`."""
    contract = agreement.folder / "amendment.assent"
    facts = [agreement.folder / journal for journal in journals]
    for clean in (["check"], ["fmt", "--check"], ["test"]):
        done = assent(*clean, agreement.folder)
        assert done.code == 0, done.out + done.err
    for command in ("eval", "missing", "timeline", "checklist", "graph", "text", "readings", "why"):
        done = assent(command, contract, *facts)
        assert done.code in (0, 1, 3), (command, done.err)
        assert done.out.strip(), command
    assert "nothing to report" in assent("check", agreement.folder).out
    assert " journals" in assent("sweep", contract, *facts, "--over", over).out
    assert "# YYYY-MM-DD  " in assent("facts", contract).out
    assert told in assent("diff", agreement.folder / old, contract).out
