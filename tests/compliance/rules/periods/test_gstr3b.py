"""The cells of GSTR-3B (Form GSTR-3B, CGST Rules 2017, rule 61(5)), each with the documents behind it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app.books.records import Direction, Document, DocumentKind, DocumentStatus, Party, Payment
from app.compliance.records.periods.gstr3b import GSTR3B, Cell
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods.gstr3b import credit, gstr3b, sales
from app.gst.arithmetic import Heads
from app.values.period import Month
from tests.compliance.rules.periods.shop import (
    BENGALURU,
    IN_KERALA,
    MILL,
    OCTOBER,
    SOUTHERN,
    STORES,
    WALK_IN,
    bill,
    books,
    line,
    noted,
    party,
    sale,
    untaxed,
)

IN_TIME = date(2025, 11, 20)
NOVEMBER = TaxPeriod(Month(2025, 11), Month(2025, 11))
ELSEWHERE = party("Garden Hotel", BENGALURU, is_supplier=True)
ABROAD = party("Shenzhen Lamps", address="Shenzhen, China", is_supplier=True)
NO_NUMBER = party("Corner Tools", is_supplier=True)
BAD_NUMBER = party("Smudged Print", "27ABCFR5521K1Z3", is_supplier=True)
SPLIT = noted(line(), cgst_amount=90, sgst_amount=90)
CHARGED = untaxed("1", MILL, noted(line(), reverse_charge=True), kind=DocumentKind.SUPPLIER_BILL)


class TestSupplies:
    @pytest.mark.parametrize(
        ("document", "cell", "value", "tax"),
        [
            (sale("1", STORES), sales.TAXED, 1000, 180),
            (sale("1", SOUTHERN, kind=DocumentKind.CREDIT_NOTE), sales.TAXED, -1000, -180),
            (sale("1", WALK_IN, noted(line(), place_of_supply="96")), sales.ZERO_RATED, 1000, 180),
            (untaxed("1", WALK_IN, notes="Export under LUT"), sales.ZERO_RATED, 1000, 0),
            (sale("1", STORES, line(rate="0")), sales.UNTAXED, 1000, 0),
            (sale("1", WALK_IN, line(rate="0", hsn_code="22084011")), sales.NON_GST, 1000, 0),
            (CHARGED, sales.REVERSE_CHARGE, 1000, 180),
        ],
    )
    def test_each_stands_in_its_cell_with_its_document(
        self, document: Document, cell: str, value: int, tax: int
    ) -> None:
        found = {one.name: one for one in drafted(document).outward}
        assert (found[cell].taxable_value, found[cell].heads.total) == (value, tax)
        assert found[cell].document_ids == (document.id,)
        assert not any(one.document_ids for name, one in found.items() if name != cell)

    def test_supply_under_reverse_charge_is_not_owed_by_the_supplier(self) -> None:
        draft = drafted(untaxed("1", STORES, noted(line(), reverse_charge=True)))
        assert not any(cell.document_ids for cell in draft.outward)

    def test_consumers_of_other_states_stand_in_3_2(self) -> None:
        (cell,) = drafted(sale("1", IN_KERALA), sale("2", SOUTHERN), sale("3", WALK_IN)).inter_state
        assert (cell.name, cell.place, cell.heads.igst) == (sales.TO_UNREGISTERED, "32", Decimal(180))


class TestCredit:
    @pytest.mark.parametrize(
        ("document", "cell"),
        [
            pytest.param(bill("1", MILL), credit.OTHERS, id="taxed by a registered supplier"),
            pytest.param(bill("1", MILL, line(hsn_code="997212")), credit.OTHERS, id="rent in the own State"),
            pytest.param(bill("1", ABROAD, notes="Bill of Entry 4471"), credit.IMPORTED_GOODS, id="import"),
            pytest.param(bill("1", MILL, SPLIT, notes="Bill of Entry 4471 cleared"), credit.OTHERS, id="agent's bill"),
            pytest.param(bill("1", ELSEWHERE, SPLIT), credit.INELIGIBLE, id="another State's own tax"),
            pytest.param(CHARGED, credit.REVERSE_CHARGE, id="reverse charge"),
        ],
    )
    def test_each_stands_in_its_cell(self, document: Document, cell: str) -> None:
        found = {one.name: one for one in drafted(document).credit}
        assert (found[cell].heads.total, found[cell].document_ids) == (Decimal(180), (document.id,))

    @pytest.mark.parametrize(
        ("seller", "reason"),
        [
            (NO_NUMBER, "supplier_without_gstin"),
            (BAD_NUMBER, "supplier_gstin_invalid"),
            (None, "supplier_unknown"),
        ],
    )
    def test_tax_that_gives_no_credit_is_named(self, seller: Party | None, reason: str) -> None:
        draft = drafted(bill("1", seller))
        assert [(one.name, one.taxable_value) for one in draft.claims_left_out] == [(reason, Decimal(180))]
        assert cell_of(draft, credit.NET).heads == Heads()

    def test_note_of_a_supplier_lowers_credit(self) -> None:
        note = sale("R1", MILL, line("400"), kind=DocumentKind.DEBIT_NOTE)
        assert cell_of(drafted(bill("1", MILL), note), credit.OTHERS).heads.total == Decimal(108)

    def test_untaxed_purchases_stand_in_table_5(self) -> None:
        draft = drafted(bill("1", MILL, line(rate="0")))
        assert [(one.name, one.taxable_value) for one in draft.inward_untaxed if one.document_ids] == [
            ("5 exempt intra-State", Decimal(1000))
        ]

    def test_what_the_books_cannot_tell_says_so(self) -> None:
        assert {one.name for one in drafted().credit if not one.is_known} == {"4(A)(2)", "4(A)(4)", "4(B)(1)"}


class TestUnpaidBills:
    """Rule 37: a bill of 2025-04-20 is to be paid by 2025-10-17, else it is reversed in the return of November."""

    OLD = bill("1", MILL, issued_on=date(2025, 4, 20))
    IN_TIME = bill("1", MILL, issued_on=date(2025, 5, 6))  # to be paid by 2025-11-02

    @pytest.mark.parametrize(
        ("document", "paid_on", "reversed_tax"),
        [
            pytest.param(OLD, None, 180, id="never paid"),
            pytest.param(OLD, (1180, date(2025, 10, 17)), 0, id="paid on the last day"),
            pytest.param(OLD, (1180, date(2025, 10, 18)), 180, id="paid a day late"),
            pytest.param(OLD, (590, date(2025, 5, 1)), 90, id="half paid"),
            pytest.param(IN_TIME, None, 0, id="time left"),
        ],
    )
    def test_credit_goes_back_in_the_month_after_the_180th_day(
        self, document: Document, paid_on: tuple[int, date] | None, reversed_tax: int
    ) -> None:
        draft = drafted(document, payments=[payment(document, *paid_on)] if paid_on else [], period=NOVEMBER)
        assert cell_of(draft, credit.REVERSED_FOR_NOW).heads.total == reversed_tax

    def test_credit_of_goods_that_the_customs_cleared_stays(self) -> None:
        imported = bill("1", ABROAD, issued_on=date(2025, 4, 20), notes="Bill of Entry 4471")
        assert cell_of(drafted(imported, period=NOVEMBER), credit.REVERSED_FOR_NOW).heads == Heads()

    def test_bill_that_is_called_paid_is_paid(self) -> None:
        draft = drafted(bill("1", MILL, issued_on=date(2025, 4, 20), status=DocumentStatus.PAID), period=NOVEMBER)
        assert cell_of(draft, credit.REVERSED_FOR_NOW).heads == Heads()

    def test_credit_comes_again_when_it_is_paid(self) -> None:
        paid = [payment(self.OLD, 1180, date(2025, 12, 9))]
        draft = drafted(self.OLD, payments=paid, period=TaxPeriod.month_of(date(2025, 12, 31)))
        assert cell_of(draft, credit.REVERSED_FOR_NOW).heads == Heads()
        assert cell_of(draft, credit.RECLAIMED).heads.total == Decimal(180)
        assert cell_of(draft, credit.OTHERS).heads.total == Decimal(180)
        assert cell_of(draft, credit.NET).heads.total == Decimal(180)

    def test_late_payment_before_the_return_comes_and_goes_in_it(self) -> None:
        draft = drafted(self.OLD, payments=[payment(self.OLD, 1180, date(2025, 10, 25))], period=NOVEMBER)
        assert cell_of(draft, credit.RECLAIMED).heads.total == Decimal(180)
        assert cell_of(draft, credit.NET).heads.total == 0


class TestPayment:
    def test_credit_pays_before_cash(self) -> None:
        draft = drafted(sale("1", STORES, line("3000")), bill("B1", MILL))
        assert draft.payment.in_cash == Heads(cgst=Decimal(180), sgst=Decimal(180))

    def test_reverse_charge_is_paid_in_cash(self) -> None:
        draft = drafted(CHARGED, bill("B2", MILL, line("9000")))
        assert draft.payment.in_cash == Heads(cgst=Decimal(90), sgst=Decimal(90))

    def test_cash_is_paid_in_whole_rupees(self) -> None:
        draft = drafted(sale("1", SOUTHERN, line("1002.55")))
        assert draft.payment.in_cash.igst == Decimal(180)

    @pytest.mark.parametrize(
        ("on", "interest", "fee"),
        [(date(2025, 11, 20), None, None), (date(2025, 12, 5), "1.33", 750), (date(2025, 11, 21), "0.09", 50)],
    )
    def test_filing_late_costs_interest_and_a_fee(self, on: date, interest: str | None, fee: int | None) -> None:
        late = drafted(sale("1", STORES), on=on, turnover=Decimal(10_000_000)).late
        assert (late and (str(late.interest), late.fee)) == (interest and (interest, fee))

    @pytest.mark.parametrize(
        ("document", "fee"),
        [
            pytest.param(bill("1", MILL), 20, id="only bought"),
            pytest.param(sale("1", STORES, line(rate="0")), 20, id="only nil-rated"),
            pytest.param(untaxed("1", WALK_IN, notes="Export under LUT"), 20, id="only exported"),
            pytest.param(sale("1", STORES), 50, id="tax payable"),
            pytest.param(CHARGED, 50, id="reverse charge"),
        ],
    )  # 76/2018-CT: the lower fee where no tax is payable
    def test_fee_is_that_of_a_nil_return_where_no_tax_is_payable(self, document: Document, fee: int) -> None:
        late = drafted(document, on=date(2025, 11, 21)).late
        assert late is not None and late.fee == fee

    def test_nothing_is_late_before_the_books_began(self) -> None:
        on = date(2026, 3, 1)
        assert drafted(sale("1", STORES, issued_on=date(2025, 11, 1)), on=on).late is None
        assert drafted(sale("1", STORES, issued_on=date(2025, 9, 1)), on=on).late is not None

    def test_fee_is_unknown_without_turnover_where_it_matters(self) -> None:
        late = drafted(sale("1", STORES), on=date(2026, 3, 1)).late
        assert late is not None and late.fee is None


def drafted(
    *documents: Document,
    payments: list[Payment] | None = None,
    period: TaxPeriod = OCTOBER,
    on: date = IN_TIME,
    turnover: Decimal | None = None,
) -> GSTR3B:
    """The draft of a month."""
    everybody = (ELSEWHERE, ABROAD, NO_NUMBER, BAD_NUMBER)
    whole = books(*documents, payments=payments or [], parties=everybody)
    return gstr3b(whole, period, on=on, turnover=turnover)


def cell_of(draft: GSTR3B, name: str) -> Cell:
    """A cell of table 4."""
    return next(one for one in draft.credit if one.name == name)


def payment(document: Document, amount: int, paid_on: date) -> Payment:
    """Money paid on a bill."""
    return Payment(UUID(int=9), Direction.OUT, Decimal(amount), paid_on, "upi", document.party_id, document.id)
