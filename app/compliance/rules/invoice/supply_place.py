"""Whether the place of supply that a whole document names is there, and is the one that the law says.

IGST Act 2017, s.10 and s.12; CGST Rules 2017, rule 46(n). A buyer's State that differs from the place of supply is
usual (goods over the counter, hotels, goods for another): only what the document itself contradicts is told.
"""

from collections.abc import Iterator

from app.compliance.records.invoices import Invoice, Whole
from app.compliance.records.issues import Finding, IssueType, Rule, Severity
from app.compliance.records.parties import Paper, Side
from app.compliance.rules.invoice import places
from app.gst import states
from app.gst.parties import Recipient

PLACE_MISSING = Rule(
    "place_missing",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(n)",
    "A tax invoice between States names the place of supply.",
)
PLACE_NOT_OF_BUYER = Rule(
    "place_not_of_buyer",
    IssueType.GST_MISMATCH,
    Severity.HIGH,
    "IGST Act 2017, s.10(1)(b) and s.12(2)(a)",
    "Goods sent to another on a registered buyer's word, and legal, accounting and IT services, are supplied where the"
    " buyer is registered.",
)
PLACE_NOT_OF_SELLER = Rule(
    "place_not_of_seller",
    IssueType.GST_MISMATCH,
    Severity.HIGH,
    "IGST Act 2017, s.12(3) and (4)",
    "Rooms and meals are supplied where the hotel or restaurant stands.",
)
PLACE_NOT_IN_USE = Rule(
    "place_not_in_use",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(n); GSTN's list of State codes",
    "The place of supply is a code that stood for a place on that day.",
)
PLACE_NOT_ABROAD = Rule(
    "place_not_abroad",
    IssueType.GST_MISMATCH,
    Severity.HIGH,
    "IGST Act 2017, s.10(1)",
    "Goods for a registered buyer that nobody sends abroad are supplied in India.",
)

_ON_THE_SPOT = ("996311", "996331", "996332")
_FOR_THE_BUYER = ("9982", "99831")
_REGISTERED = (Recipient.REGISTERED, Recipient.COMPOSITION, Recipient.DEEMED_EXPORT)


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the place of supply."""
    whole = invoice.whole
    if whole is None:
        return
    if invoice.place_of_supply is None:
        is_export = places.place_of_supply(invoice) == states.OUTSIDE_INDIA
        if whole.paper is Paper.TAX_INVOICE and places.is_charged_inter_state(invoice) and not is_export:
            yield Finding(PLACE_MISSING, "place_of_supply")
        return
    if not places.is_in_use(invoice, invoice.place_of_supply):
        yield Finding(PLACE_NOT_IN_USE, "place_of_supply", {"code": invoice.place_of_supply})
        return
    if invoice.place_of_supply == states.OUTSIDE_INDIA and _stays_in_india(invoice, whole):
        yield Finding(PLACE_NOT_ABROAD, "place_of_supply")
        return
    rule, right = _right(invoice, whole, invoice.place_of_supply)
    if rule and not states.is_same(right, invoice.place_of_supply):
        named = {"place": states.name(invoice.place_of_supply), "right": states.name(right), "code": right}
        yield Finding(rule, "place_of_supply", named)


def _right(invoice: Invoice, whole: Whole, stated: str) -> tuple[Rule | None, str | None]:
    """The rule that settles the place of supply and the place, or `(None, None)` where none does for sure."""
    codes = [(line.hsn or "").strip() for line in invoice.lines]
    seller, buyer = invoice.supplier, invoice.recipient
    if not codes or invoice.is_recipient_sez or invoice.is_reverse_charge or places.is_torn(seller):
        return None, None
    if all(code.startswith(_ON_THE_SPOT) for code in codes):
        return PLACE_NOT_OF_SELLER, places.state_of(seller)
    if whole.category not in _REGISTERED or buyer is None or buyer.registered_in is None or places.is_torn(buyer):
        return None, None
    is_sent_to_another = _is_another(whole.ship_to, buyer) and states.is_same(places.state_of(whole.ship_to), stated)
    if all(code.startswith(_FOR_THE_BUYER) for code in codes) or (
        is_sent_to_another and not all(line.is_service for line in invoice.lines)
    ):
        return PLACE_NOT_OF_BUYER, buyer.registered_in
    return None, None


def _stays_in_india(invoice: Invoice, whole: Whole) -> bool:
    """Whether all of it is goods for a registered buyer, none sent to a place abroad, and no word of an export."""
    buyer, ship_to = invoice.recipient, places.state_of(whole.ship_to)
    is_indian = whole.category in _REGISTERED and buyer is not None and buyer.registered_in is not None
    is_sent_within = whole.ship_to is None or ship_to not in (None, states.OUTSIDE_INDIA)
    is_export_said = whole.lut_number is not None or whole.is_with_payment is not None
    is_goods = bool(invoice.lines) and not any(line.is_service for line in invoice.lines)
    return is_indian and is_sent_within and is_goods and not is_export_said


def _is_another(ship_to: Side | None, buyer: Side) -> bool:
    """Whether the goods go to somebody else than the buyer; a site of the buyer's own is the buyer."""
    if ship_to is None:
        return False
    if ship_to.is_registered:
        return ship_to.gstin.pan is not None and ship_to.gstin.pan != buyer.gstin.pan
    return bool(ship_to.name and buyer.name and ship_to.name.casefold().strip() != buyer.name.casefold().strip())
