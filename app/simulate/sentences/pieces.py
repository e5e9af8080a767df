"""A sentence while it is written: pieces of text, each with its label, and what hurried typing does to them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.simulate.chance import Chance
from app.simulate.sentences import names
from app.simulate.sentences.records import Language
from ml_models.invoice_ner.records import Span

_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
_BLANKS = re.compile(r"  +")
_LABELS = {
    "C": "CUSTOMER", "I": "ITEM", "Q": "QUANTITY", "U": "UNIT", "R": "UNIT", "P": "PRICE", "L": "PRICE",
    "G": "GST_RATE", "D": "DISCOUNT", "M": "PAYMENT_MODE", "T": "DUE", "A": "DATE", "S": "TOTAL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and what it is; None for words that only hold the sentence together."""

    text: str
    label: str | None = None


def varied(template: str, chance: Chance) -> str:
    """`template` with one word of each choice."""
    chosen = _CHOICE.sub(lambda choice: chance.pick(choice[1].split("|")), template)
    return _BLANKS.sub(" ", chosen).strip(" ").replace(" ,", ",").replace(" {extras}", "{extras}")


def filled(template: str, words: Mapping[str, str | list[Piece]]) -> list[Piece]:
    """The pieces of a template. A slot without words takes the blank before it along."""
    pieces: list[Piece] = []
    for place, part in enumerate(_SLOT.split(template)):
        if place % 2 == 0:
            pieces.append(Piece(unicodedata.normalize("NFKC", part)))
            continue
        value = words[part]
        if isinstance(value, list):
            pieces.extend(value)
        elif value:
            pieces.append(Piece(unicodedata.normalize("NFKC", value), _LABELS[part]))
        elif pieces and pieces[-1].text.endswith(" "):
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text[:-1])
    return [piece for piece in pieces if piece.text]


def joined(pieces: list[Piece]) -> tuple[str, tuple[Span, ...]]:
    """The whole text without blanks at its ends, and where each labelled piece stands."""
    text, spans = "", []
    for piece in pieces:
        words = piece.text.lstrip() if not text else piece.text
        if text.endswith(" ") and words.startswith(" "):
            words = words[1:]
        if piece.label:
            spans.append((len(text), len(text) + len(words), piece.label))
        text += words
    return text.rstrip(), tuple(spans)


def roughened(pieces: list[Piece], chance: Chance) -> list[Piece]:
    """As people type: without capitals, commas or blanks, with letters swapped, lost or doubled."""
    if chance.happens(0.25):
        pieces = [replace(piece, text=_without_commas(piece)) for piece in pieces]
    elif chance.happens(0.1):
        pieces = [piece if piece.label else replace(piece, text=piece.text.replace(", ", ",")) for piece in pieces]
    if chance.happens(0.3):
        pieces = _misspelt(pieces, chance)
    if chance.happens(0.2):
        pieces = _measures_joined(pieces)
    style = chance.weighted((None, str.lower, str.upper, str.title), (48, 42, 4, 6))
    if style is not None:
        pieces = [replace(piece, text=style(piece.text)) for piece in pieces]
    return [*pieces, Piece(chance.pick((".", " ", "!")))] if chance.happens(0.15) else pieces


def _without_commas(piece: Piece) -> str:
    return piece.text if piece.label else piece.text.replace(",", "")


def _misspelt(pieces: list[Piece], chance: Chance) -> list[Piece]:
    """One word of those that hold the sentence together with a slip in it."""
    words = [
        (place, match)
        for place, piece in enumerate(pieces)
        if piece.label is None
        for match in re.finditer(r"[A-Za-z]{4,}", piece.text)
    ]
    if not words:
        return pieces
    place, match = chance.pick(words)
    text = pieces[place].text
    slipped = text[: match.start()] + _slip(match[0], chance) + text[match.end() :]
    return [*pieces[:place], Piece(slipped), *pieces[place + 1 :]]


def with_foreign_word(pieces: list[Piece], chance: Chance) -> list[Piece]:
    """One of the words that hold the sentence together replaced by one that nobody knows."""
    places = [place for place, piece in enumerate(pieces) if piece.label is None and len(piece.text.strip()) > 3]
    if not places:
        return pieces
    place = chance.pick(places)
    words = pieces[place].text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long:
        return pieces
    at = chance.pick(long)
    language = Language.ENGLISH if words[at].isascii() else Language.HINDI
    words[at] = names.invented(chance, language)
    return [*pieces[:place], Piece(" ".join(words)), *pieces[place + 1 :]]


def _slip(word: str, chance: Chance) -> str:
    at = chance.whole(1, len(word) - 2)
    return chance.pick(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )


def _measures_joined(pieces: list[Piece]) -> list[Piece]:
    """`10 kg` as `10kg`."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        is_between = piece.text == " " and 0 < place < len(pieces) - 1
        if is_between and pieces[place - 1].label == "QUANTITY" and pieces[place + 1].label == "UNIT":
            is_joined = pieces[place - 1].text[-1:].isdigit() and pieces[place + 1].text.isascii()
            if is_joined:
                continue
        kept.append(piece)
    return kept
