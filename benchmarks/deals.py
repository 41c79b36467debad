"""Deals of any size, drawn by a fixed seed: closing conditions as financings have them, and a journal half done.

A deal is a list of sections. Each asks for papers, originals and copies, that must be received and be satisfactory to
the lender, some in the alternative, some deemed satisfied by a letter; for representations that are true, events by a
deadline and the absence of defaults. Some facts are asked for in several sections. So many facts are left open.
"""

import random
from collections.abc import Iterator

import attrs

DATE = "2024-03-01"


@attrs.frozen
class Deal:
    """A contract and a journal as text, with the numbers of its conditions and of the facts left open."""

    contract: str
    journal: str
    open_facts: int


@attrs.define
class _Drawing:
    random: random.Random
    nouns: list[str] = attrs.field(factory=list)
    facts: list[str] = attrs.field(factory=list)
    shared: list[str] = attrs.field(factory=list)
    conditions: int = 0

    def paper(self, name: str, particulars: str = "") -> str:
        self.nouns.append(f"document {name} by Borrower{particulars}")
        return name

    def items(self, section: int) -> Iterator[list[str]]:
        """The items of one section, each as lines, each with the conditions it adds."""
        for number in range(5):
            name = f"{_words(section)} {('Note', 'Deed', 'Policy', 'Survey', 'Lease')[number]}"
            yield getattr(self, f"_{('plain', 'judged', 'either', 'deemed', 'timed')[number]}")(name)

    def _plain(self, name: str) -> list[str]:
        self.paper(name, " with amount as money")
        self.conditions += 1
        self.facts.append(f"Lender received {name} with amount USD 100")
        return [f"Lender received {name} with amount at least USD 100"]

    def _judged(self, name: str) -> list[str]:
        self.paper(name)
        self.conditions += 3
        self.facts += [f"Lender received {name} as an original", f"{name} is satisfactory to Lender"]
        return ["all of", f"    - Lender received {name} as an original", f"    - {name} is satisfactory to Lender"]

    def _either(self, name: str) -> list[str]:
        self.paper(name)
        self.paper(f"{name} Binder")
        self.conditions += 4
        self.facts.append(f"Lender received {name}")
        return ["any of", f"    - Lender received {name}", f"    - Lender received {name} Binder"]

    def _deemed(self, name: str) -> list[str]:
        self.paper(name)
        self.paper(f"{name} Letter")
        self.conditions += 3
        self.facts.append(f"Lender received {name}")
        return [f"Lender received {name}", f"    deemed satisfied by {name} Letter when Lender received {name} Letter"]

    def _timed(self, name: str) -> list[str]:
        event = f"{name} Recording"
        self.nouns.append(f"event {event}")
        self.conditions += 3
        self.facts.append(f"{event} occurred")
        if self.random.random() < 0.3 and self.shared:
            other = self.random.choice(self.shared)
            self.conditions += 2
            return ["any of", f"    - {event} occurred by 2024-06-30", f"    - {other} occurred by 2024-05-31"]
        self.shared.append(event)
        return ["all of", f"    - {event} occurred by 2024-06-30", "    - no Default exists"]


def deal(conditions: int, open_facts: int, seed: int = 1) -> Deal:
    """A deal of about so many conditions, with about so many facts left open."""
    drawing = _Drawing(random.Random(seed))
    sections: list[str] = []
    while drawing.conditions < conditions:
        number = len(sections) + 1
        lines = [f'section {number} "Conditions, part {number}"', f"    Part {_words(number)} is complete when all of"]
        for label, item in zip("abcde", drawing.items(number), strict=True):
            lines.append(f"        ({label}) {item[0]}")
            lines += [f"        {line}" for line in item[1:]]
        if number > 1 and drawing.random.random() < 0.2:
            lines.append(f"        (f) Part {_words(drawing.random.randrange(1, number))} is complete")
        sections.append("\n".join(lines))
    head = (
        f"contract Deal\n    dated {DATE}\n    between Lender, Borrower\nparty Lender\nparty Borrower\nstate Default\n"
    )
    whole = "\n".join([f"    - Part {_words(number)} is complete" for number in range(1, len(sections) + 1)])
    text = head + "\n".join([*drawing.nouns, *sections, f"Deal takes effect when all of\n{whole}\n"])
    left = set(drawing.random.sample(range(len(drawing.facts)), min(open_facts, len(drawing.facts))))
    done = [fact for number, fact in enumerate(drawing.facts) if number not in left]
    journal = f"facts for Deal\nrecord of everything is complete through {DATE}\n{DATE} no Default exists\n"
    return Deal(text, journal + "".join(f"{DATE} {fact}\n" for fact in done), len(left))


def _words(number: int) -> str:
    """A number as a name: letters only, as terms are written."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters.lower()
    return letters
