"""The Todd-AO encoding: its scenarios, what it guarantees, and the commands on it."""

from tests.support.agreement_checks import unexpected
from tests.support.agreements import Agreement

TODD = Agreement("todd-ao-1997")


def test_all_scenarios_pass():
    """Every case gives what a careful lawyer expects, and no guarantee is broken on any."""
    assert not unexpected(TODD)


def test_the_commands_answer(assent):
    """Nothing to report, nothing to lay out anew; the Agreement now hangs on a condition subsequent."""
    contract, facts = TODD.folder / "amendment.assent", TODD.folder / "signing.facts"
    assert "nothing to report" in assent("check", TODD.folder).out
    assert assent("fmt", "--check", TODD.folder).code == 0
    for command in ("eval", "missing", "timeline", "checklist", "graph", "text"):
        assert assent(command, contract, facts).out.strip(), command
    assert "asks more" in assent("diff", TODD.folder / "credit-agreement.assent", contract).out


def test_the_guarantees_are_proved(assent):
    """What the text promises holds for every journal, under every reading, at any time."""
    assert "6 guarantees: 6 proved" in assent("prove", TODD.folder / "amendment.assent").out


def test_nothing_goes_in_circles():
    """The condition subsequent waits for what precedes it, and for nothing that waits for it."""
    assert not TODD.contract.circles
