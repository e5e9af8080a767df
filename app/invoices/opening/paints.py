"""How the letters of a PDF page are painted: plainly, so that only the drawn page can tell, or not at all."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

PLAIN, FAINT, HIDDEN = 0, 1, 2
"""FAINT: so light, or on a layer or in a form that may be off, that only the drawn page can tell."""
MOST_OBJECTS = 100_000
_INVISIBLE_MODES = frozenset({3, 7})
"""Text render modes that paint nothing (ISO 32000-1, table 106)."""
_LIGHT = 200
"""Of 255: letters whose darkest channel is lighter are looked for on the drawn page."""


class Paints:
    """How each text object of an open page is painted; asked once an object."""

    def __init__(self, page: Any) -> None:
        self._own = _own_texts(page)
        self._known: dict[int, int] = {}
        self._channels = [ctypes.c_uint() for _ in range(4)]

    def of(self, text_object: Any) -> int:
        """`PLAIN`, `FAINT` or `HIDDEN`."""
        address = _address(text_object)
        if address not in self._known:
            painted = self._asked(text_object) if address else PLAIN
            is_in_form = painted == PLAIN and self._own is not None and address not in self._own
            self._known[address] = FAINT if is_in_form else painted
        return self._known[address]

    def _asked(self, text_object: Any) -> int:
        if pdfium.FPDFTextObj_GetTextRenderMode(text_object) in _INVISIBLE_MODES:
            return HIDDEN
        if _is_on_a_layer(text_object):
            return FAINT
        if not pdfium.FPDFPageObj_GetFillColor(text_object, *map(ctypes.byref, self._channels)):
            return PLAIN
        *colours, opacity = (channel.value for channel in self._channels)
        if opacity == 0:
            return HIDDEN
        return FAINT if min(colours) > _LIGHT or opacity < 255 - _LIGHT else PLAIN


def _own_texts(page: Any) -> frozenset[int] | None:
    """Addresses of the text objects that stand on the page itself; None where it has no form (a drawing within it).

    A form may belong to a layer as a whole (ISO 32000-1, 8.11.3.3), which PDFium does not tell: whether its words are
    seen is looked up on the drawn page.
    """
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    things = [pdfium.FPDFPage_GetObject(page, number) for number in range(count)]
    kinds = [pdfium.FPDFPageObj_GetType(thing) for thing in things]
    if pdfium.FPDF_PAGEOBJ_FORM not in kinds:
        return None
    texts = (thing for thing, kind in zip(things, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_TEXT)
    return frozenset(map(_address, texts))


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _is_on_a_layer(text_object: Any) -> bool:
    """Whether it is optional content (ISO 32000-1, 8.11), which the viewer may have switched off."""
    name, size = (ctypes.c_ushort * 8)(), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(text_object)):
        mark = pdfium.FPDFPageObj_GetMark(text_object, number)
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), ctypes.byref(size))
        if size.value == 6 and name[:2] == [ord("O"), ord("C")]:
            return True
    return False
