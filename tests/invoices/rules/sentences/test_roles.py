"""A second reading with the places of the parts known: roles of words, never a word or number that is not there."""

from decimal import Decimal

import pytest

from app.invoices.records import Doubt, Said, Span, Status
from app.invoices.rules.sentences import filling, sentence
from tests.invoices.said import TODAY

SHIPPED = "we have dispatched 4 quintal gur with rate 1250 per quintal to Mahajan bhai"
MANGWAYA = "samajh lo taala walon se Kavita Dairy 10 nag, rate 120 laga dena"


class TestSpans:
    def test_words_that_are_no_part_are_no_goods(self) -> None:
        said = with_parts(SHIPPED, ("4", "QUANTITY"), ("quintal", "UNIT"), ("gur", "ITEM"), ("1250", "PRICE"),
                          ("Mahajan bhai", "CUSTOMER"))  # fmt: skip
        (item,) = said.items
        assert (item.description, item.quantity, item.unit, item.unit_price) == ("gur", 4, "quintal", 1250)
        assert (said.customer_name, said.status) == ("Mahajan bhai", Status.DRAFT)

    def test_price_behind_a_break_belongs_to_its_goods(self) -> None:
        said = with_parts(MANGWAYA, ("Kavita Dairy", "CUSTOMER"), ("taala", "ITEM"), ("10", "QUANTITY"),
                          ("nag", "UNIT"), ("120", "PRICE"))  # fmt: skip
        assert [(item.description, item.quantity, item.unit_price) for item in said.items] == [("taala", 10, 120)]
        assert said.customer_name == "Kavita Dairy"

    def test_numbers_are_worth_what_the_numerals_say(self) -> None:
        said = with_parts("likh lo Anil ko do kursi dedh sau", ("Anil", "CUSTOMER"), ("do", "QUANTITY"),
                          ("kursi", "ITEM"), ("dedh sau", "PRICE"))  # fmt: skip
        assert [(item.quantity, item.unit_price) for item in said.items] == [(2, 150)]

    @pytest.mark.parametrize(
        ("text", "word", "label", "field", "expected"),
        [
            ("2 pens 10 each for Ravi, tax rate 18", "18", "GST_RATE", "gst_rate_percent", Decimal(18)),
            ("2 pens 10 each for Ravi, hua kul mila 20", "20", "TOTAL", "stated_total", Decimal(20)),
            ("2 pens 10 each for Ravi, dega 7 din baat", "7 din", "DUE", "due_in_days", 7),
        ],
    )
    def test_number_that_no_pattern_explains_is_read_in_its_role(
        self, text: str, word: str, label: str, field: str, expected: object
    ) -> None:
        parts = (("2", "QUANTITY"), ("pens", "ITEM"), ("10", "PRICE"), ("Ravi", "CUSTOMER"), (word, label))
        assert getattr(with_parts(text, *parts), field) == expected

    def test_span_of_nothing_readable_gives_nothing(self) -> None:
        said = with_parts("Ravi ko kuch kursi thode paise", ("kuch", "QUANTITY"), ("kursi", "ITEM"), ("thode", "PRICE"))
        assert said.status is not Status.DRAFT
        assert all(item.quantity is None and item.unit_price is None for item in said.items)

    def test_words_at_the_edge_of_a_name_that_belong_to_none_are_left_out(self) -> None:
        parts = (("2", "QUANTITY"), ("pens rate", "ITEM"), ("10", "PRICE"), ("Ravi ko", "CUSTOMER"))
        said = with_parts("Ravi ko 2 pens rate 10", *parts)
        assert (said.customer_name, said.items[0].description) == ("Ravi", "pens")

    def test_without_spans_the_reading_is_the_grammars_own(self) -> None:
        text = "Sharma ji ka bill, 10 bori cement 350 ke bhav"
        assert sentence.read(text, on=TODAY, spans=()) == sentence.read(text, on=TODAY)


class TestDoubts:
    @pytest.mark.parametrize(
        "text",
        [
            "Sharma ji ka bill, 10 bori cement 350 ke bhav",
            "Ravi ko 4 tyre 5200 each, gst 28",
            "how many bills did Ravi get for 500",
            "good morning",
            "Make an invoice for Ravi",
        ],
    )
    def test_plain_sentence_raises_none(self, text: str) -> None:
        assert sentence.read(text, on=TODAY).doubts == ()

    @pytest.mark.parametrize(
        ("text", "doubt"),
        [
            ("5 items at 100 each", Doubt.NO_CUSTOMER),
            (SHIPPED, Doubt.SCATTERED_GOODS),
            ("anna tiffin 50 plate idli 30", Doubt.PLACED_CUSTOMER),
            ("5 bori cement Mishra ji ko", Doubt.NOT_WHOLE),
        ],
    )
    def test_guess_is_named(self, text: str, doubt: Doubt) -> None:
        assert doubt in sentence.read(text, on=TODAY).doubts


class TestFilling:
    def test_whole_reading_takes_the_place_of_one_with_gaps(self) -> None:
        parts = (("Kavita Dairy", "CUSTOMER"), ("taala", "ITEM"), ("10", "QUANTITY"), ("nag", "UNIT"), ("120", "PRICE"))
        plain = sentence.read(MANGWAYA, on=TODAY)
        assert filling.is_open(plain)
        assert filling.is_better(plain, with_parts(MANGWAYA, *parts))

    def test_reading_that_is_not_whole_never_does(self) -> None:
        text = "Kavita Dairy ne mangwaya taala 10 nag"
        parts = (("Kavita Dairy", "CUSTOMER"), ("taala", "ITEM"), ("10", "QUANTITY"))
        assert not filling.is_better(sentence.read(text, on=TODAY), with_parts(text, *parts))

    def test_what_was_no_request_becomes_one_only_with_a_customer(self) -> None:
        parts = (("taala", "ITEM"), ("10", "QUANTITY"), ("nag", "UNIT"), ("120", "PRICE"))
        assert not filling.is_better(sentence.read(MANGWAYA, on=TODAY), with_parts(MANGWAYA, *parts))

    def test_reading_that_says_the_same_changes_nothing(self) -> None:
        text = "7 pens at 10 each"
        parts = (("7", "QUANTITY"), ("pens", "ITEM"), ("10", "PRICE"))
        assert not filling.is_better(sentence.read(text, on=TODAY), with_parts(text, *parts))

    def test_name_alone_may_not_change_the_amounts(self) -> None:
        text = "anna tiffin 50 plate idli 30"
        parts = (("anna tiffin", "CUSTOMER"), ("50", "PRICE"), ("idli", "ITEM"), ("30", "QUANTITY"))
        assert not filling.is_better(sentence.read(text, on=TODAY), with_parts(text, *parts))

    def test_customer_that_was_named_is_never_lost(self) -> None:
        text = "anna tiffin 50 plate idli 30"
        parts = (("50", "QUANTITY"), ("plate", "UNIT"), ("anna tiffin idli", "ITEM"), ("30", "PRICE"))
        plain = sentence.read(text, on=TODAY)
        filled = with_parts(text, *parts[:2], ("idli", "ITEM"), parts[3])
        assert plain.customer_name == "anna tiffin"
        assert filled.customer_name is not None or not filling.is_better(plain, filled)


def with_parts(text: str, *parts: tuple[str, str]) -> Said:
    """The reading of `text` with the first place of each part."""
    return sentence.read(text, on=TODAY, spans=[span(text, *part) for part in parts])


def span(text: str, word: str, label: str) -> Span:
    """Where a word stands first."""
    return text.index(word), text.index(word) + len(word), label
