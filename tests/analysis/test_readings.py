"""All readings at once: what is said is what each combination says, in the fewest rows, and no work is done for more.

Contracts are drawn with several questions whose alternatives stand under negations, in circles, before relations back
and in texts that replace each other; every combination is then evaluated by itself (rule S10).
"""

import itertools

from hypothesis import given, note
from hypothesis import strategies as st

from assent.engine.analysis.combinations import fewest_rows
from assent.engine.analysis.readings import Splitter, by_reading
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.record import lay_out
from assent.grammar.values import Moment
from tests.support import profiles
from tests.support.contracts import Case, case, read, resolved

QUESTIONS = {"Q1": ("A1", "B1"), "Q2": ("A2", "B2", "C2"), "Q3": ("A3", "B3"), "Q4": ("A4", "B4")}
NAMES = ("Amendment", "Side", "Standstill", "Terms")
HEAD = """\
contract Amendment
    dated 1996-02-28
    between Lender, Borrower
party Lender
party Borrower
agreement Loan between Lender, Borrower
document Note by Borrower
event Closing
event Filing
state Default
matter Strict
"""
ATOMS = (
    "Lender received Note",
    "Lender received Note by 1996-03-02",
    "Closing occurred",
    "Filing occurred",
    "Filing did not occur",
    "Closing occurred by 1996-03-01",
    "Strict is true",
    "Strict is untrue",
    "no Default exists",
    "no Default has occurred",
)
FACTS = (
    "1996-03-01 Lender received Note",
    "1996-03-03 Lender received Note",
    "1996-03-01 Closing occurred",
    "1996-03-02 Filing occurred",
    "1996-03-01 Strict is true",
    "1996-03-03 no Default has occurred",
    "1996-03-02 no Default exists",
    "1996-03-02 Default began",
)


def item(draw, others):
    """One condition, mostly under an alternative of some question."""
    sentence = draw(st.sampled_from((*ATOMS, *others, *others)))
    if not draw(st.sampled_from((True, True, True, False))):
        return sentence
    question = draw(st.sampled_from(list(QUESTIONS)))
    return f"under {draw(st.sampled_from(QUESTIONS[question]))}, {sentence}"


def listed(draw, others, indent):
    """Some conditions below each other."""
    word = draw(st.sampled_from(("all of", "any of", "at least 2 of")))
    lines = [f"{indent}    - {item(draw, others)}" for _ in range(draw(st.integers(2, 4)))]
    return "\n".join([word, *lines])


@st.composite
def situations(draw):
    """A contract of four questions with circles, texts by version and relations back, and a journal."""
    circle = draw(st.booleans())
    mark = draw(st.sampled_from(("simultaneously", "in sequence")))
    back = ("Side is effective " + mark,) if circle else ()
    lines = [HEAD]
    for question, names in QUESTIONS.items():
        lines += [f"question {question}", *(f"    {name}{', default' * (not i)}" for i, name in enumerate(names))]
    lines.append("Amendment takes effect when " + listed(draw, back, ""))
    direct = ("Amendment is effective",)
    either = direct if circle else (*direct, "Amendment is not effective")
    lines.append("Side takes effect when " + listed(draw, either, ""))
    lines.append("Standstill is in force while " + listed(draw, (*direct, "Side is not effective"), ""))
    supplier = draw(st.sampled_from(("Amendment", "Side")))
    lines.append("section 5 of Loan reads\n    Terms are complete when " + listed(draw, (), "    "))
    lines.append(f"once {supplier} is effective, section 5 of Loan reads")
    lines.append("    Terms are complete when " + listed(draw, (), "    "))
    lines.append("Duty is required when " + listed(draw, ("Terms are complete", "Terms are not complete"), ""))
    if draw(st.booleans()):
        name = draw(st.sampled_from([name for names in QUESTIONS.values() for name in names]))
        lines.append(f"under {name}, Amendment relates back to 1996-02-28")
    journal = draw(st.lists(st.sampled_from(FACTS), unique=True, max_size=5))
    if draw(st.booleans()):
        journal.insert(0, f"record of everything is complete through 1996-03-0{draw(st.integers(1, 4))}")
    text, told = "\n".join(lines) + "\n", "\n".join([*journal, "1996-03-04 Lender sent Loan"]) + "\n"
    return text, told


