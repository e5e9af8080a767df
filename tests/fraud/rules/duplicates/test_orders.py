"""Orders and challans, in whatever field and however they were written."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.books.records import Document
from app.fraud.rules.duplicates import orders, quotes
from app.fraud.rules.duplicates.entries import NOWHERE
from app.fraud.rules.duplicates.orders import Order
from tests.fraud.rules.duplicates.entered import LINES, SHOWN_FROM, copy, findings
from tests.fraud.shop import DAY, customer, invoice, item, moment

Written = tuple[str | None, str | None]
CASES: Sequence[tuple[Written, Written, Order]] = [
    (("PO-174", None), ("PO 0174", None), Order.SAME),
    (("PO-174", None), ("P.O. No. 174", None), Order.SAME),
    (("PO/24-25/174", None), ("Order 174", None), Order.SAME),
    (("DC-95118", None), ("challan 95118", None), Order.CHALLAN),
    (("DC-95118", None), ("95118", None), Order.CHALLAN),
    (("ORD206037", None), (None, "against their ORD206037"), Order.SAME),
    (("84317081", None), (None, "web order #84317081"), Order.SAME),
    (("10096477", None), (None, "ord no 10096477 thru website"), Order.SAME),
    (("206037", None), (None, "maal 206037 ka"), Order.SAME),
    ((None, "as per D.C. no 118"), (None, "DC 118 ka bill"), Order.CHALLAN),
    (("PO 174 / DC 2614", None), ("DC-2614", None), Order.CHALLAN),
    (("PO-174", None), ("PO-175", None), Order.DIFFERS),
    (("DC-17", None), ("challan 18", None), Order.DIFFERS),
    (("DC-174", None), ("PO-174", None), Order.UNLIKE),
    (("PO-174", None), (None, "DC 174"), Order.UNKNOWN),
    (("PO-12", None), (None, "12 pieces short"), Order.UNKNOWN),
    ((None, "as per PO 4512"), (None, "as per PO 4512"), Order.UNKNOWN),
    ((None, "as per DC 4512"), (None, "as per DC 4512"), Order.CHALLAN),
    ((None, "call 9820012345"), (None, "phone 9820012345"), Order.UNKNOWN),
    (("by phone", None), ("by phone", None), Order.UNKNOWN),
]
FIRST = invoice("TX/0603", "9440.50", items=LINES, reference="ORD206037", entered_at=moment(DAY), entered_by="owner")


def order(one: Written, other: Written) -> Order:
    """How two documents that were written so stand to each other."""
    a, b = (NOWHERE.entry(invoice("1", reference=reference, notes=notes)) for reference, notes in (one, other))
    found = orders.relation(a, b)
    assert orders.relation(b, a) is found
    return found


def shown(*documents: Document) -> list[frozenset[object]]:
    """The documents of each finding that the owner sees."""
    return [frozenset(one.documents) for one in findings(*documents) if one.probability >= SHOWN_FROM]


class TestRelation:
    @pytest.mark.parametrize(("one", "other", "expected"), CASES)
    def test_is_what_a_clerk_would_say(self, one: Written, other: Written, expected: Order) -> None:
        assert order(one, other) is expected

    def test_a_line_names_an_order_behind_a_word_only(self) -> None:
        assert quotes.quoted("", "", ["Pipe 20 mm, PO 4512"]) == {(quotes.ORDER, 4512)}
        assert quotes.quoted("", "", ["Paracetamol batch 206037"]) == quotes.NOTHING


class TestOrdersBilledTwice:
    def test_once_with_the_order_in_its_field_and_once_in_words(self) -> None:
        again = copy(
            FIRST, number="TX/0611", issued_on=DAY + timedelta(days=9), reference=None, notes="their order 206037"
        )
        assert shown(FIRST, again) == [{FIRST.id, again.id}]

    def test_weeks_later_with_all_its_goods(self) -> None:
        again = copy(FIRST, number="TX/0671", issued_on=DAY + timedelta(days=27))
        assert shown(FIRST, again) == [{FIRST.id, again.id}]

    def test_an_order_of_the_web_shop_billed_by_hand_as_well(self) -> None:
        online = copy(FIRST, number="TX/0604", reference="84317081", party_id=customer("Online shop").id, source="api")
        by_hand = copy(FIRST, number="TX/0605", reference=None, notes="web order #84317081", source="manual")
        assert shown(online, by_hand) == [{online.id, by_hand.id}]

    def test_a_standing_order_of_every_month_is_left_alone(self) -> None:
        days = [DAY + timedelta(days=30 * month) for month in range(6)]
        line = (item("Cleaning of the office", "8000"),)
        bills = [invoice(f"TX/{600 + n}", "9440.50", day, items=line, reference="PO-77") for n, day in enumerate(days)]
        assert shown(*bills) == []

    def test_a_repeat_that_names_the_order_before_it_is_left_alone(self) -> None:
        again = copy(
            FIRST, number="TX/0641", issued_on=DAY + timedelta(days=9), reference=None, notes="same as last, ORD206037"
        )
        assert shown(FIRST, again) == []
