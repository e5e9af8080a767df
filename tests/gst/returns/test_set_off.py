"""How credit pays tax (CGST Act 2017, s.49(5), 49A, 49B; CGST Rules 2017, rule 88A)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst.arithmetic import Heads
from app.gst.returns import set_off

NOW = date(2026, 10, 31)
AMOUNTS = st.decimals("0", "99999", places=2)
HEADS = st.builds(Heads, cgst=AMOUNTS, sgst=AMOUNTS, igst=AMOUNTS, cess=AMOUNTS)
DAYS = st.dates(date(2017, 7, 1), date(2030, 1, 1))


def heads(igst: int = 0, cgst: int = 0, sgst: int = 0, cess: int = 0) -> Heads:
    """Whole rupees."""
    return Heads(igst=Decimal(igst), cgst=Decimal(cgst), sgst=Decimal(sgst), cess=Decimal(cess))


class TestOrder:
    @pytest.mark.parametrize(
        ("tax", "credit", "cash"),
        [
            pytest.param(heads(igst=100), heads(igst=60), heads(igst=40), id="own head"),
            pytest.param(heads(cgst=50, sgst=50), heads(igst=80), heads(sgst=20), id="IGST credit pays both"),
            pytest.param(
                heads(cgst=50, sgst=50),
                heads(igst=50, cgst=50),
                heads(),
                id="IGST credit goes where own credit is short",
            ),
            pytest.param(heads(cgst=50, sgst=50), heads(igst=50, sgst=50), heads(), id="the same the other way"),
            pytest.param(heads(cgst=50), heads(sgst=80), heads(cgst=50), id="the State's credit never pays CGST"),
            pytest.param(heads(sgst=50), heads(cgst=80), heads(sgst=50), id="nor the other way"),
            pytest.param(heads(igst=70), heads(cgst=50, sgst=50), heads(), id="both pay IGST, CGST credit first"),
            pytest.param(heads(igst=70), heads(cess=50), heads(igst=70), id="cess credit pays cess alone"),
            pytest.param(heads(cess=70), heads(igst=50, cess=20), heads(cess=50), id="nothing else pays cess"),
        ],
    )
    def test_least_cash_that_the_law_allows(self, tax: Heads, credit: Heads, cash: Heads) -> None:
        assert set_off.set_off(tax, credit, NOW).in_cash == cash

    @pytest.mark.parametrize(
        ("on", "cash"),
        [
            (date(2019, 1, 31), heads(cgst=0, sgst=0)),  # own credit first: s.49(5) as it stood
            (date(2019, 2, 1), heads(sgst=50)),  # IGST credit first, CGST before SGST: s.49A
            (date(2019, 3, 28), heads(sgst=50)),
            (date(2019, 3, 29), heads()),  # any proportion: rule 88A
        ],
    )
    def test_law_has_its_days(self, on: date, cash: Heads) -> None:
        found = set_off.set_off(heads(cgst=50, sgst=50), heads(igst=50, cgst=50), on)
        assert found.in_cash == cash

    def test_nothing_is_set_off_before_gst(self) -> None:
        with pytest.raises(ValueError, match="2017-06-30"):
            set_off.set_off(heads(igst=1), heads(igst=1), date(2017, 6, 30))


class TestAnyAmounts:
    @given(HEADS, HEADS, DAYS)
    def test_neither_credit_nor_tax_is_exceeded(self, tax: Heads, credit: Heads, on: date) -> None:
        found = set_off.set_off(tax, credit, on)
        for name in set_off.HEADS:
            used = sum(use.amount for use in found.uses if use.credit == name)
            paid = sum(use.amount for use in found.uses if use.against == name)
            assert getattr(found.credit_left, name) == getattr(credit, name) - used >= 0
            assert getattr(found.in_cash, name) == getattr(tax, name) - paid >= 0

    @given(HEADS, HEADS)
    def test_igst_credit_is_used_up_before_any_other(self, tax: Heads, credit: Heads) -> None:
        found = set_off.set_off(tax, credit, NOW)
        if found.credit_left.igst:
            assert not any(use.credit in ("cgst", "sgst") for use in found.uses)

    @given(HEADS, HEADS, DAYS)
    def test_states_tax_and_cgst_never_pay_each_other(self, tax: Heads, credit: Heads, on: date) -> None:
        crossed = {("cgst", "sgst"), ("sgst", "cgst")}
        assert not crossed & {(use.credit, use.against) for use in set_off.set_off(tax, credit, on).uses}
