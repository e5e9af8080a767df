"""Which open invoices are called likely late, by habit where no model serves, and how it is said."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.books.records import Books, Document, DocumentKind, Payment
from app.insights.records.ledger import Ledger
from app.insights.records.money_owed import Overdue
from app.insights.rules import ledgers
from app.insights.rules.paying import late_payment, payment_features
from app.insights.rules.paying import overdue as overdue_rules
from app.insights.wording import explain
from ml_models.late_payment.columns import COLUMNS, LATE_AFTER_DAYS
from ml_models.late_payment.coming import coming_days
from tests.insights.planted import TODAY, books, invoice, payment

NONE = Ledger((), ())


class TestByHabit:
    def test_who_pays_a_month_late_is_likelier_to_than_who_pays_in_time(self) -> None:
        late, punctual = (chances(shop(days_late=days))["NEW"] for days in (35, -2))
        assert late > 0.7
        assert punctual < 0.3

    def test_somebody_never_seen_is_judged_by_everybody(self) -> None:
        side = ledger(shop(days_late=35, to_others="Iyer Textiles"))
        (cold,) = [
            one for one in payment_features.asked(side, TODAY, coming_days) if one.entry.party == "Iyer Textiles"
        ]
        assert cold.row[COLUMNS.index("is_cold")] == 1
        assert cold.row[COLUMNS.index("days_log_odds")] > 0
        assert cold.row[COLUMNS.index("everybody_log_odds")] > 0

    def test_chance_grows_while_the_invoice_stays_unpaid(self) -> None:
        side = ledger(shop(days_late=12))
        due = next(entry.due_on for entry in side.entries if entry.number == "NEW")
        asked = [
            payment_features.asked(side, due + timedelta(days=days), coming_days) for days in (-5, 5, LATE_AFTER_DAYS)
        ]
        said = [late_payment.by_habit([next(one.row for one in found if one.entry.number == "NEW")]) for found in asked]
        assert said == sorted(said)

    def test_nothing_open_asks_nothing(self) -> None:
        assert late_payment.expected(NONE, TODAY, lambda rows: pytest.fail("nothing to ask"), coming_days) == []


class TestChances:
    def test_what_is_late_already_is_certain_and_not_asked_about(self) -> None:
        old = invoice("OLD", TODAY - timedelta(days=100))
        side = ledger(books([old]))
        assert payment_features.asked(side, TODAY, coming_days) == []
        assert late_payment.chances(side, TODAY, []) == {old.id: 1.0}

    def test_rows_do_not_depend_on_the_order_of_the_books(self) -> None:
        held = shop(days_late=20)
        turned = books(held.documents[::-1], held.payments[::-1])
        assert payment_features.asked(ledger(held), TODAY, coming_days) == payment_features.asked(
            ledger(turned), TODAY, coming_days
        )


class TestTold:
    def test_the_three_likeliest_are_named_the_likeliest_first(self) -> None:
        documents = [invoice(f"N{place}", TODAY - timedelta(days=3 + place)) for place in range(6)]
        said = dict(zip((one.id for one in documents), (0.2, 0.9, 0.55, 0.7, 0.8, 0.5), strict=True))
        found = overdue_rules.overdue(ledger(books(documents)), NONE, TODAY, coming_days, said)
        assert [one.number for one in found.likely_late] == ["N1", "N4", "N3"]
        assert [one.late_probability for one in found.likely_late] == [0.9, 0.8, 0.7]

    def test_advice_says_which_and_how_likely(self) -> None:
        found = overdue([invoice("N1", TODAY)], 0.83)
        (advice,) = explain.words(found).recommendations
        assert advice == (
            "Likely to be paid more than 15 days late is invoice N1 of Rao Traders for ₹1,180 (83% likely):"
            " a reminder now costs nothing."
        )

    def test_unlikely_ones_are_not_spoken_of(self) -> None:
        assert explain.words(overdue([invoice("N1", TODAY)], 0.4)).recommendations == ()


def overdue(documents: Sequence[Document], chance: float) -> Overdue:
    """The finding on these invoices, each as likely to be late."""
    side = ledger(books(documents))
    return overdue_rules.overdue(side, NONE, TODAY, coming_days, {one.id: chance for one in documents})


def shop(*, days_late: int, to_others: str = "Rao Traders") -> Books:
    """Eight invoices each paid so many days late, and a new one."""
    documents: list[Document] = []
    payments: list[Payment] = []
    for place in range(8):
        document = invoice(f"S{place}", TODAY - timedelta(days=120 + 20 * place), paid=1180)
        documents.append(document)
        payments.append(payment(document, document.issued_on + timedelta(days=30 + days_late), 1180))
    new = [invoice("NEW", TODAY - timedelta(days=10)), invoice("OTHER", TODAY - timedelta(days=9), to=to_others)]
    return books([*documents, *new], payments)


def chances(held: Books) -> dict[str, float]:
    """The chance of each open invoice by habit, by its number."""
    found = late_payment.expected(ledger(held), TODAY, late_payment.by_habit, coming_days)
    return {one.asked.entry.number: one.chance for one in found}


def ledger(held: Books) -> Ledger:
    """The sales side of these books."""
    return ledgers.ledger(held, DocumentKind.SALES_INVOICE)
