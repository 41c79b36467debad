"""Long chains, large rings, and texts nested as deep as the grammar lets them: all are answered, and in linear time.

Python ends a function that calls itself a thousand times. No contract needs that much, but a program may write one,
and an answer is never a traceback. Growth is counted in calls, not in seconds.
"""

import json

import pytest

from assent.engine.analysis.guarantees import breaches
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.reasons import DEEPEST, MORE
from assent.engine.report.json import dump, evaluation_data
from assent.engine.report.text import render_evaluation
from tests.grammar.test_growth import calls
from tests.support.contracts import case, complete, resolved

DEED = "document Deed\n"
RECEIVED = "1996-03-05 Lender received Deed\n"


def chain(length):
    """X0 waits for X1, which waits for X2, and so on; the last one waits for the deed."""
    links = "".join(f"X{number} takes effect when X{number + 1} is effective\n" for number in range(length - 1))
    return f"{DEED}{links}X{length - 1} takes effect when Lender received Deed\n"


def ring(length, mark):
    """Each of them waits for the next one, and the last one for the first, and for the deed."""
    links = "".join(f"X{number} takes effect when X{number + 1} is effective {mark}\n" for number in range(length - 1))
    return f"{DEED}{links}X{length - 1} takes effect when Lender received Deed and X0 is effective {mark}\n"


def representations(length):
    names = "".join(f'representation R{number} "r"\n' for number in range(length + 1))
    links = "".join(f"R{number} is true when R{number + 1} is true\n" for number in range(length))
    return f"{names}{links}Amendment takes effect when R0 is true\n"


def layers(count):
    """Clauses in layers, each of which leans on both of the next: ways through them double with each layer."""
    leaning = "".join(
        f"{name}{layer} is in force while A{layer + 1} is in force and B{layer + 1} is in force\n"
        for layer in range(count)
        for name in "AB"
    )
    return DEED + leaning + "".join(f"{name}{count} is in force while Lender received Deed\n" for name in "AB")


def nested(levels, modifiers):
    """A list in a list in a list, each of them labelled and waivable, and a sentence behind many modifiers."""
    lists = "".join("    " * level + "(a) all of\n" for level in range(2, levels))
    sentence = "    " * levels + "(a) Lender received Deed" + " on 1996-03-09" * modifiers + "\n"
    waiver = "    Lender may waive section 2 in writing\n"
    return f'{DEED}section 2 "Conditions"\n    Amendment takes effect when\n{lists}{sentence}{waiver}'


def shown(made, evaluation):
    """Every form of an answer, so that none of them ends in a traceback."""
    texts = [render_evaluation(made.contract, evaluation, explain=how) for how in ("none", "decisive", "full")]
    json.loads(dump(evaluation_data(evaluation)))
    return texts


def answered(text, journal):
    made = case(text, journal)
    return render_evaluation(made.contract, made.evaluate())


@pytest.mark.parametrize("length", [150, 400])
def test_a_chain_takes_effect_when_its_last_link_does(length):
    """S5: effective from the day on which the deed was received, link by link, however many there are."""
    made = case(chain(length), RECEIVED)
    evaluation = made.evaluate()
    assert {(finding.verdict, str(finding.since)) for finding in evaluation.findings} == {("EFFECTIVE", "1996-03-05")}
    shown(made, evaluation)


def test_a_chain_of_five_thousand():
    """The first of them is answered as the last one is."""
    made = case(chain(5000), RECEIVED)
    assert made.verdict("X0") == "EFFECTIVE since 1996-03-05"


@pytest.mark.parametrize(
    ("journal", "verdict"), [("", "UNDETERMINED"), (complete("1996-03-31"), "NOT YET")], ids=["unknown", "not yet"]
)
def test_a_chain_that_waits_says_what_for(journal, verdict):
    """S11: the answer on the last link names the deed; one far above names the link at which it stopped."""
    made = case(chain(400), journal)
    evaluation = made.evaluate("1996-03-31")
    assert {finding.verdict for finding in evaluation.findings} == {verdict}
    texts = [[reason.text for reason in evaluation[name].walk() if reason.note == MORE] for name in ("X399", "X0")]
    assert texts[0] == []
    assert len(texts[1]) == 1
    assert texts[1][0] in {f"X{number} is effective" for number in range(DEEPEST, DEEPEST + 3)}
    assert "Lender received Deed" in render_evaluation(made.contract, evaluation)
    shown(made, evaluation)


