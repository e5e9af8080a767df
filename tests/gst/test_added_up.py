"""An invoice added up: discounts, freight, prices with tax, cess, and heads that always add up."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst.arithmetic import PricedLine, added_up
from app.gst.tax_head import TaxHead

IGST, SPLIT, NONE = TaxHead.IGST, TaxHead.CGST_SGST, TaxHead.NONE
Line = tuple[Any, ...]
CASES: list[tuple[list[Line], TaxHead, dict[str, Any], tuple[str, str, str, str, str, str], str]] = [
    ([(1, 100, 18)], SPLIT, {}, ("100", "9", "9", "0", "0", "118"), "CGST Act s.9(1)"),
    ([(1, 100, 18)], IGST, {}, ("100", "0", "0", "18", "0", "118"), "IGST Act s.5(1)"),
    ([(1, 100, 18)], NONE, {}, ("100", "0", "0", "0", "0", "100"), "IGST Act s.16(3)(a)"),
    ([(3, "33.33", 18)], SPLIT, {}, ("99.99", "9", "9", "0", "0", "117.99"), "to the paisa"),
    ([("2.5", 40, 5)], SPLIT, {}, ("100", "2.5", "2.5", "0", "0", "105"), "part of a piece"),
    ([(1, 1000, "0.25")], SPLIT, {}, ("1000", "1.25", "1.25", "0", "0", "1002.50"), "rough diamonds"),
    ([(1, 100, 5, 10)], SPLIT, {}, ("90", "2.25", "2.25", "0", "0", "94.50"), "discount of the line, s.15(3)(a)"),
    ([(1, 100, 28, 0, 12)], IGST, {}, ("100", "0", "0", "28", "12", "140"), "compensation cess on the value"),
    ([(1, 100, 0)], SPLIT, {}, ("100", "0", "0", "0", "0", "100"), "nil rate"),
    ([(1, 105, 5)], SPLIT, {"includes_tax": True}, ("100", "2.5", "2.5", "0", "0", "105"), "rule 35"),
    ([(1, 118, 18)], IGST, {"includes_tax": True}, ("100", "0", "0", "18", "0", "118"), "rule 35"),
    ([(1, 140, 28, 0, 12)], IGST, {"includes_tax": True}, ("100", "0", "0", "28", "12", "140"), "rule 35, with cess"),
    ([(1, 105, 5)], NONE, {"includes_tax": True}, ("105", "0", "0", "0", "0", "105"), "no tax within an export"),
    (
        [(4, 299, 18), (2, 525, 5)],
        SPLIT,
        {"includes_tax": True},
        ("2013.56", "116.22", "116.22", "0", "0", "2246"),
        "two rates within",
    ),
    (
        [(5, 2000, 18), (10, 100, 5)],
        IGST,
        {"discount": Decimal(1100)},
        ("9900", "0", "0", "1665", "0", "11565"),
        "s.15(3)(a): shared by value",
    ),
    ([(1, 1000, 18)], IGST, {"freight": Decimal(100)}, ("1100", "0", "0", "198", "0", "1298"), "s.15(2)(c)"),
    (
        [(1, 3000, 18), (1, 1000, 5)],
        SPLIT,
        {"freight": Decimal(400)},
        ("4400", "324.50", "324.50", "0", "0", "5049"),
        "freight shared by value",
    ),
    (
        [(1, 1180, 18)],
        SPLIT,
        {"includes_tax": True, "discount": Decimal(118)},
        ("900", "81", "81", "0", "0", "1062"),
        "a discount on a price with tax",
    ),
]
AMOUNTS = st.decimals(0, 100_000, places=2)
LINES = st.lists(
    st.builds(
        PricedLine,
        st.decimals("0.01", 1_000, places=2),
        AMOUNTS,
        st.sampled_from([Decimal(rate) for rate in ("0", "0.25", "3", "5", "12", "18", "28", "40")]),
        cess_percent=st.sampled_from([Decimal(0), Decimal(12)]),
    ),
    min_size=1,
    max_size=8,
)


class TestSum:
    @pytest.mark.parametrize(("lines", "head", "terms", "expected", "source"), CASES)
    def test_is_what_the_law_makes_of_the_lines(
        self, lines: list[Line], head: TaxHead, terms: dict[str, Any], expected: tuple[str, ...], source: str
    ) -> None:
        priced = [PricedLine(*map(Decimal, line)) for line in lines]
        found = added_up(priced, head, **terms)
        heads = found.heads
        amounts = (found.taxable_value, heads.cgst, heads.sgst, heads.igst, heads.cess, found.total)
        assert amounts == tuple(map(Decimal, expected)), source

    @given(LINES, st.sampled_from(TaxHead), st.booleans(), AMOUNTS)
    def test_parts_add_up_and_no_supply_bears_both_heads(
        self, lines: list[PricedLine], head: TaxHead, includes_tax: bool, freight: Decimal
    ) -> None:
        found = added_up(lines, head, includes_tax=includes_tax, freight=freight)
        assert found.total == found.taxable_value + found.heads.total
        assert not found.heads.is_split
        assert found.heads.cgst == found.heads.sgst
        if head is TaxHead.NONE:
            assert found.heads.total == 0

    @given(LINES, st.sampled_from((TaxHead.IGST, TaxHead.CGST_SGST)))
    def test_price_with_tax_stays_the_price(self, lines: list[PricedLine], head: TaxHead) -> None:
        asked = sum(line.amount for line in lines)
        assert abs(added_up(lines, head, includes_tax=True).total - asked) <= Decimal("0.03") * len(lines)

    @given(LINES, st.decimals(0, 1, places=2))
    def test_discount_lessens_the_value_by_itself(self, lines: list[PricedLine], part: Decimal) -> None:
        whole = sum((line.amount for line in lines), Decimal(0))
        discount = (whole * part).quantize(Decimal("0.01"))
        assert added_up(lines, TaxHead.IGST, discount=discount).taxable_value == whole - discount
