"""Paper under the pen: text, rules and pictures at places in points from the upper left corner, page after page.

`tells` names the paths of the wire that a text shows, so the truth of a paper is what was written on it and nothing
else. The pen is reportlab's canvas, imported here only; its fonts come with reportlab and matplotlib.
"""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

A4 = (595.0, 842.0)
A5 = (420.0, 595.0)
LANDSCAPE = (842.0, 595.0)
CURRENCY_SIGNS = ("₹", "Rs", "INR", "Rupees", "RUPEES", "USD", "US$", "US Dollars", "US DOLLARS")
"""What says in which currency amounts are."""

_STANDARD = {
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "times": ("Times-Roman", "Times-Bold"),
    "courier": ("Courier", "Courier-Bold"),
}
_EMBEDDED = {
    "dejavu": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "serif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    "mono": ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    "vera": ("Vera.ttf", "VeraBd.ttf"),
}


class Sheet:
    """Sheets of one size; the first is ready. `printed` is what each path showed where it was told last."""

    def __init__(self, size: tuple[float, float], font: str, font_size: float, *, margin: float = 36) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.width, self.height = size
        self.margin = margin
        self.size = font_size
        self.pages = 1
        self.printed: dict[str, str] = {}
        self._buffer = io.BytesIO()
        self._canvas: Any = Canvas(self._buffer, pagesize=size, invariant=1, pageCompression=1)
        self._plain, self._bold = _fonts(font)

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.width - self.margin

    @property
    def bottom(self) -> float:
        """Where the lower margin begins."""
        return self.height - self.margin

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def leading(self) -> float:
        """From one line of text to the next."""
        return self.size * 1.32

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *tells: str,
        size: float | None = None,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """One line of text whose upper edge is at `y`."""
        size = size or self.size
        self.tell(text, *tells)
        self._canvas.setFont(self._bold if bold else self._plain, size)
        draw = {"left": "drawString", "right": "drawRightString", "centre": "drawCentredString"}[align]
        getattr(self._canvas, draw)(x, self.height - y - size * 0.8, text)

    def paragraph(
        self, x: float, y: float, width: float, text: str, *tells: str, size: float | None = None, bold: bool = False
    ) -> float:
        """Text in as many lines as it needs; where the next line would begin."""
        size = size or self.size
        for line in self.wrapped(text, width, size=size, bold=bold):
            self.write(x, y, line, size=size, bold=bold)
            y += size * 1.32
        self.tell(text, *tells)
        return y

    def tell(self, text: str, *tells: str) -> None:
        """Note that the paper shows `text` for these paths."""
        self.printed.update(dict.fromkeys(tells, text))
        if any(sign in text for sign in CURRENCY_SIGNS):
            self.printed["currency"] = text

    def wrapped(self, text: str, width: float, *, size: float | None = None, bold: bool = False) -> list[str]:
        """`text` in lines that fit a width; a word that does not fit is cut."""
        lines = [""]
        for word in text.split(" "):
            for part in self._cut(word, width, size, bold=bold):
                longer = f"{lines[-1]} {part}" if lines[-1] else part
                if lines[-1] and self.length(longer, size=size, bold=bold) > width:
                    lines.append(part)
                else:
                    lines[-1] = longer
        return lines

    def length(self, text: str, *, size: float | None = None, bold: bool = False) -> float:
        """How wide a text is, in points."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(text, self._bold if bold else self._plain, size or self.size))

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, weight: float = 0.6, dash: bool = False) -> None:
        """A straight line."""
        self._canvas.setLineWidth(weight)
        self._canvas.setDash(*([2, 2] if dash else []))
        self._canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x: float, y: float, width: float, height: float, *, fill: float | None = None) -> None:
        """A rectangle; `fill` from 0 (black) to 1 (white)."""
        self._canvas.setLineWidth(0.6)
        self._canvas.setDash()
        if fill is not None:
            self._canvas.setFillGray(fill)
        self._canvas.rect(x, self.height - y - height, width, height, fill=int(fill is not None))
        self._canvas.setFillGray(0)

    def picture(self, x: float, y: float, side: float, image: Any) -> None:
        """A square picture (PIL)."""
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(image), x, self.height - y - side, side, side)

    def stamp(self, x: float, y: float, lines: Sequence[str]) -> None:
        """A round rubber stamp, askew and in blue."""
        self._canvas.saveState()
        self._canvas.translate(x, self.height - y)
        self._canvas.rotate(14)
        self._canvas.setStrokeColorRGB(0.2, 0.25, 0.7)
        self._canvas.setFillColorRGB(0.2, 0.25, 0.7)
        self._canvas.circle(0, 0, 26, fill=0)
        self._canvas.setFont(self._bold, 5.5)
        for number, line in enumerate(lines):
            self._canvas.drawCentredString(0, 6 - 8 * number, line)
        self._canvas.restoreState()

    def next_page(self) -> None:
        """A fresh sheet."""
        self._canvas.showPage()
        self.pages += 1

    def finished(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _cut(self, word: str, width: float, size: float | None, *, bold: bool) -> list[str]:
        if self.length(word, size=size, bold=bold) <= width or len(word) < 2:
            return [word]
        half = max(
            (end for end in range(1, len(word)) if self.length(word[:end], size=size, bold=bold) <= width), default=1
        )
        return [word[:half], *self._cut(word[half:], width, size, bold=bold)]


@cache
def _fonts(font: str) -> tuple[str, str]:
    if font in _STANDARD:
        return _STANDARD[font]
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    names = []
    for name in _EMBEDDED[font]:
        pdfmetrics.registerFont(TTFont(Path(name).stem, str(_folder(font) / name)))
        names.append(Path(name).stem)
    return names[0], names[1]


def _folder(font: str) -> Path:
    if font == "vera":
        import reportlab

        return Path(reportlab.__file__).parent / "fonts"
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"
