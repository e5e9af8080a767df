"""Tesseract's words stand where the reader was in doubt; numbers and Latin words stay the reader's."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont, features

from app.invoices import files
from app.invoices.files import devanagari
from app.invoices.files.devanagari import Found
from app.invoices.files.ocr import Picture, Piece, Seen
from app.invoices.files.pieces import Corners

FONT = Path("/usr/share/fonts/truetype/lohit-devanagari/Lohit-Devanagari.ttf")
CAN_READ = shutil.which("tesseract") is not None and FONT.exists() and features.check("raqm")


class TestMerged:
    def test_words_take_the_place_of_what_was_doubted(self) -> None:
        found = merged(
            [piece("g RT", 0.6, 0, 100), piece("3500.00", 0.99, 200, 300)], words=[("कुल", 0, 40), ("राशि", 50, 95)]
        )
        assert found == ["3500.00", "कुल", "राशि"]

    def test_numbers_are_the_readers_where_tesseract_saw_a_number(self) -> None:
        seen = [piece("50 falt", 0.7, 0, 200)]
        found = devanagari.merged(
            sight(seen), Found((piece("सीमेंट", 0.9, 0, 70), piece("किलो", 0.9, 120, 190)), (place(80, 110),))
        )
        assert [(one.text, one.corners[0][0]) for one in found.pieces if one.text == "50"] == [("50", 80)]
        assert {one.text for one in found.pieces} == {"सीमेंट", "किलो", "50"}

    def test_word_over_what_was_surely_read_is_left_out(self) -> None:
        assert merged([piece("TAX INVOICE", 0.99, 0, 200)], words=[("टैक्स", 20, 80)]) == ["TAX INVOICE"]

    def test_word_where_nothing_was_seen_is_added(self) -> None:
        assert merged([piece("5.00", 0.99, 300, 350)], words=[("राशि", 0, 60)]) == ["5.00", "राशि"]

    def test_doubted_piece_without_words_on_it_stays(self) -> None:
        assert merged([piece("Tota1", 0.6, 0, 60)], words=[]) == ["Tota1"]


class TestIsLikely:
    @pytest.mark.parametrize(
        ("sure", "doubted", "unread", "is_likely"),
        [(40, 1, 0, False), (40, 3, 0, False), (10, 2, 0, True), (4, 0, 3, True), (0, 1, 0, False), (0, 0, 0, False)],
    )
    def test_only_where_much_was_doubted(self, sure: int, doubted: int, unread: int, is_likely: bool) -> None:
        pieces = [piece("x", 0.99, 0, 9)] * sure + [piece("y", 0.6, 0, 9)] * doubted
        assert devanagari.is_likely(Seen(tuple(pieces), (place(0, 9),) * unread, 400, 100)) is is_likely


class TestFound:
    def test_without_tesseract_nothing_is_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        assert devanagari.found(Picture(bytes(300), 10, 10)) == Found()

    @pytest.mark.skipif(not CAN_READ, reason="needs tesseract-ocr-hin and fonts-lohit-deva")
    def test_words_of_a_printed_page_are_read_and_its_numbers_kept(self, reader: files.RapidReader) -> None:
        lines = files.plain(files.read(hindi_bill(), reader=reader)).text.splitlines()
        assert lines == ["शर्मा ट्रेडर्स", "बिल संख्या INV/204", "कुल राशि 3500.00"]


def merged(seen: list[Piece], *, words: list[tuple[str, float, float]]) -> list[str]:
    found = Found(tuple(piece(text, 0.9, left, right) for text, left, right in words))
    return [one.text for one in devanagari.merged(sight(seen), found).pieces]


def sight(pieces: list[Piece]) -> Seen:
    return Seen(tuple(pieces), (), 400, 100)


def piece(text: str, confidence: float, left: float, right: float) -> Piece:
    return Piece(text, place(left, right), confidence)


def place(left: float, right: float) -> Corners:
    return (left, 10), (right, 10), (right, 30), (left, 30)


def hindi_bill() -> bytes:
    page = Image.new("RGB", (800, 290), "white")
    draw, written = ImageDraw.Draw(page), BytesIO()
    for row, (hindi, latin) in enumerate((("शर्मा ट्रेडर्स", ""), ("बिल संख्या", "INV/204"), ("कुल राशि", "3500.00"))):
        draw.text((40, 40 + 75 * row), hindi, "black", ImageFont.truetype(FONT, 36))
        draw.text((450, 40 + 75 * row), latin, "black", ImageFont.load_default(34))
    page.save(written, "PNG")
    return written.getvalue()
