"""The picture of clauses, conditions and circles."""

import re

import attrs

from assent.engine.report.graph import dot, graph_of, mermaid
from tests.report.hand import CLOSING, contract, evaluation, finding


def ids(contract_):
    graph = graph_of(contract_)
    return {box.lines[0]: box.id for box in graph.boxes}


def test_every_clause_and_labelled_condition_is_a_box():
    """The picture leaves out nothing that has a name or a label, and draws nothing twice."""
    boxes = [" ".join(box.lines) for box in graph_of(contract()).boxes]
    assert len(boxes) == len(set(boxes))
    assert {"Amendment section 5", "Closing section 2", "5(a) the Amendment, executed"} <= set(boxes)


def test_circles_say_how_they_are_read():
    """Each step of a circle is a heavy arrow with the meaning that the encoding declares (rule S8)."""
    clauses = ids(contract())
    there, back = clauses["Closing"], clauses["Amendment"]
    assert contract().circles
    text = mermaid(contract())
    assert f'{there} ==>|"simultaneously or in sequence"| {back}' in text
    assert f'{back} ==>|"simultaneously or in sequence"| {there}' in text
    assert re.search(rf'{there} -> {back} \[label="simultaneously or in sequence", penwidth=2.5', dot(contract()))


def test_the_same_contract_gives_the_same_picture():
    """Ids are deterministic: a picture under version control changes only with the contract."""
    contract.cache_clear()
    first = mermaid(contract()), dot(contract())
    contract.cache_clear()
    assert (mermaid(contract()), dot(contract())) == first


def test_an_answer_colours_the_boxes_and_says_the_status_in_words():
    """With an evaluation every clause asked bears its verdict, in words and in colour."""
    made = evaluation(finding("EFFECTIVE", since=CLOSING))
    text = mermaid(contract(), made)
    box = ids(contract())["Amendment"]
    assert f'{box}["Amendment<br/>section 5<br/>EFFECTIVE since 1996-02-28"]' in text
    assert f"class {box} met" in text
    assert "#d9f0dd" in dot(contract(), made)


def test_the_signs_of_the_picture_are_escaped():
    """A contract's words can never end a label or start a tag."""
    bad = attrs.evolve(contract(), name='A "b" \\ <c>')
    assert dot(bad).startswith('digraph "A \\"b\\" \\\\ <c>" {')
    sign = '"<&>`#\\'
    text = mermaid(
        contract('contract Deal\n\nparty A\n\nDeal takes effect when\n    (a) "x <b> `c` & #1" A executed Deal\n')
    )
    assert "x #60;b#62; #96;c#96; #38; #35;1" in text
    assert sign not in text


def test_every_arrow_joins_two_boxes():
    """No arrow leads to a box that is not drawn."""
    graph = graph_of(contract())
    boxes = {box.id for box in graph.boxes}
    assert {end for arrow in graph.arrows for end in (arrow.source, arrow.target)} <= boxes
