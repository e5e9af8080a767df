"""What means harm or is broken gets a clear answer, in bounded time, and the next file is read as before."""

import time
from io import BytesIO

import pytest
from PIL import Image

from app.invoices import files
from app.invoices.files import confined
from app.invoices.records import files as refusals
from app.invoices.records.images import ImageRefused
from app.values.errors import Problem
from tests.invoices.files import hostile
from tests.invoices.photos import photo

TOTAL = hostile.written("Total 5.00")
LONGEST = 20.0
"""Seconds for one hostile file here; each is given up at `confined.MOST_SECONDS` at the latest."""
MANY = 60_000
"""More drawn things than are looked at (`shapes.MOST_OBJECTS`), and with eight letters each more than are read."""
REFUSED = {
    "no bytes": (b"", "empty_file"),
    "nothing but zeros": (bytes(100_000), "empty_file"),
    "ten thousand pages": (hostile.many_pages(10_000), "too_many_pages"),
    "page 200 m wide": (hostile.page(TOTAL, box=(566_929, 566_929)), "page_too_large"),
    "locked": (hostile.locked(), "file_locked"),
    "pixels in png": (hostile.bomb("PNG", 50_000, 50_000), "image_refused"),
    "pixels in jpeg": (hostile.bomb("JPEG", 50_000, 50_000), "image_refused"),
    "pixels in webp": (hostile.bomb("WEBP", 16_000, 16_000), "image_refused"),
    "png of fewer bytes than it claims": (hostile.bomb("PNG", 7000, 7000), "file_damaged"),
    "program": (b"MZ" + bytes(range(256)) * 20, "file_refused"),
    "program with a pdf in it": (b"MZ\x90\x00" + bytes(100) + hostile.page(TOTAL), "file_refused"),
    "document of an office": (hostile.docx_bomb(60), "file_refused"),
    "digits": (b"7" * 100_000, "no_text"),
    "digits apart": (b"7 " * 50_000, "too_much_work"),
    "letters without end": (hostile.page(b"BT /F1 9 Tf " + b"(abcdefgh) Tj " * MANY + b"ET"), "too_much_work"),
    "drawing that draws itself": (hostile.forms_in_themselves(), "too_much_work"),
    "web page": (b"<!DOCTYPE html><html><body>Total 5.00</body></html>", "file_refused"),
    "tiff": (b"II*\x00" + bytes(range(200)), "file_refused"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(range(200)), "file_refused"),
    "noise": (bytes(range(256)) * 50, "file_refused"),
    "noise that says it is a pdf": (b"%PDF-1.7" + bytes(range(256)) * 50, "file_damaged"),
}
BORNE = {
    "script, program and file attached": hostile.with_actions(TOTAL),
    "arrays in arrays": hostile.nested(200_000),
    "much that is packed small": hostile.page(b"q Q " * 2_000_000 + TOTAL),
    "many drawn things": hostile.page(TOTAL + b" 1 1 100 1 re f" * MANY),
    "lines of many steps": hostile.page(TOTAL + (b" 0 0 m" + b" 5 5 l 9 90 l" * 9_000 + b" S") * 20),
    "huge words that may be hidden": hostile.page(
        TOTAL + b" 1 g BT /F1 900 Tf 0 100 Td" + b" (a ) Tj" * 5_000 + b" ET"
    ),
    "many texts of one letter": hostile.page(TOTAL + b" BT /F1 9 Tf 50 700 Td (a) Tj ET" * MANY),
}


class TestRefused:
    @pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=list(REFUSED))
    def test_is_answered_with_a_code_and_a_sentence(self, content: bytes, code: str) -> None:
        began = time.monotonic()
        with pytest.raises(Problem) as refused:
            files.read(content)
        assert refused.value.code == code
        assert refused.value.message.endswith(".")
        assert time.monotonic() - began < LONGEST

    def test_number_of_pages_is_named(self) -> None:
        with pytest.raises(refusals.TooManyPages, match="10,000 pages"):
            files.read(hostile.many_pages(10_000))

    @pytest.mark.parametrize("content", hostile.cut(hostile.page(TOTAL), (0.1, 0.5, 0.7)))
    def test_pdf_cut_off_is_damaged(self, content: bytes) -> None:
        with pytest.raises(refusals.FileDamaged):
            files.read(content)

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    def test_photo_cut_off_is_damaged(self, kind: str) -> None:
        with pytest.raises((refusals.FileDamaged, ImageRefused)):
            files.read(hostile.cut(photo("Total 5.00", kind=kind), [0.4])[0])

    def test_file_with_too_many_bytes_is_not_opened(self) -> None:
        with pytest.raises(refusals.FileTooLarge, match="25 MB"):
            files.read(b"%PDF-1.7" + bytes(26 << 20))


class TestBorne:
    @pytest.mark.parametrize("content", BORNE.values(), ids=list(BORNE))
    def test_text_is_read_and_nothing_else_is_done(self, content: bytes) -> None:
        began = time.monotonic()
        assert [token.text for token in files.read(content).tokens][:2] == ["Total", "5.00"]
        assert time.monotonic() - began < LONGEST


class TestStrips:
    """What is far too thin for a page is not made larger to be read: that would fill the memory of the worker."""

    @pytest.mark.parametrize(("width", "height"), [(1, 1), (3000, 3), (1, 30_000), (1500, 29)])
    def test_no_text_is_looked_for(self, reader: files.RapidReader, width: int, height: int) -> None:
        content = BytesIO()
        Image.new("RGB", (width, height), "white").save(content, "PNG")
        with pytest.raises(refusals.NoText):
            files.read(content.getvalue(), reader=reader)


class TestTime:
    def test_file_that_takes_too_long_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(confined, "MOST_SECONDS", 0.02)
        with pytest.raises(refusals.TooMuchWork):
            files.read(hostile.page(TOTAL))
