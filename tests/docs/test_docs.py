"""Everything in the README and in docs that can run is run.

The scheme. What a fence is follows from its tag, and from the comment above it, its mark:

    assent          a whole contract: it resolves, and nothing at all is found in it
    assent-part     lines of a contract; they are read behind the standard contract of docs/language.md
    assent-bad      the same with a mistake: exactly the finding of `<!-- finding: CODE -->` is made
    facts           a journal about the contract above it on the page
    facts-bad       the same with a mistake, as above
    scenario        lines of one scenario about the contract above; it starts from the standard journal, all
                    that it expects comes out, and it breaks no guarantee but that of `<!-- breaks: LABEL -->`
    scenarios       a file of scenarios, run in the same way whichever journals it names
    json            facts as JSON about the contract above
    python          runs, in one session for each page; what it prints is what the comments behind `print`
                    lines say
    console         lines that begin with `$ ` are run, and their output is what stands below them
    text            the output of the command in `<!-- output: COMMAND -->`
    sh              a command that continuous integration runs, `<!-- ci: NAME -->`; here only its shape is
                    looked at
    diff            lines of a file before and after, see below

The standard contract and journal are the fences with `<!-- preamble: contract -->` and
`<!-- preamble: journal -->`. A fence with `<!-- file: NAME -->` is a file that the reader types in,
`<!-- add-to: NAME -->` adds to it behind an empty line, and `<!-- change-in: NAME -->` shows lines of it
before and after; commands below are run beside these files.

Outputs are compared as they are, but for trailing spaces. `python -m tests.docs.record` writes them anew.
"""

import ast
import contextlib
import importlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Page, anchor, pages, read_page
from tests.docs.running import Examples, Wrong, current, preamble, trimmed, walk

PAGES = {page.path.relative_to(ROOT).as_posix(): page for page in pages()}
LANGUAGE = PAGES["docs/language.md"]
SEMANTICS = PAGES["docs/semantics.md"]
README = PAGES["README.md"]

TYPED_IN = {"file", "add-to", "change-in"}
RUN_AS_EXAMPLES = {
    *("assent", "assent-part", "assent-bad", "facts", "facts-bad", "scenario", "scenarios", "json"),
}
OTHER_TAGS = {"python", "console", "text", "sh", "diff"}


