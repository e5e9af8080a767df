"""Which tax a supply bears and who pays it: place of supply, registration, zero rating and reverse charge together.

CGST Act 2017, s.9, s.10(4), s.25(4), s.32; IGST Act 2017, s.5, s.7, s.8, s.16; UTGST Act 2017, s.7.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.gst import gstin as gstins
from app.gst import place_of_supply, states, tax_head
from app.gst.parties import Recipient, Registration, SupplyKind
from app.gst.place_of_supply import Deal, Place
from app.gst.tariff import wording
from app.gst.tax_head import TaxHead

_REVERSED = tuple(map(wording.folded, ("goods transport agency", "gta", "advocate", "legal service")))
"""13/2017-CT(R), S.No. 1 and 2: the recipient pays unless the invoice says otherwise."""


class Payer(StrEnum):
    """Who pays the tax to the government."""

    SUPPLIER = "supplier"
    RECIPIENT = "recipient"


class PlaceNeeded(ValueError):
    """The tax hangs on the place of supply, which nothing tells."""


@dataclass(frozen=True, slots=True)
class Supply:
    """A deal and what decides its tax. `is_with_payment` and `is_reverse_charge`: None where the invoice is silent."""

    deal: Deal
    kind: SupplyKind = SupplyKind.TAXABLE
    is_with_payment: bool | None = None
    is_reverse_charge: bool | None = None
    supplier_gstin: str | None = None
    recipient_gstin: str | None = None


@dataclass(frozen=True, slots=True)
class Levy:
    """The head, and who pays it (None: nobody). `is_inter_state` and `place` are None where nothing tells them."""

    head: TaxHead
    payable_by: Payer | None
    is_inter_state: bool | None
    place: str | None
    local_tax: str | None
    laws: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


def of(supply: Supply) -> Levy:
    """The tax of a supply. Raises `PlaceNeeded` where it depends on a place that nothing tells.

    Silence on payment of an export or a supply to SEZ counts as charged.
    """
    place = place_of_supply.of(supply.deal)
    why_untaxed = _why_untaxed(supply, place)
    if why_untaxed:
        return _levied(supply, place, TaxHead.NONE, None, why_untaxed)
    is_inter_state = _is_inter_state(supply, place)
    if is_inter_state is None:
        raise PlaceNeeded
    head = TaxHead.IGST if is_inter_state else TaxHead.CGST_SGST
    payer, law = _payer(supply)
    return _levied(supply, place, head, payer, law)


def _why_untaxed(supply: Supply, place: Place) -> str | None:
    """The rule by which nobody pays tax on it, or None."""
    deal = supply.deal
    if _is_one_registration(supply):
        return "CGST Act s.7 and s.25(4): one registration does not supply itself"
    if supply.kind is not SupplyKind.TAXABLE:
        return "CGST Act s.2(47), s.11: exempt, nil-rated or outside GST"
    if _is_zero_rated(supply, place) and supply.is_with_payment is False:
        return "IGST Act s.16(3)(a): under bond or letter of undertaking"
    if _is_reversed(supply) or deal.is_import:
        return None
    if deal.supplier is Registration.COMPOSITION:
        return "CGST Act s.10(4): a composition dealer collects no tax"
    if deal.supplier is Registration.UNREGISTERED:
        return "CGST Act s.32(1): who is not registered collects no tax"
    return None


def _is_one_registration(supply: Supply) -> bool:
    supplier, recipient = (gstins.normalised(one) for one in (supply.supplier_gstin, supply.recipient_gstin))
    return bool(supplier) and supplier == recipient


def _is_zero_rated(supply: Supply, place: Place) -> bool:
    """Exports and supplies to SEZ (IGST Act s.16(1)); a foreign buyer who is served in India is neither."""
    recipient = supply.deal.recipient
    if recipient is Recipient.SEZ:
        return True
    return place.code == states.OUTSIDE_INDIA and not supply.deal.is_import and not _is_taxed_at_home(supply)


def _is_taxed_at_home(supply: Supply) -> bool:
    """A registered buyer in India and no word of an undertaking: place abroad, yet no export."""
    return supply.deal.recipient.has_gstin and supply.is_with_payment is None


def _is_inter_state(supply: Supply, place: Place) -> bool | None:
    """None where the place is not known and matters."""
    deal = supply.deal
    if deal.is_import or deal.recipient is Recipient.SEZ:
        return True
    if place.code is None:
        return None
    return not states.is_same(deal.supplier_state, place.code, deal.issued_on)


def _is_reversed(supply: Supply) -> bool:
    """Whether the recipient pays: the invoice says so, or says nothing of a service for which the law does."""
    if supply.is_reverse_charge is not None or not supply.deal.recipient.has_gstin:
        return bool(supply.is_reverse_charge)
    return wording.says(wording.folded(supply.deal.service), _REVERSED)


def _payer(supply: Supply) -> tuple[Payer, str]:
    deal = supply.deal
    if deal.is_import:
        return Payer.RECIPIENT, "IGST Act s.5(3); 10/2017-IT(R), S.No. 1; goods: s.5(1), proviso"
    if supply.is_reverse_charge:
        return Payer.RECIPIENT, "CGST Act s.9(3), (4); IGST Act s.5(3), (4)"
    if _is_reversed(supply):
        return Payer.RECIPIENT, "CGST Act s.9(3); 13/2017-CT(R), S.No. 1 and 2"
    return Payer.SUPPLIER, "CGST Act s.9(1); IGST Act s.5(1)"


def _levied(supply: Supply, place: Place, head: TaxHead, payer: Payer | None, why: str) -> Levy:
    deal, is_inter_state = supply.deal, _is_inter_state(supply, place)
    if _is_one_registration(supply):
        is_inter_state = False
    return Levy(
        head=head,
        payable_by=payer,
        is_inter_state=is_inter_state,
        place=place.code,
        local_tax=tax_head.local_tax(deal.supplier_state) if head is TaxHead.CGST_SGST else None,
        laws=(_side(supply, is_inter_state), place.law, why),
        valid_from=place.valid_from,
        valid_to=place.valid_to,
    )


def _side(supply: Supply, is_inter_state: bool | None) -> str:
    if supply.deal.is_import:
        return "IGST Act s.7(2), (4)"
    if is_inter_state is None:
        return "IGST Act s.7, s.8"
    if supply.deal.recipient is Recipient.SEZ:
        return "IGST Act s.7(5)(b)"
    return "IGST Act s.7" if is_inter_state else "IGST Act s.8"