def verdicts(one: Case, moment) -> dict[tuple[str, ...], dict[str, tuple[object, ...]]]:
    """Every combination with what each clause says under it."""
    found: dict[tuple[str, ...], dict[str, tuple[object, ...]]] = {}
    questions = one.contract.questions
    for chosen in itertools.product(*([a.name for a in q.alternatives] for q in questions.values())):
        readings = dict(zip(questions, chosen, strict=True))
        answers = evaluate(one.contract, one.facts, moment, readings, one.contract.asked())
        found[chosen] = {finding.name: (finding.verdict, finding.since) for finding in answers.findings}
    return found


@profiles.cases(30)
@given(situations())
def test_what_is_said_of_all_readings_is_what_each_combination_says(texts):
    """S10: a combination stands in the rows of the verdict that it gives by itself, and in those of no other."""
    note("\n".join(texts))
    one = usable(*texts)
    if one is None:
        return
    contract, moment = one.contract, last(one)
    said = by_reading(contract, one.facts, moment, contract.asked())
    for chosen, answers in verdicts(one, moment).items():
        choice = set(zip(contract.questions, chosen, strict=True))
        for name in contract.asked():
            groups = [
                (group.verdict, group.since)
                for group in said[name]
                if len(said[name]) == 1 or any(set(row.items()) <= choice for row in group.readings)
            ]
            assert groups == [answers[name]], (name, chosen)
    defaults = verdicts(one, moment)[tuple(question.default for question in contract.questions.values())]
    for name in contract.asked():
        assert (said[name][0].verdict, said[name][0].since) == defaults[name]


@profiles.cases(20)
@given(situations())
def test_an_answer_rests_on_the_questions_that_would_change_it_alone(texts):
    """S10: it names a question exactly when another alternative, all else as it is, changes the verdict or its date."""
    note("\n".join(texts))
    one = usable(*texts)
    if one is None:
        return
    questions = one.contract.questions
    default = tuple(question.default for question in questions.values())
    found = verdicts(one, last(one))
    rested = evaluate(one.contract, one.facts, last(one), {}, one.contract.asked(), rests_on=True)
    for finding in rested.findings:
        alone = []
        for index, question in enumerate(questions.values()):
            others = [(*default[:index], other.name, *default[index + 1 :]) for other in question.alternatives]
            if any(found[other][finding.name] != found[default][finding.name] for other in others):
                alone.append(question.name)
        assert list(finding.rests_on or ()) == alone, finding.name


def test_questions_that_matter_only_together_are_found():
    """S10: neither alternative alone changes the verdict; `rests on` cannot name them, and the rows do."""
    one = case(
        "question Q1\n    A1, default\n    B1\nquestion Q2\n    A2, default\n    B2\n"
        "event Closing\nevent Filing\nAmendment takes effect when any of\n    - Closing occurred\n    - all of\n"
        "        - under B1, Filing occurred\n        - under B2, Filing occurred\n        - Strict is true\n"
        "matter Strict\n",
        "record of everything is complete through 1996-03-01\n1996-03-01 Closing occurred\n1996-02-28 Strict is true\n",
    )
    rows = by_reading(one.contract, one.facts, last(one), ["Amendment"])["Amendment"]
    # nothing is asked under A1 and A2, so that the matter alone is enough, and it has no time
    assert [(row.verdict, str(row.since), row.readings) for row in rows] == [
        ("EFFECTIVE", "None", ({"Q1": "A1", "Q2": "A2"},)),
        ("EFFECTIVE", "1996-03-01", ({"Q1": "B1"}, {"Q2": "B2"})),
    ]


def test_two_ways_of_an_unknown_are_seen_together():
    """S3, S10: `A or not A` is met whatever A is; under the reading that leaves `not A` out, nobody knows."""
    one = case(
        "question Q1\n    BOTH, default\n    ONE\nmatter Strict\n"
        "Amendment takes effect when any of\n    - Strict is true\n    - under BOTH, Strict is untrue\n",
        "1996-03-01 Lender received Amendment\n",
    )
    rows = by_reading(one.contract, one.facts, last(one), ["Amendment"])["Amendment"]
    assert [(row.verdict, row.readings) for row in rows] == [
        ("EFFECTIVE", ({"Q1": "BOTH"},)),
        ("UNDETERMINED", ({"Q1": "ONE"},)),
    ]


