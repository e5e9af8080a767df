"""An import run twice is counted once; rows that merely look alike are not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from app.books.records import Books, CashEntry, Direction, Expense, Product
from app.insights.rules import doubles, history
from tests.insights.planted import TODAY, books, expense, invoice, month_starts, party, paying_shop, payment, scaled
from tests.insights.told import told

NINTH = date(2026, 10, 9)


def twice(rows: Sequence[Any]) -> list[Any]:
    """Each row once more under another id."""
    return [*rows, *[replace(row, id=uuid4()) for row in rows]]


class TestImportRunTwice:
    """Every figure is that of the books imported once."""

    @pytest.mark.parametrize("what", ["documents", "everything", "with payments of their own", "parties too"])
    def test_changes_no_figure(self, what: str) -> None:
        shop = _shop()
        found, expected = told(_doubled(shop, what)), told(shop)
        for key in expected.keys() - {"book_gaps"}:
            assert _rupees(found[key]) == _rupees(expected[key]), key

    def test_is_named_with_its_rows(self) -> None:
        gaps: Any = told(_doubled(_shop(), "everything"))["book_gaps"]
        (copies,) = (gap for gap in gaps.gaps if gap.gap == "doubled")
        assert copies.rows == len(_shop().documents) + len(_shop().payments) + len(_shop().expenses)
        assert {trace.kind for trace in gaps.traces if trace.figure == "gaps.doubled"} == {
            "document", "payment", "expense",
        }  # fmt: skip

    def test_three_imports_are_one_too(self) -> None:
        rows = _expenses()
        again = [replace(row, id=uuid4()) for row in [*rows, *rows]]
        assert len(history.plausible(books(expenses=[*rows, *again]), TODAY).expenses) == len(rows)

    def test_overlapping_imports_leave_the_rest_alone(self) -> None:
        rows = _expenses()
        half = [replace(row, id=uuid4()) for row in rows if row.spent_on < date(2026, 6, 1)]
        assert len(history.plausible(books(expenses=[*rows, *half]), TODAY).expenses) == len(rows)


class TestTwins:
    """What looks alike and is not."""

    @pytest.mark.parametrize(
        "rows",
        [
            [expense("tea", NINTH, 20)] * 2,
            [expense("tea", day, 20) for day in month_starts(12)] * 2,
            [expense("tea", NINTH, 20), expense("tea", NINTH, 20), expense("rent", NINTH, 9000)],
        ],
        ids=["two teas", "two teas every time", "two teas and the rent"],
    )
    def test_expenses(self, rows: list[Expense]) -> None:
        own = [replace(row, id=uuid4()) for row in rows]
        assert len(history.plausible(books(expenses=own), TODAY).expenses) == len(rows)

    @pytest.mark.parametrize(
        ("change", "kept"),
        [
            ({}, 1),
            ({"number": "7/B"}, 2),
            ({"issued_on": NINTH + timedelta(days=1)}, 2),
            ({"total": Decimal(1181)}, 2),
            ({"party_id": party("Khan Foods").id}, 2),
        ],
    )
    def test_documents(self, change: dict[str, Any], kept: int) -> None:
        one = invoice("7", NINTH)
        other = replace(one, id=uuid4(), **change)
        assert len(history.plausible(books([one, other]), TODAY).documents) == kept

    def test_slips_without_a_number_are_two(self) -> None:
        rows = twice([replace(invoice("x", NINTH), number=""), replace(invoice("y", NINTH), number="cash")])
        assert len(history.plausible(books(rows), TODAY).documents) == 4

    @pytest.mark.parametrize(
        ("amount", "reference", "kept"),
        [(500, None, 2), (1180, None, 1), (500, "UTR 4411", 1), (500, "cash", 2)],
        ids=["two instalments", "no room for both", "one transfer", "two in cash"],
    )
    def test_payments(self, amount: int, reference: str | None, kept: int) -> None:
        sale = invoice("7", NINTH)
        rows = twice([payment(sale, NINTH, amount, reference=reference)])
        assert len(history.plausible(books([sale], rows), TODAY).payments) == kept


class TestCountedOnce:
    """Rows of a copy go to the row that is kept."""

    def test_payment_of_the_copy_settles_the_kept_invoice(self) -> None:
        one, copy = twice([invoice("7", NINTH)])
        found = history.plausible(books([one, copy], [payment(copy, NINTH)]), TODAY)
        assert [found.settlement(document).owed for document in found.documents] == [0]

    def test_nothing_is_touched_where_nothing_stands_twice(self) -> None:
        shop = _shop()
        assert doubles.counted_once(shop) is shop

    @pytest.mark.parametrize("change", [lambda found: found, lambda found: scaled(found, 7)])
    def test_products_and_agreements_once(self, change: Callable[[Books], Books]) -> None:
        wire = Product(id=uuid4(), name="Wire", unit="m", in_stock=Decimal(5))
        found = history.plausible(change(books(products=twice([wire]))), TODAY)
        assert [product.in_stock for product in found.products] == [5]

    def test_lines_of_the_cash_book_beside_documents_that_stand_twice(self) -> None:
        lines = [CashEntry(uuid4(), Direction.OUT, Decimal(90), day, "cash") for day in month_starts(5)]
        sales = [invoice(f"{day}", day) for day in month_starts(5)]
        found = history.plausible(books(twice(sales), cash_entries=twice(lines)), TODAY)
        assert len(found.cash_entries) == len(lines)


def _shop() -> Books:
    shop = paying_shop(months=8)
    return replace(shop, expenses=[*shop.expenses, *_expenses()])


def _expenses() -> list[Expense]:
    rows = [("tea", 20), ("diesel", 700), ("courier", 150), ("wages", 12_000)]
    return [expense(name, day + timedelta(days=9), amount) for day in month_starts(8) for name, amount in rows]


def _doubled(shop: Books, what: str) -> Books:
    copies = {document.id: replace(document, id=uuid4()) for document in shop.documents}
    found = replace(shop, documents=[*shop.documents, *copies.values()])
    if what == "documents":
        return found
    again = [replace(one, id=uuid4(), document_id=copies[one.document_id or one.id].id) for one in shop.payments]
    found = replace(found, payments=[*shop.payments, *again])
    if what == "with payments of their own":
        return found
    found = replace(found, expenses=twice(shop.expenses))
    return found if what == "everything" else _with_other_parties(found, shop)


def _with_other_parties(found: Books, shop: Books) -> Books:
    others = {one.id: replace(one, id=uuid4()) for one in shop.parties}
    own = {document.id for document in shop.documents}
    documents = [
        one if one.id in own or one.party_id is None else replace(one, party_id=others[one.party_id].id)
        for one in found.documents
    ]
    return replace(found, documents=documents, parties=[*found.parties, *others.values()])


def _rupees(finding: Any) -> object:
    return finding.at_stake, finding.is_told, [driver.amount for driver in finding.drivers]
