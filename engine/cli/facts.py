"""A blank journal: all that could be recorded, ready to be uncommented.

With --json-schema, a JSON Schema for facts of this contract as JSON.
"""

import argparse
from typing import TYPE_CHECKING, Any

from assent.engine.cli.arguments import Parser, caching
from assent.engine.cli.case import cache_of, read_contract
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.analysis.recordable import Recordable
    from assent.engine.model.contract import Contract

DATE = "YYYY-MM-DD"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}( +[0-9]{1,2}:[0-9]{2}( +\S+)?)?$"


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("contract", metavar="CONTRACT", help="an .assent file")
    parser.add_argument("--json-schema", action="store_true", help="print a JSON Schema for facts as JSON instead")
    caching(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print the blank journal, or the schema."""
    from assent.engine.analysis.recordable import recordable

    read = read_contract(args.contract, screen, cache_of(args))
    sections = recordable(read.value)
    if args.json_schema:
        screen.json(schema(read.value, sections))
    else:
        screen.answer(blank_journal(read.value, sections))
    return 0


def blank_journal(contract: "Contract", sections: "tuple[Recordable, ...]") -> str:
    """A journal in which everything but its first line is a comment."""
    lines = [
        f"facts for {contract.name}",
        "",
        "# Uncomment what happened and date it. Within a complete record, what is not told did not happen:",
        f"# record of documents, events, determinations, waivers is complete through {DATE}",
    ]
    for section in sections:
        lines += ["", f"# --- {_title(section)}"]
        lines += [f"# {DATE}  {sentence}" for sentence in section.sentences]
    return "\n".join(lines) + "\n"


def _title(section: "Recordable") -> str:
    number = f"section {section.section}" if section.section else "beyond the sections"
    agreement = f" of {section.agreement}" if section.agreement else ""
    return f"{number}{agreement}" + (f": {section.heading}" if section.heading else "")


def schema(contract: "Contract", sections: "tuple[Recordable, ...]") -> dict[str, Any]:
    """The shape of facts as JSON for one contract; its sentences are examples, not all there are."""
    from assent.engine.model.happenings import RECORD_KINDS

    moment = {"type": "string", "pattern": _MOMENT}
    kinds = (*RECORD_KINDS, "everything")
    fact = {
        "type": "object",
        "additionalProperties": False,
        "required": ["on", "sentence"],
        "properties": {
            "on": moment,
            "sentence": {"type": "string", "examples": [line for one in sections for line in one.sentences]},
            "evidence": {"type": "string"},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"facts for {contract.name}",
        "type": "object",
        "additionalProperties": False,
        "required": ["facts_for", "facts"],
        "properties": {
            "facts_for": {"const": contract.name},
            "complete_through": {
                "type": "object",
                "additionalProperties": False,
                "properties": dict.fromkeys(kinds, moment),
            },
            "facts": {"type": "array", "items": fact},
        },
    }
