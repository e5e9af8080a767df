"""Whether the document names its two sides as it must (CGST Rules 2017, rule 46(a), (d), (e); rule 49; rule 53(1A)).

A buyer without GSTIN need not be named below 50,000 rupees, tax not counted; a buyer abroad always (rule 46, proviso on
exports). What the books say of a seller is not what the paper shows: only a document that was sent whole is held to it.
"""

from collections.abc import Iterator
from decimal import Decimal

from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding, IssueType, Rule, Severity, Values
from app.compliance.records.parties import Paper, Side
from app.compliance.rules.invoice import places
from app.compliance.rules.invoice.fields import details_needed_from
from app.gst import states
from app.gst.parties import Recipient, Registration
from app.gst.tariff import wording

_INCOMPLETE = IssueType.INCOMPLETE_INVOICE_DATA
_OF_SELLER = "CGST Rules 2017, rule 46(a), rule 49(a) and rule 53(1A)(a)"

SUPPLIER_UNNAMED = Rule("supplier_unnamed", _INCOMPLETE, Severity.HIGH, _OF_SELLER, "The document names the supplier.")
SUPPLIER_ADDRESS_MISSING = Rule(
    "supplier_address_missing", _INCOMPLETE, Severity.MEDIUM, _OF_SELLER, "The document shows the supplier's address."
)
RECIPIENT_UNNAMED = Rule(
    "recipient_unnamed",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(d) and (e)",
    "A buyer with GSTIN or abroad is named; one without GSTIN from 50,000 rupees of taxable value on.",
)
RECIPIENT_ADDRESS_MISSING = Rule(
    "recipient_address_missing",
    _INCOMPLETE,
    Severity.LOW,
    "CGST Rules 2017, rule 46(d) and (e)",
    "A buyer who has to be named is named with the address.",
)
RECIPIENT_STATE_UNKNOWN = Rule(
    "recipient_state_unknown",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 46(e)",
    "The address of a buyer without GSTIN names the State, from 50,000 rupees on.",
)
RECIPIENT_STATE_MISSING = Rule(
    "recipient_state_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(e)",
    "A document sent whole names the State of a buyer without GSTIN, from 50,000 rupees of taxable value on.",
)

_STATES = tuple(
    wording.folded(name) for state in states.every() for name in (state.name, *state.spellings) if len(name) > 2
)


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is not said of the sides."""
    if not invoice.is_ours:
        return
    if invoice.whole is not None:
        yield from _supplier(invoice.supplier, invoice.whole.registration)
    if _must_name(invoice):
        yield from _recipient(invoice, invoice.recipient)


def _supplier(supplier: Side | None, registration: Registration) -> Iterator[Finding]:
    if supplier is None or not (supplier.name or "").strip():
        yield Finding(SUPPLIER_UNNAMED, "supplier.name")
    if registration in (Registration.UNREGISTERED, Registration.OVERSEAS):
        return
    if supplier is not None and not (supplier.address or "").strip():
        yield Finding(SUPPLIER_ADDRESS_MISSING, "supplier.address", {"name": supplier.name})


def _must_name(invoice: Invoice) -> bool:
    recipient, whole = invoice.recipient, invoice.whole
    if recipient is not None and recipient.is_registered:
        return True
    if whole is None:
        return invoice.taxable_value >= details_needed_from(invoice.issued_on)
    if whole.category is not Recipient.UNREGISTERED:
        return True
    return whole.paper is not Paper.BILL_OF_SUPPLY and _taxed_value(invoice) >= details_needed_from(invoice.issued_on)


def _taxed_value(invoice: Invoice) -> Decimal:
    """The value of what is taxable on it: exempt lines do not count."""
    rated = [line.value for line in invoice.lines if line.rate_percent > 0 and not line.is_declared_untaxed]
    return sum(rated, Decimal(0)) - invoice.discount


def _recipient(invoice: Invoice, recipient: Side | None) -> Iterator[Finding]:
    is_registered = recipient is not None and recipient.is_registered
    values: Values = {
        "name": recipient.name if recipient else None,
        "value": invoice.taxable_value,
        "limit": None if is_registered or _is_always_named(invoice) else details_needed_from(invoice.issued_on),
    }
    if recipient is None or not (recipient.name or "").strip():
        yield Finding(RECIPIENT_UNNAMED, "recipient.name", values)
    elif not (recipient.address or "").strip():
        yield Finding(RECIPIENT_ADDRESS_MISSING, "recipient.address", values)
    elif not (is_registered or _is_always_named(invoice) or _shows_state(invoice, recipient)):
        rule = RECIPIENT_STATE_UNKNOWN if invoice.whole is None else RECIPIENT_STATE_MISSING
        yield Finding(rule, "recipient.state_code", values)


def _shows_state(invoice: Invoice, recipient: Side) -> bool:
    """Whether the State is there, or the notes say that it is abroad or of no matter.

    A document sent whole has to say the State of the buyer; in the books the place of supply tells it as well.
    """
    if invoice.whole is not None:
        return bool(recipient.stated_state) or wording.says(wording.folded(recipient.address or ""), _STATES)
    return bool(invoice.place_of_supply or places.state_of(recipient) or invoice.says_why_untaxed)


def _is_always_named(invoice: Invoice) -> bool:
    return invoice.whole is not None and invoice.whole.category is not Recipient.UNREGISTERED
