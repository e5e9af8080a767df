"""QR and bar codes in pixels."""

from typing import Any

import zxingcpp

MOST_CODES = 20
MOST_LETTERS = 8_000
"""The most that one QR code holds (ISO/IEC 18004) is 7,089 digits."""


def codes(pixels: Any) -> list[tuple[str, tuple[float, float, float, float]]]:
    """What the codes in a picture hold, each with its rectangle in pixels. `pixels` is any 8-bit gray or RGB buffer."""
    found = []
    for code in zxingcpp.read_barcodes(pixels)[:MOST_CODES]:
        corners = [getattr(code.position, name) for name in ("top_left", "top_right", "bottom_left", "bottom_right")]
        across, down = [corner.x for corner in corners], [corner.y for corner in corners]
        found.append((code.text[:MOST_LETTERS], (min(across), min(down), max(across), max(down))))
    return found
