"""What the number words of English, Hinglish and Hindi are worth.

Indian scales (lakh 10^5, crore 10^7) and the fractions that stand before a number:
sava +1/4, sadhe +1/2, paune -1/4, dedh 1 1/2, dhai 2 1/2.
"""

import re
from decimal import Decimal

from app.invoices.rules.sentences import normalise
from app.invoices.rules.sentences.vocabulary import number_words


def _table(lines: str) -> dict[str, Decimal]:
    rows = (line.split() for line in lines.strip().splitlines())
    return {normalise.key(word): Decimal(value) for value, *words in rows for word in words}


VALUES = _table(number_words.SMALL)
"""Whole numbers below a hundred."""

SCALES = _table(number_words.SCALES)
"""What multiplies the number before it."""

FRACTIONS = _table(number_words.FRACTIONS)
"""What is added to the number after it (to one, when there is none)."""

MIXED = _table(number_words.MIXED)
"""Numbers with their fraction."""

WORDS = VALUES.keys() | SCALES.keys() | FRACTIONS.keys() | MIXED.keys()

_SOUNDS = (("chh", "ch"), ("th", "t"), ("dh", "d"), ("aa", "a"), ("ee", "i"), ("oo", "u"), ("w", "v"), ("z", "j"))
_DOUBLED = re.compile(r"(.)\1+")
_NASAL = re.compile("[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0939])")
_SHORTEST_HEARD = 6
"""Letters of a word that may be a number in another spelling; shorter ones are names and goods too often."""


def _heard(word: str) -> str:
    """How a word sounds, whatever its spelling: "attharah" and "atharah", "पन्द्रह" and "पंद्रह"."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", _NASAL.sub("\u0902", word)).removesuffix("h")


_BY_SOUND = {_heard(word): word for word in sorted(WORDS)}


def known(key: str) -> str | None:
    """The number word that `key` is, or is another spelling of; None for any other word."""
    if key in WORDS:
        return key
    is_long = len(key) >= (_SHORTEST_HEARD if key.isascii() else 3)
    return _BY_SOUND.get(_heard(key)) if is_long else None


def worth(words: list[str | Decimal]) -> Decimal:
    """The value of one spoken number, given as its keys and digits in order: `["do", "lakh", "pachas", "hazar"]`."""
    total, current, fraction = Decimal(0), None, None
    for word in words:
        if isinstance(word, Decimal) or word in VALUES or word in MIXED:
            value = word if isinstance(word, Decimal) else VALUES.get(word, MIXED.get(word, Decimal(0)))
            current = (current or 0) + value + (fraction or 0)
            fraction = None
        elif word in FRACTIONS:
            fraction = FRACTIONS[word]
        else:
            scale = SCALES[word]
            current = (current if current is not None else Decimal(1)) + (fraction or 0)
            fraction = None
            if scale > 100:
                total, current = total + current * scale, None
            else:
                current *= scale
    if current is None and fraction is not None:
        current = 1 + fraction
    return total + (current or 0)
