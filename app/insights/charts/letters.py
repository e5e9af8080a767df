"""Text in letters that the font has: Devanagari is spelt in Latin, what is left over is left out, never a box.

DejaVu Sans, which comes with matplotlib, has the rupee sign and European letters, and none of the scripts of India.
"""

from functools import cache

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from ml_models.hsn_words import devanagari

FONT = "DejaVu Sans"


def shown(text: str, otherwise: str = "") -> str:
    """`text` as it can be drawn; `otherwise` where hardly a letter of it can."""
    spelt = " ".join(_spelt(word) for word in text.split())
    left = " ".join("".join(letter for letter in spelt if ord(letter) in _known()).split())
    letters = sum(letter.isalnum() for letter in spelt)
    is_told = letters == 0 or sum(letter.isalnum() for letter in left) * 2 >= letters
    return (left if is_told else "") or otherwise


def has(text: str) -> bool:
    """Whether every letter can be drawn."""
    return all(ord(letter) in _known() for letter in text)


def _spelt(word: str) -> str:
    """A word in Latin letters, a name with its capital."""
    latin = devanagari.latin(word)
    return word if latin == word else latin[:1].upper() + latin[1:]


@cache
def _known() -> frozenset[int]:
    path = font_manager.findfont(font_manager.FontProperties(family=FONT))
    return frozenset(FT2Font(path).get_charmap())
