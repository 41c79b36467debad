"""What a journal gets wrong: each finding has a code and underlines the user's own words."""

import pytest

from assent.engine.facts.journal import declare_complete, merge, read_facts, suppose, withdraw
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import parse_journal, parse_supposed, parse_withdrawn
from tests.support.contracts import contract_of, facts_of, full_journal
from tests.support.underlined import words

CONTRACT = """\
event Closing with form as Agreed or Other
event Whole consists of First, Second
event First
event Second
recurring event Advance
document Note by Borrower with amount as money, maturity as date
document Letter dated 1996-02-07 by Borrower
documents Papers are Note, Letter
state Default
representation Solvency
representation Computed
matter Consent Required
Computed is true when Closing occurred
section 5
    Lender may waive section 5
    Amendment takes effect when
        (a) Closing occurred
        (b) Advance occurred
"""


def read(text: str) -> tuple[Diagnostic, ...]:
    """All that is found wrong with a journal that can be parsed."""
    parsed = parse_journal(full_journal(text), "")
    assert not parsed.diagnostics, [(d.code, dict(d.words)) for d in parsed.diagnostics]
    return read_facts(parsed.tree, contract_of(CONTRACT))[1]


def errors(text: str) -> list[tuple[str, str]]:
    """Codes and underlined words, in the order of the file."""
    return [(d.code, words(full_journal(text), d.span)) for d in read(text)]


DAY = "1996-03-01 "
FACTS = [
    ("Lender received Nota", "unknown-term", "Nota", ("Note",)),
    ("Lendr received Note", "unknown-term", "Lendr", ("Lender",)),
    ("Closng occurred", "unknown-term", "Closng", ("Closing",)),
    ("Defalt began", "unknown-term", "Defalt", ("Default",)),
    ("no Defalt exists", "unknown-term", "Defalt", ("Default",)),
    ("Solvncy is true", "unknown-term", "Solvncy", ("Solvency",)),
    ("Note is satisfactory to Lendr", "unknown-term", "Lendr", ("Lender",)),
    ("Lendr waived section 5", "unknown-term", "Lendr", ("Lender",)),
    ("Lender received Closing", "wrong-kind", "Closing", ()),
    ("Note occurred", "wrong-kind", "Note", ()),
    ("Closing began", "wrong-kind", "Closing", ()),
    ("Closing is true", "wrong-kind", "Closing", ()),
    ("Default is satisfactory to Lender", "wrong-kind", "Default", ()),
    ("Lender was amended", "wrong-kind", "Lender", ()),
    ("Closing occurred with shape Agreed", "unknown-particular", "shape", ("form",)),
    ("Closing occurred with form Agred", "wrong-value", "Agred", ("Agreed",)),
    ("Lender received Note with amount 5", "wrong-value", "amount 5", ()),
    ("Lender received Note with amount at least USD 5", "vague-fact", "amount at least USD 5", ()),
    ("Lender received Note dated by 1996-02-01", "vague-fact", "dated by 1996-02-01", ()),
    ("Lender received Letter dated 1996-02-08", "other-date", "dated 1996-02-08", ()),
    ("Lender did not receive Note with amount USD 5", "negated-details", "with amount USD 5", ()),
    ("Closing did not occur with form Agreed", "negated-details", "with form Agreed", ()),
    ("Whole occurred with form Agreed", "whole-has-no-particulars", "Whole", ("First", "Second")),
    ("Whole did not occur", "whole-has-no-particulars", "Whole", ("First", "Second")),
    ("Amendment is effective", "not-a-fact", "Amendment is effective", ()),
    ("Note is in its form of 1996-02-01", "not-a-fact", "Note is in its form of 1996-02-01", ()),
    ("Computed is true", "not-a-fact", "Computed is true", ()),
    ("Default did not begin", "not-a-fact", "Default did not begin", ()),
    ("Borrower waived section 5", "no-waiver-clause", "section 5", ()),
    ("Lender waived section 6", "no-waiver-clause", "section 6", ()),
    ("Lender waived section 5(z)", "no-waiver-clause", "section 5(z)", ("5(b)", "5(a)")),
]


@pytest.mark.parametrize(("sentence", "code", "wrong", "meant"), FACTS, ids=[row[0] for row in FACTS])
def test_a_fact_about_nothing(sentence, code, wrong, meant):
    """One slip is one finding at its own words; a fact about nothing in the contract is never silently kept."""
    assert errors(f"{DAY}{sentence}\n") == [(code, wrong)]
    candidates = read(f"{DAY}{sentence}\n")[0].candidates
    assert candidates[: len(meant)] == meant or set(candidates) == set(meant)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Lendr received Nte", ["Lendr", "Nte"]),
        ("Lendr received Note with amont USD 5", ["Lendr", "amont"]),
        ("Lender received Nte executed by Borower", ["Nte", "Borower"]),
        ("Nte is satisfactory to Lendr", ["Nte", "Lendr"]),
    ],
)
def test_one_mistake_does_not_hide_another(sentence, wrong):
    """A name that nobody knows does not keep the rest of its line from being read."""
    assert sorted(word for _, word in errors(f"{DAY}{sentence}\n")) == sorted(wrong)


