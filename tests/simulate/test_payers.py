"""Sales whose payments are all drawn anew: what is known on a day is exactly what was dated by then."""

from datetime import date, timedelta

import pytest

from app import simulate
from app.books.records import Books, Direction, DocumentKind, DocumentStatus
from app.simulate import payers
from app.simulate.payers import Repaid

DAY = date(2025, 12, 15)


class TestRepaid:
    def test_same_seed_pays_alike_and_another_seed_otherwise(self, books: Books) -> None:
        first, again, other = (payers.repaid(books, seed=seed) for seed in (1, 1, 2))
        assert first.settled_on == again.settled_on
        assert first.settled_on != other.settled_on

    def test_nobody_pays_before_the_invoice_or_more_than_it_asks_for(self, repaid: Repaid) -> None:
        issued = {one.id: one for one in repaid.books.documents}
        assert all(day >= issued[id_].issued_on for id_, day in repaid.settled_on.items())
        for document in repaid.on(date.max).documents:
            assert document.paid <= document.total or document.kind is not DocumentKind.SALES_INVOICE

    def test_some_pay_late_some_in_time_and_some_never(self, repaid: Repaid) -> None:
        sales = [one for one in repaid.books.documents if one.kind is DocumentKind.SALES_INVOICE and one.counts]
        late = [id_ for id_, day in repaid.settled_on.items() if day > (_due(repaid, id_) + timedelta(days=15))]
        assert 0.02 < len(late) / len(sales) < 0.8
        assert len(repaid.settled_on) < len(sales)


class TestOnADay:
    def test_holds_nothing_later(self, repaid: Repaid) -> None:
        books = repaid.on(DAY)
        assert max(one.issued_on for one in books.documents) <= DAY
        assert max(one.paid_on for one in books.payments) <= DAY

    def test_counts_as_paid_what_had_come_by_then(self, repaid: Repaid) -> None:
        for document in repaid.on(DAY).documents:
            if document.kind is DocumentKind.SALES_INVOICE and document.counts:
                is_settled = document.id in repaid.settled_on and repaid.settled_on[document.id] <= DAY
                assert (document.status is DocumentStatus.PAID) == is_settled

    def test_does_not_tell_what_an_unlinked_payment_was_for(self, repaid: Repaid) -> None:
        loose = [one for one in repaid.on(DAY).payments if one.direction is Direction.IN and not one.document_id]
        assert loose
        assert all(one.reference is None for one in loose)


def _due(repaid: Repaid, document_id: object) -> date:
    document = next(one for one in repaid.books.documents if one.id == document_id)
    return document.due_on or document.issued_on


@pytest.fixture(scope="module")
def books() -> Books:
    """A year of a small business."""
    return simulate.books_for_tests(3, profile=simulate.TEXTILES, months=12)


@pytest.fixture(scope="module")
def repaid(books: Books) -> Repaid:
    """The same with its customers' payments drawn anew."""
    return payers.repaid(books, seed=3)
