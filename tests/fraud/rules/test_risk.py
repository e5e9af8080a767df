"""The risk score: a share of the money that moved lately, each rupee once, bounded, explained by what moved."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.books.records import DocumentStatus
from app.fraud.records import Alert, AlertStatus, Moved
from app.fraud.rules import risk
from tests.fraud.shop import DAY, bill, books, paid_out
from tests.fraud.suspicions import BILLS, HELD, alert

MONEY = risk.moved(HELD)
NAMES = st.text("ABCDEFGHIJ", max_size=4)
ALERTS = st.lists(st.tuples(NAMES, st.floats(0, 1), st.integers(0, 10**6)), max_size=20)


class TestQuestion:
    @given(ALERTS)
    def test_stays_between_nothing_and_everything(self, made: list[tuple[str, float, int]]) -> None:
        assert 0 <= risk.in_question(alerts(made), MONEY).score <= 1

    @given(ALERTS)
    def test_order_of_the_alerts_does_not_matter(self, made: list[tuple[str, float, int]]) -> None:
        assert risk.in_question(alerts(made), MONEY) == risk.in_question(alerts(made)[::-1], MONEY)

    def test_is_the_chance_of_the_amount_as_a_share_of_what_moved(self) -> None:
        found = risk.in_question([alert("AB", 0.9, "1000")], MONEY)
        assert (found.score, found.in_question, found.alerts) == (0.09, Decimal(900), 1)

    def test_counts_no_rupee_twice(self) -> None:
        """Both name A and B, which hold 2,000 rupees; the surer one takes its 1,500, the other what is left."""
        found = risk.in_question([alert("AB", 0.9, "1500"), alert("AB", 0.5, "2000")], MONEY)
        assert found.in_question == Decimal("1350") + Decimal("250")

    def test_no_alert_puts_more_in_question_than_moved(self) -> None:
        assert risk.in_question([alert("A", 1.0, "99999999")], MONEY).score == 0.1

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (AlertStatus.OPEN, 0.05),
            (AlertStatus.NOT_SURE, 0.05),
            (AlertStatus.CONFIRMED, 0.1),
            (AlertStatus.DISMISSED, 0),
            (AlertStatus.RESOLVED, 0),
        ],
    )
    def test_goes_by_what_was_answered(self, status: AlertStatus, expected: float) -> None:
        assert risk.in_question([alert("AB", 0.5, "1000", status=status)], MONEY).score == expected

    def test_is_nothing_without_alerts_and_without_money(self) -> None:
        assert risk.in_question([], MONEY).score == 0
        assert risk.in_question([alert("A")], Moved()).score == 0

    def test_does_not_depend_on_the_currency(self) -> None:
        times = Decimal(83)
        scaled = books(documents=[replace(one, total=one.total * times) for one in HELD.documents])
        found = risk.in_question([alert("AB", 0.7, str(1000 * times))], risk.moved(scaled))
        assert found.score == risk.in_question([alert("AB", 0.7, "1000")], MONEY).score


class TestMoved:
    def test_what_is_paid_on_a_document_moved_with_it(self) -> None:
        paid = [paid_out("600", document=BILLS["A"]), paid_out("400", document=BILLS["A"])]
        assert risk.moved(books(documents=[BILLS["A"]], payments=paid)).total == 1000

    def test_payment_without_document_and_payment_beyond_it_move_money_of_their_own(self) -> None:
        paid = [paid_out("700"), paid_out("1500", document=BILLS["A"])]
        assert risk.moved(books(documents=[BILLS["A"]], payments=paid)).total == 2200

    @pytest.mark.parametrize("status", [DocumentStatus.CANCELLED, DocumentStatus.DRAFT])
    def test_what_does_not_count_did_not_move(self, status: DocumentStatus) -> None:
        assert risk.moved(books(documents=[bill("A", status=status)])).total == 0

    def test_old_entries_are_out_of_sight(self) -> None:
        old = bill("old", "5000", DAY - timedelta(days=400))
        money = risk.moved(books(documents=[old, BILLS["A"]]))
        assert (money.total, money.until) == (1000, DAY)
        assert risk.in_question([alert("A", evidence={"documents": [str(old.id)]})], money).score == 0

    def test_one_day_far_ahead_is_a_slip_and_moves_the_window_nowhere(self) -> None:
        days = [bill(str(number), "100", DAY + timedelta(days=number)) for number in range(60)]
        ahead = bill("ahead", "100", date(2099, 1, 1))
        assert risk.moved(books(documents=[*days, ahead])).until == DAY + timedelta(days=59)

    def test_what_was_entered_last_is_in_sight(self) -> None:
        days = [bill(str(number), "100", DAY - timedelta(days=3 * number)) for number in range(1, 300)]
        large = bill("large", "50000", DAY)
        money = risk.moved(books(documents=[*days, large]))
        assert money.until == DAY
        assert risk.in_question([alert("A", 0.9, "50000", evidence={"documents": [str(large.id)]})], money).score > 0.5

    def test_nothing_moved_in_empty_books(self) -> None:
        assert risk.moved(books()) == Moved()


def alerts(made: list[tuple[str, float, int]]) -> list[Alert]:
    """Alerts with an id each."""
    return [alert(names, chance, str(amount), type=place) for place, (names, chance, amount) in enumerate(made)]
