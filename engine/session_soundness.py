"""What cannot be meant in a contract, from the cache where an earlier run has worked it out."""

from typing import TYPE_CHECKING

from assent.engine.session_cache import Cache, key
from assent.grammar.diagnostics import Diagnostic

if TYPE_CHECKING:
    from assent.engine.model.contract import Contract
    from assent.engine.session import Read


def soundness(read: "Read[Contract]", cache: Cache) -> tuple[Diagnostic, ...]:
    """What can be seen of a contract without any journal, and what is so on all of them."""
    name = key("soundness", read.key)
    kept = cache.get(name) if read.key else None
    if isinstance(kept, tuple):
        return kept
    from assent.engine.analysis.soundness import unsound
    from assent.engine.analysis.soundness_exact import exactly_unsound

    # what is written once for each member of a set is said once of its place
    found = tuple({(f.code, f.span): f for f in (*unsound(read.value), *exactly_unsound(read.value))[::-1]}.values())[
        ::-1
    ]
    if read.key:
        cache.put(name, found)
    return found
