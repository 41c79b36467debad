"""What a contract gets wrong in meaning: each finding has a code and underlines the user's own words."""

import pytest

from assent.engine.model.resolve import resolve_contract
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import parse_contract
from tests.support.contracts import full
from tests.support.underlined import words

NOUNS = """\
event Closing
event Whole consists of First Part, Second Part
event First Part with form as Agreed or Other
event Second Part
recurring event Advance
document Title Letter by Borrower with amount as money, maturity as date, rate as percent, copies as number
document Loose Paper
documents Both Papers are Title Letter, Loose Paper
parties Everybody are Lender, Borrower
state Default
representation Solvency
matter Consent Required
question T1
    NEAR, default
    FAR
"""


def resolve(text: str) -> tuple[Diagnostic, ...]:
    """All that is found wrong with the meaning of a text that can be read."""
    parsed = parse_contract(text, "")
    assert not parsed.diagnostics, [(d.code, dict(d.words)) for d in parsed.diagnostics]
    return resolve_contract(parsed.tree)[1]


def first_line(text: str, diagnostic: Diagnostic) -> str:
    """The words under a span, those of its first line when it reaches over several."""
    span = diagnostic.span
    if span.line == span.end_line:
        return words(text, span)
    return text.split("\n")[span.line - 1][span.column - 1 :]


def errors(text: str) -> list[tuple[str, str]]:
    """Codes and underlined words of all errors, in the order of the file."""
    return [(d.code, first_line(text, d)) for d in resolve(text) if d.severity == "error"]


def clause(condition: str) -> str:
    return full(f"{NOUNS}Amendment takes effect when {condition}\n")


