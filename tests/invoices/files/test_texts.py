"""A text is a page on which every character has its place."""

import pytest

from app.invoices import files
from app.invoices.files import cleaning
from app.invoices.records.files import TooMuchWork


class TestOfText:
    def test_columns_stay_above_each_other(self) -> None:
        head, _, rice, amount = files.of_text("Item      Amount\nRice      156.00").tokens
        assert head.box.left == rice.box.left == 0
        assert amount.box.left == pytest.approx(10 / 16)
        assert (head.box.middle, rice.box.middle) == (0.25, 0.75)

    def test_two_blanks_or_a_tab_part_pieces(self) -> None:
        assert [token.piece for token in files.of_text("a b  c\td\ne").tokens] == [0, 0, 1, 2, 3]

    def test_form_feed_parts_pages(self) -> None:
        assert [page.number for page in files.of_text("one\f\ftwo\f").pages] == [1, 2]

    @pytest.mark.parametrize("text", ["7 " * 20_000, "x" * 300_000, "a\f" * 60, ("7 " * 9_000 + "\f") * 5])
    def test_more_than_a_bill_holds_is_refused(self, text: str) -> None:
        with pytest.raises(TooMuchWork, match="Please send only"):
            files.of_text(text)

    def test_text_of_nothing_has_no_page(self) -> None:
        assert files.of_text(" \n \f ").pages == ()


class TestCleaned:
    @pytest.mark.parametrize(
        ("text", "clean"),
        [
            ("plain", "plain"),
            ("27AAG\u200bCK\u20607412", "27AAGCK7412"),
            ("\u202e00.5 latoT\u202c", "00.5 latoT"),
            ("क्\u200dष", "क्\u200dष"),
            ("a\u200db", "ab"),
            ("\ufb01ne \uff21\uff11", "fine A1"),
            ("a\xa0b\u2003c", "a b c"),
            ("e\u0301", "é"),
            ("\x00a\x07b\ud800c\ue000", "abc"),
            ("₹ 5", "₹ 5"),
        ],
    )
    def test_only_what_is_seen_is_left(self, text: str, clean: str) -> None:
        assert cleaning.cleaned(text) == clean


class TestUnseen:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("27AAG\u200bCK\u2060\ufeff7412", 3),
            ("Total 1\u202e00.5\u202c", 1),
            ("\ufeffTotal \u200b5", 0),
            ("क्\u200dष", 0),
            ("a\u200db", 1),
            ("co\xadoperation ✔\ufe0f!", 0),
            ("plain", 0),
        ],
    )
    def test_characters_within_words_are_counted(self, text: str, count: int) -> None:
        assert cleaning.unseen(text) == count

    @pytest.mark.parametrize("content", ["Total 1\u200b8", "0,0,9,0,9,9,0,9,Total 1\u200b8"])
    def test_page_keeps_their_number(self, content: str) -> None:
        assert [page.unseen for page in files.read(content.encode()).pages] == [1]
