"""A readable number of alerts: one case is told once, what matters most comes first, the rest is a figure."""

from decimal import Decimal

import pytest

from app.fraud.records import Alert, AlertStatus, AlertType
from app.fraud.rules import cases
from tests.fraud.suspicions import alert, folded

MISMATCH, PATTERN = AlertType.PAYMENT_MISMATCH, AlertType.SUSPICIOUS_PATTERN


class TestFolds:
    @pytest.mark.parametrize(
        ("stronger", "other", "is_folded"),
        [
            (alert("ABC", 0.9), alert("AB", 0.8), True),  # a part of one case
            (alert("AB", 0.9), alert("AB", 0.8, type=AlertType.DUPLICATE_SUPPLIER_BILL), True),  # the same, less sure
            (alert("ABC", 0.75), alert("AB", 0.95), True),  # both would be shown
            (alert("ABC", 0.6), alert("AB", 0.95), False),  # what would be shown never hides behind what would not
            (alert("ABC", 0.9), alert("AD", 0.8), False),  # D is told of nowhere else
            (alert("ABC", 0.9), alert("AB", 0.8, type=PATTERN), False),  # another matter
            (alert("ABCDEF", 0.9), alert("AB", 0.8), False),  # a heap of six is not the case of these two
        ],
    )
    def test_what_a_stronger_alert_says_already(self, stronger: Alert, other: Alert, is_folded: bool) -> None:
        expected = {other.id: stronger.id} if is_folded else {}
        assert cases.folds([stronger, other]) == cases.folds([other, stronger]) == expected

    def test_no_alert_folds_into_one_that_folds_itself(self) -> None:
        large, middle, small = alert("ABCD", 0.9), alert("ABC", 0.8), alert("AB", 0.75)
        assert cases.folds([small, middle, large]) == {middle.id: large.id, small.id: large.id}

    def test_alerts_that_name_no_entry_stand_alone(self) -> None:
        assert cases.folds([alert("", 0.9), alert("", 0.8)]) == {}


class TestHeads:
    def test_leaves_out_what_others_speak_for_and_what_is_no_alert(self) -> None:
        large, small, unlikely = alert("ABC", 0.9), alert("AB", 0.8), alert("D", 0.4)
        found = folded([unlikely, small, large], {small.id: large.id})
        assert [one.id for one in cases.heads(found)] == [large.id]


class TestRanked:
    def test_by_rupees_that_are_lost_on_average_once_they_are_likely_enough_to_be_shown(self) -> None:
        dear, sure, weak = alert("A", 0.75, "9000"), alert("B", 0.97, "1000"), alert("C", 0.6, "900000")
        assert cases.ranked([weak, sure, dear]) == [dear, sure, weak]


class TestTold:
    def test_are_at_most_twenty_and_the_first_of_every_type_is_among_them(self) -> None:
        many = [alert("A", 0.9, str(1000 + number)) for number in range(40)]
        small = [alert("B", 0.72, "10", type=MISMATCH), alert("C", 0.71, "1", type=PATTERN)]
        told = cases.told([*small, *many])
        assert len(told) == cases.MOST_TOLD
        assert told == [*reversed(many[22:]), *small]

    def test_what_is_answered_takes_only_the_places_that_are_left(self) -> None:
        answered = [alert("A", 0.9, str(1000 + number), status=AlertStatus.CONFIRMED) for number in range(40)]
        unanswered = [alert("B", 0.72, str(10 + number)) for number in range(15)]
        assert cases.told([*answered, *unanswered]) == [*reversed(answered[35:]), *reversed(unanswered)]

    def test_few_are_all_told(self) -> None:
        assert len(cases.told([alert("A"), alert("B")])) == 2


class TestDigests:
    def test_count_each_type_and_name_the_most_certain(self) -> None:
        unsure, sure = alert("A", 0.7, "10"), alert("B", 0.9, "5")
        (bills, patterns) = cases.digests([unsure, alert("C", 0.8, "3", type=PATTERN), sure])[::-1]
        assert (bills.type, bills.count, bills.amount) == (AlertType.DUPLICATE_SUPPLIER_BILL, 2, Decimal(15))
        assert (bills.most_certain, bills.confidence) == (sure.id, 0.9)
        assert (patterns.type, patterns.count) == (PATTERN, 1)

    def test_join_what_was_told_in_figures_before(self) -> None:
        before = cases.digests([alert("A", 0.95, "100"), alert("B", 0.6, "1")])
        (found,) = cases.digests([alert("C", 0.7, "10")], before)
        assert (found.count, found.amount, found.confidence) == (3, Decimal(111), 0.95)
