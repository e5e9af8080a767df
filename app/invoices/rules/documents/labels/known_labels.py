"""Labels by their letters alone: run together, without case and accents, one wrong letter where they are long."""

import re
from collections.abc import Iterator
from functools import cache

from app.invoices.rules.documents.labels import particulars
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.values import spelling
from app.invoices.rules.sentences import normalise

SHORTEST_FORGIVEN = 7
"""A label of fewer letters has neighbours one letter away that mean something else ("date", "rate")."""
_LATIN = str.maketrans({"ł": "l", "&": "and", "–": "-", "—": "-"})
_AS_LETTERS = str.maketrans("01", "ol")
"""Figures that recognisers see in words: "Bil1 N0"."""
_KEPT = re.compile(r"[^\w#\u0900-\u097f]|_")


def folded(text: str) -> str:
    """The letters and digits by which words are compared: no case, no accents of Latin letters, no marks but #."""
    if text.isascii():
        return "".join(
            character for character in text.lower().replace("&", "and") if character.isalnum() or character == "#"
        )
    decomposed = normalise.key(normalise.plain(text)).translate(_LATIN)
    latin = "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
    return _KEPT.sub("", latin)


def known(joined: str, is_forgiven: bool) -> str | None:
    """The label of these letters, or of one letter else where a recogniser read them."""
    if joined in kinds():
        return joined
    if not is_forgiven:
        return None
    joined = joined.translate(_AS_LETTERS)
    if joined in kinds():
        return joined
    if len(joined) < SHORTEST_FORGIVEN:
        return None
    near = {
        key
        for shortened in _shortened(joined)
        for key in _by_shortened().get(shortened, ())
        if spelling.is_near(key, joined) and key.count("#") == joined.count("#")
    }
    return min(near) if near else None


@cache
def kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for label, kind in particulars.every().items():
        kinds.setdefault(folded(label), kind)
    return kinds


@cache
def _by_shortened() -> dict[str, frozenset[str]]:
    """Long labels by each form with one letter left out."""
    index: dict[str, set[str]] = {}
    for key in kinds():
        if len(key) >= SHORTEST_FORGIVEN:
            for form in _shortened(key):
                index.setdefault(form, set()).add(key)
    return {form: frozenset(near) for form, near in index.items()}


def _shortened(key: str) -> Iterator[str]:
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]