CONDITIONS = [
    # --- names ---
    ("Lender received Title Leter", "unknown-term", "Title Leter", ("Title Letter",)),
    ("Lendor received Title Letter", "unknown-term", "Lendor", ("Lender",)),
    ("Closin occurred", "unknown-term", "Closin", ("Closing",)),
    ("no Defalt exists", "unknown-term", "Defalt", ("Default",)),
    ("Solvncy is true", "unknown-term", "Solvncy", ("Solvency",)),
    ("Amendmnt is effective", "unknown-term", "Amendmnt", ("Amendment",)),
    ("Title Letter is satisfactory to Lendr", "unknown-term", "Lendr", ("Lender",)),
    ("Lender received Title Letter from Lendr", "unknown-term", "Lendr", ("Lender",)),
    ("Lender received Title Letter executed by Borower", "unknown-term", "Borower", ("Borrower",)),
    ("Closing occurred by the date of Amendmnt", "unknown-term", "Amendmnt", ("Amendment",)),
    ("Closing occurred on each date of Advanc", "unknown-term", "Advanc", ("Advance",)),
    ("under NEER, Closing occurred", "unknown-reading", "NEER", ("NEAR",)),
    ("Zymurgy occurred", "unknown-term", "Zymurgy", ()),
    # --- the wrong kind of term ---
    ("Lender received Closing", "wrong-kind", "Closing", ()),
    ("Title Letter received Loose Paper", "wrong-kind", "Title Letter", ()),
    ("Title Letter occurred", "wrong-kind", "Title Letter", ()),
    ("Default occurred", "wrong-kind", "Default", ()),
    ("Closing exists", "wrong-kind", "Closing", ()),
    ("no Lender exists", "wrong-kind", "Lender", ()),
    ("Closing is true", "wrong-kind", "Closing", ()),
    ("Closing is effective", "wrong-kind", "Closing", ()),
    ("Amendment is covered", "wrong-kind", "Amendment", ()),
    ("Closing is satisfactory to Lender", "wrong-kind", "Closing", ()),
    ("Title Letter is satisfactory to Closing", "wrong-kind", "Closing", ()),
    ("Lender is in its form of 1996-02-28", "wrong-kind", "Lender", ()),
    ("Lender was amended", "wrong-kind", "Lender", ()),
    ("Closing occurred by the date of Closing", "wrong-kind", "Closing", ()),
    ("Closing occurred on each date of Default", "wrong-kind", "Default", ()),
    # --- particulars ---
    ("Lender received Title Letter with amont USD 5", "unknown-particular", "amont", ("amount",)),
    ("First Part occurred with shape Agreed", "unknown-particular", "shape", ("form",)),
    ("First Part occurred with form Agred", "wrong-value", "Agred", ("Agreed",)),
    ("Lender received Title Letter with amount 5", "wrong-value", "amount 5", ()),
    ("Lender received Title Letter with amount Lender", "wrong-value", "Lender", ()),
    ("Lender received Title Letter with maturity USD 5", "wrong-value", "maturity USD 5", ()),
    ("Lender received Title Letter with rate 1996-02-28", "wrong-value", "1996-02-28", ()),
    ("Lender received Title Letter with copies 5%", "wrong-value", "copies 5%", ()),
    ("First Part occurred with form at least Agreed", "wrong-relation", "form at least Agreed", ()),
    ("Lender received Title Letter with amount before USD 5", "wrong-relation", "amount before USD 5", ()),
    (
        "Lender received Title Letter with maturity more than 1996-02-28",
        "wrong-relation",
        "maturity more than 1996-02-28",
        (),
    ),
    ("Lender received Title Letter dated at most 1996-02-28", "wrong-relation", "dated at most 1996-02-28", ()),
    ("Lender executed Title Letter enclosing Loose Paper", "nothing-enclosed", "enclosing Loose Paper", ()),
    ("Lender received Title Letter enclosing Lender", "wrong-kind", "Lender", ()),
    ("Lender received Title Letter enclosed in Lender", "wrong-kind", "Lender", ()),
    ("total form of First Part is at least 5", "total-of-one", "First Part", ()),
    ("total amount of Advance is at least USD 5", "unknown-particular", "amount", ()),
    ("Whole occurred with form Agreed", "whole-has-no-particulars", "with form Agreed", ()),
    # --- what cannot stand here ---
    ("Closing occurred by the date of Loose Paper", "no-date", "the date of Loose Paper", ()),
    ("Lender received Loose Paper executed by its parties", "no-parties", "executed by its parties", ()),
    ("Lender waived section 5", "not-a-condition", "Lender waived section 5", ()),
    ("Default ended", "not-a-condition", "Default ended", ()),
    (
        "Title Letter was restored to its form of 1996-02-28",
        "not-a-condition",
        "Title Letter was restored to its form of 1996-02-28",
        (),
    ),
    ("Title Letter", "stray-phrase", "Title Letter", ()),
    ("no Default exists while Title Letter is in its form of 1996-02-28", "while-needs-event", "no Default exists", ()),
    ("at least 3 of\n    - Closing occurred\n    - First Part occurred", "impossible-count", "at least 3 of", ()),
    ("at least 0 of\n    - Closing occurred\n    - First Part occurred", "impossible-count", "at least 0 of", ()),
    (
        "any of\n    - Closing occurred\n    provided that\n        - First Part occurred",
        "misplaced-proviso",
        "provided that",
        (),
    ),
    # --- for each ---
    ("for each Closing in Everybody, Lender received Loose Paper", "bound-name-taken", "Closing", ()),
    ("for each Person in Everybody, Lender received Loose Paper", "bound-name-unused", "Person", ()),
    ("for each Person in Everyboddy, Person received Loose Paper", "unknown-term", "Everyboddy", ("Everybody",)),
    ("for each Person in Closing, Person received Loose Paper", "wrong-kind", "Closing", ()),
    ("for each Person in Everybody, Person received Loose Papr", "unknown-term", "Loose Papr", ("Loose Paper",)),
    ("for each Person in Everybody, Person occurred", "wrong-kind", "Person", ()),
    ("for each Person, Other in Everybody, Person received Loose Paper", "one-at-a-time", "Other", ()),
    (
        "for each Person in Everybody\n    (a) Person received Loose Paper",
        "label-in-for-each",
        "(a) Person received Loose Paper",
        (),
    ),
    (
        "for each Person in Everybody, for each Person in Everybody, Person received Loose Paper",
        "bound-name-taken",
        "Person",
        (),
    ),
    ("Closing occurred and Amendment is effective", "undeclared-circle", "Amendment is effective", ()),
    ("Amendment is not effective", "odd-circle", "Amendment is not effective", ()),
    ("Amendment is not effective simultaneously", "odd-circle", "Amendment is not effective simultaneously", ()),
    (
        "Closing occurred\n    deemed satisfied by Closing when Closing occurred",
        "wrong-kind",
        "Closing",
        (),
    ),
]


