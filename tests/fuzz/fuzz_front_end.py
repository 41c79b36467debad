"""Coverage-guided fuzzing of all that reads what users write: contracts, journals, scenarios, facts as JSON.

    python tests/fuzz/fuzz_front_end.py [--blind] [FOLDER] [-max_total_time=300 and other options of libFuzzer]

It needs `pip install "assent[fuzz]"` and is no part of the tests. An input is a byte that chooses the kind of file, and
the file. Every input goes the whole way: read, resolved, formatted, and what is found is put into words. What it looks
for is what tests/support/whole_path.py asserts: no exception but Refused, no place outside the file, no finding without
a page; a formatter that keeps what it formats; and no input that takes long (`-timeout=5`).

Without `--blind` most changes are made word by word and line by line with the words of the language, because changing
bytes hardly ever makes a sentence. FOLDER keeps the inputs that reached something new; without one they are forgotten.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import atheris  # noqa: E402

with atheris.instrument_imports(include=["assent.grammar", "assent.engine.model", "assent.engine.facts"]):
    from assent.engine.facts.journal import read_facts
    from assent.engine.facts.json_facts import facts_to_json, parse_json_facts
    from assent.engine.model.resolve import resolve_contract
    from assent.engine.session_files import as_source
    from assent.grammar.diagnostics import Refused
    from assent.grammar.formatter import format_contract, format_journal, format_scenarios
    from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios

from assent.grammar.wording import all_keywords  # noqa: E402
from tests.support.contracts import contract_of  # noqa: E402
from tests.support.deals import examples, lexington  # noqa: E402
from tests.support.mutations import LOOK_ALIKES, UNSEEN, words  # noqa: E402
from tests.support.whole_path import check  # noqa: E402

KINDS = ("contract", "journal", "scenarios", "json")
CONTRACT = contract_of(examples()[0].contract)


# --- one input ------------------------------------------------------------------------------------------------


def try_one(data: bytes) -> None:
    """One input all the way; whatever is raised is a bug."""
    try:
        text = as_source("x", data[1:]).text
    except Refused:
        return
    kind = KINDS[data[0] % len(KINDS)] if data else "contract"
    {"contract": _contract, "journal": _journal, "scenarios": _scenarios, "json": _json}[kind](text)


def _contract(text: str) -> None:
    parsed = parse_contract(text, "x")
    check(parsed.diagnostics or resolve_contract(parsed.tree)[1], {"x": text})
    _formats(text, format_contract, bool(parsed.diagnostics))


def _journal(text: str) -> None:
    parsed = parse_journal(text, "x")
    check(parsed.diagnostics or read_facts(parsed.tree, CONTRACT)[1], {"x": text})
    _formats(text, format_journal, bool(parsed.diagnostics))


def _scenarios(text: str) -> None:
    parsed = parse_scenarios(text, "x")
    check(parsed.diagnostics, {"x": text})
    _formats(text, format_scenarios, bool(parsed.diagnostics))


def _json(text: str) -> None:
    parsed = parse_json_facts(text, "x")
    if parsed.diagnostics:
        check(parsed.diagnostics, {"x": text})
        return
    facts, found = read_facts(parsed.tree, CONTRACT)
    check(found, {"x": text})
    if not found:
        facts_to_json(facts)


def _formats(text: str, layout: Callable[[str], str], refused: bool) -> None:
    """The formatter checks itself and raises FormatterUnsound; what it wrote must stay as it is."""
    try:
        formatted = layout(text)
    except Refused:
        assert refused
        return
    assert layout(formatted) == formatted


# --- changing an input ----------------------------------------------------------------------------------------


def vocabulary() -> list[str]:
    """The words of the language and of real files."""
    found = set(all_keywords()) | set(LOOK_ALIKES) | set(UNSEEN)
    for deal in (lexington(), *examples()):
        for text in deal.texts.values():
            found.update(word.text for word in words(text))
    return sorted(found)


VOCABULARY = vocabulary()


def by_words(data: bytes, max_size: int, seed: int) -> bytes:
    """The input with something done to its words or lines; now and then to its bytes."""
    chance = random.Random(seed)
    text = data[1:].decode("utf-8", "ignore")
    if not text.strip() or chance.random() < 0.2:
        return bytes(atheris.Mutate(data, len(data)))
    for _ in range(chance.randint(1, 3)):
        text = _change(text, chance)
    return (data[:1] + text.encode("utf-8", "ignore"))[:max_size]


def _change(text: str, chance: random.Random) -> str:
    if chance.random() < 0.3:
        return _change_lines(text, chance)
    found = words(text)
    if not found:
        return text
    word, other = chance.choice(found), chance.choice(found)
    new = chance.choice(["", f"{word.text} {word.text}", other.text, chance.choice(VOCABULARY)])
    if chance.random() < 0.3:
        new = f"{word.text} {chance.choice(VOCABULARY)}"
    return text[: word.start] + new + text[word.end :]


def _change_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines[first], lines[second] = lines[second], lines[first]
        case 1:
            lines.insert(first, lines[second])
        case 2:
            del lines[first]
        case _:
            lines[first] = " " * chance.choice([0, 1, 4, 8, 12]) + lines[first].lstrip()
    return "\n".join(lines)


# --- the start --------------------------------------------------------------------------------------------------


def seeds() -> list[bytes]:
    """Where to begin: the examples of the documentation, parts of Lexington, and the corpus of the tests."""
    found = [bytes([KINDS.index(kind)]) + text.encode() for deal in examples() for kind, text in deal.texts.items()]
    endings = {".assent": 0, ".facts": 1, ".scenarios": 2, ".json": 3}
    files = [path for path in (ROOT / "tests" / "corpus").rglob("*") if path.suffix in endings]
    found += [bytes([endings[path.suffix]]) + path.read_bytes() for path in files if path.stat().st_size < 4_000]
    sections = lexington().contract.split("\nsection ")
    return found + [b"\0section " + section.encode() for section in sections[1:]]


def main(arguments: Sequence[str]) -> None:
    """Seed a folder and start libFuzzer, which ends by itself."""
    blind = "--blind" in arguments
    options = [one for one in arguments if one.startswith("-") and one != "--blind"]
    folders = [one for one in arguments if not one.startswith("-")]
    with tempfile.TemporaryDirectory() as made:
        first = Path(made)
        for number, seed in enumerate(dict.fromkeys(seeds())):
            (first / f"{number:04}").write_bytes(seed)
        limits = ["-timeout=5", "-max_len=4096", "-rss_limit_mb=2048"]
        command = [sys.argv[0], *limits, *options, *folders, str(first)]
        atheris.Setup(command, try_one, **({} if blind else {"custom_mutator": by_words}))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
