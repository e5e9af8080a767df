"""How the tax of a draft divides: CGST with the State's own tax within a State, IGST between two (`app.gst.levy`).

The seller's state is that of its GSTIN, else the one in its books. The buyer's is that of its GSTIN, else the one that
stands in its address. A buyer who is not named and has no address is supplied where the seller is (IGST Act 2017,
s.10(1)(ca)); of one who is named without a state nothing is known, and nothing is guessed.
"""

from datetime import date
from decimal import Decimal

from app.gst import gstin, levy, states
from app.gst.levy import Levy, Supply
from app.gst.parties import Recipient
from app.gst.place_of_supply import Deal
from app.gst.tax_head import TaxHead
from app.invoices.records import Customer, Draft
from app.invoices.records.completions import Seller, TaxBreakup
from app.values import money

NO_STATE_OF_OURS = "The state of your business is not known, so the GST could not be divided. Please add your GSTIN."
NO_STATE_OF_THEIRS = (
    "The state of {name} is not known: it is CGST and SGST for a buyer in {state}, IGST for one elsewhere."
)
WITHIN = "Both are in {state}, so half of the GST is CGST and half is {local_tax}."
BETWEEN = "The goods go from {seller} to {place}, so all of the GST is IGST."


def breakup(draft: Draft, seller: Seller, customer: Customer | None, *, on: date) -> TaxBreakup | None:
    """The tax of the draft by its heads; None for a draft without tax."""
    if not draft.tax_amount:
        return None
    ours = _state(seller.gstin, states.code_of(seller.state))
    if ours is None:
        return _unknown(NO_STATE_OF_OURS)
    theirs = _state(customer.gstin, states.code_in_address(customer.address)) if customer else None
    if theirs is None and draft.customer_name:
        return _unknown(NO_STATE_OF_THEIRS.format(name=draft.customer_name, state=states.name(ours)))
    found = levy.of(_supply(ours, theirs, seller, customer, on=on))
    return None if found.head is TaxHead.NONE else _divided(draft.tax_amount, found, ours)


def _state(number: str | None, stated: str | None) -> str | None:
    read = gstin.read(number)
    return read.state_code if read.is_valid else stated


def _supply(ours: str, theirs: str | None, seller: Seller, customer: Customer | None, *, on: date) -> Supply:
    is_registered = customer is not None and gstin.read(customer.gstin).is_valid
    deal = Deal(
        supplier_state=ours,
        recipient=Recipient.REGISTERED if is_registered else Recipient.UNREGISTERED,
        recipient_state=theirs,
        address_on_invoice=theirs,
        issued_on=on,
    )
    return Supply(deal, supplier_gstin=seller.gstin, recipient_gstin=customer.gstin if customer else None)


def _divided(tax: Decimal, found: Levy, ours: str) -> TaxBreakup:
    """An odd paisa goes to CGST, so that the heads come to the tax of the draft."""
    if found.head is TaxHead.IGST:
        words = BETWEEN.format(seller=states.name(ours), place=states.name(found.place))
        return TaxBreakup("igst", None, None, tax, None, found.place, found.laws, words)
    cgst = money.rounded(tax / 2)
    local_tax = (found.local_tax or "sgst").upper()
    words = WITHIN.format(state=states.name(ours), local_tax=local_tax)
    return TaxBreakup("cgst_sgst", cgst, tax - cgst, None, local_tax, found.place, found.laws, words)


def _unknown(why: str) -> TaxBreakup:
    return TaxBreakup(None, None, None, None, None, None, (), why)
