"""The colours of a chart, light and dark: those of the admins' pages, told apart by who sees no red and green too.

Green, orange, blue and purple stand apart for most eyes in the way of Okabe and Ito (2008), "Color Universal Design".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Ground, text, grid, floor, and the lines in their order."""

    ground: str
    ink: str
    dim: str
    grid: str
    floor: str
    lines: tuple[str, ...]


LIGHT = Palette("#ffffff", "#1d2422", "#55605c", "#e4e1d9", "#a32a24", ("#0c6455", "#b85c00", "#1f5a94", "#8a3a76"))
DARK = Palette("#1a2221", "#e8edeb", "#a5b1ad", "#323c3a", "#ff9d94", ("#69d0b9", "#f0a94e", "#92c4f5", "#e39ad0"))


def of(*, is_dark: bool) -> Palette:
    """The colours on a dark or a light ground."""
    return DARK if is_dark else LIGHT
