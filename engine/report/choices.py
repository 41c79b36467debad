"""Combinations of readings in words, those that differ in one question only told together."""

from collections.abc import Mapping, Sequence

Choice = dict[str, tuple[str, ...]]


def combined(rows: Sequence[Mapping[str, str]]) -> list[Choice]:
    """Fewer rows, in which a question may have several alternatives: `T2 COIND or BIND`."""
    choices: list[Choice] = [{name: (chosen,) for name, chosen in row.items()} for row in rows]
    index = 0
    while index < len(choices):
        for other in choices[index + 1 :]:
            question = _apart(choices[index], other)
            if question:
                one = choices[index]
                names = tuple(dict.fromkeys((*one[question], *other[question])))
                choices[index] = {**one, question: names}
                choices.remove(other)
                index = -1
                break
        index += 1
    return choices


def choice_words(choice: Choice) -> list[str]:
    """`T1 SIM and`, `T2 (COIND or BIND)`: pieces that stay whole on a line; alone, `T2 COIND or BIND`."""
    words = [f"{question} {_names(names, alone=len(choice) == 1)}" for question, names in choice.items()]
    return [*(f"{one} and" for one in words[:-1]), words[-1]] if words else ["all others"]


def _names(names: Sequence[str], *, alone: bool) -> str:
    joined = " or ".join(names)
    return joined if alone or len(names) == 1 else f"({joined})"


def _apart(one: Choice, other: Choice) -> str:
    """The one question in which two rows differ; empty when they differ in more."""
    if one.keys() != other.keys():
        return ""
    differing = [name for name in one if one[name] != other[name]]
    return differing[0] if len(differing) == 1 else ""