def test_the_journal_of_another_contract():
    """A journal says which contract it is about, and another contract's is refused."""
    parsed = parse_journal("facts for Something Else\n", "")
    (finding,) = read_facts(parsed.tree, contract_of(CONTRACT))[1]
    assert (finding.code, words("facts for Something Else", finding.span)) == ("other-contract", "Something Else")
    assert finding.candidates == ("Amendment",)


def test_a_journal_that_names_no_contract():
    """It is read against any contract: so are the lines of a scenario, and what is supposed."""
    tree = parse_journal("1996-03-01 Lender received Note\n", "").tree
    facts, found = read_facts(tree, contract_of(CONTRACT))
    assert (len(facts.entries), found) == (1, ())


def test_an_unknown_kind_of_record():
    """The kinds of the record are four, and `everything`."""
    found = read("record of documnts is complete through 1996-03-01\n")
    assert errors("record of documnts is complete through 1996-03-01\n") == [("unknown-record-kind", "documnts")]
    assert found[0].candidates == ("documents",)
    assert read("record of zebras is complete through 1996-03-01\n")[0].candidates == (
        "documents", "events", "determinations", "waivers", "everything",
    )  # fmt: skip


CONTRADICTIONS = [
    ("1996-03-01 Lender received Note", "1996-03-01 Lender did not receive Note", "contradiction"),
    ("1996-03-01 Lender received Note", "1996-03-05 Lender did not receive Note", "contradiction"),
    ("1996-03-01 Lender did not receive Note", "1996-03-01 Lender received Note", "contradiction"),
    ("1996-03-01 Closing occurred", "1996-03-05 Closing did not occur", "contradiction"),
    ("1996-03-01 Note is satisfactory to Lender", "1996-03-01 Note is not satisfactory to Lender", "contradiction"),
    ("1996-03-01 Default began", "1996-03-01 no Default exists", "contradiction"),
    ("1996-03-01 Default exists", "1996-03-01 no Default exists", "contradiction"),
    ("1996-03-01 Default began", "1996-03-05 no Default exists", "contradiction"),
    ("1996-03-01 Default began", "1996-03-05 no Default has occurred", "contradiction"),
    ("1996-03-01 Default has occurred", "1996-03-05 no Default has occurred", "contradiction"),
    ("1996-03-01 Default exists", "1996-03-05 no Default has occurred", "contradiction"),
    ("1996-03-01 Solvency is true", "1996-03-01 Solvency is untrue", "contradiction"),
    ("1996-03-01 Solvency is true", "1996-03-01 Solvency is untrue in a material respect", "contradiction"),
    (
        "1996-03-01 Solvency is true in all material respects",
        "1996-03-01 Solvency is untrue in a material respect",
        "contradiction",
    ),
    ("1996-03-01 Consent Required is true", "1996-04-01 Consent Required is untrue", "contradiction"),
    ("1996-03-01 Closing occurred", "1996-03-02 Closing occurred", "happened-twice"),
    (
        "1996-03-01 Closing occurred with form Agreed",
        "1996-03-01 Closing occurred with form Other",
        "happened-twice",
    ),
    ("1996-03-05 Default began", "1996-03-01 Default ended", "ended-before-began"),
]


@pytest.mark.parametrize(("first", "second", "code"), CONTRADICTIONS, ids=[f"{a} / {b}" for a, b, _ in CONTRADICTIONS])
@pytest.mark.parametrize("swap", [False, True])
def test_facts_that_cannot_stand_together(first, second, code, swap):
    """Both lines are named, whichever comes first in the file."""
    if swap:
        first, second = second, first
    text = f"{first}\n{second}\n"
    (finding,) = read(text)
    named = {words(full_journal(text), finding.span), *(words(full_journal(text), r.span) for r in finding.related)}
    assert (finding.code, named) == (code, {first, second})


TOGETHER = [
    ("1996-03-01 Lender did not receive Note", "1996-03-05 Lender received Note"),
    ("1996-03-01 Closing occurred", "1996-03-01 Closing occurred"),
    ("1996-03-01 Advance occurred", "1996-03-02 Advance occurred"),
    ("1996-03-01 Note is satisfactory to Lender", "1996-03-05 Note is not satisfactory to Lender"),
    ("1996-03-01 no Default exists", "1996-03-05 Default began"),
    ("1996-03-01 no Default has occurred", "1996-03-05 Default began"),
    ("1996-03-01 Solvency is true", "1996-03-05 Solvency is untrue"),
    ("1996-03-01 Solvency is untrue", "1996-03-01 Solvency is true in all material respects"),
    ("1996-03-01 Lender received Note", "1996-03-05 Lender received Note"),
    ("1996-03-01 Default ended", "1996-03-05 no Default exists"),
]


@pytest.mark.parametrize(("first", "second"), TOGETHER, ids=[f"{a} / {b}" for a, b in TOGETHER])
def test_facts_that_can_stand_together(first, second):
    """What only seems to clash is accepted, in either order of the lines."""
    assert errors(f"{first}\n{second}\n") == []
    assert errors(f"{second}\n{first}\n") == []


