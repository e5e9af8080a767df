"""Which head a supply bears."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gst import states, tax_head
from app.gst.tax_head import TaxHead

CODES = st.sampled_from([state.code for state in states.every()])


class TestDecision:
    @pytest.mark.parametrize(
        ("supplier", "place", "is_sez", "head", "local_tax", "source"),
        [
            ("27", "27", False, TaxHead.CGST_SGST, "SGST", "IGST Act s.8(1)"),
            ("27", "29", False, TaxHead.IGST, None, "IGST Act s.7(1)"),
            ("04", "04", False, TaxHead.CGST_SGST, "UTGST", "UTGST Act s.7"),
            ("38", "38", False, TaxHead.CGST_SGST, "UTGST", "UTGST Act s.7: Ladakh"),
            ("07", "07", False, TaxHead.CGST_SGST, "SGST", "Delhi has a legislature"),
            ("27", "27", True, TaxHead.IGST, None, "IGST Act s.7(5)(b): SEZ in the same State"),
            ("27", "96", False, TaxHead.IGST, None, "IGST Act s.7(5)(a): export with payment"),
        ],
    )
    def test_head_follows_the_place_of_supply(
        self, supplier: str, place: str, is_sez: bool, head: TaxHead, local_tax: str | None, source: str
    ) -> None:
        decision = tax_head.decide(supplier, place, is_recipient_sez=is_sez)
        assert (decision.head, decision.local_tax) == (head, local_tax), source

    def test_codes_that_were_merged_are_one_state(self) -> None:
        assert tax_head.decide("28", "37").head is TaxHead.CGST_SGST
        assert tax_head.decide("25", "26").head is TaxHead.CGST_SGST
        assert tax_head.decide("25", "26", on=date(2020, 1, 25)).head is TaxHead.IGST, "Act 44 of 2019"

    @settings(deadline=None)
    @given(CODES, CODES, st.booleans())
    def test_local_tax_stands_only_within_a_state(self, supplier: str, place: str, is_sez: bool) -> None:
        decision = tax_head.decide(supplier, place, is_recipient_sez=is_sez)
        assert decision.is_inter_state == (decision.head is TaxHead.IGST)
        assert decision.local_tax is None or not decision.is_inter_state
