"""What a document must show besides parties, codes and tax, and in which form (CGST Rules 2017, rules 46, 49, 53).

On a bill that others issued only the number is judged: what the books leave out may well stand on the paper.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.compliance.records.invoices import Invoice, Line, Whole
from app.compliance.records.issues import Finding, IssueType, Rule, Severity, Values
from app.compliance.records.parties import Paper
from app.compliance.rules.invoice.codes import of_lines
from app.gst import invoice_number, parameters, slabs

_INCOMPLETE = IssueType.INCOMPLETE_INVOICE_DATA

NUMBER_MISSING = Rule(
    "number_missing",
    _INCOMPLETE,
    Severity.HIGH,
    "CGST Rules 2017, rule 46(b)",
    "The document has a number.",
    Severity.MEDIUM,
)
NUMBER_MALFORMED = Rule(
    "number_malformed",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(b)",
    "The number has at most 16 letters, digits, - and /.",
    Severity.LOW,
)
NUMBER_USED = Rule(
    "number_used",
    _INCOMPLETE,
    Severity.HIGH,
    "CGST Rules 2017, rule 46(b)",
    "The number is borne once in a financial year, capitals or not.",
)
DATE_MISSING = Rule(
    "date_missing", _INCOMPLETE, Severity.HIGH, "CGST Rules 2017, rule 46(c)", "The document has a date."
)
DATED_AHEAD = Rule(
    "dated_ahead",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Act 2017, s.31; CGST Rules 2017, rule 46(c)",
    "The document is not dated after the day of the check.",
)
DESCRIPTION_MISSING = Rule(
    "description_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(h)",
    "Each line says what was sold.",
)
QUANTITY_MISSING = Rule(
    "quantity_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(i)",
    "Each line of goods on a tax invoice says how much was sold.",
)
QUANTITY_NOT_POSITIVE = Rule(
    "quantity_not_positive",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(i)",
    "The quantity is more than zero.",
)
UNIT_MISSING = Rule(
    "unit_missing",
    _INCOMPLETE,
    Severity.LOW,
    "CGST Rules 2017, rule 46(i)",
    "Each line of goods on a tax invoice names its unit.",
)
VALUE_MISSING = Rule(
    "value_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(k)",
    "Each line shows its taxable value.",
)
TOTAL_MISSING = Rule(
    "total_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(j)",
    "The document shows its total value.",
)
ORIGINAL_MISSING = Rule(
    "original_missing",
    _INCOMPLETE,
    Severity.HIGH,
    "CGST Act 2017, s.34; CGST Rules 2017, rule 53(1A)(g)",
    "A credit or debit note names number and date of the invoice that it changes.",
)
ORIGINAL_LATER = Rule(
    "original_later",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Act 2017, s.34; CGST Rules 2017, rule 53(1A)(g)",
    "The invoice that a note changes is not dated after the note.",
)


def details_needed_from(on: date) -> Decimal:
    """Rupees before tax from which a buyer without GSTIN has to be named (rule 46(e): "or more")."""
    return parameters.value("unregistered_details_from", max(on, slabs.GST_BEGAN))


def findings(invoice: Invoice, *, on: date) -> Iterator[Finding]:
    """What is absent or malformed. `on` is the day of the check."""
    yield from _number(invoice)
    if not invoice.is_dated:
        yield Finding(DATE_MISSING, "invoice_date")
    elif invoice.issued_on > on and not invoice.is_draft:
        yield Finding(DATED_AHEAD, "invoice_date", {"date": invoice.issued_on})
    if invoice.is_ours:
        yield from _lines(invoice, invoice.whole)
    if invoice.whole is not None:
        yield from _of_whole(invoice, invoice.whole)


def _number(invoice: Invoice) -> Iterator[Finding]:
    used = invoice.whole.used if invoice.whole else ()
    fault = invoice_number.fault_beside(invoice.number, invoice.issued_on if invoice.is_dated else None, used)
    if fault is invoice_number.Reason.MISSING:
        if not invoice.is_draft:
            yield Finding(NUMBER_MISSING, "invoice_number")
    elif fault is invoice_number.Reason.DUPLICATE:
        yield Finding(NUMBER_USED, "invoice_number", {"number": invoice.number})
    elif fault is not None and invoice.number is not None:
        values: Values = {
            "number": invoice.number,
            "reason": fault,
            "characters": invoice_number.forbidden_characters(invoice.number).replace(" ", "") or None,
            "suggestion": invoice_number.suggestion(invoice.number),
        }
        yield Finding(NUMBER_MALFORMED, "invoice_number", values)


def _lines(invoice: Invoice, whole: Whole | None) -> Iterator[Finding]:
    """Notes need none of these (rule 53(1A)), bills of supply a description only (rule 49)."""
    lines = invoice.lines
    if invoice.is_note:
        return
    yield from of_lines(DESCRIPTION_MISSING, "items.description", filter(_lacks_description, lines))
    if whole is not None and whole.paper is Paper.BILL_OF_SUPPLY:
        return
    yield from of_lines(QUANTITY_MISSING, "items.quantity", filter(_lacks_quantity, lines))
    yield from of_lines(QUANTITY_NOT_POSITIVE, "items.quantity", filter(_has_bad_quantity, lines))
    is_registered = invoice.recipient is not None and invoice.recipient.is_registered
    if whole is not None or is_registered:
        yield from of_lines(UNIT_MISSING, "items.unit", filter(_lacks_unit, lines))


def _of_whole(invoice: Invoice, whole: Whole) -> Iterator[Finding]:
    without_value = (line for line in invoice.lines if "taxable_value" in line.unsaid)
    yield from of_lines(VALUE_MISSING, "items.taxable_value", without_value)
    if whole.totals.grand_total is None:
        yield Finding(TOTAL_MISSING, "totals.grand_total", {"computed": invoice.total})
    if not invoice.is_note:
        return
    original = whole.original
    if original is None or not (original.number or "").strip() or original.issued_on is None:
        absent = "original_invoice.date" if original and (original.number or "").strip() else "original_invoice.number"
        yield Finding(ORIGINAL_MISSING, absent)
    elif invoice.is_dated and original.issued_on > invoice.issued_on:
        yield Finding(
            ORIGINAL_LATER, "original_invoice.date", {"date": original.issued_on, "issued": invoice.issued_on}
        )


def _lacks_description(line: Line) -> bool:
    return not (line.description or "").strip()


def _lacks_quantity(line: Line) -> bool:
    return "quantity" in line.unsaid and not line.is_service


def _has_bad_quantity(line: Line) -> bool:
    if "quantity" in line.unsaid:
        return False
    return line.quantity < 0 or (line.quantity == 0 and not line.is_service)


def _lacks_unit(line: Line) -> bool:
    return not (line.unit or "").strip() and not (line.is_service or line.is_adjustment)
