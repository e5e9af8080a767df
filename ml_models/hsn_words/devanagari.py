"""Devanagari in Latin letters, as shops write Hindi on a phone: a small table of our own, no scholar's transliteration.

An "a" that a consonant carries but nobody speaks is left out: at the end of a word, and between two syllables.
"""

import re
import unicodedata

NUKTA, VIRAMA, CARRIED = "\u093c", "\u094d", "\u0001"
CONSONANTS = {
    "क": "k",
    "ख": "kh",
    "ग": "g",
    "घ": "gh",
    "ङ": "n",
    "च": "ch",
    "छ": "ch",
    "ज": "j",
    "झ": "jh",
    "ञ": "n",
    "ट": "t",
    "ठ": "th",
    "ड": "d",
    "ढ": "dh",
    "ण": "n",
    "त": "t",
    "थ": "th",
    "द": "d",
    "ध": "dh",
    "न": "n",
    "प": "p",
    "फ": "f",
    "ब": "b",
    "भ": "bh",
    "म": "m",
    "य": "y",
    "र": "r",
    "ल": "l",
    "व": "v",
    "ळ": "l",
    "श": "sh",
    "ष": "sh",
    "स": "s",
    "ह": "h",
    "ऱ": "r",
    "ऩ": "n",
}
DOTTED = {"ज": "z", "ड": "d", "ढ": "dh"}
"""Consonants that a dot below turns into another sound; the others keep theirs."""

VOWELS = {
    "अ": "a",
    "आ": "a",
    "इ": "i",
    "ई": "i",
    "उ": "u",
    "ऊ": "u",
    "ऋ": "ri",
    "ए": "e",
    "ऐ": "ai",
    "ओ": "o",
    "औ": "au",
    "ऑ": "o",
    "ऍ": "e",
}
SIGNS = {
    "\u093e": "a",
    "\u093f": "i",
    "\u0940": "i",
    "\u0941": "u",
    "\u0942": "u",
    "\u0943": "ri",
    "\u0947": "e",
    "\u0948": "ai",
    "\u094b": "o",
    "\u094c": "au",
    "\u0949": "o",
    "\u0945": "e",
    VIRAMA: "",
}
MARKS = {"\u0902": "n", "\u0901": "n", "\u0903": "", "\u093d": "", NUKTA: "", "\u0964": " ", "\u0965": " "}
DIGITS = {chr(0x0966 + digit): str(digit) for digit in range(10)}
OTHERS = VOWELS | MARKS | DIGITS | {sign: spelt for sign, spelt in SIGNS.items() if sign != VIRAMA}

_SYLLABLE = re.compile(f"([{''.join(CONSONANTS)}])({NUKTA}?)([{''.join(SIGNS)}]?)")
_SILENT_AT_END = re.compile(f"(?<=[a-z]){CARRIED}(?![a-z{CARRIED}])")
_SILENT_WITHIN = re.compile(f"(?<=[aeiou{CARRIED}][bcdfghjklmnpqrstvyz]){CARRIED}(?=[bcdfgjklmnpqrstvyz]h?[aeiou])")


def latin(text: str) -> str:
    """`text` with its Devanagari in lower-case Latin letters; all else stays."""
    if not any("\u0900" <= letter <= "\u097f" for letter in text):
        return text
    spelt = _SYLLABLE.sub(_spelt, unicodedata.normalize("NFC", text))
    spelt = "".join(OTHERS.get(letter, letter) for letter in spelt)
    return _SILENT_WITHIN.sub("", _SILENT_AT_END.sub("", spelt)).replace(CARRIED, "a")


def _spelt(syllable: re.Match[str]) -> str:
    consonant, dot, sign = syllable.groups()
    sound = DOTTED.get(consonant, CONSONANTS[consonant]) if dot else CONSONANTS[consonant]
    return sound + (SIGNS[sign] if sign else CARRIED)
