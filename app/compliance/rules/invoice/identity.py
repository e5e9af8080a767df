"""Who sold to whom: are both numbers GSTINs, do they fit the states, and is one needed that is not there.

CGST Rules 2017, rule 46(a) and (d); CGST Act 2017, s.9(3), s.16(2)(a), s.25, s.32. Only the number is judged: that
somebody holds it and files returns under it, the portal alone knows.
"""

import re
from collections.abc import Iterator

from app.compliance.records.invoices import Finding, Invoice, IssueType, Rule, Severity, Side, Values
from app.compliance.rules.invoice import places
from app.gst import states

SUPPLIER_UNKNOWN = Rule(
    "supplier_unknown", IssueType.WARNING, Severity.LOW, "CGST Rules 2017, rule 46(a)", leaves_unknown=True
)
SUPPLIER_GSTIN_MISSING = Rule(
    "supplier_gstin_missing",
    IssueType.MISSING_GSTIN,
    Severity.CRITICAL,
    "CGST Act 2017, s.32(1); CGST Rules 2017, rule 46(a)",
    severity_theirs=Severity.HIGH,
)
SUPPLIER_GSTIN_INVALID = Rule(
    "supplier_gstin_invalid", IssueType.MISSING_GSTIN, Severity.HIGH, "CGST Rules 2017, rules 10(1) and 46(a)"
)
RECIPIENT_GSTIN_INVALID = Rule(
    "recipient_gstin_invalid", IssueType.MISSING_GSTIN, Severity.HIGH, "CGST Rules 2017, rules 10(1) and 46(d)"
)
RECIPIENT_GSTIN_NEEDED = Rule(
    "recipient_gstin_needed",
    IssueType.MISSING_GSTIN,
    Severity.HIGH,
    "CGST Act 2017, s.9(3); CGST Rules 2017, rule 46(d)",
)
COMPANY_WITHOUT_GSTIN = Rule(
    "company_without_gstin",
    IssueType.MISSING_GSTIN,
    Severity.MEDIUM,
    "CGST Act 2017, s.16(2)(a) and s.24(i); CGST Rules 2017, rule 46(d)",
)
GSTIN_OF_ANOTHER_STATE = Rule(
    "gstin_of_another_state",
    IssueType.GST_MISMATCH,
    Severity.MEDIUM,
    "CGST Act 2017, s.25(1); CGST Rules 2017, rule 46",
)
GSTIN_OF_BOTH = Rule("gstin_of_both", IssueType.GST_MISMATCH, Severity.MEDIUM, "CGST Act 2017, s.7(1)(a) and s.25(4)")

_COMPANY = re.compile(r"\b(pvt|private)\.? *(ltd|limited)\b|\b(ltd|limited|llp|plc)\b\.?\s*$", re.IGNORECASE)


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the numbers of the two sides."""
    yield from _supplier(invoice)
    yield from _recipient(invoice)
    for name, side in (("supplier", invoice.supplier), ("recipient", invoice.recipient)):
        yield from _state(name, side)
    yield from _same(invoice)


def _supplier(invoice: Invoice) -> Iterator[Finding]:
    supplier = invoice.supplier
    if supplier is None:
        if invoice.is_taxed:
            yield Finding(SUPPLIER_UNKNOWN, "supplier")
    elif supplier.is_registered:
        if not supplier.gstin.is_valid:
            yield Finding(SUPPLIER_GSTIN_INVALID, "supplier.gstin", _number(supplier))
    elif invoice.is_taxed:
        yield Finding(SUPPLIER_GSTIN_MISSING, "supplier.gstin", {"name": supplier.name, "tax": invoice.tax})


def _recipient(invoice: Invoice) -> Iterator[Finding]:
    recipient = invoice.recipient
    if recipient is not None and recipient.is_registered:
        if not recipient.gstin.is_valid:
            yield Finding(RECIPIENT_GSTIN_INVALID, "recipient.gstin", _number(recipient))
    elif invoice.is_ours and invoice.is_reverse_charge:
        yield Finding(RECIPIENT_GSTIN_NEEDED, "recipient.gstin", {"name": recipient.name if recipient else None})
    elif invoice.is_ours and recipient is not None and _is_company_elsewhere(invoice, recipient):
        yield Finding(COMPANY_WITHOUT_GSTIN, "recipient.gstin", {"name": recipient.name, "tax": invoice.tax})


def _is_company_elsewhere(invoice: Invoice, recipient: Side) -> bool:
    """Whether a company by its name was charged the tax between States: such a buyer is registered, nearly always."""
    is_inter_state = places.is_charged_inter_state(invoice)
    return bool(invoice.is_taxed and is_inter_state and recipient.name and _COMPANY.search(recipient.name))


def _state(name: str, side: Side | None) -> Iterator[Finding]:
    if side is None or side.registered_in is None or side.stated_state is None:
        return
    # 97 and 99 are no states that an address could name, 25 lies in 26 now, and 28 became 36 and 37.
    merged = {"25": ("26",), "28": ("36", "37"), "97": (side.stated_state,), "99": (side.stated_state,)}
    if side.stated_state not in (side.registered_in, *merged.get(side.registered_in, ())):
        yield Finding(
            GSTIN_OF_ANOTHER_STATE,
            f"{name}.gstin",
            {
                "name": side.name,
                "gstin": side.gstin.number,
                "registered_in": states.name(side.registered_in),
                "stated_state": states.name(side.stated_state),
                "stated_code": side.stated_state,
            },
        )


def _same(invoice: Invoice) -> Iterator[Finding]:
    supplier, recipient = invoice.supplier, invoice.recipient
    if supplier is None or recipient is None or supplier.registered_in is None or not invoice.is_taxed:
        return
    if supplier.gstin.number == recipient.gstin.number:
        yield Finding(GSTIN_OF_BOTH, "recipient.gstin", {"gstin": supplier.gstin.number})


def _number(side: Side) -> Values:
    return {"name": side.name, "gstin": side.gstin.number, "reason": side.gstin.reason}
