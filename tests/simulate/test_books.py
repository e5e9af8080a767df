"""Invented books: the same for the same seed, sound in themselves, with a truth that points at real rows."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import simulate
from app.books.records import Books, Document, DocumentKind, DocumentStatus, PartyKind
from app.gst import gstin
from app.values.period import INDIA

UNTIL = date(2026, 3, 31)
SEEDS = st.integers(0, 10_000)
FRAUD_TYPES = {"duplicate_invoice", "duplicate_supplier_bill", "payment_mismatch", "suspicious_pattern"}


def world(seed: int = 5, business_id: UUID | None = None) -> dict[str, Any]:
    return simulate.generate(simulate.SMALL, seed=seed, until=UNTIL, months=3, business_id=business_id)


class TestSeed:
    def test_same_seed_gives_the_same_books(self) -> None:
        assert world() == world()

    def test_another_seed_gives_others(self) -> None:
        assert world(5)["businesses"] != world(6)["businesses"]

    def test_same_seed_under_another_business_shares_no_id_but_the_same_life(self) -> None:
        first, second = (simulate.books_of(world(business_id=uuid4())) for _ in range(2))
        assert not first.document_by_id.keys() & second.document_by_id.keys()
        assert sorted(sale.total for sale in first.documents) == sorted(sale.total for sale in second.documents)

    def test_can_be_written_to_a_file(self) -> None:
        assert simulate.books_of(json.loads(json.dumps(world()))) == simulate.books_of(world())


class TestSoundness:
    @settings(max_examples=8, deadline=None)
    @given(SEEDS)
    def test_totals_add_up_but_where_trouble_was_planted(self, seed: int) -> None:
        content = world(seed)
        books = simulate.books_of(content)
        wrong = {row["document_id"] for row in content["tax_errors"] if row["kind"] == "wrong_arithmetic"}
        for document in books.documents:
            assert document.subtotal == sum(item.amount for item in document.items)
            assert abs(document.subtotal + document.tax_amount - document.total) <= Decimal("0.50")
            by_rate = sum(item.amount * item.rate_percent / 100 for item in document.items)
            is_right = abs(by_rate - document.tax_amount) <= Decimal("0.05") * max(len(document.items), 1)
            assert is_right is (str(document.id) not in wrong)

    @settings(max_examples=8, deadline=None)
    @given(SEEDS)
    def test_paid_is_what_linked_payments_sum_to_or_was_paid_apart(self, seed: int) -> None:
        books = simulate.books_of(world(seed))
        for document in books.documents:
            linked = sum(payment.amount for payment in books.payments_by_document.get(document.id, ()))
            assert linked <= document.paid
            assert document.status is not DocumentStatus.SENT or document.paid == 0

    @settings(max_examples=8, deadline=None)
    @given(SEEDS)
    def test_everything_happens_within_the_period(self, seed: int) -> None:
        books = simulate.books_of(world(seed))
        days = [document.issued_on for document in books.documents] + [payment.paid_on for payment in books.payments]
        days += [document.entered_at.astimezone(INDIA).date() for document in books.documents if document.entered_at]
        days += [expense.spent_on for expense in books.expenses]
        assert date(2026, 1, 1) <= min(days)
        assert max(days) <= UNTIL

    def test_own_invoices_are_numbered_within_the_laws_sixteen_letters(self, shop: Books) -> None:
        sales = [document for document in shop.documents if document.kind is DocumentKind.SALES_INVOICE]
        assert all(0 < len(document.number) <= 16 for document in sales)

    def test_gst_numbers_have_a_right_check_digit_but_where_spoilt(self) -> None:
        content = world()
        books = simulate.books_of(content)
        spoilt = {row["document_id"] for row in content["tax_errors"] if row["kind"] == "bad_gstin"}
        owners = {books.document_by_id[id].party_id for id in books.document_by_id if str(id) in spoilt}
        invalid = {party.id for party in books.parties if party.gstin and not gstin.read(party.gstin).is_valid}
        assert owners <= invalid
        assert all(books.party_by_id[id].kind is PartyKind.CUSTOMER for id in invalid)
        assert gstin.read(books.business.gstin or "").is_valid


class TestTruth:
    @settings(max_examples=8, deadline=None)
    @given(SEEDS)
    def test_every_label_names_rows_that_are_there(self, seed: int) -> None:
        content = world(seed)
        books = simulate.books_of(content)
        rows = {
            "documents": {str(id) for id in books.document_by_id},
            "payments": {str(payment.id) for payment in books.payments},
            "parties": {str(id) for id in books.party_by_id},
        }
        for case in content["labels"] + content["hard_negatives"]:
            for kind, known in rows.items():
                assert set(case[kind]) <= known
        assert {error["document_id"] for error in content["tax_errors"]} <= rows["documents"]

    def test_no_paper_is_in_two_cases(self, big: dict[str, Any]) -> None:
        named = Counter(id for case in big["labels"] + big["hard_negatives"] for id in case["documents"])
        assert max(named.values()) == 1

    def test_all_four_types_and_their_look_alikes_are_planted(self, big: dict[str, Any]) -> None:
        assert {label["type"] for label in big["labels"]} == FRAUD_TYPES
        assert len({label["subtype"] for label in big["labels"]}) == 17
        assert len({case["subtype"] for case in big["hard_negatives"]}) == 14

    def test_every_tax_error_is_planted(self, big: dict[str, Any]) -> None:
        kinds = {error["kind"] for error in big["tax_errors"]}
        assert kinds == {"wrong_head", "wrong_rate", "wrong_arithmetic", "missing_hsn", "bad_gstin"} | {
            "missing_address",
            "missing_gstin",
            "bad_number",
        }

    def test_duplicates_share_their_goods_value(self, big: dict[str, Any]) -> None:
        books = simulate.books_of(big)
        by_id = {str(id): document for id, document in books.document_by_id.items()}
        for label in big["labels"]:
            if label["type"].startswith("duplicate"):
                first, second = (by_id[id] for id in label["documents"])
                assert first.subtotal == second.subtotal
                assert first.id != second.id


class TestLife:
    def test_festival_sells_more_than_the_monsoon(self, big: dict[str, Any]) -> None:
        before_diwali, july = (_sales(big, first, 24) for first in (date(2025, 9, 27), date(2025, 7, 5)))
        assert before_diwali > 1.4 * july

    def test_business_earns_more_than_it_spends(self, big: dict[str, Any]) -> None:
        books = simulate.books_of(big)
        sold, bought = (
            sum(document.total for document in _counted(books, kind))
            for kind in (DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL)
        )
        assert sold > bought + sum(expense.amount for expense in books.expenses)

    def test_some_invoices_are_overdue_and_some_have_no_due_date(self, big: dict[str, Any]) -> None:
        books = simulate.books_of(big)
        sales = _counted(books, DocumentKind.SALES_INVOICE)
        assert any(document.due_on and document.due_on < UNTIL and books.owed(document, on=UNTIL) for document in sales)
        assert any(document.due_on is None for document in sales)


def _counted(books: Books, kind: DocumentKind) -> list[Document]:
    return [document for document in books.documents if document.kind is kind and document.counts]


def _sales(content: dict[str, Any], first: date, days: int) -> int:
    sales = _counted(simulate.books_of(content), DocumentKind.SALES_INVOICE)
    return sum(0 <= (sale.issued_on - first).days < days for sale in sales)


@pytest.fixture(scope="module")
def big() -> dict[str, Any]:
    return simulate.generate(simulate.ELECTRICALS, seed=12, until=UNTIL, months=24)


@pytest.fixture(scope="module")
def shop() -> Books:
    return simulate.books_for_tests(5)
