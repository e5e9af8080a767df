"""From the coordinates of a PDF, upwards from the lower left of a sheet, to the page as it is seen."""

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom; in points from the upper left, or as shares of the page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of a page is seen (its crop box, in user space) and by how many quarters it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as seen."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.quarters % 2 else (across, up)

    def seen(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A rectangle of user space as it is seen, in points."""
        ends = self._point(left, bottom), self._point(right, top)
        across, down = sorted(x for x, _ in ends), sorted(y for _, y in ends)
        return across[0], down[0], across[1], down[1]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        match self.quarters:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


def sheet(page: Any) -> Sheet:
    """The sheet of an open page."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Sheet(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)
