"""The text layer of a PDF: only what is seen, where it is seen, and the lines and codes that are drawn around it."""

import zlib
from collections.abc import Mapping

import numpy as np
import pytest
import zxingcpp

from app.invoices import files
from app.invoices.records.images import OCRMissing
from app.invoices.records.pages import Box, Page, Source
from tests.invoices.files import hostile

JWT = "eyJhbGciOiJSUzI1NiJ9." + "eyJkYXRhIjoie1NlbGxlckdzdGluOjI3QUFHQ0s3NDEyTTFaN30ifQ" * 12 + ".c2lnbmF0dXJl"


class TestSeen:
    """What is on the page only for machines is no text of the bill."""

    @pytest.mark.parametrize(
        "hidden",
        [
            b"3 Tr (Total 9.00) Tj 0 Tr",
            b"7 Tr (Total 9.00) Tj 0 Tr",
            b"1 1 1 rg (Total 9.00) Tj 0 g",
            b"1 Tf 0.4 0 0 0.4 50 600 Tm /F1 1 Tf (Total 9.00) Tj",
            b"1 0 0 1 50 2000 Tm (Total 9.00) Tj",
            b"1 0 0 1 -300 600 Tm (Total 9.00) Tj",
        ],
        ids=["invisible", "clipping", "white on white", "tiny", "above the page", "beside the page"],
    )
    def test_hidden_words_are_left_out(self, hidden: bytes) -> None:
        shown = b"BT /F1 12 Tf 50 780 Td (Total 5.00) Tj 0 -40 Td %s ET" % hidden
        assert words(hostile.page(shown)) == ["Total", "5.00"]

    def test_white_words_on_a_dark_band_are_kept(self) -> None:
        shown = b"0 0 0.5 rg 40 740 300 30 re f BT /F1 12 Tf 1 1 1 rg 50 750 Td (Amount) Tj 0 -60 Td (gone) Tj ET"
        assert words(hostile.page(shown)) == ["Amount"]

    def test_invisible_characters_within_words_are_left_out(self) -> None:
        assert words("GSTIN 27AAG\u200bCK74\u00ad12M1\ufeffZ7\u202e".encode()) == ["GSTIN", "27AAGCK7412M1Z7"]

    def test_joiners_between_letters_of_india_stay(self) -> None:
        assert words("क्\u200dष 5".encode()) == ["क्\u200dष", "5"]

    def test_ligatures_and_wide_letters_become_plain(self) -> None:
        assert words("o\ufb03ce \uff11\uff12\xa0kg".encode()) == ["office", "12", "kg"]


class TestPlaces:
    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    def test_turned_page_is_read_as_it_is_seen(self, turn: int) -> None:
        matrix = {0: b"1 0 0 1 50 700", 90: b"0 1 -1 0 142 50", 180: b"-1 0 0 -1 545 142", 270: b"0 -1 1 0 453 792"}
        shown = b"BT /F1 12 Tf %s Tm (Total 5.00) Tj ET" % matrix[turn]
        (page,) = files.read(hostile.page(shown, attributes=b"/Rotate %d" % turn)).pages
        assert (page.width, page.height) == ((842, 595) if turn in (90, 270) else (595, 842))
        total, amount = page.tokens
        assert total.box.left * page.width == pytest.approx(50, abs=2)
        assert total.box.middle * page.height == pytest.approx(138, abs=4)
        assert total.box.right < amount.box.left
        assert total.box.width * page.width == pytest.approx(28, abs=3)

    def test_crop_box_is_the_page(self) -> None:
        shown = b"BT /F1 12 Tf 110 680 Td (Total) Tj -100 0 Td (outside) Tj ET"
        (page,) = files.read(hostile.page(shown, attributes=b"/CropBox [100 500 400 700]")).pages
        assert (page.width, page.height) == (300, 200)
        (total,) = page.tokens
        assert total.box.left == pytest.approx(10 / 300, abs=0.01)
        assert total.box.middle == pytest.approx(16 / 200, abs=0.02)

    def test_wide_gaps_part_pieces_and_blanks_part_words(self) -> None:
        shown = b"BT /F1 10 Tf 50 700 Td (Sub total) Tj 200 0 Td (1,250) Tj ( .00) Tj ET"
        tokens = files.read(hostile.page(shown)).tokens
        assert [(token.text, token.piece) for token in tokens] == [("Sub", 0), ("total", 0), ("1,250", 1), (".00", 1)]

    def test_word_painted_in_parts_is_one(self) -> None:
        assert words(hostile.page(b"BT /F1 10 Tf 50 700 Td [(INV) 20 (OI) -10 (CE)] TJ ET")) == ["INVOICE"]