@pytest.mark.parametrize(
    ("mark", "journal", "verdict"),
    [
        ("simultaneously", RECEIVED, "EFFECTIVE since 1996-03-05"),
        ("simultaneously", complete("1996-03-31"), "NOT YET"),
        ("in sequence", RECEIVED, "CAN NO LONGER BE"),
    ],
)
def test_a_ring_means_what_its_marks_say(mark, journal, verdict):
    """S8: read simultaneously it waits for the deed alone; read in sequence it can never be."""
    made = case(ring(300, mark), journal)
    assert made.verdict("X0", "1996-03-31") == verdict
    assert made.verdict("X299", "1996-03-31") == verdict
    shown(made, made.evaluate("1996-03-31"))


def test_a_ring_of_five_thousand():
    """It is one circle, and takes effect with the deed."""
    made = case(ring(5000, "simultaneously"), RECEIVED)
    assert len(made.contract.circles) == 1
    assert made.verdict("X0") == "EFFECTIVE since 1996-03-05"


def test_a_chain_of_representations_is_as_true_as_its_last():
    """What has no answer of its own is cut short in the same way, and says so."""
    made = case(representations(300), "1996-03-05 R300 is true\n")
    assert made.verdict() == "EFFECTIVE since 1996-03-05"
    assert [reason.note for reason in made.finding().walk()].count(MORE) == 1
    shown(made, made.evaluate())


@pytest.mark.parametrize("journal", [RECEIVED, "", complete("1996-03-31")])
def test_the_deepest_text_is_answered(journal):
    """As many levels as the grammar allows, each of them labelled and waivable, and as many modifiers."""
    made = case(nested(37, 60), journal)
    shown(made, made.evaluate("1996-03-31"))


def test_clauses_in_layers_are_told_once_too_often_at_most_a_thousand_times():
    """There are 2**60 ways through 60 layers. An answer takes a thousand clauses apart and then stops."""
    made = case(layers(60), complete("1996-03-31"))
    moment = made.facts.latest()
    assert moment is not None
    (finding,) = evaluate(made.contract, made.facts, moment, asked=["A0"]).findings
    assert finding.verdict == "NOT YET"
    assert sum(1 for _ in finding.walk()) < 5000


@pytest.mark.parametrize("how", ["a chain", "a ring", "a ring that waits", "a chain that waits"])
def test_four_times_the_clauses_take_four_times_the_work(how):
    """Loading, evaluating, explaining and printing all answers: the work grows with the text."""
    text, journal = {
        "a chain": (chain, RECEIVED),
        "a chain that waits": (chain, complete("1996-03-31")),
        "a ring": (lambda length: ring(length, "simultaneously"), RECEIVED),
        "a ring that waits": (lambda length: ring(length, "simultaneously"), complete("1996-03-31")),
    }[how]

    def work(size):
        return calls(lambda one: answered(one, journal), text(size))

    work(5)  # what is read only once
    few, some, many = work(40), work(80), work(160)
    assert many - some <= 2.3 * (some - few)


@pytest.mark.parametrize("make", [chain, lambda length: ring(length, "simultaneously"), representations])
def test_loading_four_times_the_clauses_takes_four_times_the_work(make):
    """What each clause leans on is kept as shared masks, and circles are looked for only where there can be some."""
    few, some, many = (calls(resolved, make(size)) for size in (100, 200, 400))
    assert many - some <= 2.3 * (some - few)


def test_a_guarantee_over_a_long_chain_is_tried():
    """S13: it is unmet where its condition is, wherever in a chain its clauses stand."""
    broken = 'guarantee "never" always X0 is not effective\n'
    kept = 'guarantee "the last link" always X0 is effective only if X199 is effective\n'
    made = case(chain(200) + broken + kept, RECEIVED)
    moment = made.facts.latest()
    assert moment is not None
    assert [one.label for one in breaches(made.contract, made.facts, moment)] == ["never"]
