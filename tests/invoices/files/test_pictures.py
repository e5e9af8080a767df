"""What is a picture, read from its first bytes, and what is refused before any decoder runs."""

import base64
import struct
from io import BytesIO

import pytest
from PIL import Image

from app.invoices.files import pictures
from app.invoices.records import ImageRefused

MEGABYTE = 1024 * 1024


def picture(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind, **options)
    return buffer.getvalue()


class TestSize:
    @pytest.mark.parametrize(
        "content",
        [
            picture("PNG"),
            picture("JPEG"),
            picture("JPEG", progressive=True),
            picture("WEBP"),
            picture("WEBP", lossless=True),
        ],
    )
    def test_is_read_from_the_header(self, content: bytes) -> None:
        assert pictures.size(content) == (40, 30)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"GIF89a" + bytes(20),
            b"%PDF-1.7",
            b"MZ\x90",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xe0\xff\xff",
            b"RIFF\x00\x00\x00\x00WEBPVP8X",
            b"<svg/>",
            picture("BMP"),
        ],
    )
    def test_what_is_no_picture_is_refused(self, content: bytes) -> None:
        with pytest.raises(ImageRefused, match="not a picture"):
            pictures.size(content)

    @pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (100_000, 2), (10_000, 10_000)])
    def test_pixel_bomb_is_refused_by_what_it_claims(self, width: int, height: int) -> None:
        bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(20)
        with pytest.raises(ImageRefused, match="too many pixels"):
            pictures.size(bomb)


class TestDecoded:
    @pytest.mark.parametrize("prefix", ["", "data:image/png;base64,", "data:image/jpeg;base64,"])
    def test_data_prefix_is_accepted(self, prefix: str) -> None:
        assert pictures.decoded(prefix + base64.b64encode(b"abc").decode(), most_bytes=MEGABYTE) == b"abc"

    def test_line_breaks_are_accepted(self) -> None:
        assert pictures.decoded("YW\nJj\r\n", most_bytes=MEGABYTE) == b"abc"

    @pytest.mark.parametrize(
        ("image", "sentence"),
        [("a", "whole"), ("%%%%", "whole"), ("", "empty"), ("data:text/html;base64,YWJj", "whole"), ("é" * 8, "whole")],
    )
    def test_anything_else_is_refused_in_a_sentence(self, image: str, sentence: str) -> None:
        with pytest.raises(ImageRefused, match=sentence):
            pictures.decoded(image, most_bytes=MEGABYTE)

    def test_too_many_bytes_are_refused_before_decoding(self) -> None:
        with pytest.raises(ImageRefused, match="under 1 MB"):
            pictures.decoded("A" * (2 * MEGABYTE), most_bytes=MEGABYTE)
