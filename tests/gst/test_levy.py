"""Which tax a supply bears, and who pays it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst import levy, states
from app.gst.levy import Payer, PlaceNeeded, Supply
from app.gst.parties import Recipient, Registration, SupplyKind
from app.gst.place_of_supply import Deal
from app.gst.tax_head import TaxHead

HERE, THERE, ABROAD = "27", "29", "96"
SEZ, OVERSEAS = {"recipient": Recipient.SEZ}, {"recipient": Recipient.OVERSEAS, "place": ABROAD}
UNREGISTERED, DEEMED = {"recipient": Recipient.UNREGISTERED}, {"recipient": Recipient.DEEMED_EXPORT}
COMPOSITION = {"supplier": Registration.COMPOSITION}
NOBODY, IMPORT = {"supplier": Registration.UNREGISTERED}, {"supplier": Registration.OVERSEAS, "supplier_state": ABROAD}
REVERSED = {"is_reverse_charge": True}
IGST, SPLIT, NONE = TaxHead.IGST, TaxHead.CGST_SGST, TaxHead.NONE
BY_SUPPLIER, BY_RECIPIENT = Payer.SUPPLIER, Payer.RECIPIENT

Case = tuple[dict[str, Any], TaxHead, bool | None, Payer | None, str]
TAXED: list[Case] = [
    ({"place": HERE}, SPLIT, False, BY_SUPPLIER, "IGST Act s.8(1)"),
    ({"place": THERE}, IGST, True, BY_SUPPLIER, "IGST Act s.7(1)"),
    ({**UNREGISTERED, "place": HERE}, SPLIT, False, BY_SUPPLIER, "IGST Act s.8"),
    ({**UNREGISTERED, "place": THERE}, IGST, True, BY_SUPPLIER, "IGST Act s.7"),
    (
        {"recipient": Recipient.COMPOSITION, "place": HERE},
        SPLIT,
        False,
        BY_SUPPLIER,
        "a buyer's scheme changes nothing",
    ),
    ({**DEEMED, "place": HERE}, SPLIT, False, BY_SUPPLIER, "CGST Act s.147: taxed as any other"),
    ({**DEEMED, "place": THERE, "is_with_payment": False}, IGST, True, BY_SUPPLIER, "no undertaking frees it"),
    ({"place": "97"}, IGST, True, BY_SUPPLIER, "IGST Act s.7: Other Territory"),
    ({"place": "37", "supplier_state": "28"}, SPLIT, False, BY_SUPPLIER, "28 is 37 since 2014"),
    ({"place": "26", "supplier_state": "25"}, SPLIT, False, BY_SUPPLIER, "25 is 26 since 2020-01-26"),
    ({"place": ABROAD}, IGST, True, BY_SUPPLIER, "place abroad, buyer registered here"),
    ({"recipient": Recipient.OVERSEAS, "place": HERE}, SPLIT, False, BY_SUPPLIER, "a foreign guest served here"),
]
ZERO_RATED: list[Case] = [
    ({**SEZ, "place": HERE, "is_with_payment": True}, IGST, True, BY_SUPPLIER, "IGST Act s.7(5)(b)"),
    ({**SEZ, "place": THERE, "is_with_payment": True}, IGST, True, BY_SUPPLIER, "IGST Act s.16(3)(b)"),
    ({**SEZ, "place": HERE, "is_with_payment": False}, NONE, True, None, "IGST Act s.16(3)(a)"),
    ({**SEZ, "place": HERE}, IGST, True, BY_SUPPLIER, "silence counts as charged"),
    ({**SEZ}, IGST, True, BY_SUPPLIER, "no place needed"),
    ({**OVERSEAS, "is_with_payment": True}, IGST, True, BY_SUPPLIER, "IGST Act s.7(5)(a)"),
    ({**OVERSEAS, "is_with_payment": False}, NONE, True, None, "IGST Act s.16(3)(a)"),
    ({"recipient": Recipient.OVERSEAS, "is_with_payment": False}, NONE, True, None, "no place needed"),
    ({**UNREGISTERED, "place": ABROAD, "is_with_payment": False}, NONE, True, None, "IGST Act s.16(3)(a)"),
]
UNTAXED: list[Case] = [
    ({"place": HERE, **COMPOSITION}, NONE, False, None, "CGST Act s.10(4)"),
    ({"place": HERE, **COMPOSITION, **UNREGISTERED}, NONE, False, None, "CGST Act s.10(4)"),
    ({"place": HERE, **NOBODY}, NONE, False, None, "CGST Act s.32(1)"),
    ({"place": THERE, "kind": SupplyKind.EXEMPT}, NONE, True, None, "CGST Act s.11"),
    ({"place": HERE, "kind": SupplyKind.NIL_RATED}, NONE, False, None, "CGST Act s.2(47)"),
    ({"place": HERE, "kind": SupplyKind.NON_GST}, NONE, False, None, "CGST Act s.9(2)"),
    ({**SEZ, "place": HERE, "kind": SupplyKind.EXEMPT}, NONE, True, None, "exempt by itself"),
    ({"place": HERE, "kind": SupplyKind.EXEMPT, **REVERSED}, NONE, False, None, "nothing to reverse"),
    ({**IMPORT, "place": HERE, "kind": SupplyKind.EXEMPT}, NONE, True, None, "an exempt import"),
]
REVERSE_CHARGE: list[Case] = [
    ({"place": THERE, "service": "goods transport agency", **REVERSED}, IGST, True, BY_RECIPIENT, "CGST Act s.9(3)"),
    ({"place": HERE, "service": "goods transport agency", **REVERSED}, SPLIT, False, BY_RECIPIENT, "CGST Act s.9(3)"),
    ({"place": HERE, "service": "Advocate", **REVERSED}, SPLIT, False, BY_RECIPIENT, "13/2017-CT(R) S.No. 2"),
    ({"place": HERE, "service": "Advocate"}, SPLIT, False, BY_RECIPIENT, "the law says so, the invoice is silent"),
    ({"place": HERE, "service": "gta", "is_reverse_charge": False}, SPLIT, False, BY_SUPPLIER, "forward charge chosen"),
    ({"place": HERE, **NOBODY, **REVERSED}, SPLIT, False, BY_RECIPIENT, "CGST Act s.9(4)"),
    ({"place": THERE, **NOBODY, **REVERSED}, IGST, True, BY_RECIPIENT, "IGST Act s.5(4)"),
    ({"place": HERE, **COMPOSITION, **REVERSED}, SPLIT, False, BY_RECIPIENT, "CGST Act s.9(3)"),
    (
        {"place": HERE, **NOBODY, "service": "Advocate"},
        SPLIT,
        False,
        BY_RECIPIENT,
        "he need not be registered (5/2017-CT)",
    ),
    ({"place": HERE, **NOBODY, **UNREGISTERED, "service": "gta"}, NONE, False, None, "nobody who could pay for him"),
    (
        {**IMPORT, "place": HERE, "service": "import of services", **REVERSED},
        IGST,
        True,
        BY_RECIPIENT,
        "IGST Act s.5(3)",
    ),
    ({**IMPORT, "place": HERE, "is_service": True}, IGST, True, BY_RECIPIENT, "10/2017-IT(R)"),
    ({**IMPORT, "recipient_state": HERE}, IGST, True, BY_RECIPIENT, "IGST Act s.5(1), proviso: goods"),
    ({**IMPORT, "supplier_state": HERE, "place": HERE}, IGST, True, BY_RECIPIENT, "a supplier abroad has no state"),
]
ONE, SAME_PAN, SAME_STATE = "27AAGCK7412M1Z7", "29AAGCK7412M1Z3", "27AAGCK7412M2Z6"


class TestLevy:
    @pytest.mark.parametrize(
        ("facts", "head", "inter", "payer", "source"), TAXED + ZERO_RATED + UNTAXED + REVERSE_CHARGE
    )
    def test_head_and_payer(
        self, facts: dict[str, Any], head: TaxHead, inter: bool | None, payer: Payer | None, source: str
    ) -> None:
        found = levy.of(supply(**facts))
        assert (found.head, found.is_inter_state, found.payable_by) == (head, inter, payer), source

    @pytest.mark.parametrize(
        ("supplier", "recipient", "place", "head", "why"),
        [
            (ONE, ONE, HERE, NONE, "two branches of one registration"),
            (ONE, ONE.lower(), THERE, NONE, "the same number in small letters"),
            (ONE, SAME_PAN, THERE, IGST, "CGST Act s.25(4): two States of one PAN are distinct"),
            (ONE, SAME_STATE, HERE, SPLIT, "two registrations in one State are distinct"),
            (ONE, None, HERE, SPLIT, "no number of the recipient"),
        ],
    )
    def test_one_registration_does_not_supply_itself(
        self, supplier: str, recipient: str | None, place: str, head: TaxHead, why: str
    ) -> None:
        assert levy.of(supply(place=place, supplier_gstin=supplier, recipient_gstin=recipient)).head is head, why

    @pytest.mark.parametrize("state", [state for state in states.every() if state.local_tax])
    def test_union_territories_without_legislature_charge_utgst(self, state: states.State) -> None:
        found = levy.of(supply(supplier_state=state.code, place=state.code))
        if state.code in ("04", "25", "26", "31", "35", "38", "97"):
            assert found.local_tax == "UTGST"
        elif state.code != ABROAD:
            assert found.local_tax == "SGST", state.name

    def test_place_is_needed_only_where_the_tax_hangs_on_it(self) -> None:
        with pytest.raises(PlaceNeeded):
            levy.of(supply())
        assert levy.of(supply(**COMPOSITION)).head is NONE

    @pytest.mark.parametrize(("on", "head"), [(date(2023, 9, 30), SPLIT), (date(2023, 10, 1), IGST)])
    def test_address_on_the_invoice_decides_from_its_day(self, on: date, head: TaxHead) -> None:
        found = levy.of(supply(**UNREGISTERED, address_on_invoice=THERE, issued_on=on))
        assert found.head is head

    @given(
        st.sampled_from(Registration),
        st.sampled_from(Recipient),
        st.sampled_from(SupplyKind),
        st.sampled_from([state.code for state in states.every()]),
        st.sampled_from([state.code for state in states.every()]),
        st.sampled_from((None, True, False)),
        st.sampled_from((None, True, False)),
    )
    def test_head_follows_the_border_and_somebody_pays_it(
        self,
        supplier: Registration,
        recipient: Recipient,
        kind: SupplyKind,
        here: str,
        there: str,
        is_with_payment: bool | None,
        is_reversed: bool | None,
    ) -> None:
        deal = Deal(here, recipient, supplier, stated_place=there)
        found = levy.of(Supply(deal, kind, is_with_payment, is_reversed))
        assert (found.head is NONE) is (found.payable_by is None)
        if found.head is not NONE:
            assert (found.head is IGST) is found.is_inter_state
        if kind is not SupplyKind.TAXABLE:
            assert found.head is NONE


def supply(**facts: Any) -> Supply:
    """A taxable sale of a regular supplier in Maharashtra to a registered buyer, with what else is known."""
    own = {key: facts.pop(key) for key in tuple(facts) if key in OF_SUPPLY}
    facts["stated_place"] = facts.pop("place", None)
    return Supply(deal=Deal(**{"supplier_state": HERE, "recipient": Recipient.REGISTERED, **facts}), **own)


OF_SUPPLY = ("kind", "is_with_payment", "is_reverse_charge", "supplier_gstin", "recipient_gstin")
