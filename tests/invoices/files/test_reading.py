"""A file of each kind becomes pages of words with their places."""

from io import BytesIO

import pytest
from PIL import Image

from app.invoices import files
from app.invoices.records.files import FileRefused, NoText
from app.invoices.records.images import OCRMissing
from app.invoices.records.pages import Medium, Source, Token
from tests.invoices.files import hostile
from tests.invoices.photos import photo

BILL = hostile.page(hostile.written("GANESH TRADERS", "Invoice no. INV/204", "Total 5,935.00"))


class TestRead:
    @pytest.mark.parametrize(
        ("content", "medium"),
        [
            (BILL, Medium.PDF),
            (b"\xef\xbb\xbfGANESH TRADERS\r\nInvoice no. INV/204\r\nTotal 5,935.00", Medium.TEXT),
            ("GANESH TRADERS\nInvoice no. INV/204\nTotal 5,935.00".encode("utf-16"), Medium.TEXT),
            (
                b"5,5,95,5,95,15,5,15,GANESH TRADERS\n5,25,95,25,95,35,5,35,Invoice no. INV/204\n"
                b"5,45,95,45,95,55,5,55,Total 5,935.00",
                Medium.BOXES,
            ),
        ],
        ids=["pdf", "utf-8", "utf-16", "boxes"],
    )
    def test_words_come_in_order_whatever_the_kind(self, content: bytes, medium: Medium) -> None:
        pages = files.read(content, name="anything.bin")
        assert pages.medium is medium
        assert [token.text for token in pages.tokens] == [
            *("GANESH", "TRADERS", "Invoice", "no.", "INV/204", "Total", "5,935.00")
        ]
        assert all(token.source is Source.TEXT and token.confidence == 1 for token in pages.tokens)
        assert [token.piece for token in pages.tokens] == [0, 0, 1, 1, 1, 2, 2]

    def test_places_are_shares_of_the_page_from_its_upper_left(self) -> None:
        total, amount = files.read(BILL).tokens[-2:]
        assert 0.08 < total.box.left < total.box.right <= amount.box.left < amount.box.right < 0.25
        assert 0.1 < total.box.top < 1 - 740 / 842 < total.box.bottom < 0.13

    def test_photo_is_read_by_the_reader(self, reader: files.RapidReader) -> None:
        pages = files.read(photo("Grand Total 156.00", kind="JPEG"), reader=reader)
        assert [token.text for token in pages.tokens] == ["Grand", "Total", "156.00"]
        assert {token.source for token in pages.tokens} == {Source.OCR}
        assert all(0.8 < token.confidence <= 1 for token in pages.tokens)

    def test_pages_that_are_read_from_their_pixels_tell_how_far_it_is(self) -> None:
        told: list[float] = []
        files.read(photo("Total 5.00"), reader=OneWord(), headway=told.append)
        files.read(scans(2), reader=OneWord(), headway=told.append)
        assert told == pytest.approx([0.2, 1.0, 0.1, 0.5, 0.6, 1.0])

    def test_pages_with_a_text_layer_take_no_time_to_tell_of(self) -> None:
        told: list[float] = []
        files.read(BILL, headway=told.append)
        assert told == []

    def test_photo_without_a_reader_is_told_plainly(self) -> None:
        with pytest.raises(OCRMissing):
            files.read(photo("Grand Total 156.00"))

    @pytest.mark.parametrize("content", [b" \n\t ", b"7" * 100_000, hostile.page(b"")])
    def test_file_without_a_word_is_told_plainly(self, content: bytes) -> None:
        with pytest.raises((NoText, FileRefused)) as refused:
            files.read(content)
        assert refused.value.code in ("no_text", "empty_file")


class TestMediaType:
    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (BILL, "application/pdf"),
            (b"junk in front\n" + BILL, "application/pdf"),
            (photo("x"), "image/png"),
            (photo("x", kind="JPEG"), "image/jpeg"),
            (photo("x", kind="WEBP"), "image/webp"),
            (b"MZ Stores, 5 kg rice", "text/plain"),
            ("कुल राशि 3500".encode(), "text/plain"),
        ],
    )
    def test_is_known_by_the_bytes(self, content: bytes, name: str) -> None:
        assert files.media_type(content) == name


class TestPreviews:
    @pytest.mark.parametrize("content", [BILL, photo("Total 5.00")])
    def test_are_jpeg_pictures_of_bounded_size(self, content: bytes) -> None:
        (picture,) = files.previews(content)
        width, height = files.size(picture)
        assert picture.startswith(b"\xff\xd8\xff")
        assert 300 < max(width, height) <= 1400

    def test_page_that_was_turned_stands_upright(self) -> None:
        (lying,), (standing,) = (files.previews(BILL, quarters=[turns]) for turns in (1, 0))
        assert files.size(lying) == files.size(standing)[::-1]

    def test_text_has_none(self) -> None:
        assert files.previews(b"Total 5.00") == []


class TestPlain:
    def test_lines_are_rows_of_words(self) -> None:
        assert files.plain(files.read(BILL)).text == "GANESH TRADERS\nInvoice no. INV/204\nTotal 5,935.00"

    def test_confidence_is_weighed_by_characters(self) -> None:
        pages = files.of_text("a bcd")
        word, longer = (token.text for token in pages.tokens)
        assert (word, longer) == ("a", "bcd")
        assert files.mean_confidence([_sure("a", 0.0), _sure("bcd", 1.0)]) == 0.75
        assert files.mean_confidence([]) == 0.0


def _sure(text: str, confidence: float) -> Token:
    (token,) = files.of_text(text).tokens
    return Token(text, token.box, 0, Source.OCR, confidence)


class OneWord:
    """A reader that sees the same word on every page."""

    def read(self, picture: files.Picture) -> files.Seen:
        """The word."""
        corners = ((0.0, 0.0), (90.0, 0.0), (90.0, 20.0), (0.0, 20.0))
        return files.Seen((files.Piece("Total", corners, 0.9),), (), picture.width, picture.height)


def scans(count: int) -> bytes:
    """A PDF of so many photos."""
    first, *rest = (Image.open(BytesIO(photo(f"Page {number}"))) for number in range(count))
    content = BytesIO()
    first.save(content, "PDF", save_all=True, append_images=rest)
    return content.getvalue()
