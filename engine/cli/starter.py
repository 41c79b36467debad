"""The files that `assent new` writes: a small complete agreement that teaches the language as it goes."""

CONTRACT = """\
# A contract is written down as it is printed: sections, headings, defined terms with their capitals.
# The language's own words are lower case. After a `#` comes a comment. `assent fmt .` tidies the layout.
# This agreement is made up. Change it line by line and run `assent check .` and `assent test .` in between.

contract Amendment "First Amendment to the Harbour Loan Agreement"
    dated 2024-03-01
    between Northbank, Quayside

# Who acts. The quoted words are for readers; the name before them is what all other lines use.
party Northbank "Northbank plc, the lender"
party Quayside "Quayside Shipping Limited, the borrower"
party Harbour Surveyors "the surveyors of the vessel"

# Where lawyers could differ, ask the question and name the readings. A run uses the default unless told.
question Q1 "Must a default that has been cured be disclosed as if it still stood?"
    SUBSISTING "no: only what subsists counts", default
    EVER "yes: none may ever have occurred"

section 1 "Definitions"
    (a) document Survey Report "report on the condition of the vessel"
        by Harbour Surveyors
        with valuation as money
    (b) document Valuation Letter "letter of the surveyors that stands in for their report"
        dated 2024-02-20
        by Harbour Surveyors
    (c) event Fee Payment "the amendment fee reaches the lender" with amount as money
    (d) state Event of Default "an Event of Default under the Harbour Loan Agreement"
    (e) event Vessel Sale "the sale of the vessel to the new owner"

section 2 "Conditions to effectiveness"
    # Each condition has the label it has on paper; `all of` and `any of` say how many of a list are needed.
    Amendment takes effect when
        (a) "the Amendment, signed" Northbank received Amendment as an original executed by its parties
        (b) "the survey"
            all of
                - Northbank received Survey Report with valuation at least USD 2,000,000
                - Survey Report is satisfactory to Northbank
            deemed satisfied by Valuation Letter when Northbank received Valuation Letter
        (c) "the fee" Fee Payment occurred with amount USD 25,000 by 2024-03-29
        (d) "no default" all of
            - no Event of Default exists
            - under EVER, no Event of Default has occurred
    # A condition can be waived only where the contract says by whom and how.
    Northbank may waive section 2 in writing

section 3 "Consent to the sale"
    # A permission is asked before the act (may it be done now?) and after it (was it covered?).
    Sale Consent permits Vessel Sale when Amendment is effective
"""

JOURNAL = """\
# What happened, one dated sentence to a line, in any order, with the evidence in quotes.
# The sentences are those of the contract: `assent facts amendment.assent` prints all that could be recorded.
facts for Amendment

# Up to this date nothing is left out: what is not recorded did not happen. Beyond it, silence means nothing.
record of everything is complete through 2024-03-20

2024-03-01  Northbank, Quayside executed Amendment  "signature pages"
2024-03-04  Northbank received Amendment as an original  "closing binder, tab 1"
2024-03-06  Northbank received Valuation Letter  "closing binder, tab 4"
2024-03-20  Fee Payment occurred with amount USD 25,000  "bank statement"

# A default is never presumed, nor its absence: somebody must say so.
2024-03-20  no Event of Default has occurred  "officer's certificate, tab 6"
"""

SCENARIOS = """\
# What a careful lawyer expects, case by case; `assent test .` compares it with what comes out.
# Write it from the words of the contract, never from what the program printed.
scenarios for Amendment from "closing.facts"

scenario Closing "everything as planned"
    expect Amendment: EFFECTIVE since 2024-03-20
    expect Sale Consent: PERMITTED
    expect section 2(b): DEEMED SATISFIED since 2024-03-06

scenario No Fee Yet "the fee has not been paid, and the last day for it has not passed"
    without Fee Payment occurred
    expect Amendment: NOT YET
    expect Sale Consent: NOT PERMITTED YET
    expect section 2(c): OUTSTANDING

scenario Late Fee "the fee came after the last day for it"
    without Fee Payment occurred
    2024-04-02  Fee Payment occurred with amount USD 25,000
    record of everything is complete through 2024-04-02
    as of 2024-04-02
    expect Amendment: CAN NO LONGER BE
    expect section 2(c): FAILED

scenario Late Fee Waived "... and the lender lets that pass, in writing"
    without Fee Payment occurred
    2024-04-03  Northbank waived section 2(c) in writing
    2024-04-03  no Event of Default has occurred
    record of everything is complete through 2024-04-03
    as of 2024-04-03
    expect Amendment: EFFECTIVE since 2024-04-03
    expect section 2(c): WAIVED since 2024-04-03

scenario Survey Instead "no letter; the surveyors report, and the lender is content"
    without Northbank received Valuation Letter
    2024-03-12  Northbank received Survey Report with valuation USD 2,400,000
    2024-03-14  Survey Report is satisfactory to Northbank
    expect Amendment: EFFECTIVE since 2024-03-20
    expect section 2(b): SATISFIED since 2024-03-14

scenario Survey Too Low "a valuation below what the contract asks"
    without Northbank received Valuation Letter
    2024-03-12  Northbank received Survey Report with valuation USD 1,900,000
    2024-03-14  Survey Report is satisfactory to Northbank
    expect Amendment: NOT YET

scenario Unsigned "the borrower has not signed"
    without Quayside executed Amendment
    expect Amendment: NOT YET
    expect section 2(a): OUTSTANDING

scenario Cured Default "a default in February, cured before the closing: here the readings differ"
    without no Event of Default has occurred
    2024-02-10  Event of Default began
    2024-02-20  Event of Default ended
    2024-03-20  no Event of Default exists
    expect Amendment: EFFECTIVE since 2024-03-20
    expect Amendment under EVER: CAN NO LONGER BE

scenario Nothing Known of Defaults "silence is not the absence of a default"
    without no Event of Default has occurred
    expect Amendment: UNDETERMINED for want of Event of Default
    expect Sale Consent: UNDETERMINED

scenario Sold "the vessel was sold on the day of the closing"
    2024-03-20  Vessel Sale occurred
    expect Sale Consent: COVERED
"""

FILES = {"amendment.assent": CONTRACT, "closing.facts": JOURNAL, "closing.scenarios": SCENARIOS}
