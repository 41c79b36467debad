"""Why a verdict is what it is: its grounds and what would turn it, derived from the rules by hand."""

from assent.engine.analysis.why import Why, why
from assent.engine.session_moments import read_moment
from tests.support.contracts import case, complete

PAPERS = "document Deed by Borrower\ndocument Lease by Borrower\nevent Payment with amount as money\n"
ALL = complete("1996-03-31")


def of(contract: str, journal: str = ALL, name: str = "Amendment", as_of: str = "1996-03-31", **readings: str) -> Why:
    made = case(contract, journal)
    (found,) = why(made.contract, made.facts, read_moment(as_of, "as of"), readings, [name])
    return found


def grounds(found: Why) -> list[str]:
    """Each ground in words: its facts, or the sentence of which nothing is recorded, or the time that passed."""
    assert found.grounds is not None
    told = []
    for ground in found.grounds:
        told += [f"{entry.moment} {entry.sentence}" for entry in ground.entries]
        told += [f"no record: {ground.silence}"] if ground.silence and not ground.entries else []
        told += [f"passed: {ground.deadline}"] if ground.deadline is not None else []
    return told


def turns(found: Why, *, to_a_no: bool = False) -> list[list[str]]:
    chosen = found.settling if to_a_no else found.turns
    return [[f"{obstacle}: {act.sentence}" for act, obstacle in turn.acts] for turn in chosen]


class TestGrounds:
    def test_of_two_ways_one_is_enough(self):
        """A condition met twice needs one of its facts only: the reason is minimal."""
        found = of(
            PAPERS + "Amendment takes effect when Lender received Deed or Lender received Lease",
            ALL + "1996-03-01 Lender received Deed\n1996-03-02 Lender received Lease",
        )
        assert len(grounds(found)) == 1

    def test_of_two_deliveries_the_one_that_passes_is_named(self):
        """Within one subject too only what matters is kept: here the original, not the copy."""
        found = of(
            PAPERS + "Amendment takes effect when Lender received Deed as an original",
            ALL + "1996-03-01 Lender received Deed as a copy\n1996-03-02 Lender received Deed as an original",
        )
        assert grounds(found) == ["1996-03-02 Lender received Deed as an original"]

    def test_of_statements_of_several_days_the_one_of_the_day_is_named(self):
        """What is so on one day says nothing of another (S2)."""
        found = of(
            "state Default\nAmendment is in force while no Default exists",
            ALL + "1996-03-30 no Default exists\n1996-03-31 no Default exists",
        )
        assert grounds(found) == ["1996-03-31 no Default exists"]

    def test_silence_forces_a_not_yet(self):
        """A complete record without the receipt (S2) is why it is not yet."""
        found = of(PAPERS + "Amendment takes effect when Lender received Deed and Lender received Lease",
                   ALL + "1996-03-01 Lender received Lease")  # fmt: skip
        assert found.answer.verdict == "NOT YET"
        assert grounds(found) == ["no record: Lender received Deed"]

    def test_a_deadline_that_passed_is_a_ground(self):
        """Without the deadline it could still come; without the silence it might have come (S4)."""
        found = of(PAPERS + "section 2\n    Amendment takes effect when\n        (a) Payment occurred by 1996-03-15")
        assert found.answer.verdict == "CAN NO LONGER BE"
        assert grounds(found) == ["no record: Payment occurred", "passed: 1996-03-15"]
        assert found.sections == ("2(a)",)

    def test_a_clause_that_lapsed_names_its_last_day(self):
        """`lapses after` closes the time in which an effect can begin (S5)."""
        found = of(PAPERS + "Amendment takes effect when Payment occurred\nAmendment lapses after 1996-03-15")
        assert "passed: 1996-03-15" in grounds(found)

    def test_an_event_in_the_wrong_form_is_a_ground(self):
        """What happens once can never happen rightly any more (S2)."""
        found = of(
            PAPERS + "Amendment takes effect when Payment occurred with amount USD 500",
            ALL + "1996-03-01 Payment occurred with amount USD 400",
        )
        assert grounds(found)[0] == "1996-03-01 Payment occurred with amount USD 400"

    def test_a_default_that_has_occurred(self):
        found = of(
            "state Default\nAmendment is in force while no Default has occurred",
            ALL + "1996-03-01 Default began\n1996-03-05 Default ended",
        )
        assert found.answer.verdict == "CAN NO LONGER BE"
        assert grounds(found) == ["1996-03-01 Default began"]

    def test_undetermined_has_no_grounds(self):
        found = of("state Default\nAmendment takes effect when no Default exists")
        assert (found.answer.verdict, found.grounds) == ("UNDETERMINED", None)

    def test_what_nothing_could_change_needs_no_ground(self):
        """`A or not A` holds whatever is recorded (S3)."""
        found = of("matter Need\nAmendment takes effect when Need is true or Need is untrue")
        assert (found.answer.verdict, found.grounds) == ("EFFECTIVE", ())

    def test_deemed_rests_on_the_instrument(self):
        found = of(
            PAPERS
            + "section 2\n    Amendment takes effect when\n        (a) Lender received Deed\n"
            + "            deemed satisfied by Lease when Lender received Lease",
            ALL + "1996-03-01 Lender received Lease",
        )
        assert grounds(found) == ["1996-03-01 Lender received Lease"]

    def test_waived_rests_on_the_waiver(self):
        found = of(
            PAPERS
            + "section 2\n    Amendment takes effect when\n        (a) Lender received Deed\n"
            + "    Lender may waive section 2 in writing",
            ALL + "1996-03-01 Lender waived section 2(a) in writing",
        )
        assert grounds(found) == ["1996-03-01 Lender waived section 2(a) in writing"]

    def test_a_new_text_rests_on_the_effect_that_supplies_it(self):
        """The new text governs while the effect behind it holds (S9): its own facts, and those of the effect."""
        found = of(
            PAPERS + "agreement Loan Agreement\nAmendment takes effect when Payment occurred\n"
            "section 4 of Loan Agreement reads\n    Set is complete when Lender received Deed\n"
            "once Amendment is effective, section 4 of Loan Agreement reads\n"
            "    Set is complete when Lender received Lease\n",
            ALL + "1996-03-01 Payment occurred\n1996-03-02 Lender received Lease",
            "Set",
        )
        assert sorted(grounds(found)) == ["1996-03-01 Payment occurred", "1996-03-02 Lender received Lease"]

    def test_a_reading_chooses_the_grounds(self):
        text = (
            'question Q1 "Which?"\n    DEED "the deed", default\n    LEASE "the lease"\n'
            + PAPERS
            + "Amendment takes effect when any of\n    - under DEED, Lender received Deed\n"
            + "    - under LEASE, Lender received Lease"
        )
        journal = ALL + "1996-03-01 Lender received Deed\n1996-03-02 Lender received Lease"
        assert grounds(of(text, journal)) == ["1996-03-01 Lender received Deed"]
        assert grounds(of(text, journal, Q1="LEASE")) == ["1996-03-02 Lender received Lease"]


