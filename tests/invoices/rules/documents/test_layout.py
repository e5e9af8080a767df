"""Rows, segments and blocks, on straight and on slanting pages."""

import pytest

from app.invoices.records.pages import Box, Medium, Page, Pages, Source, Token
from app.invoices.rules.documents.page import layout
from tests.invoices.rules.documents import grids

TWO_COLUMNS = """
ABC Traders                      Invoice No: 12
12 MG Road                       Date : 1/2/2026
Pune                             Terms : Net 30
GSTIN 27AAPFU0939F1ZV            State : Goa

Bill to             Ship to
Ravi Stores         Ravi Godown
Nashik Road         Thane West
"""


class TestRows:
    @pytest.mark.parametrize("slope", [0.0, 0.03, -0.05, 0.06])
    def test_words_of_a_line_share_a_row_however_the_page_slants(self, slope: float) -> None:
        document = layout.laid_out(grids.pages(TWO_COLUMNS, slope=slope))
        assert [row.text for row in document.rows][:2] == ["ABC Traders Invoice No: 12", "12 MG Road Date : 1/2/2026"]
        assert len(document.rows) == 7

    def test_wide_gap_parts_and_a_single_blank_does_not(self) -> None:
        first = layout.laid_out(grids.pages(TWO_COLUMNS)).rows[0]
        assert [segment.text for segment in first.segments] == ["ABC Traders", "Invoice No: 12"]

    def test_drawn_line_parts_words_that_stand_close(self) -> None:
        words = (
            Token("Qty", Box(0.10, 0.1, 0.14, 0.12), 0),
            Token("Rate", Box(0.15, 0.1, 0.2, 0.12), 1),
        )
        open_page, ruled = (Page(1, 600, 800, words, rulings) for rulings in ((), (Box(0.145, 0.0, 0.145, 0.5),)))
        for page, count in ((open_page, 1), (ruled, 2)):
            (row,) = layout.laid_out(Pages(Medium.PDF, (page,))).rows
            assert len(row.segments) == count

    def test_stretches_that_were_seen_apart_on_pixels_are_apart(self) -> None:
        boxes = Box(0.10, 0.1, 0.14, 0.12), Box(0.154, 0.1, 0.2, 0.12)
        for source, count in ((Source.TEXT, 1), (Source.OCR, 2)):
            words = tuple(
                Token(text, box, piece, source)
                for piece, (text, box) in enumerate(zip(("Qty", "Rate"), boxes, strict=True))
            )
            (row,) = layout.laid_out(Pages(Medium.IMAGE, (Page(1, 600, 800, words),))).rows
            assert len(row.segments) == count

    def test_page_without_words_has_no_rows(self) -> None:
        assert layout.laid_out(Pages(Medium.PDF, (Page(1, 600, 800),))).rows == ()


class TestBlocks:
    def test_columns_become_blocks_of_their_own(self) -> None:
        (sheet,) = layout.laid_out(grids.pages(TWO_COLUMNS)).sheets
        blocks = [[segment.text for segment in block.segments] for block in sheet.blocks]
        assert ["Bill to", "Ravi Stores", "Nashik Road"] in blocks
        assert ["Ship to", "Ravi Godown", "Thane West"] in blocks
