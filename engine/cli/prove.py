"""Prove the guarantees of a contract for all journals, or show one that breaks them.

A guarantee is proved for every journal, under every reading, at any time; or
it is refuted by a journal none of whose lines can be left out. --save DIR
writes these journals, each with the command that replays it.

exit codes: 0 all proved; 1 one is refuted, or none is stated; 3 one is not
settled, and none refuted; 2 the input cannot be used.
"""

import argparse
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assent.engine.cli.arguments import Parser, Usage, output
from assent.engine.cli.case import cache_of, read_contract
from assent.engine.cli.checklist import write
from assent.engine.cli.progress import progress
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.analysis.prove import Proof
    from assent.engine.model.contract import Contract
    from assent.engine.report.proofs import Told
    from assent.grammar.diagnostics import Diagnostic

PROVED, REFUTED, UNSETTLED = 0, 1, 3


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("contract", metavar="CONTRACT", help="an .assent file; - reads standard input")
    parser.add_argument(
        "--guarantee",
        metavar="LABEL",
        action="append",
        default=[],
        help="prove this one alone (repeat for several)",
    )
    parser.add_argument("--save", metavar="DIR", help="write each counterexample as a journal into a folder")
    parser.add_argument("-o", "--output", metavar="FILE", help="write FILE.txt or FILE.json, do not print")
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Prove each guarantee and print what was found."""
    if args.output and not args.output.endswith((".txt", ".json")):
        raise Usage(f"`{args.output}` ends in none that is known here: .txt and .json")
    read = read_contract(args.contract, screen, cache_of(args))
    labels = _labels(read.value, args.guarantee)
    proofs = [proof for number, label in enumerate(labels, 1) for proof in _prove(read.value, label, number, labels)]
    answered = _told(read.value, proofs, args.save)
    text = _text(args, screen, read.value, answered, read.warnings)
    if args.output:
        write(args.output, text)
    else:
        screen.answer(text)
    return _code(proofs)


def _prove(contract: "Contract", label: str, number: int, labels: Sequence[str]) -> "Sequence[Proof]":
    from assent.engine.analysis.prove import prove

    with progress(f"proving guarantee {number} of {len(labels)}"):
        return prove(contract, [label])


def _labels(contract: "Contract", asked: Sequence[str]) -> Sequence[str]:
    """The guarantees asked for, in the order of the contract; raises Usage for one that is not there."""
    import difflib

    known = [guarantee.label for guarantee in contract.guarantees]
    for label in asked:
        if label not in known:
            close = difflib.get_close_matches(label, known, n=1, cutoff=0.3)
            raise Usage(f"there is no guarantee `{label}`", "", close)
    return [label for label in known if not asked or label in asked]


def _told(contract: "Contract", proofs: "Sequence[Proof]", folder: str | None) -> "Sequence[Told]":
    """What is told of each proof; counterexamples are written where that was asked for."""
    from assent.engine.report.proofs import told

    names: set[str] = set()
    return [told(contract, proof, _save(contract, proof, folder, names)) for proof in proofs]


def _save(contract: "Contract", proof: "Proof", folder: str | None, names: set[str]) -> str:
    """Write a counterexample into a folder under a name of its own; the path, empty where there is none."""
    if not folder or proof.counterexample is None:
        return ""
    stem = re.sub(r"[^a-z0-9]+", "-", proof.guarantee.label.lower()).strip("-") or "guarantee"
    name = next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, len(names) + 3))) if one not in names)
    names.add(name)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise Usage(f"`{folder}` cannot be written to: {(error.strerror or 'no reason given').lower()}") from None
    path = os.path.join(folder, f"{name}.facts")
    write(
        path, f'# breaks the guarantee "{proof.guarantee.label}" of {contract.name}\n{proof.counterexample.journal()}'
    )
    return path


def _text(
    args: argparse.Namespace,
    screen: Screen,
    contract: "Contract",
    answered: "Sequence[Told]",
    warnings: "Sequence[Diagnostic]",
) -> str:
    """The answer in the form asked for."""
    import json

    from assent.engine.report.proofs import NONE_STATED, proof_data, render_proofs
    from assent.engine.report.style import plain

    if args.output.endswith(".json") if args.output else screen.format == "json":
        document = screen.enveloped(proofs=[proof_data(one) for one in answered], diagnostics=tuple(warnings))
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if not answered:
        return NONE_STATED.format(contract.name) + "\n"
    style = plain if args.output else screen.style
    return render_proofs(contract, answered, width=screen.width, style=style)


def _code(proofs: "Sequence[Proof]") -> int:
    outcomes = {proof.outcome for proof in proofs}
    if "refuted" in outcomes or not outcomes:
        return REFUTED
    return UNSETTLED if "not settled" in outcomes else PROVED