@pytest.mark.parametrize(("condition", "code", "wrong", "meant"), CONDITIONS, ids=[row[0][:60] for row in CONDITIONS])
def test_a_condition_that_means_nothing(condition, code, wrong, meant):
    """One slip is one finding, at its own words, with what was most likely meant."""
    if "deemed" in condition:
        condition = "all of\n    - " + condition.replace("\n    ", "\n        ")
    text = clause(condition)
    found = [d for d in resolve(text) if d.severity == "error"]
    assert [(d.code, first_line(text, d)[: len(wrong)]) for d in found] == [(code, wrong)]
    assert found[0].candidates[: len(meant)] == meant
    if not meant and code in ("unknown-term", "wrong-kind"):
        assert found[0].candidates == ()


DEFINITIONS = [
    ("event Closing\nevent Closing\n", "duplicate-definition", "Closing"),
    ("event Lender\n", "duplicate-definition", "Lender"),
    ("event Amendment\n", "duplicate-definition", "Amendment"),
    ("documents Both are Lender\n", "wrong-kind", "Lender"),
    ("documents Both are Paper\n", "unknown-term", "Paper"),
    ("parties Both are Lender, Amendment\n", "wrong-kind", "Amendment"),
    ("parties Both are Lendor, Borrower\n", "unknown-term", "Lendor"),
    ("parties Both are Lender, Both\n", "part-of-itself", "Both"),
    ("parties Both are Lender, Lender\n", "duplicate-member", "Lender"),
    (
        "parties Both are\n    Lender with commitment USD 5\n    Borrower with commitment EUR 5\n",
        "unlike-weights",
        "Borrower with commitment EUR 5",
    ),
    (
        "parties Both are\n    Lender with commitment not in the record\n    Borrower with shares 5\n",
        "unlike-weights",
        "Borrower with shares 5",
    ),
    ("parties Both are\n    Lender with shares 5\n    Borrower\n", "unlike-weights", "Borrower"),
    ("parties Both are\n    Lender with shares 5\n    Borrower with shares USD 5\n", "unlike-weights", "Borrower with"),
    ("parties Both are Lender with shares 5, Amendment with shares 5\n", "wrong-kind", "Amendment"),
    (
        "parties One are Lender with shares 5\nparties Other are Borrower\n"
        "parties Most are more than 50% of One, Other\n",
        "unlike-weights",
        "parties Most are more than 50% of One, Other",
    ),
    ("parties Most are more than 50% of Nobody\n", "unknown-term", "Nobody"),
    ("parties Most are more than 50% of Amendment\n", "wrong-kind", "Amendment"),
    ("parties Most are more than 100% of Lender\n", "impossible-count", "parties Most are more than 100% of Lender"),
    ("parties Most are at least 0% of Lender\n", "impossible-count", "parties Most are at least 0% of Lender"),
    ("parties Most are at least 2 of Lender\n", "impossible-count", "parties Most are at least 2 of Lender"),
    ("parties Most are at least 1 of Lender\nparties All are Most, Lender\n", "wrong-kind", "Most"),
    ("parties Most are at least 1 of Lender\ndocument Paper by Most\n", "wrong-kind", "Most"),
    ("parties Most are at least 1 of Lender\nparties More are at least 1 of Most\n", "wrong-kind", "Most"),
    ("document Paper by Both, Lender\nparties Both are Lendor\n", "unknown-term", "Lendor"),
    ("document Paper by Closing\nevent Closing\n", "wrong-kind", "Closing"),
    ("document Paper by Nobody\n", "unknown-term", "Nobody"),
    ("event Closing consists of Deed\n", "unknown-term", "Deed"),
    ("event Closing consists of Lender\n", "wrong-kind", "Lender"),
    ("event Closing consists of Closing\n", "part-of-itself", "Closing"),
    ("party Agent dated 1996-02-28\n", "misplaced-attribute", "Agent"),
    ("event Closing dated 1996-02-28\n", "misplaced-attribute", "Closing"),
    ("event Closing by Lender\n", "misplaced-attribute", "Closing"),
    ("state Default with size as money\n", "misplaced-attribute", "Default"),
    ("document Paper consists of Lender\n", "misplaced-attribute", "Paper"),
    ("state Default not in the record\n", "misplaced-attribute", "Default"),
    ("recurring state Default\n", "misplaced-attribute", "Default"),
    ("document Paper with amount as money, amount as date\n", "duplicate-definition", "amount"),
    ("document Paper dated the date of Other\n", "unknown-term", "Other"),
    ("question T1\n    NEAR\n    FAR\n", "no-default", "T1"),
    ("question T1\n    NEAR, default\n    FAR, default\n", "two-defaults", "FAR"),
    ("question T1\n    NEAR, default\n    NEAR\n", "duplicate-reading", "NEAR"),
    ("question T1\n    NEAR, default\nquestion T2\n    NEAR, default\n", "duplicate-reading", "NEAR"),
    ("question T1\n    NEAR, default\nquestion T1\n    FAR, default\n", "duplicate-definition", "T1"),
    ("event Closing\ncontract Another\n", "two-contract-headers", "Another"),
]


