"""What an amount in words comes to: "Rupees One Lakh Twenty Five Thousand Four Hundred and Fifty Paise Only".

English and Hindi numerals with Indian scales, million and billion for foreign papers; a word of four letters and more
that a recogniser bent by a letter is forgiven, and words that it glued together are divided. Rupees and paise make one.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from app.invoices.rules.documents.values import spelling
from app.invoices.rules.sentences import normalise, numerals


def _keys(words: str) -> frozenset[str]:
    return frozenset(normalise.key(word) for word in words.split())


_PAISE = _keys("paise paisa paisas cents cent sen ps पैसे पैसा")
_RUPEES = _keys("rupees rupee rs inr dollars dollar usd euro euros ringgit रुपये रुपए रुपया")
_FILLERS = _keys("and only और मात्र केवल")
_FOREIGN = {"million": Decimal(10**6), "billion": Decimal(10**9)}
_SHORTEST_GLUED = 6
_MOST_WORDS = 60
_BETWEEN = re.compile(r"[^\w/\u0900-\u097f]+")
_DIGITS = re.compile(r"^\d{1,2}$")
_HUNDREDTHS = re.compile(r"^(\d{1,2})/100$")


def worth(text: str) -> Decimal | None:
    """The amount that the words say; None where they say none, or hold a number word that makes no sense."""
    words = [word for piece in _pieces(text)[:_MOST_WORDS] for word in _known(piece)]
    if not any(isinstance(word, str) and _is_number(word) for word in words):
        return None
    whole, paise = _divided(words)
    amount = _value(whole) if whole else Decimal(0)
    cents = _value(paise) if paise else Decimal(0)
    return amount + cents / 100 if cents < 100 else None


def is_amount(text: str) -> bool:
    """Whether the words are an amount for the most part: "One Thousand Only", not "two copies are to be signed"."""
    pieces = _pieces(text)
    known = [word for piece in pieces for word in _known(piece)]
    numbers = sum(_is_number(word) for word in known)
    is_money = bool((_PAISE | _RUPEES | _FILLERS) & set(known))
    return numbers > 0 and len(known) >= max(2, len(pieces) - 2) and (is_money or numbers > 2)


def is_spoken(text: str) -> bool:
    """Whether each word is one that amounts are said with: "Thousand", "Paise only"."""
    pieces = _pieces(text)
    return bool(pieces) and all(any(_known(piece)) for piece in pieces) and not any(map(str.isdigit, text))


def _pieces(text: str) -> list[str]:
    return [piece for piece in _BETWEEN.split(normalise.key(normalise.plain(text))) if piece]


def _divided(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of rupees and those of paise, which stand before or behind their name."""
    place = next((place for place, word in enumerate(words) if word in _PAISE), None)
    if place is None:
        return _numbers(words), []
    rupees = [at for at, word in enumerate(words[:place]) if word in _RUPEES]
    behind, before = _numbers(words[place + 1 :]), words[:place]
    if behind:
        return _numbers(before), behind
    if rupees and rupees[-1] > 0 and _numbers(words[rupees[-1] : place]) and _numbers(words[: rupees[-1]]):
        return _numbers(words[: rupees[-1]]), _numbers(words[rupees[-1] : place])
    conjunction = next((at for at in range(place - 1, 0, -1) if before[at] == "and"), None)
    return (_numbers(before[:conjunction]), _numbers(before[conjunction:])) if conjunction else ([], _numbers(before))


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if _is_number(word) or _DIGITS.match(word)]


def _value(words: list[str]) -> Decimal:
    """The value of number words; a million is worth what it is where papers of other countries write it."""
    total, part = Decimal(0), list[str | Decimal]()
    for word in words:
        if word in _FOREIGN:
            total += (numerals.worth(part) if part else 1) * _FOREIGN[word]
            part = []
        else:
            part.append(Decimal(word) if _DIGITS.match(word) else word)
    return total + (numerals.worth(part) if part else 0)


def _is_number(word: str) -> bool:
    return word in numerals.WORDS or word in _FOREIGN


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset({*numerals.WORDS, *_FOREIGN, *_PAISE, *_RUPEES, *_FILLERS})


def _known(piece: str) -> Iterator[str]:
    """The words of the vocabulary that a piece is, or is made of when blanks were lost; nothing for any other word."""
    if hundredths := _HUNDREDTHS.match(piece):
        yield from (hundredths[1], "paise")
    elif piece in _vocabulary() or _DIGITS.match(piece):
        yield piece
    elif (forgiven := _forgiven(piece)) is not None:
        yield forgiven
    elif len(piece) >= _SHORTEST_GLUED:
        yield from _unglued(piece) or ()


@lru_cache(maxsize=4096)
def _forgiven(piece: str) -> str | None:
    """The one English word of the vocabulary that differs by one letter read wrongly, lost or added."""
    near = _speller().near(piece) if piece.isascii() else frozenset[str]()
    values = {numerals.VALUES.get(word, numerals.SCALES.get(word)) for word in near}
    return min(near) if len(values) == 1 else None


@cache
def _speller() -> spelling.Speller:
    return spelling.Speller(_vocabulary())


def _unglued(piece: str) -> list[str] | None:
    """The words that were glued together, the longest first: "fivehundred", "thousandonly"."""
    if not piece:
        return []
    for end in range(len(piece), 1, -1):
        if piece[:end] in _vocabulary() and end > 1 and (rest := _unglued(piece[end:])) is not None:
            return [piece[:end], *rest]
    return None
