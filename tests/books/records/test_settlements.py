"""What is owed on a document, whichever of the app's columns and rows is behind the other."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.books.records import Document, DocumentKind, DocumentStatus
from tests.insights.planted import TODAY, bill, books, invoice, payment

ISSUED = date(2026, 9, 1)
LATER = date(2026, 9, 20)


class TestOwed:
    @pytest.mark.parametrize(
        ("kept", "linked", "owed"),
        [
            (0, (), 1180),
            (180, (), 1000),
            (0, (180,), 1000),
            (180, (100, 200), 880),
            (500, (200,), 680),
            (0, (2000,), 0),
        ],
    )
    def test_larger_of_what_is_kept_and_what_the_payments_say_counts(
        self, kept: int, linked: tuple[int, ...], owed: int
    ) -> None:
        for open_one in (invoice("1", ISSUED, paid=kept), bill("2", ISSUED, 1180, paid=kept)):
            shop = books([open_one], [payment(open_one, LATER, amount) for amount in linked])
            assert shop.owed(open_one, on=TODAY) == owed

    def test_money_the_other_way_is_a_refund_and_settles_nothing(self) -> None:
        sold, bought = invoice("1", ISSUED), bill("2", ISSUED, 1180)
        money_out, money_in = payment(bought, LATER, document_id=sold.id), payment(sold, LATER, document_id=bought.id)
        shop = books([sold, bought], [money_out, money_in])
        assert (shop.owed(sold, on=TODAY), shop.owed(bought, on=TODAY)) == (1180, 1180)
        assert shop.paid_by_document == {}

    @pytest.mark.parametrize(
        "status", [DocumentStatus.PAID, DocumentStatus.DRAFT, DocumentStatus.CANCELLED], ids=lambda status: status.value
    )
    def test_paid_draft_and_cancelled_documents_owe_nothing_though_short(self, status: DocumentStatus) -> None:
        short = invoice("1", ISSUED, paid=1000, status=status)
        assert books([short]).owed(short, on=TODAY) == 0

    @pytest.mark.parametrize(
        ("owing", "kind", "owed"),
        [
            (invoice("1", ISSUED), DocumentKind.CREDIT_NOTE, 1000),
            (invoice("1", ISSUED), DocumentKind.DEBIT_NOTE, 1180),
            (bill("1", ISSUED, 1180), DocumentKind.CREDIT_NOTE, 1000),
            (bill("1", ISSUED, 1180), DocumentKind.DEBIT_NOTE, 1000),
        ],
    )
    def test_note_that_names_it_lowers_a_document(self, owing: Document, kind: DocumentKind, owed: int) -> None:
        note = invoice("N", LATER, 180, kind=kind, related_document_id=owing.id)
        shop = books([owing, note])
        assert (shop.owed(owing, on=TODAY), shop.owed(note, on=TODAY)) == (owed, 0)

    def test_cancelled_note_lowers_nothing(self) -> None:
        owing = invoice("1", ISSUED)
        note = invoice(
            "N",
            LATER,
            180,
            kind=DocumentKind.CREDIT_NOTE,
            related_document_id=owing.id,
            status=DocumentStatus.CANCELLED,
        )
        assert books([owing, note]).owed(owing, on=TODAY) == 1180

    def test_rows_of_later_days_do_not_count_yet(self) -> None:
        owing = invoice("1", ISSUED)
        shop = books([owing], [payment(owing, LATER, 180)])
        days = (date(2026, 8, 31), date(2026, 9, 19), LATER)
        assert [shop.owed(owing, on=day) for day in days] == [0, 1180, 1000]

    @given(st.integers(0, 3000), st.lists(st.integers(1, 900), max_size=4))
    def test_owed_is_never_negative_nor_more_than_the_document(self, kept: int, linked: list[int]) -> None:
        owing = invoice("1", ISSUED, paid=kept, status=DocumentStatus.SENT)
        shop = books([owing], [payment(owing, LATER, amount) for amount in linked])
        assert 0 <= shop.owed(owing, on=TODAY) == max(Decimal(1180) - max(kept, sum(linked)), Decimal(0))