@pytest.mark.parametrize(("text", "code", "wrong"), DEFINITIONS, ids=[row[0][:50] for row in DEFINITIONS])
def test_a_definition_that_means_nothing(text, code, wrong):
    """The same for definitions and questions."""
    assert [(one, under[: len(wrong)]) for one, under in errors(full(text))] == [(code, wrong)]


PAPER = "agreement Loan between Lender, Borrower\nevent Closing\n"
AMENDS = "once Amendment is effective, section 5(a) of Loan reads\n    Deliveries are complete when Closing occurred\n"
CLAUSES = [
    ("section 1\n    event First\nsection 1\n    event Second\n", "duplicate-section", "section 1"),
    ("Amendment lapses after 1996-03-01\n", "wrong-kind", "Amendment"),
    ("Other lapses after 1996-03-01\n", "unknown-term", "Other"),
    (
        "event Closing\nAmendment relates back to 1996-03-01\nAmendment takes effect when Closing occurred\n",
        "too-early",
        "Amendment",
    ),
    (
        "event Closing\nDeliveries are complete when Closing occurred\nDeliveries relate back to 1996-03-01\n",
        "wrong-kind",
        "Deliveries",
    ),
    (
        "event Closing\nAmendment takes effect when Closing occurred\nAmendment takes effect when Closing occurred\n",
        "duplicate-definition",
        "Amendment",
    ),
    (
        "event Closing\nAmendment takes effect when Closing occurred\n"
        "Amendment lapses after 1996-03-01\nAmendment lapses after 1997-03-01\n",
        "duplicate-definition",
        "Amendment",
    ),
    (
        "event Closing\nAmendment takes effect when Closing occurred\n"
        "Amendment relates back to 1996-02-01\nAmendment relates back to 1996-01-01\n",
        "duplicate-definition",
        "Amendment",
    ),
    ("event Closing\nClosing is complete when Closing occurred\n", "wrong-kind", "Closing"),
    ("event Closing\nLender takes effect when Closing occurred\n", "wrong-kind", "Lender"),
    ("event Closing\nClosing is true when Closing occurred\n", "wrong-kind", "Closing"),
    ("event Closing\nClosing begins when Closing occurred\n", "wrong-kind", "Closing"),
    ("event Closing\nSolvency is true when Closing occurred\n", "unknown-term", "Solvency"),
    ("event Closing\nDefault begins when Closing occurred\n", "unknown-term", "Default"),
    (
        "recurring event Advance\nevent Closing\nConsent permits Advance when Closing occurred\n",
        "permits-recurring",
        "Advance",
    ),
    ("event Closing\nConsent permits Lender when Closing occurred\n", "wrong-kind", "Lender"),
    ("event Closing\nConsent permits Closin when Closing occurred\n", "unknown-term", "Closin"),
    ("Lender may waive section 7\n", "unknown-section", "section 7"),
    ("section 7\n    Closing may waive section 7\n    event Closing\n", "wrong-kind", "Closing"),
    ("section 7 of Nothing is not in the record\n", "unknown-term", "Nothing"),
    ("section 7 of Lender is not in the record\n", "wrong-kind", "Lender"),
    (f"{PAPER}Amendment takes effect when Closing occurred\n{AMENDS}", "missing-version", "Deliveries"),
    (f"{PAPER}section 5(a) of Loan is not in the record\n{AMENDS}", "wrong-kind", "Amendment"),
    (
        f"{PAPER}section 5(a) of Loan is not in the record\n{AMENDS.replace('Amendment', 'Amendmint')}",
        "unknown-term",
        "Amendmint",
    ),
    (
        "question T1\n    NEAR, default\n    FAR\nevent Closing\n"
        "under FAR, Amendment takes effect when Closing occurred\n",
        "misplaced-reading",
        "FAR",
    ),
    (
        "event Closing\nAmendment takes effect when Closing occurred\n"
        "under FAR, Amendment relates back to 1996-02-01\n",
        "unknown-reading",
        "FAR",
    ),
]


