"""The orders and challans that a document names in its words: "against your ORD206037", "web order #84317081".

A short number counts only behind a word that says what it is; a long one in the notes is told by itself. A field that
holds several ("PO 174 / DC 2614") names each of them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from app.fraud.rules.duplicates import numbers, sayings

LEAST_BARE = 5
"""Digits of a number that stands among words with nothing to say what it is."""
LEAST_TOLD = 10
"""So high at least is a count behind a word that says what it is."""
BARE, DELIVERY, ORDER = "bare", "delivery", "order"
"""What is known of a number."""

Quoted = tuple[str, int]
"""The kind of a number, and its count."""
NOTHING: frozenset[Quoted] = frozenset()

_DELIVERY = re.compile(r"(?:D[./]?\s?C|CH(?:ALL?AN|LN)?|D[./]?\s?N|DELIVERY(?:\s(?:CHALL?AN|NOTE))?|चालान)(?![A-Z])")
_ORDERED = re.compile(
    r"(?:[PW][./]?\s?O|S[./]O|ORD(?:ER)?|(?:PURCHASE|WORK|SALES|WEB|ONLINE)\sORD(?:ER)?|INDENT|ऑर्डर)(?![A-Z])"
)
_KINDS = ((DELIVERY, _DELIVERY), (ORDER, _ORDERED))
_QUOTED = re.compile(
    rf"(?<![A-Z])({_DELIVERY.pattern}|{_ORDERED.pattern})[\s.:#/-]*(?:(?:NO|NUM|NUMBER|REF|ID)\b[\s.:#-]*)?"
    r"((?:[A-Z]{1,4}[/-])?\d[\dA-Z/-]*)"
)
_SEVERAL = re.compile(r"\d[^\d]*[^\W\d_][^\d]*\d")
_BARE = re.compile(rf"(?<!\d)\d{{{LEAST_BARE},15}}(?!\d)")


def quoted(notes: str, reference: str, names: Iterable[str]) -> frozenset[Quoted]:
    """What the notes, the reference and the names of the lines name; of the reference only what is one of several."""
    several = _marked(reference) if _SEVERAL.search(reference) else ()
    found = {*(several if len(several) > 1 else ()), *(one for name in names for one in _marked(name))}
    if notes:
        found.update(_in_notes(notes))
    return frozenset(found) if found else NOTHING


def kind(plain: str) -> str:
    """Of what kind a number in capitals says that it is; empty where it does not say."""
    return next((name for name, pattern in _KINDS if pattern.match(plain)), "")


@lru_cache(maxsize=65536)
def _in_notes(notes: str) -> frozenset[Quoted]:
    """Nothing where they say that this is one more: the order they name is then the one before."""
    if sayings.is_more((notes,)):
        return NOTHING
    marked = _marked(notes)
    told = {count for _, count in marked}
    return frozenset((*marked, *((BARE, int(one)) for one in _BARE.findall(notes) if int(one) not in told)))


@lru_cache(maxsize=65536)
def _marked(text: str) -> tuple[Quoted, ...]:
    counts = [(match[1], numbers.key(match[2]).serial) for match in _QUOTED.finditer(text.upper())]
    return tuple((kind(word), count) for word, count in counts if count is not None and count >= LEAST_TOLD)
