"""Which tax a supply bears: IGST between States, CGST with the State's own tax within one, or none.

IGST Act 2017, s.7 (inter-State), s.8 (within a State), s.16 (zero-rated); CGST Act 2017, s.9, s.10(4), s.32; UTGST Act
2017, s.7. The place of supply decides, not the buyer's registration: goods shipped elsewhere, hotels and restaurants
make the two differ without any error.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.gst import states


class TaxHead(StrEnum):
    """What is charged."""

    IGST = "igst"
    CGST_SGST = "cgst_sgst"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Decision:
    """The head of a supply. `local_tax` is what stands beside CGST: SGST or UTGST. `law` says why."""

    head: TaxHead
    is_inter_state: bool
    place_of_supply: str
    local_tax: str | None
    law: str


def decide(
    supplier_state: str,
    place_of_supply: str,
    *,
    is_recipient_sez: bool = False,
    is_taxed: bool = True,
) -> Decision:
    """The head for a supply from one state to a place of supply (codes of `states`).

    is_taxed : False for exempt supplies, exports under an undertaking, and sellers who may not collect tax.
    """
    is_inter_state = is_recipient_sez or supplier_state != place_of_supply
    law = law_of(is_recipient_sez=is_recipient_sez, is_inter_state=is_inter_state)
    if not is_taxed:
        return Decision(TaxHead.NONE, is_inter_state, place_of_supply, None, law)
    if is_inter_state:
        return Decision(TaxHead.IGST, True, place_of_supply, None, law)
    state = states.by_code(supplier_state)
    return Decision(TaxHead.CGST_SGST, False, place_of_supply, state.local_tax if state else None, law)


def presumed_place_of_supply(
    supplier_state: str, *, recipient_registered_in: str | None, recipient_address_in: str | None
) -> str:
    """Where a supply is taken to be made when the invoice does not say (IGST Act 2017).

    A registered buyer's State (s.10(1)(b), s.12(2)(a)), else the State of the address on the invoice, else the seller's
    (s.10(1)(ca) from 2023-10-01, s.12(2)(b)). Goods delivered elsewhere, and services tied to a place, are exceptions
    that only the invoice can tell: a presumption proves no error.
    """
    return recipient_registered_in or recipient_address_in or supplier_state


def is_tied_to_a_place(hsn: str | None) -> bool:
    """Whether a service of this code is supplied where it is performed or where the land lies, whoever buys it.

    IGST Act 2017, s.12(3) to (7): lodging and restaurants (9963), passenger transport (9964), land and building
    (9954, 9972), training and admission (9992, 9996), personal services (9993, 9997).
    """
    return (hsn or "").strip().startswith(("9954", "9963", "9964", "9972", "9992", "9993", "9996", "9997"))


def law_of(*, is_recipient_sez: bool, is_inter_state: bool) -> str:
    """The section by which a supply is within a State or between States."""
    if is_recipient_sez:
        return "IGST Act 2017, s.7(5)(b)"
    return "IGST Act 2017, s.7" if is_inter_state else "IGST Act 2017, s.8"
