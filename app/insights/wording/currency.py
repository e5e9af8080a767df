"""Sentences about a business whose amounts are no rupees: the same words with its own sign and grouping.

Every sentence is written for rupees; only whoever reads of another currency gets it changed, in this one place.
"""

import re

from app.books.records.parties import RUPEE
from app.insights.records.answer import Words

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "AED": "AED ", "NPR": "NPR ", "BDT": "৳", "LKR": "LKR "}
"""Signs of Unicode's CLDR for currencies met in Indian trade; any other is told by its code."""

AMOUNT = re.compile(r"₹([\d,]+)")


def told(words: Words, currency: str) -> Words:
    """`words` with every amount in `currency`, a code of ISO 4217."""
    if currency == RUPEE:
        return words
    advice = tuple(said(one, currency) for one in words.recommendations)
    return Words(said(words.title, currency), said(words.description, currency), advice)


def said(sentence: str, currency: str) -> str:
    """`₹1,25,000` in the words of another currency: `$125,000`, `CHF 125,000`."""
    if currency == RUPEE:
        return sentence
    sign = SIGNS.get(currency, f"{currency} ")
    return AMOUNT.sub(lambda found: f"{sign}{_in_thousands(found[1])}", sentence)


def _in_thousands(digits: str) -> str:
    """The grouping of lakhs undone. A comma that ends the amount belongs to the sentence."""
    rest = "," if digits.endswith(",") else ""
    return f"{int(digits.replace(',', '')):,}{rest}"