def test_a_state_that_began_ended_and_began_again():
    """Two runs of a state, with a day between them on which none exists."""
    lines = [
        "1996-03-01 Default began", "1996-03-05 Default ended", "1996-03-06 no Default exists",
        "1996-03-10 Default began", "1996-03-15 Default ended",
    ]  # fmt: skip
    assert errors("\n".join(lines) + "\n") == []
    assert errors("\n".join(reversed(lines)) + "\n") == []


def test_several_findings_in_one_run():
    """Every slip of a journal is found in one run, in the order of the lines."""
    text = (
        "record of papers is complete through 1996-03-01\n"
        "1996-03-01 Closng occurred\n1996-03-01 Lender received Closing\n"
        "1996-03-01 Solvency is true\n1996-03-01 Amendment is effective\n1996-03-01 Solvency is untrue\n"
    )
    assert errors(text) == [
        ("unknown-record-kind", "papers"),
        ("unknown-term", "Closng"),
        ("wrong-kind", "Closing"),
        ("not-a-fact", "Amendment is effective"),
        ("contradiction", "1996-03-01 Solvency is untrue"),
    ]


BASE = "1996-03-01 Closing occurred with form Agreed\n1996-03-02 Solvency is true\n"


def test_a_supposition_is_checked_like_a_fact():
    """`--suppose` refuses what a journal refuses, and what contradicts the journal."""
    contract = contract_of(CONTRACT)
    facts = facts_of(BASE, contract)
    for sentence, code in (
        ("1996-03-01 Closng occurred", "unknown-term"),
        ("1996-03-02 Solvency is untrue", "contradiction"),
        ("1996-03-05 Closing occurred", "happened-twice"),
    ):
        tree = parse_supposed(sentence).tree
        assert tree is not None
        assert [d.code for d in suppose(facts, tree, contract)[1]] == [code]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Closing occurred", {"Solvency is true"}),
        ("Closing occurred with form Agreed", {"Solvency is true"}),
        ("1996-03-01 Closing occurred", {"Solvency is true"}),
        ("Solvency is true", {"Closing occurred with form Agreed"}),
    ],
)
def test_a_fact_is_withdrawn(sentence, left):
    """By its sentence, on its date or on any, with its particulars or without."""
    contract = contract_of(CONTRACT)
    tree = parse_withdrawn(sentence).tree
    assert tree is not None
    facts, found = withdraw(facts_of(BASE, contract), tree, contract)
    assert found == ()
    assert {entry.sentence for entry in facts.entries} == left


@pytest.mark.parametrize(
    "sentence",
    ["Advance occurred", "Closing occurred with form Other", "1996-03-02 Closing occurred", "Solvency is untrue"],
)
def test_nothing_to_withdraw(sentence):
    """Taking away a fact that is not there is a finding: the words were probably not those of the journal."""
    contract = contract_of(CONTRACT)
    tree = parse_withdrawn(sentence).tree
    assert tree is not None
    facts, found = withdraw(facts_of(BASE, contract), tree, contract)
    assert [d.code for d in found] == ["nothing-withdrawn"]
    assert len(facts.entries) == 2


def test_journals_are_merged():
    """Several journals are one; of two records of one kind the one that reaches further counts; contradictions show."""
    contract = contract_of(CONTRACT)
    one = facts_of("record of events is complete through 1996-03-01\n1996-03-01 Solvency is true\n", contract)
    two = facts_of("record of events is complete through 1996-02-01\n1996-03-01 Solvency is untrue\n", contract)
    for pair in ([one, two], [two, one]):
        merged, found = merge(pair)
        assert [d.code for d in found] == ["contradiction"]
        assert {kind: str(moment) for kind, moment in merged.complete.items()} == {"events": "1996-03-01"}
    assert len(merge([one, one])[0].entries) == 2


def test_a_record_declared_from_outside():
    """The command line may declare a kind complete; the others stay as the journal has them."""
    contract = contract_of(CONTRACT)
    facts = facts_of("record of events is complete through 1996-03-01\n", contract)
    moment = facts.complete["events"]
    more = declare_complete(facts, ["documents"], moment)
    assert dict(more.complete) == {"events": moment, "documents": moment}


def test_a_line_about_several_is_an_entry_for_each():
    """`Lender, Borrower executed Papers` says four things, each of which can be cited alone."""
    facts = facts_of("1996-03-01 Lender, Borrower executed Papers\n", contract_of(CONTRACT))
    assert {entry.sentence for entry in facts.entries} == {
        f"{party} executed {paper}" for party in ("Lender", "Borrower") for paper in ("Note", "Letter")
    }
    assert len({entry.span for entry in facts.entries}) == 1


def test_a_document_with_a_date_of_its_own_bears_it():
    """A letter that is declared to be dated 7 February needs no date in the journal."""
    facts = facts_of("1996-03-01 Lender received Letter\n", contract_of(CONTRACT))
    assert [str(dict(entry.assertion.particulars)["dated"]) for entry in facts.entries] == ["1996-02-07"]  # type: ignore[union-attr]
