"""Follow one fact through the house, floor by floor: docs/architecture.md tells the same walk in words.

The fact is the title insurer's letter of 7 February 1996, received a day later, by which section 5(c) is deemed
satisfied. Each test is one floor and imports nothing above it.
"""

from assent.engine.analysis.scenarios import missing_nouns
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import Finding, Reason
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Entry, Facts, Occurred
from assent.engine.model.happenings import Happening
from assent.engine.report.text import render_evaluation
from assent.grammar.parser import parse_journal
from assent.grammar.syntax.journal import Fact, JournalFile
from assent.grammar.syntax.sentences import Acts
from assent.grammar.values import Moment
from tests.support import lexington
from tests.support.underlined import words

PATH = "closing.facts"
TEXT = (lexington.FOLDER / PATH).read_text(encoding="utf-8")
WORDS = "Congress Counsel received Title Letter of February 7"
LINE = next(number for number, line in enumerate(TEXT.split("\n"), 1) if WORDS in line)


def written() -> Fact:
    """The line as written."""
    parsed = parse_journal(TEXT, PATH)
    assert not parsed.diagnostics
    (fact,) = [part for part in parsed.tree.parts if isinstance(part, Fact) and part.span.line == LINE]
    return fact


def entry() -> tuple[Entry, Facts]:
    """The fact as meant, and the ledger it stands in."""
    facts, found = read_facts(parse_journal(TEXT, PATH).tree, lexington.contract())
    assert not found
    (one,) = [entry for entry in facts.entries if entry.span.line == LINE]
    return one, facts


def finding() -> Finding:
    """The answer that cites it."""
    _, facts = entry()
    moment = facts.latest()
    assert moment is not None
    return evaluate(lexington.contract(), facts, moment)["Amendment"]


def row() -> Reason:
    """The condition that it satisfies."""
    (found,) = [one for one in finding().walk() if one.labelled and one.section == "5(c)"]
    return found


def test_grammar_the_line_becomes_a_tree_with_places():
    """Text to the tree as written: a sentence, its terms as strings, each with the place where it stands."""
    fact = written()
    assert isinstance(fact.sentence, Acts)
    assert [name.text for name in fact.sentence.subjects] == ["Congress Counsel"]
    assert [name.text for name in fact.sentence.objects] == ["Title Letter of February 7"]
    assert words(TEXT, fact.sentence.objects[0].span) == "Title Letter of February 7"
    assert fact.evidence == "tab 14"


def test_a_typo_stops_at_the_contract():
    """Names are resolved against the contract: a slip is a finding at the word, with what was meant."""
    text = TEXT.replace(WORDS, "Congress Counsel received Title Leter of February 7")
    tree: JournalFile = parse_journal(text, PATH).tree
    _, (found,) = read_facts(tree, lexington.contract())
    assert (found.code, words(text, found.span)) == ("unknown-term", "Title Leter of February 7")
    assert found.candidates[0] == "Title Letter of February 7"


def test_facts_the_tree_becomes_an_entry():
    """The tree to an entry in the ledger: who did what to what, when, with which particulars, on which line."""
    one, _ = entry()
    assert isinstance(one.assertion, Occurred)
    assert one.assertion.happening == Happening("received", "Congress Counsel", "Title Letter of February 7")
    assert dict(one.assertion.particulars)["confirmation"] == "Given"
    assert one.moment == Moment(one.moment.day) and str(one.moment) == "1996-02-08"
    assert (one.span.source, one.span.line, one.evidence) == (PATH, LINE, "tab 14")


def test_evaluation_an_answer_cites_it():
    """Entries to a finding: 5(c) is deemed satisfied since that day, and the branch that decides ends in this fact."""
    found = row()
    assert finding().verdict == "EFFECTIVE"
    assert (found.status, str(found.since), found.decisive) == ("DEEMED SATISFIED", "1996-02-08", True)
    assert "Title Letter of February 7" in found.note
    cited = {fact for one in found.walk() if one.decisive for fact in one.facts}
    assert [(fact.span.line, str(fact.on), fact.evidence) for fact in cited] == [(LINE, "1996-02-08", "tab 14")]


def test_report_the_branch_is_put_into_words():
    """The finding to a sentence: the section, how it is satisfied and since when, and the line of the journal."""
    _, facts = entry()
    moment = facts.latest()
    assert moment is not None
    text = render_evaluation(lexington.contract(), evaluate(lexington.contract(), facts, moment))
    said = " ".join(text.split())
    assert "5(c) DEEMED SATISFIED 1996-02-08" in said
    assert "deemed satisfied by Title Letter of February 7" in said
    assert f"{PATH}:{LINE}" in said


def test_without_it_the_main_limb_stays_open():
    """Take the line away: 5(c) is outstanding, and so is the Amendment."""
    one, facts = entry()
    rest = Facts(facts.contract, tuple(e for e in facts.entries if e is not one), facts.complete, facts.source)
    moment = facts.latest()
    assert moment is not None
    found = evaluate(lexington.contract(), rest, moment)["Amendment"]
    assert found.verdict == "NOT YET"
    assert missing_nouns(found) == set()
    assert next(r.status for r in found.walk() if r.labelled and r.section == "5(c)") == "OUTSTANDING"