@pytest.fixture(autouse=True)
def a_cache_of_its_own(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("ASSENT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("NO_COLOR", "1")


# --- what is shown is run -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_fence_is_of_a_kind_that_is_run(name):
    for fence in PAGES[name].fences:
        assert fence.tag in RUN_AS_EXAMPLES | OTHER_TAGS, fence.place
        assert (fence.tag == "text") <= (fence.mark[0] == "output"), fence.place
        assert (fence.tag == "sh") <= (fence.mark[0] == "ci"), fence.place
        assert (fence.tag == "diff") <= (fence.mark[0] == "change-in"), fence.place
        assert fence.tag.endswith("-bad") == (fence.mark[0] == "finding"), fence.place


@pytest.mark.parametrize("name", PAGES)
def test_examples_do_what_they_say(name):
    examples = Examples(preamble(LANGUAGE))
    wrong: list[str] = []
    for fence in PAGES[name].fences:
        if fence.mark[0] not in TYPED_IN:
            try:
                examples.run(fence)
            except Wrong as error:
                wrong.append(str(error))
    assert wrong == []


@pytest.mark.parametrize("name", PAGES)
def test_outputs_are_those_of_the_program(name, tmp_path):
    for fence, folder in walk(PAGES[name], tmp_path):
        now = current(fence, folder)
        assert trimmed(fence.text) == trimmed(now), f"{fence.place}: python -m tests.docs.record"


@pytest.mark.parametrize("name", PAGES)
def test_python_prints_what_it_says(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for fence in PAGES[name].fences:
        if fence.tag == "python":
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                exec(compile(fence.text, fence.place, "exec"), names)
            printed = re.findall(r"^ *print\(.*\)  # (.+)$", fence.text, re.M)
            assert said.getvalue().splitlines() == printed, fence.place


# --- the README's two commands ------------------------------------------------------------------------------


def ci_block(name: str) -> str:
    """The commands of the README that continuous integration runs under a name."""
    (text,) = [fence.text for fence in README.fences if fence.mark == ("ci", name)]
    return text


@pytest.mark.parametrize("name", ["main job", "tests"])
def test_ci_commands_need_nothing_but_python_and_pip(name):
    block = ci_block(name)
    assert not re.search(r"^\$", block, re.M)
    words = block.replace("&&", "").split()
    assert words[:4] == ["python3", "-m", "venv", ".venv"]
    assert ".venv/bin/pip install" in block
    commands = {word for word in words if "/bin/" in word}
    assert commands <= {".venv/bin/pip", ".venv/bin/assent", ".venv/bin/python"}


def test_the_tests_command_installs_what_the_tests_need_and_runs_them_all():
    assert "'.[test]'" in ci_block("tests")
    assert ci_block("tests").rstrip().endswith("-m pytest")


def test_the_answer_in_the_readme_is_that_of_its_main_command():
    (answer,) = [fence.mark[1] for fence in README.fences if fence.mark[0] == "output"]
    assert ci_block("main job").rstrip().endswith(f".venv/bin/{answer}")
    for word in answer.split()[2:]:
        assert (ROOT / word).is_file()


# --- links, and names that stand in the code ----------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    page = PAGES[name]
    for link in page.links:
        if link.startswith(("https://", "http://")):
            continue
        target, _, part = link.partition("#")
        path = (page.path.parent / target).resolve() if target else page.path
        assert path.exists(), f"{name}: {link}"
        if part:
            assert part in read_page(path).anchors, f"{name}: {link}"


def names_in_the_code() -> set[str]:
    """Every class, function and constant of the program, and `Class.member` for what a class defines."""
    names: set[str] = set()
    for top in ("assent", "grammar", "engine"):
        for path in (ROOT / top).rglob("*.py"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                names |= set(_defined(node))
                if isinstance(node, ast.ClassDef):
                    names |= {f"{node.name}.{one}" for inner in node.body for one in _defined(inner)}
    return names


def _defined(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield name
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/glossary.md"])
def test_names_of_code_exist(name):
    """A word between backticks that looks like code names code: a file, a folder, a class, a function."""
    known = names_in_the_code()
    for word in re.findall(r"`([^`\n]+)`", PAGES[name].prose):
        if re.fullmatch(r"[\w./-]+/|[\w./-]+\.(?:py|lark|md|json)", word):
            found = (ROOT / word).exists() or any(ROOT.glob(f"*/**/{word.rstrip('/')}"))
            assert found, f"{name}: there is no {word}"
        elif re.fullmatch(r"[A-Z]\w+\.\w+(?:\(\))?|\w+\(\)|[A-Z][a-z]+[A-Z]\w+", word):
            assert word.removesuffix("()") in known, f"{name}: there is no {word}"


def test_the_last_column_of_the_glossary_is_code():
    known = names_in_the_code()
    rows = [line.strip("|").split("|") for line in PAGES["docs/glossary.md"].prose.split("\n") if line[:1] == "|"]
    cells = [cells[-1] for cells in rows if len(cells) == 3]
    plain = [re.sub(r" of kind `\w+`", "", cell) for cell in cells]
    words = [word for cell in plain for word in re.findall(r"`([^`]+)`", cell)]
    assert [word for word in words if word.removesuffix("()") not in known] == []
    assert len(words) > 40


# --- the reference is complete ------------------------------------------------------------------------------

# Every rule of the grammar, with the heading in docs/language.md under which it is explained.
RULES = {
    "contract": "`contract`",
    "include": "`include`",
    "section": "`section`",
    "labelled": "Labels",
    "question": "`question`",
    "alternative": "`question`",
    "document_set": "`documents`",
    "party_set": "`parties`",
    "calendar": "`calendar`",
    "years": "`calendar`",
    "closed_weekdays": "`calendar`",
    "closed_as_in": "`calendar`",
    "closed_day": "`calendar`",
    "source_line": "`calendar`",
    "table": "`table`",
    "row": "`table`",
    "cell": "`table`",
    "named": "`table`",
    "counted": "Periods",
    "day_of": "Periods from an act",
    "counted_from": "Periods from an act",
    "either_act": "Periods from an act",
    "one_act": "Periods from an act",
    "one_event": "Periods from an act",
    "either": "`the later of`, `the earlier of`",
    "members": "`parties`",
    "member": "Votes",
    "vote": "Votes",
    "dated_attribute": "`dated`, of a definition",
    "between": "`between`, `by`",
    "made_by": "`between`, `by`",
    "declared_particulars": "`with`, of a definition",
    "declared": "`with`, of a definition",
    "choice": "`with`, of a definition",
    "consists_of": "`consists of`",
    "not_in_record": "`not in the record`, of a matter",
    "takes_effect": "`takes effect when`",
    "in_force": "`is in force while`",
    "complete_when": "`is complete when`",
    "required_when": "`is required when`",
    "true_when": "`is true when`",
    "begins_when": "`begins when`",
    "ends_when": "`ends when`",
    "ceases_when": "`ceases to be effective when`",
    "void_when": "`is void from the start when`",
    "obliges": "`obliges`",
    "forbids": "`forbids`",
    "applies_when": "`applies when`, `does not apply when`",
    "exempt_when": "`applies when`, `does not apply when`",
    "cured_when": "`is cured when`",
    "permits": "`permits`",
    "amends": "`once ... is effective, section ... reads`",
    "original": "`section ... reads`",
    "absent_text": "`section ... is not in the record`",
    "relates_back": "`relates back to`",
    "lapses": "`lapses after`",
    "may_waive": "`may waive`",
    "under_statement": "`under NAME,` before a clause",
    "guarantee": "`guarantee`",
    "always": "`guarantee`",
    "only_if": "`guarantee`",
    "acts": "`received`, `executed`, `sent`, `requested`",
    "did_not_act": "`did not receive`, `did not execute`, `did not send`, `did not request`",
    "determines": "`determined`",
    "did_not_determine": "`did not determine`",
    "happens": "`occurred`",
    "did_not_happen": "`did not occur`",
    "totals": "`less total`",
    "sum": "`total ... of`",
    "limit": "`total ... of`",
    "window": "`from`, `through`, of a total",
    "amended": "`was amended`",
    "restored": "`was restored to its form of`",
    "waives": "`waived`",
    "judged": "`is satisfactory to`",
    "stands": "`is effective`, `is covered`, `is complete`, `is required`, `is performed`, `is breached`",
    "truth": "`is true`, `is untrue`",
    "in_form": "`is in its form of`",
    "exists": "`exists`, `has occurred`",
    "none_exists": "`no ... exists`, `no ... has occurred`",
    "as_form": "`as an original`, `as a copy`, `as a true and complete copy`",
    "executed_by": "`executed by`, `executed by its parties`",
    "from_party": "`from`",
    "enclosing": "`enclosing`, `enclosed in`",
    "enclosed_in": "`enclosing`, `enclosed in`",
    "dated_detail": "`dated`, of a sentence",
    "with_details": "`with`, of a sentence",
    "particular": "`with`, of a sentence",
    "relation": "`with`, of a sentence",
    "moment": "`the date of`",
    "inline": "`and`, `or`",
    "group": "Lists",
    "item": "Lists",
    "marker": "Lists",
    "all_of": "`all of`",
    "any_of": "`any of`",
    "at_least_of": "`at least ... of`",
    "for_each": "`for each`, `for any`",
    "deliveries": "`received, each`",
    "each": "`received, each`",
    "judged_each": "`received, each`",
    "phrase": "`received, each`",
    "deemed": "`deemed satisfied by`",
    "under": "`under NAME,`",
    "throughout": "`at all times since`",
    "on_each": "`on each date of`",
    "on_moment": "`on`",
    "by_moment": "`by`",
    "until_moment": "`until`, `after`",
    "after_moment": "`until`, `after`",
    "held_while": "`while`",
    "facts_for": "`facts for`",
    "record": "`record of`",
    "fact": "A fact",
    "supposed": "`--suppose`, `--without`",
    "withdrawn": "`--suppose`, `--without`",
    "scenarios_for": "`scenarios for`",
    "scenario": "`scenario`",
    "from_journal": "`from`, in a scenario",
    "without": "Changes, in a scenario",
    "as_of": "`as of`, in a scenario",
    "expect_verdict": "`expect`, a verdict",
    "expect_status": "`expect section`, a status",
    "under_readings": "`under`, of an expectation",
    "expected_since": "`since`, of an expectation",
    "want": "`for want of`",
}
# Rules that only gather others, so that there is nothing to write.
INNER = {
    *(
        "contract_part",
        "journal_part",
        "scenario_part",
        "element",
        "statement",
        "attribute",
        "terms",
        "sentence",
    ),
    *("detail", "value", "block", "prefixed", "prefix", "quantifier", "atom", "suffix", "suffixed"),
    *("scenario_line", "calendar_line", "point", "plain", "told", "instant", "from_act", "act"),
}
# One rule for several nouns, each with a heading of its own.
NOUNS = {
    "party": "`party`",
    "document": "`document`, `agreement`",
    "agreement": "`document`, `agreement`",
    "event": "`event`",
    "recurring": "`recurring event`",
    "state": "`state`",
    "representation": "`representation`",
    "matter": "`matter`",
}
# Constructs that are words within a rule.
WORDS = {
    "simultaneously": "`simultaneously`, `in sequence`",
    "began": "`began`, `ended`",
    "provided that": "`provided that`",
    "or the next": "`or the next`",
}
SHOWN_ELSEWHERE = {"`scenarios for`": "`scenario`"}
ROW = re.compile(r"^\| \[(.+)\]\(#([^)]+)\) \| (.+) \| (S[0-9, S]+) \|$", re.M)
LEAD = re.compile(r"^### (.+)\n\n((?:.+\n)+)", re.M)


def grammar() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "grammar").glob("*.lark")))


def rules_of_the_grammar() -> set[str]:
    return set(re.findall(r"^\??([a-z_]+):", grammar(), re.M)) | set(re.findall(r"-> ([a-z_]+)$", grammar(), re.M))


def constructs() -> list[str]:
    """The headings that the reference must have."""
    return list(dict.fromkeys([*RULES.values(), *NOUNS.values(), *WORDS.values()]))


def test_every_rule_of_the_grammar_is_explained_under_a_heading():
    own = {"definition", "noun"}  # NOUNS
    assert rules_of_the_grammar() == set(RULES) | INNER | own


def test_every_noun_is_explained():
    found = re.search(r"^NOUN\.2: /\(\?:(.+)\)\\b/$", grammar(), re.M)
    assert found is not None
    assert {*found[1].split("|"), "recurring"} == set(NOUNS)


def test_the_headings_are_those_of_the_constructs():
    headings = [words for level, words in LANGUAGE.headings if level == 3]
    assert sorted(headings) == sorted(constructs())
    assert len({anchor(words) for words in headings}) == len(headings)


@pytest.mark.parametrize("heading", constructs())
def test_every_construct_has_an_example_that_runs(heading):
    tags = {fence.tag for fence in LANGUAGE.under(SHOWN_ELSEWHERE.get(heading, heading))}
    assert tags & {"assent", "assent-part", "facts", "scenario", "scenarios"}, heading


def test_the_table_says_what_the_sections_say():
    prose = LANGUAGE.path.read_text(encoding="utf-8")
    rows = [(name, link, sentence, rules) for name, link, sentence, rules in ROW.findall(prose)]
    leads = {heading: " ".join(lead.split()) for heading, lead in LEAD.findall(prose)}
    assert [name for name, *_ in rows] == list(leads)
    for name, link, sentence, rules in rows:
        assert link == anchor(name)
        assert leads[name] == f"{sentence} *{rules}*", name


def test_every_rule_of_semantics_is_there_and_has_an_example():
    headings = [words for level, words in SEMANTICS.headings if level == 2]
    numbers = [int(words.split()[0].removeprefix("S")) for words in headings]
    assert numbers[:13] == [*range(1, 14)] and numbers == sorted(set(numbers))
    for words in headings:
        assert any(fence.tag.startswith("scenario") for fence in SEMANTICS.under(words)), words
    known = {words.split()[0] for words in headings}
    for name, page in PAGES.items():
        assert set(re.findall(r"\bS[0-9]+\b", page.prose)) <= known, name


def test_every_keyword_of_the_grammar_is_somewhere_in_the_reference():
    """A word of the language that no page shows cannot be known to anybody."""
    wording = importlib.import_module("assent.grammar.wording")
    text = "\n".join([*(fence.text for fence in LANGUAGE.fences), *re.findall(r"`[^`\n]+`", LANGUAGE.prose)])
    for terminal in sorted(set(wording.TERMINALS) - set(wording.DESCRIBED) - {"_INDENT", "_DEDENT"}):
        for spelling in wording.spellings(terminal):
            assert spelling in text, f"{terminal}: {spelling}"


# --- the README as a newcomer reads it ----------------------------------------------------------------------


def test_the_tutorial_types_in_every_file_that_it_uses(tmp_path):
    list(walk(README, tmp_path))
    assert sorted(path.name for path in Path(tmp_path).iterdir()) == [
        "closing.facts",
        "closing.scenarios",
        "consent.assent",
    ]


def test_a_page_is_taken_apart_as_it_is_read(tmp_path):
    """The instrument itself: fences, marks, headings, and no links inside code."""
    path = tmp_path / "page.md"
    path.write_text("# A `b`\n\n<!-- file: x -->\n```facts\n# no heading\n```\n[c](d.md) `[e](f)`\n")
    page = read_page(path)
    assert isinstance(page, Page)
    assert page.headings == ((1, "A `b`"),)
    assert [(fence.tag, fence.text, fence.mark, fence.line) for fence in page.fences] == [
        ("facts", "# no heading\n", ("file", "x"), 5)
    ]
    assert page.links == ["d.md"]
    assert page.anchors == {"a-b"}
