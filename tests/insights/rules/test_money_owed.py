"""What is owed and how long it takes: ledgers, ageing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.books.records import DocumentKind, DocumentStatus
from app.insights.rules import ledgers
from tests.insights.planted import TODAY, books, invoice, payment

ISSUED = date(2026, 9, 1)


class TestLedger:
    """Which payment settles which document, and what is open on a day."""

    def test_parts_settle_on_the_day_of_the_last(self) -> None:
        document = invoice("A", ISSUED, 1000, paid=1000)
        parts = [payment(document, date(2026, 9, 10), 400), payment(document, date(2026, 10, 5), 600)]
        (entry,) = ledgers.ledger(books([document], parts), DocumentKind.SALES_INVOICE).entries
        assert entry.settled_on == date(2026, 10, 5)
        assert [entry.open_on(day) for day in (date(2026, 8, 31), ISSUED, date(2026, 9, 10), date(2026, 10, 5))] == [
            0, 1000, 600, 0,
        ]  # fmt: skip

    def test_a_payment_without_a_document_settles_the_partys_oldest_that_is_paid(self) -> None:
        old, new = invoice("A", ISSUED, 1000, paid=1000), invoice("B", ISSUED + timedelta(days=9), 1000)
        money = payment(old, date(2026, 9, 20), document_id=None)
        side = ledgers.ledger(books([new, old], [money]), DocumentKind.SALES_INVOICE)
        assert [entry.settled_on for entry in side.entries] == [date(2026, 9, 20), None]
        assert side.loose == ()

    def test_what_is_owed_agrees_with_what_the_app_shows_though_money_lies_loose(self) -> None:
        document = invoice("A", ISSUED, 1000)
        side = ledgers.ledger(
            books([document], [payment(document, TODAY, document_id=None)]), DocumentKind.SALES_INVOICE
        )
        assert side.open_on(TODAY) == Decimal(1000)
        assert side.loose == ((TODAY, Decimal(1000)),)

    def test_paid_without_a_payment_is_not_owed_and_no_habit(self) -> None:
        (entry,) = ledgers.ledger(books([invoice("A", ISSUED, 1000, paid=1000)]), DocumentKind.SALES_INVOICE).entries
        assert (entry.open_on(TODAY), entry.settled_on) == (Decimal(0), None)

    def test_settled_short_is_settled(self) -> None:
        document = invoice("A", ISSUED, 1000, paid=980, status=DocumentStatus.PAID)
        money = payment(document, date(2026, 9, 20), 980)
        (entry,) = ledgers.ledger(books([document], [money]), DocumentKind.SALES_INVOICE).entries
        assert (entry.open_on(TODAY), entry.settled_on) == (Decimal(0), date(2026, 9, 20))

    def test_a_credit_note_lowers_what_is_owed(self) -> None:
        document = invoice("A", ISSUED, 1000)
        note = invoice("CN", date(2026, 9, 9), 300, kind=DocumentKind.CREDIT_NOTE, related_document_id=document.id)
        assert ledgers.ledger(books([document, note]), DocumentKind.SALES_INVOICE).open_on(TODAY) == Decimal(700)

    @pytest.mark.parametrize("due_on", [None, date(2026, 8, 1), date(2036, 1, 1)], ids=["none", "before issue", "2036"])
    def test_a_due_date_that_cannot_be_meant_becomes_the_partys_usual_terms(self, due_on: date | None) -> None:
        usual = [invoice(f"U{day}", ISSUED, due_on=ISSUED + timedelta(days=45)) for day in range(3)]
        side = ledgers.ledger(books([*usual, invoice("A", ISSUED, due_on=due_on)]), DocumentKind.SALES_INVOICE)
        entry = next(entry for entry in side.entries if entry.number == "A")
        assert (entry.is_due_assumed, entry.due_on) == (True, ISSUED + timedelta(days=45))
