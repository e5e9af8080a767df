"""What the words of a shop are for: each known word has one kind, and the grammar is written over kinds.

A kind is one letter, so that a sentence becomes a short string ("8 bags of cement at 360" is `NUoW@N`) and a rule of
the grammar a short regular expression over it. English, Hinglish and Hindi stand in one line: people mix them.
"""

from collections.abc import Iterable
from typing import Final

from app.invoices.rules.sentences import normalise, numerals
from app.invoices.rules.sentences.vocabulary import verbs, words

NUMBER: Final = "N"
WORD: Final = "W"
UNIT: Final = "U"
SPAN_OF_TIME: Final = "T"
CODE: Final = "c"
DATE: Final = "Z"
BREAK: Final = ","
QUESTION: Final = "q"
CLAIMED: Final = "_"


CUTS = frozenset(map(normalise.key, ("kaat", "काट", "kat")))
"""Cutting a bill makes it; cutting an amount off makes it less."""

WEIGHED = frozenset({"kg", "g", "l", "ml", "m", "ft", "quintal", "ton"})
"""Measured, not counted: "12 kilo chawal 720 ka" names the sum of the line, not the price of a kilo."""

SPANS_IN_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
INTRA_STATE_HEADS = frozenset({"cgst", "sgst", "utgst", "सीजीएसटी", "एसजीएसटी"})
NAME_SUFFIXES = frozenset(map(normalise.key, words.NAME_SUFFIXES.split(" ")))
_SHORTEST_SWAPPED = 5
LONG_WORDS = ("invoice", "discount", "percent", "customer", "payment", "litre", "including", "rupees", "quantity")
"""Words worth recognising with a letter missing, doubled or swapped."""


def _by_key(groups: dict[str, str]) -> dict[str, str]:
    return {normalise.key(word) or word: name for name, words in groups.items() for word in words.split(" ") if word}


KINDS = _by_key(words.KINDS)
UNITS = _by_key(words.UNITS)
PAYMENT_MODES = _by_key(words.PAYMENT_MODES)
_MONTH_ROWS = enumerate(words.MONTHS.strip().splitlines(), start=1)
MONTHS = {normalise.key(name): month for month, names in _MONTH_ROWS for name in names.split()}


def _swapped(words: Iterable[str]) -> dict[str, str]:
    """Each way to write a longer word with two neighbouring letters swapped, and the word meant."""
    long = sorted(word for word in words if len(word) >= _SHORTEST_SWAPPED and word.isascii() and word.isalpha())
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :]: word for word in long for i in range(1, len(word) - 1)}


SWAPPED = _swapped((*KINDS, *UNITS))
KINDS |= {
    form: kind
    for form, kind in verbs.forms().items()
    if not any(form in known for known in (KINDS, UNITS, PAYMENT_MODES, NAME_SUFFIXES, numerals.WORDS))
}


def kind(word_key: str) -> str:
    """The kind of a word; `W` for what is not known, such as names and goods."""
    if word_key in KINDS:
        return KINDS[word_key]
    if word_key in UNITS:
        return SPAN_OF_TIME if UNITS[word_key] in SPANS_IN_DAYS else UNIT
    return "M" if word_key in PAYMENT_MODES else WORD