@pytest.mark.parametrize(("text", "code", "wrong"), CLAUSES, ids=[row[1] + " " + row[2] for row in CLAUSES])
def test_a_clause_that_means_nothing(text, code, wrong):
    """The same for clauses, sections and texts."""
    found = [(one, under[: len(wrong)]) for one, under in errors(full(text))]
    assert found == [(code, wrong)]


def test_a_second_place_is_named():
    """A duplicate names the place of the first."""
    for text in (
        "event Closing\nevent Closing\n",
        "event Amendment\n",
        "question T1\n    NEAR, default\nquestion T1\n    FAR, default\n",
    ):
        (finding,) = [d for d in resolve(full(text)) if d.severity == "error"]
        (second,) = finding.related
        assert second.span.line < finding.span.line
        assert words(full(text), second.span)[:3] in ("Clo", "Ame", "T1")


def test_no_header():
    """A contract without its header is refused at the first line."""
    assert [(d.code, d.span.line) for d in resolve("party Lender\n") if d.severity == "error"] == [
        ("no-contract-header", 1)
    ]


def test_several_findings_in_one_run():
    """Every slip of a file is found in one run, in the order of the lines, each once."""
    text = full(
        "event Closing\nevent Closing\ndocument Paper by Nobody\nAmendment takes effect when all of\n"
        "    - Lender received Papier\n    - Lendr received Paper\n    - Closing exists\n"
        "    - under NEVER, Closing occurred\n    - any of\n        - Closin occurred\n        - Paper\n"
    )
    assert errors(text) == [
        ("duplicate-definition", "Closing"),
        ("unknown-term", "Nobody"),
        ("unknown-term", "Papier"),
        ("unknown-term", "Lendr"),
        ("wrong-kind", "Closing"),
        ("unknown-reading", "NEVER"),
        ("unknown-term", "Closin"),
        ("stray-phrase", "Paper"),
    ]


def test_findings_bear_their_section():
    """A finding inside a section says which, with its heading."""
    text = full('section 5 "Conditions"\n    Amendment takes effect when\n        (a) Closin occurred\n')
    (finding,) = [d for d in resolve(text) if d.severity == "error"]
    assert finding.section == 'section 5 "Conditions"'


WARNINGS = [
    ("event Closing\n", "unused-term", "Closing"),
    ("question T1\n    NEAR, default\n    FAR\n", "unused-reading", "T1"),
    (
        "event Closing\nSecond takes effect when Closing occurred\n"
        "Amendment takes effect when Second is effective simultaneously\n",
        "useless-mark",
        "Second is effective simultaneously",
    ),
]


@pytest.mark.parametrize(("text", "code", "wrong"), WARNINGS, ids=[row[1] for row in WARNINGS])
def test_a_warning_refuses_nothing(text, code, wrong):
    """What is merely useless is said, and the contract stands."""
    text = full(text)
    contract, found = resolve_contract(parse_contract(text, "").tree)
    assert contract is not None
    assert (code, wrong) in [(d.code, first_line(text, d)) for d in found]
    assert all(d.severity == "warning" for d in found)
