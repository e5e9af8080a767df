"""Which tax a taxed supply bears: IGST between States, CGST with the State's own tax within one.

IGST Act 2017, s.5, s.7 (inter-State), s.8 (within a State); CGST Act 2017, s.9; UTGST Act 2017, s.7. The place of
supply decides, not the buyer's registration: goods shipped elsewhere, hotels and restaurants make the two differ
without any error. Whether a supply is taxed at all, `app.gst.levy` says.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.gst import states


class TaxHead(StrEnum):
    """What is charged."""

    IGST = "igst"
    CGST_SGST = "cgst_sgst"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Decision:
    """The head of a taxed supply. `local_tax` is what stands beside CGST: SGST or UTGST."""

    head: TaxHead
    is_inter_state: bool
    place_of_supply: str
    local_tax: str | None


def decide(
    supplier_state: str,
    place_of_supply: str,
    *,
    is_recipient_sez: bool = False,
    on: date | None = None,
) -> Decision:
    """The head of a taxed supply from one state to a place of supply (codes of `states`), on a day or today."""
    if is_recipient_sez or not states.is_same(supplier_state, place_of_supply, on):
        return Decision(TaxHead.IGST, True, place_of_supply, None)
    return Decision(TaxHead.CGST_SGST, False, place_of_supply, local_tax(supplier_state))


def local_tax(state_code: str) -> str | None:
    """What stands beside CGST in that State or territory: SGST or UTGST (UTGST Act 2017, s.7)."""
    state = states.by_code(state_code)
    return state.local_tax if state else None
