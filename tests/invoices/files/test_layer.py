"""Which text of a PDF counts: what was filled into its form, what its layers show, and letters that mean something."""

import pytest

from app.invoices import files
from app.invoices.records.images import OCRMissing
from tests.invoices.files import hostile

NUMBER = b"BT /F1 12 Tf 50 700 Td (Invoice No) Tj ET"
FIELD = (
    b"/Type /Annot /Subtype /Widget /FT /Tx /T (no) /V (INV-77) /DA (/F1 12 Tf 0 g) /Rect [200 690 400 715] /P 3 0 R"
)
SHOWN = b"/Tx BMC BT /F1 12 Tf 2 5 Td (INV-77) Tj ET EMC"
LETTERS = b"/Resources << /Font << /F1 5 0 R >> >>"
LAYER = b"/OC /M0 BDC BT /F1 12 Tf 50 600 Td (DRAFT 9.00) Tj ET EMC"
IDENTITY = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"


class TestForms:
    @pytest.mark.parametrize("is_drawn", [True, False], ids=["value drawn by the writer", "value to be drawn"])
    def test_what_was_filled_in_is_read_in_its_place(self, is_drawn: bool) -> None:
        label, _, value = files.read(filled(is_drawn=is_drawn)).tokens
        assert (label.text, value.text) == ("Invoice", "INV-77")
        assert value.box.left * 595 == pytest.approx(202, abs=3)
        assert value.box.middle == pytest.approx(label.box.middle, abs=0.01)

    def test_field_that_is_hidden_is_not(self) -> None:
        assert [token.text for token in files.read(filled(is_drawn=True, flags=2)).tokens] == ["Invoice", "No"]


class TestLayers:
    @pytest.mark.parametrize(
        ("is_off", "words"), [(True, ["Invoice", "No"]), (False, ["Invoice", "No", "DRAFT", "9.00"])]
    )
    def test_only_those_that_are_on_are_read(self, is_off: bool, words: list[str]) -> None:
        assert [token.text for token in files.read(layered(is_off=is_off)).tokens] == words

    @pytest.mark.parametrize(
        ("is_off", "words"), [(True, ["Invoice", "No"]), (False, ["Invoice", "No", "DRAFT", "9.00"])]
    )
    @pytest.mark.parametrize("depth", [1, 2])
    def test_forms_that_belong_to_a_layer_are_no_exception(self, depth: int, is_off: bool, words: list[str]) -> None:
        assert [token.text for token in files.read(formed(is_off=is_off, depth=depth)).tokens] == words


class TestMeaning:
    @pytest.mark.parametrize(
        "shown",
        [b"<00370052005700440013001400150016>", b"<00010002000300040005>"],
        ids=["codes that look like letters", "codes that look like nothing"],
    )
    def test_letters_without_a_meaning_are_read_from_the_picture(self, shown: bytes) -> None:
        with pytest.raises(OCRMissing):
            files.read(coded(shown))


def filled(*, is_drawn: bool, flags: int = 4) -> bytes:
    """A form with a number in its field; `flags` as in ISO 32000-1, table 165: 2 is hidden, 4 is printed."""
    look = b"/AP << /N 8 0 R >>" if is_drawn else b""
    needed = b"" if is_drawn else b"/NeedAppearances true"
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 200 25]"
    return hostile.page(
        NUMBER,
        catalog=b"/AcroForm << /Fields [6 0 R] /DR %s /DA (/F1 12 Tf 0 g) %s >>" % (LETTERS.partition(b" ")[2], needed),
        attributes=b"/Annots [6 0 R]",
        more={
            6: b"<< %s /F %d %s >>" % (FIELD, flags, look),
            8: b"<< %s %s /Length %d >>\nstream\n%s\nendstream" % (head, LETTERS, len(SHOWN), SHOWN),
        },
    )


GROUP = b"<< /Type /OCG /Name (Draft) >>"


def layered(*, is_off: bool) -> bytes:
    """A page with a layer of words (optional content), on or off."""
    return hostile.page(
        NUMBER + LAYER,
        catalog=layers(is_off=is_off),
        attributes=b"/Resources << /Font << /F1 5 0 R >> /Properties << /M0 6 0 R >> >>",
        more={6: GROUP},
    )


def formed(*, is_off: bool, depth: int) -> bytes:
    """A page with words in a form, which belongs to a layer as a whole; or in a form within that one."""
    words = b"BT /F1 12 Tf 50 600 Td (DRAFT 9.00) Tj ET"
    plain = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    outer, shown = (
        (plain + b" /OC 6 0 R " + LETTERS, words) if depth == 1 else (plain + b" /OC 6 0 R " + INNER, b"/X Do")
    )
    return hostile.page(
        NUMBER + b" /X0 Do",
        catalog=layers(is_off=is_off),
        attributes=b"/Resources << /Font << /F1 5 0 R >> /XObject << /X0 7 0 R >> >>",
        more={
            6: GROUP,
            7: b"<< %s /Length %d >>\nstream\n%s\nendstream" % (outer, len(shown), shown),
            8: b"<< %s %s /Length %d >>\nstream\n%s\nendstream" % (plain, LETTERS, len(words), words),
        },
    )


INNER = b"/Resources << /XObject << /X 8 0 R >> >>"


def layers(*, is_off: bool) -> bytes:
    """What the catalogue says of the one layer."""
    return b"/OCProperties << /OCGs [6 0 R] /D << %s [6 0 R] /Order [6 0 R] >> >>" % (b"/OFF" if is_off else b"/ON")


def coded(shown: bytes) -> bytes:
    """A page in a font of numbered glyphs that does not say which letter each one is."""
    return hostile.page(
        b"BT /F1 12 Tf 50 700 Td %s Tj ET" % shown,
        attributes=b"/Resources << /Font << /F1 6 0 R >> >>",
        more={
            6: b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+X /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
            7: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+X %s /FontDescriptor 8 0 R >>" % IDENTITY,
            8: b"<< /Type /FontDescriptor /FontName /AAAAAA+X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 "
            b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        },
    )
