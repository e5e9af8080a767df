"""Rates of tax as they are printed, also where a recogniser lost the percent sign or took it for a digit: "58" for 5 %.

Which rates there are is law (`app.gst.slabs`); a number that is none of them, but is one without its last character,
was printed with a sign.
"""

import re
from decimal import Decimal
from functools import cache

from app.gst import slabs
from app.invoices.records.pages import Source, Token

_PRINTED = re.compile(r"(\d{1,2}(?:\.\d{1,3})?)%")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,3})?")
READ, REPAIRED = 0.9, 0.6
"""Scores of a rate whose sign is there, and of one whose sign was lost."""


def rate(token: Token) -> tuple[Decimal, float] | None:
    """The rate in percent that a word is, and its score; None for other words. Signs are lost on pixels alone."""
    if printed := _PRINTED.fullmatch(token.text):
        return Decimal(printed[1]), READ
    if token.source is not Source.OCR:
        return None
    whole = [token.text] if _is_lawful(token.text) else []
    cut = [token.text[:-1]] if token.text[-1:].isdigit() and _is_lawful(token.text[:-1]) else []
    return next(((Decimal(text), REPAIRED) for text in (*whole, *cut)), None)


def _is_lawful(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and Decimal(text) in _lawful()


@cache
def _lawful() -> frozenset[Decimal]:
    """Every rate of any time, whole and by halves, but nought."""
    return frozenset(
        rate for slab in slabs.every() if slab.rate_percent for rate in (slab.rate_percent, slab.rate_percent / 2)
    )
