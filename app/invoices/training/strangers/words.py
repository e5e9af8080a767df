"""What a stranger's paper says otherwise: labels that no table knows or that are left out, captions with figures."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from app.invoices.records.pages import Box, Page, Token
from app.invoices.rules.documents.labels import known_labels, particulars
from app.invoices.training.strangers import boxes
from app.simulate.billing import hand
from app.simulate.chance import Chance

_SYLLABLES = ("ba", "do", "fen", "gu", "jal", "kor", "lim", "mo", "nup", "pel", "rad", "sil", "tov", "vek", "zu")
_CAPTIONS = ("Job 4411/26", "Valid till 31-12-2027", "Meter 500.00", "Lot B-2217", "Share 20%", "Desk 7 / 1,250.00")
_LEAST_LETTERS = 3
_PUNCTUATION = ".:,()[]"


def renamed(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """Some words of labels are others, all over the page."""
    new = {word: _invented(chance) for word in chance.some(_label_words(page, kept), chance.whole(1, 4))}
    return replace(
        page, tokens=tuple(_with_word(token, new.get(known_labels.folded(token.text))) for token in page.tokens)
    )


def unlabelled(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """Some words of labels are not there."""
    gone = set(chance.some(_label_words(page, kept), chance.whole(1, 2)))
    return replace(page, tokens=tuple(token for token in page.tokens if known_labels.folded(token.text) not in gone))


def captioned(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """Words with figures that no field holds stand where there is room."""
    tokens = list(page.tokens)
    for text in chance.some(_CAPTIONS, chance.whole(1, 3)):
        place = Box(left := chance.between(0.05, 0.7), top := chance.between(0.03, 0.9), left + 0.2, top + 0.01)
        if not any(boxes.touches(place, token.box) for token in tokens):
            tokens += _words(text, place, max((token.piece for token in tokens), default=0) + 1)
    return replace(page, tokens=tuple(tokens))


def _label_words(page: Page, kept: frozenset[str]) -> list[str]:
    """The words of labels on a page that are no part of what it says."""
    found = {known_labels.folded(token.text) for token in page.tokens}
    return sorted(word for word in (found & _words_of_labels()) - kept if len(word) >= _LEAST_LETTERS)


@cache
def _words_of_labels() -> frozenset[str]:
    said = [*particulars.every(), *(word for words in hand.WORDS.values() for word in words.split("|"))]
    return frozenset(known_labels.folded(word) for label in said for word in label.split())


def _invented(chance: Chance) -> str:
    """A word that means nothing."""
    return "".join(chance.some(_SYLLABLES, chance.whole(2, 3))).capitalize()


def _with_word(token: Token, word: str | None) -> Token:
    """The token with another word, and the marks that stood behind the old one."""
    if word is None:
        return token
    return replace(token, text=word + token.text[len(token.text.rstrip(_PUNCTUATION)) :])


def _words(text: str, place: Box, piece: int) -> list[Token]:
    """A caption's words side by side."""
    share = place.width / len(text)
    found, begin = [], place.left
    for word in text.split():
        found.append(Token(word, replace(place, left=begin, right=begin + share * len(word)), piece))
        begin += share * (len(word) + 1)
    return found
