"""Sentences beside a draft."""

from uuid import uuid4

import pytest

from app.invoices import service, wording
from app.invoices.records import Customer, Generation
from tests.invoices.said import TODAY

SHOP = [Customer(uuid4(), "Om Stores"), Customer(uuid4(), "Om Medicals")]


def answer(text: str) -> Generation:
    return service.drafted(text, SHOP, on=TODAY)


class TestMessage:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("Om Stores ko 2 fans 1500 each, gst 18", "Draft for Om Stores: 1 item, ₹3,540 in all, ₹540 of it GST."),
            ("5 items at 100 each", "Draft: 1 item, ₹500 in all."),
            ("pen 10 rs 5 pcs, pencil 4 rs 5 pcs, Anu ko", "Draft for Anu: 2 items, ₹70 in all."),
            ("10 bori cement Ravi ko", "The price of cement is not said."),
            ("hello", "This does not read as a request for an invoice."),
        ],
    )
    def test_says_what_became_of_it(self, text: str, message: str) -> None:
        assert answer(text).message == message


class TestSuggestions:
    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("5 items at 100 each", "whom the invoice is for"),
            ("Om ko 5 pens 10 each", "Om Medicals or Om Stores?"),
            ("Zubin ko 5 pens 10 each", "Zubin is not among your customers yet"),
            ("5 pens 10 each", "No GST was said"),
            ("5 pens 10 each gst 17", "17% is not a usual GST rate"),
            ("4 pens at 5 gst 12%, 2 books at 50", "No due date"),
            ("3 pens at 10 each, total 50", "You said ₹50 in all, but the items come to ₹30."),
            ("5 pens @ 10 = 60", "You said ₹60 for pens, but quantity times price comes to ₹50."),
            ("5 pens for Rs 60 @ 10", "You said ₹60 for pens"),
            ("5 pens at 10 each comes to 60", "You said ₹60 in all, but the items come to ₹50."),
            ("5 pens @ 10 = Rs 50, 3 books @ 20 = 70", "You said ₹70 for books"),
            ("10 bori cement Ravi ko", "price of one"),
            ("-5 pens 10 each", "“-5” was not taken as it is written"),
            ("5 pens at -Rs10 each", "“-Rs10” was not taken"),
            ("5 pens 10 each, due 45/13/2026", "“45/13/2026” was not taken"),
            ("hello", wording.EXAMPLE),
        ],
    )
    def test_names_what_to_say_or_check(self, text: str, part: str) -> None:
        assert any(part in suggestion for suggestion in answer(text).suggestions)

    def test_whole_request_leaves_nothing_to_ask(self) -> None:
        assert answer("Om Stores ko 2 fans 1500 each, gst 18, 15 din me").suggestions == ()

    @pytest.mark.parametrize(("wrong", "right"), [(", total 50", ", total 30"), (" = 60", " = 30"), ("= Rs 9", "")])
    def test_sum_that_contradicts_lowers_the_confidence(self, wrong: str, right: str) -> None:
        text = "3 pens at 10 each"
        assert answer(text + wrong).confidence < answer(text + right).confidence

    @pytest.mark.parametrize(
        "said", ["5 pens @ 10 + 18% gst = 59", "5 pens @ 10 = 50, gst 18%", "1 pen @ 5, 2 @ 3 = 11"]
    )
    def test_sum_after_tax_or_of_all_lines_contradicts_nothing(self, said: str) -> None:
        assert not any("You said" in suggestion for suggestion in answer(said).suggestions)
