"""Which HSN or SAC code a line must show, and with how many digits.

CGST Rules 2017, rule 46(g) and rule 49(e); 12/2017-CT, from 2021-04-01 78/2020-CT: four digits up to 5 crore rupees of
turnover (none needed for buyers without GSTIN), six above. Notes need none
(rule 53(1A)); what the books leave out of a bill of others may well stand on the paper.
"""

from collections.abc import Iterable, Iterator

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

_RULES = {
    hsn.Reason.CHARACTERS: HSN_MALFORMED,
    hsn.Reason.LENGTH: HSN_MALFORMED,
    hsn.Reason.MISSING: HSN_MISSING,
    hsn.Reason.TOO_SHORT: HSN_TOO_SHORT,
}


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the codes; lines with the same fault are one finding."""
    if not invoice.is_ours or invoice.is_note:
        return
    broken = [(_broken(invoice, line), line) for line in invoice.lines if not line.is_adjustment]
    for rule in (HSN_MALFORMED, HSN_MISSING, HSN_TOO_SHORT, HSN_NOT_LISTED):
        yield from of_lines(rule, "items.hsn", [line for its_rule, line in broken if its_rule is rule])


def of_lines(rule: Rule, field: str, faulty: Iterable[Line]) -> Iterator[Finding]:
    """One finding for all lines with the same fault, none where there is no such line: many lines are no long list."""
    lines = list(faulty)
    if lines:
        found = tuple(dict.fromkeys(line.hsn for line in lines if line.hsn))
        yield Finding(rule, field, {"lines": tuple(line.label for line in lines), "codes": found})


def _broken(invoice: Invoice, line: Line) -> Rule | None:
    """The rule that the line's code breaks. The books do not tell the turnover."""
    whole, recipient = invoice.whole, invoice.recipient
    is_registered = whole.category.has_gstin if whole else bool(recipient and recipient.is_registered)
    turnover = whole.turnover if whole else None
    fault = hsn.fault(line.hsn, invoice.issued_on, turnover=turnover, is_to_registered=is_registered)
    if fault is not None:
        return _RULES[fault]
    code = (line.hsn or "").strip()
    return HSN_NOT_LISTED if code and not hsn.is_listed(code) else None