class TestDrawn:
    def test_lines_thin_bars_and_frames_are_rulings(self) -> None:
        shown = hostile.written("Total 5.00") + b" 50 700 m 500 700 l S 50 600 400 0.5 re f 50 300 400 200 re S"
        rulings = drawn(shown).rulings
        level = sorted(round((1 - box.top) * 842) for box in rulings if box.height == 0)
        upright = sorted(round(box.left * 595) for box in rulings if box.width == 0)
        assert (level, upright) == ([300, 500, 600, 700], [50, 450])

    def test_short_pieces_end_to_end_are_one_line_and_dashes_are_none(self) -> None:
        beside_rows = b"".join(b" 50 %d m 50 %d l S" % (y, y + 8) for y in range(700, 732, 8))
        dashes = b"".join(b" 90 %d m 90 %d l S" % (y, y + 5) for y in range(700, 764, 16))
        (upright,) = drawn(hostile.written("x y") + beside_rows + dashes).rulings
        assert (round(upright.left * 595), round(upright.height * 842)) == (50, 34)

    def test_filled_areas_and_slanting_lines_are_none(self) -> None:
        assert drawn(hostile.written("x y") + b" 50 600 300 80 re f 50 300 m 300 500 l S").rulings == ()

    @pytest.mark.parametrize("is_drawn", [True, False], ids=["squares", "picture"])
    def test_code_beside_the_text_is_read_with_its_place(self, is_drawn: bool) -> None:
        page = files.read(with_code(JWT, is_drawn=is_drawn)).pages[0]
        (code,) = page.codes
        assert code.text == JWT
        assert near(code.box, Box(400 / 595, 1 - 780 / 842, 530 / 595, 1 - 650 / 842))
        assert [token.text for token in page.tokens] == ["Total", "5.00"]


class TestScans:
    """A page that is a picture is read from its pixels, whatever invisible text a scanner put over it."""

    @pytest.mark.parametrize("over", [b"", b"BT 3 Tr /F1 12 Tf 50 700 Td (Total 9.00 and much more) Tj ET"])
    def test_picture_of_a_page_needs_the_reader(self, over: bytes) -> None:
        with pytest.raises(OCRMissing):
            files.read(with_picture(qr_code("x"), (595, 842), over))

    def test_words_are_read_and_codes_too(self, reader: files.RapidReader) -> None:
        page = files.read(with_picture(qr_code("IRN 5"), (200, 200), b"", (200, 200)), reader=reader).pages[0]
        assert [code.text for code in page.codes] == ["IRN 5"]
        assert all(token.source is Source.OCR for token in page.tokens)


def words(content: bytes) -> list[str]:
    return [token.text for token in files.read(content).tokens]


def drawn(shown: bytes) -> Page:
    (page,) = files.read(hostile.page(shown)).pages
    return page


def near(one: Box, other: Box) -> bool:
    pairs = zip(
        (one.left, one.top, one.right, one.bottom), (other.left, other.top, other.right, other.bottom), strict=True
    )
    return all(abs(first - second) < 0.03 for first, second in pairs)


def qr_code(text: str) -> tuple[bytes, int]:
    """A QR code as gray rows, and its side in modules, the quiet zone included."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    pixels = np.asarray(code.to_image(scale=1, add_quiet_zones=True))
    return pixels.tobytes(), len(pixels)


def with_picture(
    pixels: tuple[bytes, int], size: tuple[int, int], shown: bytes, box: tuple[float, float] = (595, 842)
) -> bytes:
    """A page with gray pixels drawn at its lower left, and what is shown over them."""
    content, side = pixels
    return hostile.page(
        b"q %d 0 0 %d 0 0 cm /I Do Q " % size + shown,
        box=box,
        attributes=b"/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>",
        more=image(content, side),
    )


def with_code(text: str, *, is_drawn: bool) -> bytes:
    """A page with a total and, at its upper right, a code 130 points wide."""
    pixels, side = qr_code(text)
    total = hostile.written("Total 5.00")
    if not is_drawn:
        picture = b" q 130 0 0 130 400 650 cm /I Do Q"
        resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>"
        return hostile.page(total + picture, attributes=resources, more=image(pixels, side))
    step = 130 / side
    squares = (
        b"%.3f %.3f %.3f %.3f re f" % (400 + place % side * step, 780 - (place // side + 1) * step, step, step)
        for place, pixel in enumerate(pixels)
        if pixel < 128
    )
    return hostile.page(total + b" " + b" ".join(squares))


def image(pixels: bytes, side: int) -> Mapping[int, bytes]:
    packed = zlib.compress(pixels)
    head = b"/Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (side, side)
    return {6: b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (head, len(packed), packed)}
