"""How facts are cited."""

import pytest

from assent.engine.report.places import Places, ranges, short_names
from assent.grammar.spans import NOWHERE, Span
from tests.report.hand import fact


def test_a_file_is_named_by_what_tells_it_apart():
    """`closing.facts` while there is one of that name, a longer end of the path when there are two."""
    assert short_names(["deals/a/closing.facts"]) == {"deals/a/closing.facts": "closing.facts"}
    assert short_names(["deals/a/x.facts", "deals/b/x.facts", "x.facts"]) == {
        "deals/a/x.facts": "a/x.facts",
        "deals/b/x.facts": "b/x.facts",
        "x.facts": "x.facts",
    }


def test_a_supposed_fact_is_cited_as_the_option():
    """What was supposed on the command line has no line in a file."""
    places = Places({})
    assert places.cite(Span("--suppose", 1, 1, 1, 9)) == "--suppose"
    assert places.cite(NOWHERE) == ""


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([4], "4"), ([4, 5], "4-5"), ([1, 2, 3, 7, 9, 10], "1-3, 7, 9-10")]
)
def test_many_lines_are_drawn_together(numbers, text):
    """Runs of lines are written as ranges."""
    assert ranges(numbers) == text


def test_many_facts_are_cited_file_by_file():
    """Each file is named once with all its lines."""
    facts = [fact(3, "a", source="a.facts"), fact(1, "b", source="b.facts"), fact(2, "c", source="a.facts")]
    assert Places({}).cite_many(facts) == "a.facts:2-3; b.facts:1"
