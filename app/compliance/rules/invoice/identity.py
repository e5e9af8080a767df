"""Who sold to whom: are both numbers GSTINs, of a kind that trades, and is one needed that is not there.

CGST Rules 2017, rule 46(a) and (d), rule 49; CGST Act 2017, s.9(3), s.16(2)(a), s.25, s.32. Only the number is judged:
that somebody holds it and files returns under it, the portal alone knows.
"""

import re
from collections.abc import Iterator

from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding, IssueType, Rule, Severity, Values
from app.compliance.records.parties import Side
from app.compliance.rules.invoice import grounds, places
from app.gst import gstin, states
from app.gst.parties import Registration

_MISSING = IssueType.MISSING_GSTIN

SUPPLIER_UNKNOWN = Rule(
    "supplier_unknown",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 46(a)",
    "The books name the supplier of a bill with tax.",
    leaves_unknown=True,
)
SUPPLIER_GSTIN_MISSING = Rule(
    "supplier_gstin_missing",
    _MISSING,
    Severity.CRITICAL,
    "CGST Act 2017, s.32(1); CGST Rules 2017, rule 46(a)",
    "A supplier who charges tax, or says that it is registered, shows its GSTIN.",
    severity_theirs=Severity.HIGH,
)
SUPPLIER_GSTIN_INVALID = Rule(
    "supplier_gstin_invalid",
    _MISSING,
    Severity.HIGH,
    "CGST Rules 2017, rules 10(1) and 46(a)",
    "The supplier's GSTIN can be one: form, state and check digit.",
)
SUPPLIER_KIND = Rule(
    "supplier_kind",
    _MISSING,
    Severity.HIGH,
    "CGST Act 2017, s.25(9), s.51 and s.52; CGST Rules 2017, rule 46(a)",
    "The supplier's number is not that of a tax deductor, tax collector or embassy: nobody sells under those.",
)
RECIPIENT_GSTIN_MISSING = Rule(
    "recipient_gstin_missing",
    _MISSING,
    Severity.HIGH,
    "CGST Rules 2017, rule 46(d)",
    "A registered buyer's GSTIN is on the document.",
)
RECIPIENT_GSTIN_INVALID = Rule(
    "recipient_gstin_invalid",
    _MISSING,
    Severity.HIGH,
    "CGST Rules 2017, rules 10(1) and 46(d)",
    "The buyer's GSTIN can be one: form, state and check digit.",
)
RECIPIENT_KIND = Rule(
    "recipient_kind",
    _MISSING,
    Severity.MEDIUM,
    "CGST Act 2017, s.52; CGST Rules 2017, rule 46(d)",
    "The buyer's number is not the one under which an e-commerce operator collects tax.",
)
RECIPIENT_GSTIN_NEEDED = Rule(
    "recipient_gstin_needed",
    _MISSING,
    Severity.HIGH,
    "CGST Act 2017, s.9(3); CGST Rules 2017, rule 46(d)",
    "A buyer who pays the tax under reverse charge has a GSTIN.",
)
COMPANY_WITHOUT_GSTIN = Rule(
    "company_without_gstin",
    _MISSING,
    Severity.MEDIUM,
    "CGST Act 2017, s.16(2)(a) and s.24(i); CGST Rules 2017, rule 46(d)",
    "A company of another State that was charged tax has a GSTIN in the books.",
)
GSTIN_OF_ANOTHER_STATE = Rule(
    "gstin_of_another_state",
    IssueType.GST_MISMATCH,
    Severity.MEDIUM,
    "CGST Act 2017, s.25(1); CGST Rules 2017, rule 46",
    "A GSTIN is of the state that its holder's address names.",
)
GSTIN_OF_BOTH = Rule(
    "gstin_of_both",
    IssueType.GST_MISMATCH,
    Severity.MEDIUM,
    "CGST Act 2017, s.7(1)(a) and s.25(4)",
    "Supplier and buyer of a taxed supply have different GSTINs.",
)

