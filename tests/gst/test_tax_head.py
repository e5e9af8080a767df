"""Which head a supply bears."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gst import states, tax_head
from app.gst.tax_head import TaxHead

CODES = st.sampled_from([state.code for state in states.every() if state.can_be_place_of_supply])


class TestDecision:
    @pytest.mark.parametrize(
        ("supplier", "place", "is_sez", "is_taxed", "head", "local_tax", "source"),
        [
            ("27", "27", False, True, TaxHead.CGST_SGST, "SGST", "IGST Act s.8(1)"),
            ("27", "29", False, True, TaxHead.IGST, None, "IGST Act s.7(1)"),
            ("04", "04", False, True, TaxHead.CGST_SGST, "UTGST", "UTGST Act s.7"),
            ("38", "38", False, True, TaxHead.CGST_SGST, "UTGST", "UTGST Act s.7: Ladakh"),
            ("07", "07", False, True, TaxHead.CGST_SGST, "SGST", "Delhi has a legislature"),
            ("27", "27", True, True, TaxHead.IGST, None, "IGST Act s.7(5)(b): SEZ in the same State"),
            ("27", "96", False, True, TaxHead.IGST, None, "IGST Act s.7(5)(a): export with payment"),
            ("27", "96", False, False, TaxHead.NONE, None, "IGST Act s.16(3)(a): export under LUT"),
            ("27", "27", False, False, TaxHead.NONE, None, "CGST Act s.10(4): composition"),
        ],
    )
    def test_head_follows_the_place_of_supply(
        self, supplier: str, place: str, is_sez: bool, is_taxed: bool, head: TaxHead, local_tax: str | None, source: str
    ) -> None:
        decision = tax_head.decide(supplier, place, is_recipient_sez=is_sez, is_taxed=is_taxed)
        assert (decision.head, decision.local_tax) == (head, local_tax), source

    @settings(deadline=None)
    @given(CODES, CODES, st.booleans())
    def test_local_tax_stands_only_within_a_state(self, supplier: str, place: str, is_sez: bool) -> None:
        decision = tax_head.decide(supplier, place, is_recipient_sez=is_sez)
        assert decision.is_inter_state == (decision.head is TaxHead.IGST)
        assert decision.local_tax is None or not decision.is_inter_state


class TestPlaceOfSupply:
    @pytest.mark.parametrize(
        ("registered_in", "address_in", "place", "source"),
        [
            ("29", "33", "29", "IGST Act s.10(1)(b), s.12(2)(a)"),
            (None, "33", "33", "IGST Act s.10(1)(ca), s.12(2)(b)(i)"),
            (None, None, "27", "IGST Act s.10(1)(ca), s.12(2)(b)(ii)"),
        ],
    )
    def test_is_presumed_from_the_buyer(
        self, registered_in: str | None, address_in: str | None, place: str, source: str
    ) -> None:
        found = tax_head.presumed_place_of_supply(
            "27", recipient_registered_in=registered_in, recipient_address_in=address_in
        )
        assert found == place, source

    @pytest.mark.parametrize(
        ("code", "is_tied"), [("996331", True), ("9972", True), ("998314", False), ("8471", False)]
    )
    def test_hotels_and_land_are_tied_to_their_place(self, code: str, is_tied: bool) -> None:
        assert tax_head.is_tied_to_a_place(code) is is_tied
