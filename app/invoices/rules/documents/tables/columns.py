"""What the head of a column says that the column holds (`column_words`)."""

import re
from enum import StrEnum
from functools import lru_cache

from app.invoices.rules.documents.tables import column_words
from app.invoices.rules.documents.tables.column_words import AMOUNT_WORDS, RATE_WORDS
from app.invoices.rules.documents.values import spelling
from app.invoices.rules.sentences import normalise


class Kind(StrEnum):
    """What a column holds. The rate of a tax head apart from its amount; `AMOUNT` leaves open before or after tax.

    CHARGE : what comes on top of quantity by price, such as the making of jewellery
    """

    SERIAL = "serial"
    DESCRIPTION = "description"
    HSN = "hsn_sac"
    QUANTITY = "quantity"
    UNIT = "unit"
    PRICE = "unit_price"
    PRICE_WITH_TAX = "price_with_tax"
    MRP = "mrp"
    DISCOUNT = "discount"
    DISCOUNT_RATE = "discount_rate"
    CHARGE = "charge"
    GROSS = "gross"
    TAXABLE = "taxable_value"
    GST_RATE = "gst_rate"
    TAX = "tax"
    TAX_NAME = "tax_name"
    CGST_RATE = "cgst_rate"
    CGST = "cgst"
    SGST_RATE = "sgst_rate"
    SGST = "sgst"
    IGST_RATE = "igst_rate"
    IGST = "igst"
    CESS_RATE = "cess_rate"
    CESS = "cess"
    TOTAL = "total"
    AMOUNT = "amount"
    OTHER = "other"


HEADS = (Kind.CGST, Kind.SGST, Kind.IGST, Kind.CESS)
RATES = {Kind.CGST: Kind.CGST_RATE, Kind.SGST: Kind.SGST_RATE, Kind.IGST: Kind.IGST_RATE, Kind.CESS: Kind.CESS_RATE}
SUMS = frozenset({Kind.GROSS, Kind.TAXABLE, Kind.TOTAL, Kind.AMOUNT})
"""Columns of which a row of goods fills at least one."""
NUMERIC = frozenset(Kind) - {Kind.DESCRIPTION, Kind.UNIT, Kind.TAX_NAME, Kind.OTHER}

_COMPILED = tuple(
    (Kind(kind), re.compile(f"(?:{spelling.unwrapped(pattern)})$")) for kind, pattern in column_words.PHRASES
)
_BESIDE_TAX = rf"{RATE_WORDS}|{AMOUNT_WORDS}|total|of|and|in"
_BEFORE_TAX = r"(?:total )?(?:(?:rate|amount|value) of )?"
_COMPILED_TAXES = tuple(
    (Kind(kind), re.compile(rf"{_BEFORE_TAX}(?:{pattern})(?: (?:{_BESIDE_TAX}))*$"))
    for kind, pattern in column_words.TAXES
)
_RATE = re.compile(rf"(?:^|\s)(?:{RATE_WORDS})(?:\s|$)")
_AMOUNT = re.compile(rf"(?:^|\s)(?:{AMOUNT_WORDS})(?:\s|$)")
_MARKS = re.compile(r"[()\[\].:;/\\|*,'\"_`&+{}=-]+")
_CURRENCY = re.compile(r"(?<!\w)(?:in )?(?:rs|inr|rupees|₹|usd|eur|€|\$|rm|रु)(?!\w)")
_MISREAD = str.maketrans("0158", "oisb")
_PERCENT = re.compile(r"%+")
_RATE_OF_ALL = re.compile(r"@?\s*\b\d{1,2}(?:\.\d{1,3})?\s*%")
"""A rate in a head, "CGST @ 9%", is that of every line, and no part of the name."""
_MOST_IDENTIFIED = 3
_SPELLER = spelling.Speller(column_words.KNOWN)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A head without marks, currency and case, its words spelled as known ones."""
    plain = _MARKS.sub(" ", _RATE_OF_ALL.sub(" ", spelling.initialled(normalise.plain(text)).casefold()))
    plain = " ".join(_PERCENT.sub(" % ", _CURRENCY.sub(" ", plain)).split())
    return " ".join(_SPELLER.corrected(_lettered(word)) for word in plain.split())


def _lettered(word: str) -> str:
    """Digits that a recogniser took for letters, turned back where letters stand around them."""
    return word.translate(_MISREAD) if sum(character.isalpha() for character in word) >= 2 else word


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind | None:
    """What a column under this head holds; None where the words are no head."""
    phrase = folded(text)
    if not phrase or len(phrase) > 60:
        return None
    tax = next((kind for kind, pattern in _COMPILED_TAXES if pattern.match(phrase)), None)
    if tax is not None:
        is_rate = bool(_RATE.search(phrase)) and not _AMOUNT.search(phrase)
        return RATES[tax] if is_rate else tax
    return _listed(phrase) or (_joined(phrase) if " " in phrase else None)


def _listed(phrase: str) -> Kind | None:
    return next((kind for kind, pattern in _COMPILED if pattern.match(phrase)), None)


@lru_cache(maxsize=4096)
def is_identifier(text: str) -> bool:
    """Whether a head stands over what only identifies, and no field holds: a number or code of something that is no
    head itself, or the date of anything."""
    *of, last = folded(text).split() or [""]
    if not 0 < len(of) <= _MOST_IDENTIFIED:
        return False
    is_one = last in column_words.IDENTIFIERS and not any(map(_listed, (*of, f"{of[-1]} {last}")))
    return is_one or last in column_words.DATES


def _joined(phrase: str) -> Kind | None:
    """What the words say as one: a head that was broken inside a word."""
    whole = phrase.replace(" ", "")
    is_word = whole in column_words.KNOWN or not whole.isascii()
    return _listed(whole) if is_word else None
