"""What is done to every text before it is read: one form for one letter, nothing invisible, ASCII digits.

Unicode NFKC (UAX #15) folds full-width and styled letters; format characters (category Cf: zero-width spaces and
joiners, direction marks) carry no meaning here and would hide a word or a GSTIN from the rules.
"""

import re
import unicodedata

VULGAR_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75", "⅛": ".125", "⅜": ".375", "⅝": ".625", "⅞": ".875"} | {
    "⅕": ".2",
    "⅖": ".4",
    "⅗": ".6",
    "⅘": ".8",
    "⅒": ".1",
    "⅓": ".333",
    "⅔": ".667",
    "⅙": ".167",
    "⅚": ".833",  # as a scale shows them
}
"""NFKC would make "21⁄3" of "2⅓"."""
_FRACTION = re.compile(f"[{''.join(VULGAR_FRACTIONS)}]")
_BLANKS = re.compile(r"[^\S\n]+")
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\r": "\n"})
_SIGNS = str.maketrans({"\u093c": None, "\u0901": "\u0902"})


def plain(text: str) -> str:
    """`text` as the rules read it; lines stay lines."""
    if text.isascii() and text.isprintable():
        return _BLANKS.sub(" ", text).strip()
    text = _FRACTION.sub(lambda match: VULGAR_FRACTIONS[match[0]], text.replace("\r\n", "\n"))
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    kept = (_readable(character) for character in text)
    return _BLANKS.sub(" ", "".join(kept)).strip()


def key(word: str) -> str:
    """What two spellings of one word have in common: case, nukta and chandrabindu do not count."""
    return unicodedata.normalize("NFKD", word.casefold()).translate(_SIGNS).strip(".'")


def origins(text: str, plain_text: str) -> list[int]:
    """For each character of `plain_text`, which is `plain(text)`, the place in `text` that it comes from.

    Marks that a letter takes in go with the letter; whatever else cannot be told apart gets the next place.
    """
    found: list[int] = []
    for place, character in enumerate(text):
        piece = _of_one(character)
        if plain_text.startswith(piece, len(found)):
            found.extend([place] * len(piece))
        elif not (piece.isspace() or unicodedata.combining(character)) and len(found) < len(plain_text):
            found.append(place)
    return [*found[: len(plain_text)], *[len(text)] * (len(plain_text) - len(found))]


def _of_one(character: str) -> str:
    """What becomes of a character that stands alone; a blank for any blank."""
    piece = VULGAR_FRACTIONS.get(character) or unicodedata.normalize("NFKC", character).translate(_DASHES)
    return _BLANKS.sub(" ", "".join(_readable(one) for one in piece))


def _readable(character: str) -> str:
    """`character`, its ASCII digit, or nothing when it cannot be seen."""
    if character == "\n" or character.isascii():
        return character if character == "\n" or character.isprintable() else " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    return "" if category[0] == "C" else character
