"""Sums over books that can be checked by hand."""

from datetime import date
from decimal import Decimal

from app.assistant.records.asked import Days
from app.assistant.rules import figures, tax
from app.books.records import DocumentKind, DocumentStatus
from tests.assistant.shop import TODAY, bill, books, document, expense, identifier, payment

SALES, BILLS = DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL
NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))


class TestBalances:
    def test_open_invoices_add_up_by_customer_largest_first(self) -> None:
        shop = books(
            documents=[
                document("1", "Sharma Traders", 1180),
                document("2", "Sharma Traders", 590, paid=Decimal(90), status=DocumentStatus.PARTIALLY_PAID),
                document("3", "Om Stores", 3000),
            ]
        )
        found = figures.balances(shop, SALES, on=TODAY)
        assert _all(found.total, found.documents) == (Decimal(4680), 3)
        assert [(row.name, row.amount, row.documents) for row in found.rows] == [
            ("Om Stores", Decimal(3000), 1),
            ("Sharma Traders", Decimal(1680), 2),
        ]
        assert found.sources[0].count == 3

    def test_paid_draft_and_cancelled_documents_do_not_count(self) -> None:
        shop = books(
            documents=[
                document("1", "Om Stores", 100, paid=Decimal(100), status=DocumentStatus.PAID),
                document("2", "Om Stores", 100, status=DocumentStatus.DRAFT),
                document("3", "Om Stores", 100, status=DocumentStatus.CANCELLED),
                bill("4", "Mehta Industries", 100),
            ]
        )
        assert figures.balances(shop, SALES, on=TODAY).documents == 0
        assert figures.balances(shop, BILLS, on=TODAY).total == 100

    def test_one_party_alone(self) -> None:
        shop = books(documents=[document("1", "Om Stores", 100), document("2", "Sharma Traders", 200)])
        assert figures.balances(shop, SALES, on=TODAY, party_id=identifier("Om Stores")).total == 100

    def test_credit_notes_that_name_no_invoice_are_named_and_not_taken_off(self) -> None:
        note = document("CN1", "Om Stores", 40, kind=DocumentKind.CREDIT_NOTE)
        found = figures.balances(books(documents=[document("1", "Om Stores", 100), note]), SALES, on=TODAY)
        assert _all(found.total, found.notes_total) == (100, 40)


class TestOverdue:
    def test_only_what_was_due_before_today(self) -> None:
        shop = books(
            documents=[
                document("1", "Om Stores", 100, due_on=date(2026, 11, 20)),
                document("2", "Om Stores", 200, due_on=TODAY),
                document("3", "Om Stores", 400, due_on=date(2026, 10, 22)),
                document("4", "Om Stores", 800),
            ]
        )
        found = figures.overdue(shop, SALES, on=TODAY)
        assert _all(found.total, found.documents, found.oldest_days, found.undated) == (500, 2, 30, 1)


class TestCashFlow:
    def test_in_out_and_expenses_of_the_days(self) -> None:
        shop = books(
            payments=[
                payment("in", 500),
                payment("out", 200, out=True),
                payment("before", 900, date(2026, 10, 31)),
            ],
            expenses=[expense("tea", "food", 50), expense("rent", "rent", 70, date(2026, 10, 1))],
        )
        found = figures.cash_flow(shop, NOVEMBER)
        assert _all(found.received, found.paid, found.expenses, found.out, found.net) == (500, 200, 50, 250, 250)

    def test_with_one_party_there_are_no_expenses(self) -> None:
        shop = books(payments=[payment("in", 500, party="Om Stores")], expenses=[expense("tea", "food", 50)])
        found = figures.cash_flow(shop, NOVEMBER, party_id=identifier("Om Stores"))
        assert _all(found.received, found.expenses) == (500, 0)


class TestSales:
    def test_invoices_of_the_days(self) -> None:
        shop = books(documents=[document("1", "Om Stores", 1180), document("2", "Om Stores", 1180, date(2026, 10, 31))])
        found = figures.sales(shop, NOVEMBER)
        assert _all(found.total, found.tax, found.documents) == (1180, 180, 1)


class TestSpending:
    def test_by_category_with_bills_beside(self) -> None:
        shop = books(
            documents=[bill("1", "Mehta Industries", 1180)],
            expenses=[expense("tea", "food", 50), expense("rent", "rent", 700), expense("cake", "food", 20)],
        )
        found = figures.spending(shop, NOVEMBER)
        assert found.categories == (("rent", Decimal(700)), ("food", Decimal(70)))
        assert _all(found.total, found.entries, found.bills_total, found.bills) == (770, 3, 1180, 1)


class TestTax:
    """CGST Act 2017, sections 16 and 34."""

    def test_output_less_input(self) -> None:
        shop = books(documents=[document("1", "Om Stores", 2360), bill("2", "Mehta Industries", 1180)])
        found = tax.estimate(shop, NOVEMBER)
        assert _all(found.output_tax, found.input_tax, found.due) == (360, 180, 180)

    def test_notes_lower_the_side_they_belong_to(self) -> None:
        shop = books(
            documents=[
                document("1", "Om Stores", 2360),
                document("2", "Om Stores", 118, kind=DocumentKind.CREDIT_NOTE),
                document("3", "Om Stores", 236, kind=DocumentKind.DEBIT_NOTE),
                bill("4", "Mehta Industries", 1180),
                document("5", "Mehta Industries", 118, kind=DocumentKind.DEBIT_NOTE),
            ]
        )
        found = tax.estimate(shop, NOVEMBER)
        assert _all(found.output_tax, found.input_tax) == (360 - 18 + 36, 180 - 18)

    def test_other_months_drafts_and_cancelled_do_not_count(self) -> None:
        shop = books(
            documents=[
                document("1", "Om Stores", 118, date(2026, 12, 1)),
                document("2", "Om Stores", 118, status=DocumentStatus.DRAFT),
                document("3", "Om Stores", 118, status=DocumentStatus.CANCELLED),
            ]
        )
        assert tax.estimate(shop, NOVEMBER).output_tax == 0


def _all(*values: Decimal | int | None) -> tuple[Decimal | int | None, ...]:
    """Amounts and counts side by side, to be compared with plain numbers."""
    return values
