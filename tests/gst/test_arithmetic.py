"""Tax on a value: known answers, and what holds for all values."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gst import arithmetic, rounding
from app.gst.arithmetic import Heads
from app.gst.tax_head import TaxHead
from app.values import money

VALUES = st.decimals("0.01", "9999999", places=2)
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "0.25", "1.5", "3", "5", "12", "18", "28", "40")])
HEADS = st.sampled_from(list(TaxHead))


class TestHeads:
    @pytest.mark.parametrize(
        ("value", "rate", "head", "expected", "source"),
        [
            ("90000", "18", TaxHead.CGST_SGST, Heads(Decimal(8100), Decimal(8100)), "CGST Act s.9"),
            ("90000", "18", TaxHead.IGST, Heads(igst=Decimal(16200)), "IGST Act s.5"),
            ("90000", "18", TaxHead.NONE, Heads(), "IGST Act s.16(3)(a)"),
            ("233.31", "5", TaxHead.CGST_SGST, Heads(Decimal("5.83"), Decimal("5.83")), "paise per line"),
        ],
    )
    def test_known_answers(self, value: str, rate: str, head: TaxHead, expected: Heads, source: str) -> None:
        assert arithmetic.heads(Decimal(value), Decimal(rate), head) == expected, source

    @settings(deadline=None)
    @given(VALUES, RATES, HEADS, RATES)
    def test_parts_add_up_and_heads_never_mix(
        self, value: Decimal, rate: Decimal, head: TaxHead, cess_percent: Decimal
    ) -> None:
        heads = arithmetic.heads(value, rate, head, cess_percent)
        assert heads.total == heads.cgst + heads.sgst + heads.igst + heads.cess
        assert heads.cgst == heads.sgst
        assert not heads.is_split
        assert (heads.igst == 0) or head is TaxHead.IGST

    @settings(deadline=None)
    @given(VALUES, RATES)
    def test_halves_are_the_whole_to_a_paisa(self, value: Decimal, rate: Decimal) -> None:
        within = arithmetic.heads(value, rate, TaxHead.CGST_SGST)
        between = arithmetic.heads(value, rate, TaxHead.IGST)
        assert abs(within.total - between.total) <= money.PAISA

    @settings(deadline=None)
    @given(st.lists(st.tuples(VALUES, RATES), max_size=20))
    def test_sum_does_not_depend_on_the_order_of_lines(self, lines: list[tuple[Decimal, Decimal]]) -> None:
        parts = [arithmetic.heads(value, rate, TaxHead.CGST_SGST) for value, rate in lines]
        assert arithmetic.summed(parts) == arithmetic.summed(reversed(parts))


class TestValues:
    @pytest.mark.parametrize(("price", "rate", "value"), [("105", "5", "100"), ("1196", "18", "1013.56")])
    def test_value_within_a_price_with_tax(self, price: str, rate: str, value: str) -> None:
        assert arithmetic.value_within(Decimal(price), Decimal(rate)) == Decimal(value)  # rule 35

    @settings(deadline=None)
    @given(st.decimals("0", "99999", places=2), st.lists(VALUES, min_size=1, max_size=30))
    def test_shared_discount_adds_up_to_the_paisa(self, amount: Decimal, values: list[Decimal]) -> None:
        assert sum(arithmetic.shared(amount, values)) == amount

    def test_discount_is_shared_by_value(self) -> None:
        shares = arithmetic.shared(Decimal(1100), [Decimal(10000), Decimal(1000)])  # CGST Act s.15(3)(a)
        assert shares == (Decimal(1000), Decimal(100))

    def test_nothing_is_shared_among_lines_without_value(self) -> None:
        assert arithmetic.shared(Decimal(10), [Decimal(0), Decimal(0)]) == (Decimal(0), Decimal(0))


class TestRounding:
    @pytest.mark.parametrize(
        ("stated", "computed", "heads", "is_right"),
        [("100", "101", 1, True), ("100", "101.01", 1, False), ("100", "102", 2, True), ("100", "97.99", 2, False)],
    )
    def test_a_rupee_a_head_is_right(self, stated: str, computed: str, heads: int, is_right: bool) -> None:
        assert rounding.agrees(Decimal(stated), Decimal(computed), heads=heads) is is_right  # CGST Act s.170

    @pytest.mark.parametrize(("tax", "payable"), [("12.49", "12"), ("12.50", "13")])
    def test_fifty_paise_go_upwards(self, tax: str, payable: str) -> None:
        assert rounding.payable(Decimal(tax)) == Decimal(payable)