_COMPANY = re.compile(r"\b(pvt|private)\.? *(ltd|limited)\b|\b(ltd|limited|llp|plc)\b\.?\s*$", re.IGNORECASE)
_NO_SELLERS = (gstin.Kind.TDS, gstin.Kind.TCS, gstin.Kind.UIN)


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the numbers of the two sides."""
    yield from _supplier(invoice)
    yield from _recipient(invoice)
    for name, side in (("supplier", invoice.supplier), ("recipient", invoice.recipient)):
        if side is not None and places.is_torn(side):
            yield Finding(GSTIN_OF_ANOTHER_STATE, f"{name}.gstin", _two_states(side))
    if invoice.supplier and invoice.is_taxed and grounds.is_to_itself(invoice):
        yield Finding(GSTIN_OF_BOTH, "recipient.gstin", {"gstin": invoice.supplier.gstin.number})


def _supplier(invoice: Invoice) -> Iterator[Finding]:
    supplier = invoice.supplier
    if supplier is None:
        if invoice.is_taxed:
            yield Finding(SUPPLIER_UNKNOWN, "supplier")
    elif not supplier.is_registered:
        if _must_be_registered(invoice):
            tax = invoice.tax if invoice.is_taxed else None
            yield Finding(SUPPLIER_GSTIN_MISSING, "supplier.gstin", {"name": supplier.name, "tax": tax})
    elif not supplier.gstin.is_valid:
        yield Finding(SUPPLIER_GSTIN_INVALID, "supplier.gstin", _number(supplier))
    elif supplier.gstin.kind in _NO_SELLERS:
        yield Finding(SUPPLIER_KIND, "supplier.gstin", _number(supplier))


def _must_be_registered(invoice: Invoice) -> bool:
    """Whether the supplier needs a GSTIN: it says that it is registered, or charges tax. Who says that it is not, and
    charges tax all the same, is told so elsewhere. No credit hangs on a supplier's note, and on a bill of
    entry the customs charge it."""
    if invoice.whole is None:
        return invoice.is_taxed and (invoice.is_ours or not (invoice.is_note or invoice.is_bill_of_entry))
    return invoice.whole.registration in (Registration.REGULAR, Registration.COMPOSITION)


def _recipient(invoice: Invoice) -> Iterator[Finding]:
    recipient = invoice.recipient
    if recipient is not None and recipient.is_registered:
        if not recipient.gstin.is_valid:
            yield Finding(RECIPIENT_GSTIN_INVALID, "recipient.gstin", _number(recipient))
        elif recipient.gstin.kind is gstin.Kind.TCS:
            yield Finding(RECIPIENT_KIND, "recipient.gstin", _number(recipient))
    elif invoice.is_ours:
        yield from _without_gstin(invoice, recipient)


def _without_gstin(invoice: Invoice, recipient: Side | None) -> Iterator[Finding]:
    whole, name = invoice.whole, recipient.name if recipient else None
    if invoice.is_reverse_charge:
        yield Finding(RECIPIENT_GSTIN_NEEDED, "recipient.gstin", {"name": name})
    elif whole is not None:
        if whole.category.has_gstin:
            yield Finding(RECIPIENT_GSTIN_MISSING, "recipient.gstin", {"name": name})
    elif recipient is not None and _is_company_elsewhere(invoice, recipient):
        yield Finding(COMPANY_WITHOUT_GSTIN, "recipient.gstin", {"name": name, "tax": invoice.tax})


def _is_company_elsewhere(invoice: Invoice, recipient: Side) -> bool:
    """Whether a company by its name was charged the tax between States: such a buyer is registered, nearly always."""
    is_inter_state = places.is_charged_inter_state(invoice)
    return bool(invoice.is_taxed and is_inter_state and recipient.name and _COMPANY.search(recipient.name))


def _number(side: Side) -> Values:
    kind = side.gstin.kind if side.gstin.is_valid else None
    return {"name": side.name, "gstin": side.gstin.number, "reason": side.gstin.reason, "kind": kind}


def _two_states(side: Side) -> Values:
    return {
        "name": side.name,
        "gstin": side.gstin.number,
        "registered_in": states.name(side.registered_in),
        "stated_state": states.name(side.stated_state),
        "stated_code": side.stated_state,
    }
