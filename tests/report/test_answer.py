"""The answers as a partner reads them, compared with what was drawn by hand before the code was written."""

import pytest

from assent.engine.model.happenings import RECORD_KINDS
from assent.engine.report.text import render_evaluation
from tests.report import lexington
from tests.report.hand import CLOSING, contract

COMPLETE = dict.fromkeys(RECORD_KINDS, CLOSING)

A1 = """\
Amendment to Financing Agreements and Consent
as of 1996-02-28; record complete through 1996-02-28

Amendment  EFFECTIVE since 1996-02-28

  5(a)  SATISFIED         1996-02-28  the Amendment, executed
        closing.facts:6   1996-02-28  Congress executed Amendment "signature
                                      pages"
        closing.facts:8   1996-02-28  Congress received Amendment
  5(b)  SATISFIED         1996-02-28  the Lakewood IDA Transaction, closed
        closing.facts:14  1996-02-28  Paper 14 is satisfactory to Congress
        closing.facts:31  1996-02-28  Lakewood Conveyance occurred
                                      and 2 more: closing.facts:12-13
  5(c)  DEEMED SATISFIED  1996-02-08  the title insurer's letter
                                      deemed satisfied by Title Letter of
                                      February 7
        closing.facts:17  1996-02-08  Congress Counsel received Title Letter of
                                      February 7 "tab 14"
  5(f)  SATISFIED                     no Event of Default, none in the making
        closing.facts:22  1996-02-28  no Event of Default has occurred

  rests on the readings T1 SIM, T2 COIND
"""

A2 = """\
Amendment to Financing Agreements and Consent
as of 1996-02-28; record complete through 1996-02-28

Amendment         NOT YET
Lakewood Closing  PERMITTED

Amendment  NOT YET

  5(b)  OUTSTANDING       the Lakewood IDA Transaction, closed

  still missing
    5(b)  Lakewood IDA Transaction occurred

  rests on the readings T1 SIM, T2 COIND
  A waiver by Congress or a further amendment can always change this; neither is
  counted.

Lakewood Closing  PERMITTED
  done now, it would be covered

  2     SATISFIED         1996-02-28  within the consent

  rests on the readings T1 SIM, T2 COIND
"""

A8 = """\
Amendment to Financing Agreements and Consent
as of 1996-02-28; record complete through 1996-02-28
readings chosen: T8 G-PART (default G-NOT)

Amendment  NOT YET

  5(a)  OUTSTANDING       the Amendment, executed

  still missing
    5(a)  Congress received Guarantor Consent
          LCI executed Guarantor Consent

  rests on the readings T8 G-PART
  A waiver by Congress or a further amendment can always change this; neither is
  counted.
"""

A13 = """\
Amendment to Financing Agreements and Consent
as of 1996-02-28; record complete through 1996-02-28

Amendment  UNDETERMINED

  5(f)  UNDETERMINED      no Event of Default, none in the making
        UNDETERMINED        no Event of Default exists
        UNDETERMINED        no Incipient Default exists

  not known
    no Event of Default exists
    no Incipient Default exists
      nothing is recorded of it as of 1996-02-28; it is never presumed

  rests on the readings T1 SIM, T2 COIND
"""

C1 = """\
Amendment to Financing Agreements and Consent
as of 1996-02-28; record complete through 1996-02-28

Amendment  CAN NO LONGER BE

  5(b)  FAILED                        the Lakewood IDA Transaction, closed
        FAILED                          Lakewood Conveyance occurred with form
                                        Agreed
                                        recorded with form Other
        closing.facts:31  1996-02-28    Lakewood Conveyance occurred with form
                                        Other, subordination Missing, release
                                        None

  no other choice of a single reading changes this verdict
  A waiver by Congress or a further amendment can always change this; neither is
  counted.
"""


@pytest.mark.parametrize(
    ("made", "drawn"),
    [
        (lexington.a1, A1),
        (lexington.a2, A2),
        (lexington.a8, A8),
        (lexington.a13, A13),
        (lexington.c1, C1),
    ],
    ids=["A1 and B1", "A2", "A8", "A13", "C1"],
)
def test_the_answer_is_as_drawn(made, drawn):
    """Verdict first, then the rows that decide with sections and facts, what is missing, the readings."""
    assert render_evaluation(contract(), made(), complete=COMPLETE) == drawn
