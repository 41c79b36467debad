"""The six answers that were drawn on paper first, as findings made by hand."""

from assent.engine.evaluation.findings import Evaluation, Reason
from tests.report.hand import day, evaluation, fact, finding, item, missing, reason

READINGS = {"T1": "SIM", "T2": "COIND"}


def signed() -> Reason:
    return item(
        "5(a)",
        "SATISFIED",
        "the Amendment, executed",
        reason(
            "5(a)",
            "SATISFIED",
            "Congress received Amendment",
            facts=(fact(8, "Congress received Amendment"),),
        ),
        reason(
            "5(a)",
            "SATISFIED",
            "Congress executed Amendment",
            facts=(fact(6, "Congress executed Amendment", evidence="signature pages"),),
        ),
    )


def closed() -> Reason:
    papers = tuple(fact(line, f"Paper {line} is satisfactory to Congress") for line in (12, 13, 14))
    return item(
        "5(b)",
        "SATISFIED",
        "the Lakewood IDA Transaction, closed",
        reason(
            "5(b)",
            "SATISFIED",
            "Lakewood IDA Transaction occurred",
            facts=(fact(31, "Lakewood Conveyance occurred"),),
        ),
        reason("5(b)", "SATISFIED", "the papers are satisfactory", facts=papers),
    )


def deemed() -> Reason:
    letter = fact(17, "Congress Counsel received Title Letter of February 7", day("1996-02-08"), "tab 14")
    return item(
        "5(c)",
        "DEEMED SATISFIED",
        "the title insurer's letter",
        reason("5(c)", "OUTSTANDING", "Congress received Title Confirmation", decisive=False),
        reason("5(c)", "SATISFIED", "Congress Counsel received Title Letter of February 7", facts=(letter,)),
        since=day("1996-02-08"),
        note="deemed satisfied by Title Letter of February 7",
        choice=True,
    )


def no_default() -> Reason:
    return item(
        "5(f)",
        "SATISFIED",
        "no Event of Default, none in the making",
        reason(
            "5(f)",
            "SATISFIED",
            "no Event of Default exists",
            facts=(fact(22, "no Event of Default has occurred"),),
        ),
        since=None,
    )


def root(*items: Reason, status: str = "SATISFIED") -> Reason:
    return reason("5", status, "all of", *items)  # type: ignore[arg-type]


def a1() -> Evaluation:
    """The closing as everybody meant it to be."""
    since = day("1996-02-28")
    return evaluation(
        finding(
            "EFFECTIVE",
            root(signed(), closed(), deemed(), no_default()),
            since=since,
            readings=READINGS,
            rests_on=("T1", "T2"),
        )
    )


def a2() -> Evaluation:
    """The closing has not been held; it may be."""
    open_closing = item(
        "5(b)",
        "OUTSTANDING",
        "the Lakewood IDA Transaction, closed",
        reason("5(b)", "OUTSTANDING", "Lakewood IDA Transaction occurred"),
        reason("5(b)", "SATISFIED", "the papers are satisfactory", decisive=False),
    )
    within = reason(
        "2",
        "SATISFIED",
        "all of",
        reason("2", "SATISFIED", "Amendment is effective"),
        heading="within the consent",
    )
    return evaluation(
        finding("NOT YET", root(open_closing, status="OUTSTANDING"), readings=READINGS, rests_on=("T1", "T2")),
        finding(
            "PERMITTED",
            within,
            name="Lakewood Closing",
            kind="permission",
            section="2",
            readings=READINGS,
            rests_on=("T1", "T2"),
        ),
    )


def a8() -> Evaluation:
    """The guarantor has not signed; under G-PART that matters."""
    page = reason(
        "5(a)",
        "OUTSTANDING",
        "all of",
        reason("5(a)", "OUTSTANDING", "Congress received Guarantor Consent"),
        reason("5(a)", "OUTSTANDING", "LCI executed Guarantor Consent"),
        heading="guarantor's consent page",
        note="under G-PART",
    )
    amendment = item("5(a)", "OUTSTANDING", "the Amendment, executed", page)
    return evaluation(
        finding(
            "NOT YET",
            root(amendment, status="OUTSTANDING"),
            readings={"T1": "SIM", "T8": "G-PART"},
            rests_on=("T8",),
        ),
        readings={"T1": "SIM", "T8": "G-PART"},
    )


def a13() -> Evaluation:
    """Nothing is known about defaults."""
    nothing = "nothing is recorded of it as of 1996-02-28; it is never presumed"
    default = missing("no Event of Default exists", nothing)
    incipient = missing("no Incipient Default exists", nothing)
    return evaluation(
        finding(
            "UNDETERMINED",
            root(
                item(
                    "5(f)",
                    "UNDETERMINED",
                    "no Event of Default, none in the making",
                    reason("5(f)", "UNDETERMINED", "no Event of Default exists", missing=(default,)),
                    reason("5(f)", "UNDETERMINED", "no Incipient Default exists", missing=(incipient,)),
                ),
                status="UNDETERMINED",
            ),
            missing=(default, incipient),
            readings=READINGS,
            rests_on=("T1", "T2"),
        )
    )


def c1() -> Evaluation:
    """The deed that was delivered is not the deed that was agreed."""
    delivered = fact(31, "Lakewood Conveyance occurred with form Other, subordination Missing, release None")
    return evaluation(
        finding(
            "CAN NO LONGER BE",
            root(
                item(
                    "5(b)",
                    "FAILED",
                    "the Lakewood IDA Transaction, closed",
                    reason(
                        "5(b)",
                        "FAILED",
                        "Lakewood Conveyance occurred with form Agreed",
                        facts=(delivered,),
                        note="recorded with form Other",
                    ),
                ),
                status="FAILED",
            ),
            readings={"T4": "FORM", "T5": "FROZEN"},
            rests_on=(),
        )
    )
