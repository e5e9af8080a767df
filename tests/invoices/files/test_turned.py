"""A photo that was held sideways or upside down is read as if it had been upright."""

from io import BytesIO

import pytest
from PIL import Image

from app.invoices import files
from tests.invoices.photos import photo

LINES = ("GANESH TRADERS MARKET ROAD", "Rice 3 x 52.00 156.00", "Grand Total 5,935.00")


class TestTurned:
    @pytest.mark.parametrize(("turn", "quarters"), [(90, 1), (180, 2), (270, 3)])
    def test_page_is_upright_whichever_way_it_was_held(
        self, reader: files.RapidReader, turn: int, quarters: int
    ) -> None:
        pages = files.read(held(turn), reader=reader)
        (page,) = pages.pages
        assert files.plain(pages).text.splitlines() == list(LINES)
        assert page.quarters == quarters
        assert page.width > page.height
        assert all(
            token.box.width * page.width > token.box.height * page.height
            for token in page.tokens
            if len(token.text) > 3
        )

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "MPO"])
    def test_turn_of_the_camera_is_taken_from_the_file(self, kind: str) -> None:
        (preview,) = files.previews(held(90, kind, says_so=True))
        assert files.size(preview) == files.size(photo(*LINES))


def held(turn: int, kind: str = "PNG", *, says_so: bool = False) -> bytes:
    """A photo turned counter-clockwise; `says_so` as a camera does (EXIF 2.32, orientation 6: turn it clockwise)."""
    turned, written, exif = Image.open(BytesIO(photo(*LINES))).rotate(turn, expand=True), BytesIO(), Image.Exif()
    exif[0x0112] = 6 if says_so else 1
    more = {"save_all": True, "append_images": [turned]} if kind == "MPO" else {}
    turned.save(written, kind, exif=exif, **more)
    return written.getvalue()
