"""What an answer shows and what it collapses: nothing that decides is lost, and every line fits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assent.engine.report.layout import cells
from assent.engine.report.missing import outstanding
from assent.engine.report.rows import decisive_rows, full_rows
from assent.engine.report.text import render_evaluation
from assent.grammar.spans import Span
from tests.report.hand import contract, evaluation, fact, finding, item, missing, reason

STATUSES = ["SATISFIED", "DEEMED SATISFIED", "WAIVED", "OUTSTANDING", "RECEIVED", "FAILED", "UNDETERMINED"]
words = st.text(st.sampled_from("abcde   Ä漢\u0301\u202e\x1b\t"), max_size=90)
facts = st.builds(fact, st.integers(1, 40), words, evidence=words, source=st.sampled_from(["a/x.facts", "b/x.facts"]))


def nodes(inside=None):
    return st.builds(
        lambda section, status, text, children, **more: reason(section, status, text, *children, **more),
        st.sampled_from(["", "5", "5(a)", "5(a)(iii)", "17(c)(xviii)(A)(1)"]),
        st.sampled_from(STATUSES),
        st.sampled_from(["all of", "any of"]) | words,
        st.just([]) if inside is None else st.lists(inside, max_size=3),
        heading=st.just("") | words,
        labelled=st.booleans(),
        decisive=st.booleans(),
        note=st.just("") | words,
        facts=st.lists(facts, max_size=5).map(tuple),
        missing=st.lists(st.builds(missing, words, words), max_size=1).map(tuple),
        choice=st.booleans(),
    )


trees = st.recursive(nodes(), nodes, max_leaves=12)


def decisive_facts(tree):
    yield from tree.facts
    for part in tree.reasons:
        if part.decisive:
            yield from decisive_facts(part)


@given(trees)
def test_no_fact_that_decides_is_lost(tree):
    """Collapsing a condition into its parent keeps its facts: an answer cites each fact that it rests on."""
    shown = {(one.span, one.sentence) for row in decisive_rows(finding("NOT YET", tree)) for one in row.facts}
    assert {(one.span, one.sentence) for one in decisive_facts(tree)} == shown


@given(trees)
def test_full_shows_every_condition_once(tree):
    """`--explain full` shows the whole tree."""
    assert [row.reason for row in full_rows(finding("NOT YET", tree))] == list(tree.walk())


@settings(max_examples=60)
@given(trees, st.integers(40, 130), st.sampled_from(["decisive", "full", "none"]), words)
def test_every_line_fits(tree, width, explain, title):
    """No line is wider than asked (60 at least), ends in a blank, or bears what a terminal would obey."""
    made = evaluation(finding("NOT YET", tree, name=f"Amendment{title}", missing=(missing(title, title),)))
    for line in render_evaluation(contract(), made, width=width, explain=explain).split("\n"):
        assert cells(line) <= max(width, 60)
        assert line == line.rstrip()
        assert line.isprintable()


def test_an_obstacle_stands_in_its_own_row():
    """An unlabelled condition that has failed or is unknown is shown below the labelled one around it."""
    lost = reason("5(b)", "FAILED", "Deed occurred with form Agreed", decisive=True)
    met = reason("5(b)", "SATISFIED", "Lease occurred with form Agreed")
    rows = decisive_rows(finding("CAN NO LONGER BE", item("5(b)", "FAILED", "closed", met, lost)))
    assert [(row.depth, row.section, row.words) for row in rows] == [
        (0, "5(b)", "closed"),
        (1, "", "Deed occurred with form Agreed"),
    ]


def test_a_waiver_is_never_shown_as_plain_satisfaction():
    """A part that was waived or deemed keeps its row: its note would be lost in its parent (rule S7)."""
    waived = reason("5(d)", "WAIVED", "Congress received Survey", note="waived by Congress")
    rows = decisive_rows(finding("EFFECTIVE", item("5(d)", "SATISFIED", "the survey", waived)))
    assert [(row.reason.status, row.reason.note) for row in rows] == [
        ("SATISFIED", ""),
        ("WAIVED", "waived by Congress"),
    ]


def test_a_labelled_list_without_a_heading_borrows_the_words_of_its_parts():
    """`(v) any of ...` is called by what it asks for, never by `any of`."""
    parts = [reason("3(v)", "OUTSTANDING", text) for text in ("Certificate", "Certification")]
    row = reason("3(v)", "OUTSTANDING", "any of", *parts, labelled=True)
    assert [row.words for row in decisive_rows(finding("NOT YET", row))] == ["Certificate or Certification"]


def test_missing_acts_keep_their_alternatives():
    """Where one of several acts is enough the answer says so; acts that are done are not asked for again."""
    deed = reason("5(a)", "SATISFIED", "Congress received Deed")
    ways = [reason("5(a)", "OUTSTANDING", f"Congress received {name}") for name in ("Survey", "Certificate")]
    choice = reason("5(a)", "OUTSTANDING", "any of", *ways, choice=True)
    (act,) = outstanding(finding("NOT YET", reason("5", "OUTSTANDING", "all of", deed, choice)))
    assert (act.text, [inner.text for inner in act.inner]) == (
        "one of",
        ["Congress received Survey", "Congress received Certificate"],
    )


def test_what_can_no_longer_be_is_not_asked_for():
    """An alternative that has failed is no way to go, and a verdict of never asks for nothing."""
    lost = reason("5(a)", "FAILED", "Congress received Survey")
    open_way = reason("5(a)", "OUTSTANDING", "Congress received Certificate")
    choice = reason("5(a)", "OUTSTANDING", "any of", lost, open_way)
    assert [act.text for act in outstanding(finding("NOT YET", choice))] == ["Congress received Certificate"]
    for verdict in ("CAN NO LONGER BE", "NO LONGER PERMITTED", "NOT COVERED", "EFFECTIVE"):
        assert outstanding(finding(verdict, reason("5", "OUTSTANDING", "all of", lost, open_way))) == ()


def test_a_denial_is_not_met_by_what_it_denies():
    """`no Event of Default exists` is one act; what begins one stands elsewhere, unasked."""
    elsewhere = reason("4", "OUTSTANDING", "Conveyance occurred", span=Span("a", 90, 1, 90, 20))
    denial = reason("5(f)", "OUTSTANDING", "no Event of Default exists", elsewhere, span=Span("a", 40, 1, 40, 30))
    assert [act.text for act in outstanding(finding("NOT YET", denial))] == ["no Event of Default exists"]
