"""What an invoice must show, and in which form (CGST Rules 2017, rule 46; for turnover-free limits 78/2020-CT).

On a bill that others issued only the number is judged: what the books leave out may well stand on the paper.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from app.compliance.records.invoices import Finding, Invoice, IssueType, Line, Rule, Severity
from app.compliance.rules.invoice import places
from app.gst import hsn, invoice_number

_INCOMPLETE = IssueType.INCOMPLETE_INVOICE_DATA

NUMBER_MISSING = Rule("number_missing", _INCOMPLETE, Severity.HIGH, "CGST Rules 2017, rule 46(b)", Severity.MEDIUM)
NUMBER_MALFORMED = Rule("number_malformed", _INCOMPLETE, Severity.MEDIUM, "CGST Rules 2017, rule 46(b)", Severity.LOW)
DATED_AHEAD = Rule("dated_ahead", IssueType.WARNING, Severity.LOW, "CGST Act 2017, s.31; CGST Rules 2017, rule 46(c)")
RECIPIENT_UNNAMED = Rule("recipient_unnamed", _INCOMPLETE, Severity.MEDIUM, "CGST Rules 2017, rule 46(e)")
RECIPIENT_ADDRESS_MISSING = Rule(
    "recipient_address_missing", _INCOMPLETE, Severity.LOW, "CGST Rules 2017, rule 46(d) and (e)"
)
RECIPIENT_STATE_UNKNOWN = Rule(
    "recipient_state_unknown", IssueType.WARNING, Severity.LOW, "CGST Rules 2017, rule 46(e)"
)
HSN_MISSING = Rule("hsn_missing", _INCOMPLETE, Severity.MEDIUM, "CGST Rules 2017, rule 46(g); 78/2020-CT")
HSN_TOO_SHORT = Rule("hsn_too_short", _INCOMPLETE, Severity.LOW, "CGST Rules 2017, rule 46(g); 78/2020-CT")
HSN_MALFORMED = Rule("hsn_malformed", _INCOMPLETE, Severity.MEDIUM, "CGST Rules 2017, rule 46(g)")
DESCRIPTION_MISSING = Rule("description_missing", _INCOMPLETE, Severity.MEDIUM, "CGST Rules 2017, rule 46(h)")
QUANTITY_NOT_POSITIVE = Rule("quantity_not_positive", _INCOMPLETE, Severity.MEDIUM, "CGST Rules 2017, rule 46(i)")
UNIT_MISSING = Rule("unit_missing", _INCOMPLETE, Severity.LOW, "CGST Rules 2017, rule 46(i)")

DETAILS_NEEDED_FROM = Decimal(50_000)
"""Taxable value, without tax, from which a buyer without GSTIN has to be named (rule 46(e): "or more")."""


def findings(invoice: Invoice, *, on: date) -> Iterator[Finding]:
    """What is absent or malformed. `on` is the day of the check."""
    yield from _number(invoice)
    if invoice.issued_on > on and not invoice.is_draft:
        yield Finding(DATED_AHEAD, "invoice_date", {"date": invoice.issued_on})
    if invoice.is_ours:
        yield from _recipient(invoice)
        yield from _lines(invoice)


def _number(invoice: Invoice) -> Iterator[Finding]:
    fault = invoice_number.fault(invoice.number)
    if fault is invoice_number.Reason.MISSING:
        if not invoice.is_draft:
            yield Finding(NUMBER_MISSING, "invoice_number")
    elif fault is not None and invoice.number is not None:
        values = {
            "number": invoice.number,
            "reason": fault,
            "characters": invoice_number.forbidden_characters(invoice.number) or None,
            "suggestion": invoice_number.suggestion(invoice.number),
        }
        yield Finding(NUMBER_MALFORMED, "invoice_number", values)


def _recipient(invoice: Invoice) -> Iterator[Finding]:
    recipient = invoice.recipient
    is_registered = recipient is not None and recipient.is_registered
    if not is_registered and invoice.taxable_value < DETAILS_NEEDED_FROM:
        return
    values = {
        "name": recipient.name if recipient else None,
        "value": invoice.taxable_value,
        "limit": DETAILS_NEEDED_FROM,
    }
    if recipient is None or not (recipient.name or "").strip():
        yield Finding(RECIPIENT_UNNAMED, "recipient.name", values)
    elif not (recipient.address or "").strip():
        yield Finding(RECIPIENT_ADDRESS_MISSING, "recipient.address", values)
    elif not (is_registered or invoice.place_of_supply or places.state_of(recipient) or invoice.says_why_untaxed):
        yield Finding(RECIPIENT_STATE_UNKNOWN, "recipient.state", values)


def _lines(invoice: Invoice) -> Iterator[Finding]:
    lines = invoice.lines
    yield from _of_lines(DESCRIPTION_MISSING, "items.name", lines, lambda line: not (line.description or "").strip())
    yield from _of_lines(QUANTITY_NOT_POSITIVE, "items.quantity", lines, _has_bad_quantity)
    is_registered = invoice.recipient is not None and invoice.recipient.is_registered
    yield from _codes(invoice, is_to_registered=is_registered)
    if is_registered:
        yield from _of_lines(UNIT_MISSING, "items.unit", lines, _lacks_unit)


def _codes(invoice: Invoice, *, is_to_registered: bool) -> Iterator[Finding]:
    """A seller up to 5 crore may leave codes off for a buyer without GSTIN; the books do not tell the turnover."""
    on, lines = invoice.issued_on, invoice.lines
    malformed = (hsn.Reason.CHARACTERS, hsn.Reason.LENGTH)
    yield from _of_lines(HSN_MALFORMED, "items.hsn_code", lines, lambda line: hsn.fault(line.hsn, on) in malformed)
    if is_to_registered:
        missing, too_short = hsn.Reason.MISSING, hsn.Reason.TOO_SHORT
        yield from _of_lines(HSN_MISSING, "items.hsn_code", lines, lambda line: hsn.fault(line.hsn, on) is missing)
        yield from _of_lines(HSN_TOO_SHORT, "items.hsn_code", lines, lambda line: hsn.fault(line.hsn, on) is too_short)


def _of_lines(rule: Rule, field: str, lines: Sequence[Line], is_faulty: Callable[[Line], bool]) -> Iterator[Finding]:
    """One finding for all lines with the same fault: a long invoice is not a long list."""
    faulty = [line for line in lines if is_faulty(line)]
    if faulty:
        codes = tuple(dict.fromkeys(line.hsn for line in faulty if line.hsn))
        yield Finding(rule, field, {"lines": tuple(line.label for line in faulty), "codes": codes})


def _has_bad_quantity(line: Line) -> bool:
    return line.quantity < 0 or (line.quantity == 0 and not hsn.is_service(line.hsn))


def _lacks_unit(line: Line) -> bool:
    return not (line.unit or "").strip() and not hsn.is_service(line.hsn)
