"""Which HSN or SAC code a line must show, and with how many digits.

CGST Rules 2017, rule 46(g) and rule 49(e); 12/2017-CT, from 2021-04-01 78/2020-CT: four digits up to 5 crore rupees of
turnover (none needed for buyers without GSTIN), six above. Notes need none
(rule 53(1A)); what the books leave out of a bill of others may well stand on the paper.
"""

from collections.abc import Callable, Iterator, Sequence

from app.compliance.records.invoices import Invoice, Line
from app.compliance.records.issues import Finding, IssueType, Rule, Severity
from app.gst import hsn

_INCOMPLETE = IssueType.INCOMPLETE_INVOICE_DATA

HSN_MISSING = Rule(
    "hsn_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(g); 78/2020-CT",
    "Each line shows its HSN or SAC code; up to 5 crore rupees of turnover only for registered buyers.",
)
HSN_TOO_SHORT = Rule(
    "hsn_too_short",
    _INCOMPLETE,
    Severity.LOW,
    "CGST Rules 2017, rule 46(g); 78/2020-CT",
    "The code has four digits, above 5 crore rupees of turnover six.",
)
HSN_MALFORMED = Rule(
    "hsn_malformed",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(g)",
    "A code is a number of 2, 4, 6 or 8 digits, for services of 4 to 6.",
)
HSN_NOT_LISTED = Rule(
    "hsn_not_listed",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 46(g); GSTN's list of HSN and SAC codes",
    "The code stands in the list of November 2024; it may be newer.",
)

_SHAPELESS = (hsn.Reason.CHARACTERS, hsn.Reason.LENGTH)


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the codes; lines with the same fault are one finding."""
    if not invoice.is_ours or invoice.is_note:
        return
    faults = _faults(invoice)
    yield from of_lines(HSN_MALFORMED, "items.hsn", invoice.lines, lambda line: faults[line.position] in _SHAPELESS)
    missing, too_short = hsn.Reason.MISSING, hsn.Reason.TOO_SHORT
    yield from of_lines(HSN_MISSING, "items.hsn", invoice.lines, lambda line: faults[line.position] is missing)
    yield from of_lines(HSN_TOO_SHORT, "items.hsn", invoice.lines, lambda line: faults[line.position] is too_short)
    yield from of_lines(
        HSN_NOT_LISTED,
        "items.hsn",
        invoice.lines,
        lambda line: bool(line.hsn) and faults[line.position] is None and not hsn.is_listed((line.hsn or "").strip()),
    )


def of_lines(rule: Rule, field: str, lines: Sequence[Line], is_faulty: Callable[[Line], bool]) -> Iterator[Finding]:
    """One finding for all lines with the same fault: a long invoice is not a long list."""
    faulty = [line for line in lines if is_faulty(line)]
    if faulty:
        found = tuple(dict.fromkeys(line.hsn for line in faulty if line.hsn))
        yield Finding(rule, field, {"lines": tuple(line.label for line in faulty), "codes": found})


def _faults(invoice: Invoice) -> dict[int, hsn.Reason | None]:
    """What is wrong with the shape of each line's code, by position. The books do not tell the turnover."""
    turnover = whole.turnover if (whole := invoice.whole) else None
    recipient = invoice.recipient
    is_registered = whole.category.has_gstin if whole else bool(recipient and recipient.is_registered)
    return {
        line.position: hsn.fault(line.hsn, invoice.issued_on, turnover=turnover, is_to_registered=is_registered)
        for line in invoice.lines
    }
