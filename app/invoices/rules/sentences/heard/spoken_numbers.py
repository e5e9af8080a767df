"""Neighbouring tokens that are one spoken number: "do lakh pachas hazaar", "one hundred and twenty".

Many number words mean something else beside: `do` also orders ("bana do"), `das` is a surname, `ek` an article,
`tees` are shirts. A word is a number only where its neighbours allow it.
"""

from dataclasses import replace
from itertools import zip_longest

from app.invoices.rules.sentences import lexicon, normalise, numerals
from app.invoices.rules.sentences.heard.tokens import Token

_NEED_UNIT = frozenset(map(normalise.key, ("half", "aadha", "adha", "आधा", "pauna", "paav", "pav", "पाव")))
_NEED_MONEY = frozenset({"sath", "saath"})
"""Also "with": sixty only before a scale, a unit or rupees."""
_NAMES_TOO = frozenset({"das", "dus", "char", "ek", "do", "nau", "two", "one", "ten", "six", "bees", "tees", "saat"})


def joined(tokens: list[Token]) -> list[Token]:
    """The tokens with every spoken number as one number."""
    tokens = [_of_sound(token, after) for token, after in zip_longest(tokens, tokens[1:])]
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        end = _number_end(tokens, place)
        if end == place:
            joined.append(tokens[place])
            place += 1
        else:
            joined.append(_merged(tokens[place:end]))
            place = end
    return joined


def _of_sound(token: Token, after: Token | None) -> Token:
    """ "tin sau": three hundred, where tins would follow their number; "phone pe se": how it was paid."""
    if token.key in ("phone", "फोन") and after is not None and after.key in ("pe", "पे", "pay"):
        return replace(token, key="phonepe", kind="M")
    is_three = token.key == "tin" and after is not None and after.key in numerals.SCALES
    return replace(token, key="teen", kind=lexicon.WORD) if is_three else token


def _number_end(tokens: list[Token], place: int) -> int:
    """Where the spoken number that begins at `place` ends; `place` itself when none begins there."""
    token = tokens[place]
    if token.value is None and not _is_number_word(tokens, place):
        return place
    end, last = place + 1, _size(token)
    while end < len(tokens):
        goes_on = end + _is_and_between(tokens, end, last)
        size = _size(tokens[goes_on]) if goes_on < len(tokens) else None
        if size is None or not _continues(tokens, goes_on, last, size):
            break
        end, last = goes_on + 1, size
    return end


def _is_and_between(tokens: list[Token], place: int, last: str | None) -> bool:
    """Whether the "and" of "one hundred and twenty" stands here, between English words."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    is_english = tokens[place].key == "and" and tokens[place - 1].key in ("hundred", "thousand")
    return is_english and last == "scale" and after is not None and after.key in numerals.VALUES


def _size(token: Token) -> str | None:
    """What part of a spoken number a token can be."""
    if token.value is not None:
        return "digits"
    tables = (
        ("scale", numerals.SCALES),
        ("fraction", numerals.FRACTIONS),
        ("value", numerals.VALUES),
        ("mixed", numerals.MIXED),
    )
    return next((name for name, table in tables if token.key in table), None)


def _continues(tokens: list[Token], place: int, last: str | None, size: str) -> bool:
    """Whether the part at `place` goes on with the number before it."""
    if size == "scale":
        return True
    if last == "fraction":
        return size in ("value", "digits")
    if last == "scale":
        follows_scale = place + 1 < len(tokens) and _size(tokens[place + 1]) == "scale"
        return follows_scale or (size in ("value", "mixed") and not _starts_goods(tokens, place))
    return last == "value" and size == "value" and _is_tens_and_ones(tokens[place - 1], tokens[place])


def _starts_goods(tokens: list[Token], place: int) -> bool:
    """Whether the number word at `place` counts what follows ("paanch sau do bori": five hundred, two bags)."""
    following = tokens[place + 1].kind if place + 1 < len(tokens) else ""
    return following == lexicon.UNIT


def _is_tens_and_ones(tens: Token, ones: Token) -> bool:
    high, low = numerals.VALUES[tens.key], numerals.VALUES[ones.key]
    return 20 <= high <= 90 and high % 10 == 0 and 0 < low < 10 and tens.text.isascii()


def _is_number_word(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.key not in numerals.WORDS or token.key in ("k", "cr"):
        return False
    if token.key in _NEED_UNIT:
        return after is not None and after.kind == lexicon.UNIT
    if token.key in _NEED_MONEY:
        return after is not None and (after.kind in "RUT%" or after.key in numerals.SCALES)
    if token.key in ("do", "दो", "दे"):
        is_order = before is not None and (before.kind in "VB" or before.key in lexicon.CUTS)
        is_verb = after is not None and after.key in ("one", "ek", "एक", "the")
        return after is not None and after.kind not in ",wBV" and not is_order and not is_verb
    if token.key in ("ek", "one", "एक"):
        ends = (
            tokens[place + 2 : place + 3] if after is not None and after.kind == "k" else tokens[place + 1 : place + 2]
        )
        is_last = not ends or ends[0].kind in ",&+G"
        is_each = before is not None and (before.kind == "P" or (before.kind in "kbNR" and is_last))
        return not is_each and (after is None or after.kind not in "BwVfG")
    return token.key not in _NAMES_TOO or not _is_in_name(token, before, after)


def _is_in_name(token: Token, before: Token | None, after: Token | None) -> bool:
    """Whether a word such as `Das` stands in somebody's name rather than counting something."""
    if before is not None and before.value is not None:
        return True
    if after is not None and after.key in lexicon.NAME_SUFFIXES | {"ji", "babu"}:
        return True
    return token.is_capitalised and any(other is not None and _looks_named(other) for other in (before, after))


def _looks_named(token: Token) -> bool:
    return token.is_capitalised and token.kind == lexicon.WORD and token.key not in numerals.WORDS


def _merged(parts: list[Token]) -> Token:
    """One number of several words; a single number stays as it is."""
    if len(parts) == 1 and parts[0].value is not None:
        return parts[0]
    words = [part.value if part.value is not None else part.key for part in parts if part.key != "and"]
    value = numerals.worth(words)
    text = " ".join(part.text for part in parts)
    return Token(text, text, lexicon.NUMBER, parts[0].start, parts[-1].end, value)
