"""A rule set as an Assent contract, and facts as its journal.

Each fact is an event: met is recorded as having occurred, unmet as not having occurred, unknown is not recorded, and no
record is said to be complete. The clause follows its conditions and is asked about as of the day of the journal.
"""

from collections.abc import Iterator

from benchmarks.peers.rules import MET, UNKNOWN, Facts, Rules, Tree, pushed

DATE = "2024-03-01"
CLAUSE = "Whole"
_LISTS = {"all": "all of", "any": "any of"}


def contract(rules: Rules) -> str:
    """The rule set as a contract."""
    events = "\n".join(f"event {name(number)}" for number in range(rules.facts))
    lines = _lines(pushed(rules.tree), "    ")
    head = f"contract Deal\n    dated {DATE}\n    between Lender, Borrower\nparty Lender\nparty Borrower\n"
    return f"{head}{events}\n{CLAUSE} is complete when {next(lines)}\n" + "".join(f"{line}\n" for line in lines)


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    """A condition as it is written: its first line, and those below it."""
    match tree:
        case ["fact", number]:
            yield f"{name(number)} occurred"
        case ["not", ["fact", number]]:
            yield f"{name(number)} did not occur"
        case ["least", count, parts]:
            yield f"at least {count} of"
            yield from _items(parts, indent)
        case [kind, parts]:
            yield _LISTS[kind]
            yield from _items(parts, indent)


def _items(parts: list[Tree], indent: str) -> Iterator[str]:
    for part in parts:
        first, *below = _lines(part, indent + "    ")
        yield f"{indent}- {first}"
        yield from below


def journal(facts: Facts) -> str:
    """Facts as a journal."""
    return "facts for Deal\n" + "".join(
        f"{sentence(number, fact == MET)}\n" for number, fact in enumerate(facts) if fact != UNKNOWN
    )


def sentence(number: int, met: bool) -> str:
    """The line of a journal that says of a fact that it is so, or is not."""
    return f"{DATE} {name(number)} {'occurred' if met else 'did not occur'}"


def name(number: int) -> str:
    """A number as a name: letters only, as terms are written."""
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters.lower()
    return f"Event {letters}"