class TestPermissions:
    TEXT = PAPERS + "Consent permits Payment when Lender received Deed"

    def test_before_the_act_its_silence_is_a_ground(self):
        """Before and after the act two questions are asked (S12), so that it is not done yet counts."""
        found = of(self.TEXT, ALL + "1996-03-01 Lender received Deed", "Consent")
        assert found.answer.verdict == "PERMITTED"
        assert grounds(found) == ["1996-03-01 Lender received Deed", "no record: Payment occurred"]

    def test_covered_and_not_covered_rest_on_the_act(self):
        deed, paid = "1996-03-01 Lender received Deed\n", "1996-03-02 Payment occurred\n"
        covered = of(self.TEXT, ALL + deed + paid, "Consent")
        assert (covered.answer.verdict, set(grounds(covered))) == ("COVERED", set((deed + paid).splitlines()))
        late = of(self.TEXT, ALL + paid + "1996-03-03 Lender received Deed", "Consent")
        assert late.answer.verdict == "NOT COVERED"
        assert "1996-03-02 Payment occurred" in grounds(late)
        assert turns(late) == [["lost: Lender received Deed"]]


class TestTurns:
    def test_each_obstacle_by_its_name(self):
        """Not met, not recorded, in a discretion: what stands in the way of each fact."""
        found = of(
            PAPERS
            + "matter Need\nAmendment takes effect when Lender received Deed and Lease is satisfactory to Lender "
            "and Need is true"
        )
        assert sorted(turns(found)[0]) == [
            "in a discretion: Lease is satisfactory to Lender",
            "not met: Lender received Deed",
            "not recorded: Need is true",
        ]

    def test_beyond_the_record_an_act_is_not_recorded(self):
        found = of(PAPERS + "Amendment takes effect when Lender received Deed", complete("1996-03-01"))
        assert found.answer.verdict == "UNDETERMINED"
        assert turns(found) == [["not recorded: Lender received Deed"]]
        assert turns(found, to_a_no=True) == [["not recorded: Lender did not receive Deed"]]

    def test_what_is_past_its_deadline_is_lost(self):
        found = of(PAPERS + "Amendment takes effect when Payment occurred by 1996-03-15 and Lender received Deed")
        assert turns(found) == [["not met: Lender received Deed", "lost: Payment occurred"]]

    def test_a_default_that_has_occurred_is_lost(self):
        found = of(
            "state Default\nAmendment is in force while no Default has occurred", ALL + "1996-03-01 Default began"
        )
        assert [[line.split(":")[0] for line in turn] for turn in turns(found)] == [["lost"]]

    def test_a_waiver_is_an_obstacle_of_its_own(self):
        """A waiver is never a prospect (S4), but it is not lost either."""
        found = of(
            PAPERS
            + "section 2\n    Amendment takes effect when\n        (a) Payment occurred by 1996-03-15\n"
            + "    Lender may waive section 2 in writing"
        )
        assert turns(found)[0] in (
            ["only by waiver: Lender waived section 2(a) in writing"],
            ["only by waiver: Lender waived section 2 in writing"],
        )
        assert all("lost" not in line for turn in turns(found) for line in turn)

    def test_the_nearest_comes_first(self):
        """One act is nearer than two."""
        found = of(
            PAPERS + "Amendment takes effect when any of\n    - all of\n        - Lender received Deed\n"
            "        - Payment occurred\n    - Lender received Lease"
        )
        assert turns(found)[0] == ["not met: Lender received Lease"]
        assert len(turns(found)) == 2


class TestCircles:
    def test_clauses_that_wait_for_each_other(self):
        """In sequence nothing may lean on what it supports (S8): no fact is needed to see that it cannot be."""
        found = of(
            PAPERS + "Amendment takes effect when Letter is effective in sequence\n"
            "Letter takes effect when Amendment is effective\n"
        )
        assert (found.answer.verdict, found.grounds) == ("CAN NO LONGER BE", ())
        assert found.waiting == ("Amendment", "Letter")

    def test_a_deadlock_says_so(self):
        """The act waits for the effect and the effect for the act (S12)."""
        found = of(
            PAPERS + "Consent permits Payment when Amendment is effective in sequence\n"
            "Amendment takes effect when Payment occurred",
            name="Consent",
        )
        assert found.answer.verdict == "NO LONGER PERMITTED"
        assert found.note.startswith("deadlock:")
