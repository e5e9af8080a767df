"""Pictures with printed lines on them, and pictures as the app sends them."""

import base64
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont


def photo(*lines: str, kind: str = "PNG") -> bytes:
    """A white page with `lines` on it, encoded as `kind`."""
    page = Image.new("RGB", (900, 60 + 70 * len(lines)), "white")
    font = ImageFont.load_default(size=40)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((40, 40 + 70 * number), line, fill="black", font=font)
    buffer = BytesIO()
    page.save(buffer, kind)
    return buffer.getvalue()


def table(*rows: tuple[str, ...], size: int = 10) -> bytes:
    """A white page with small words in columns."""
    page = Image.new("RGB", (900, 100 + 50 * len(rows)), "white")
    font, draw = ImageFont.load_default(size=size), ImageDraw.Draw(page)
    for number, row in enumerate(rows):
        for left, word in zip((40, 400, 600), row, strict=True):
            draw.text((left, 40 + 50 * number), word, fill="black", font=font)
    buffer = BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


def encoded(content: bytes) -> str:
    """The picture as the app sends it."""
    return base64.b64encode(content).decode()