# --- the fewest rows -----------------------------------------------------------------------------------------

SMALL = {"Q1": ("A1", "B1"), "Q2": ("A2", "B2", "C2"), "Q3": ("A3", "B3")}
COMBINATIONS = [dict(zip(SMALL, chosen, strict=True)) for chosen in itertools.product(*SMALL.values())]
ROWS = [
    {name: choice for name, choice in zip(SMALL, chosen, strict=True) if choice}
    for chosen in itertools.product(*(("", *names) for names in SMALL.values()))
]


def held(rows) -> set[int]:
    """The combinations that stand in some rows, by their place in the list of all."""
    return {n for n, one in enumerate(COMBINATIONS) if any(row.items() <= one.items() for row in rows)}


@profiles.cases(150)
@given(st.sets(st.integers(0, len(COMBINATIONS) - 1), min_size=1))
def test_rows_are_the_fewest(wanted):
    """S10: rows hold what they were made of, nothing else, and no smaller number of rows could."""
    found = fewest_rows([COMBINATIONS[number] for number in wanted], SMALL)
    assert held(found) == wanted
    fitting = [frozenset(held([row])) for row in ROWS if held([row]) <= wanted]
    widest = {one for one in fitting if not any(one < other for other in fitting)}
    for fewer in itertools.combinations(widest, len(found) - 1):
        assert set().union(*fewer) != wanted


def test_rows_of_very_many_questions_are_widened_and_none_is_needless():
    """Any of 30 questions answered `B` is enough: told as a decision, question by question, that is 30 short rows."""
    many_questions = {f"Q{number:02}": ("A", "B") for number in range(30)}
    names = list(many_questions)
    told = [{**dict.fromkeys(names[:number], "A"), name: "B"} for number, name in enumerate(names)]
    assert fewest_rows(told, many_questions) == [{name: "B"} for name in names]


# --- no work for what does not matter -------------------------------------------------------------------------


def many(count: int, missing: tuple[int, ...]) -> Case:
    """A contract of so many questions: each asks, or does not, for an act of its own, and all but some are done."""
    numbers = range(count)
    lines = [f"question Q{n}\n    A{n}, default\n    B{n}" for n in numbers]
    lines += ["event Closing", *(f"event E{n}" for n in numbers), "Amendment takes effect when all of"]
    lines += ["    - Closing occurred", *(f"    - under B{n}, E{n} occurred by 1996-02-27" for n in numbers)]
    acts = [f"1996-02-2{n % 8} E{n} occurred" for n in numbers if n not in missing]
    told = ["record of everything is complete through 1996-02-28", "1996-02-28 Closing occurred", *acts]
    return case("\n".join(lines) + "\n", "\n".join(told) + "\n")


def worlds(count: int, missing: tuple[int, ...]) -> int:
    """How many worlds are worked out to answer under all readings."""
    one = many(count, missing)
    splitter = Splitter(one.contract, lay_out(one.contract, one.facts, last(one)), "Amendment")
    groups = splitter.groups()
    asked = [{f"Q{n}": f"B{n}"} for n in missing]
    assert [list(group.readings) for group in groups[1:]] == ([asked] if asked else [])
    return splitter.asked


def test_only_questions_that_matter_are_tried():
    """S10: of 30 questions 3 matter; a thousand million combinations cost what a few questions cost.

    With 3 that matter there are at most 4 outcomes to tell apart one by one (a first act missing, a second, a third,
    none); each costs its two bounds and a search among the open questions, which halves them each time.
    """
    assert worlds(30, ()) == 2
    alone, among = worlds(3, (0, 1, 2)), worlds(30, (7, 13, 22))
    assert alone <= 7 * 2 + 3 * 2
    assert among <= 7 * 2 + 3 * 2 * 5
    assert worlds(60, (7, 13, 22)) <= among + 3 * 2


def usable(text: str, journal: str) -> Case | None:
    """The case, unless a circle has no meaning or two facts contradict each other."""
    contract, found = resolved(text)
    if contract is None or any(one.severity == "error" for one in found):
        return None
    facts, wrong = read(journal, contract)
    return None if wrong else Case(contract, facts)


def last(one: Case) -> Moment:
    """The moment of which the journal speaks last."""
    moment = one.facts.latest()
    assert moment is not None
    return moment
