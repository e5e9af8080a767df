"""Lines of text with their corners become words with boxes of their own."""

import pytest

from app.invoices import files
from app.invoices.records.files import FileRefused, TooMuchWork
from app.invoices.records.pages import Box

ROW = "100,10,300,10,300,30,100,30"


class TestOfBoxes:
    def test_words_share_the_box_by_the_width_of_their_letters(self) -> None:
        narrow, wide = files.of_boxes(f"{ROW},lll MMM").tokens
        assert (narrow.text, wide.text, narrow.piece, wide.piece) == ("lll", "MMM", 0, 0)
        assert narrow.box.left == pytest.approx(100 / 300)
        assert wide.box.right == pytest.approx(1.0)
        assert narrow.box.width < wide.box.width / 3
        assert narrow.box.right < wide.box.left

    def test_page_is_as_large_as_its_boxes_reach(self) -> None:
        (page,) = files.of_boxes(f"{ROW},a\n0,380,50,380,50,400,0,400,b").pages
        assert (page.width, page.height) == (300, 400)
        assert page.tokens[1].box == Box(0, 0.95, 50 / 300, 1)

    def test_text_may_hold_commas_and_quotes(self) -> None:
        assert [token.text for token in files.of_boxes(f'{ROW},NO.2, "A", 5,000.00').tokens] == [
            *("NO.2,", '"A",', "5,000.00")
        ]

    def test_slanting_line_is_followed_word_by_word(self) -> None:
        first, last = files.of_boxes("0,0,400,40,396,80,-4,40,up down\n0,0,9,0,9,400,0,400,x").tokens[:2]
        assert first.box.bottom * 400 < 65
        assert last.box.middle - first.box.middle > 15 / 400
        assert first.box.height == pytest.approx(last.box.height, abs=0.01)

    def test_line_that_stands_on_end_keeps_its_place(self) -> None:
        (word,) = files.of_boxes("10,0,30,0,30,400,10,400,SIDEWAYS\n0,0,400,0,400,9,0,9, ").tokens
        assert (word.box.top, word.box.bottom) == (0, 1)

    @pytest.mark.parametrize(
        "rows",
        ["", "Total 5.00", "1,2,3,4,5,6,7,8,", "0,0,0,0,0,0,0,0,x", "nan,1,2,3,4,5,6,7,x", "1,2,3,4,5,6,7,8\x1f,x"],
    )
    def test_rows_without_corners_or_text_are_no_page(self, rows: str) -> None:
        with pytest.raises(FileRefused):
            files.of_boxes(rows)

    @pytest.mark.parametrize("rows", [f"{ROW},{'a ' * 5_001}\n" * 2, f"{ROW},{'a' * 500_000}\n" * 2])
    def test_more_than_a_page_holds_is_refused(self, rows: str) -> None:
        with pytest.raises(TooMuchWork):
            files.of_boxes(rows)

    def test_row_that_is_broken_is_passed_over(self) -> None:
        assert [token.text for token in files.of_boxes(f"{ROW},a\nbroken\n{ROW},b").tokens] == ["a", "b"]
