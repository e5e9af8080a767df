"""Whether words that a table knows as a label are meant as one where they stand, or belong to a sentence or a name.

A short everyday word ("to", "state", "date") is a label only where it stands as one: alone, before a colon, or at the
beginning before something that fits.
"""

from collections.abc import Sequence

from app.invoices.records.pages import Token
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.page import parting

_NOT_A_NAME_WORDS = (
    "pay be the copy care id no code service signature sign signatory seal stamp order support you your our "
    "this relations request use only shall will must is are of and or in on by for with delivery whom date "
    "rs inr"
)
_NOT_A_NAME = frozenset(_NOT_A_NAME_WORDS.split())
_EVERYDAY_WORDS = (
    "to from date data datum name state code terms page note notes po add company office bank ms contact "
    "call pos ack customer client party buyer supplier seller vendor receiver guest payee merchant agent "
    "store user time period table operator payment category branch station project drop pickup reference "
    "mail m distance counter upi consumer purchaser recipient beneficiary consignee remarks purchaseorder dt "
    "fecha nom web kunde klant cliente"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
"""Labels that are everyday words too, by their letters."""
_BEFORE_FIGURES = frozenset(
    ("date", "data", "datum", "fecha", "dt", "code", "state", "contact", "call", "ack", "po", "terms", "pos")
)
_BEFORE_NAMES = frozenset(("to", "ms", "from", "buyer", "customer", "client"))
"""Which of them need no colon before a number, and before a name."""


def is_label(words: Sequence[Token], keys: Sequence[str], start: int, end: int, key: str) -> bool:
    """Whether the words are meant as a label and are no part of a sentence or a name."""
    is_first = all(parting.is_separator(word) for word in words[:start])
    follower = next((at for at in range(end, len(words)) if keys[at]), None)
    colon = end < len(words) and words[end].text[0] in ":=："
    if colon or (is_first and follower is None):
        return True
    after = words[follower].text if follower is not None else ""
    is_figure = any(character.isdigit() for character in after)
    if key in _EVERYDAY:
        return (is_figure and key in _BEFORE_FIGURES) or (
            is_first and key in _BEFORE_NAMES and _is_name(words, keys, follower)
        )
    is_phrase = end - start > 1 and len(key) >= known_labels.SHORTEST_FORGIVEN
    return is_first or is_phrase or is_figure


def _is_name(words: Sequence[Token], keys: Sequence[str], at: int | None) -> bool:
    return at is not None and words[at].text[:1].isupper() and keys[at] not in _NOT_A_NAME
