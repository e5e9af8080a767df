"""Characters as they are read on: ligatures opened, invisible ones gone, every kind of blank a blank."""

import re
import unicodedata

LONGEST_WORD = 200
"""Characters of one word; the longest that a bill prints is the 64 of an IRN, or a web address."""
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffd\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_HIDING = re.compile(
    r"(?<=\S)[\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]+(?=\S)"
)
"""Characters that part a word in two for a machine and not for an eye, or turn it round. Soft hyphens and marks of how
a letter is drawn are not among them: writers of text set them by themselves."""
_JOINERS = "\u200c\u200d"
"""They belong between the letters of Devanagari and other scripts of India."""
_INDIC = re.compile("[\u0900-\u0dff]")
_BLANK = re.compile("[\t-\r\u001c-\u001f\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_PRESENTED = re.compile("[\ufb00-\ufb06\uff01-\uff5e]")
"""Ligatures of Latin letters, and the wide forms of ASCII."""


def cleaned(text: str) -> str:
    """The text without invisible characters, its blanks all spaces, its ligatures letters."""
    if text.isascii() and text.isprintable():
        return text
    kept = _INVISIBLE.sub(lambda found: found[0] if _is_joiner(text, found.start()) else "", text)
    plain = _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), kept)
    return unicodedata.normalize("NFC", _BLANK.sub(" ", plain))


def unseen(text: str) -> int:
    """How many characters stand within words that nobody sees, and that no spelling asks for."""
    if text.isascii():
        return 0
    places = (place for found in _HIDING.finditer(text) for place in range(*found.span()))
    return sum(not _is_joiner(text, place) for place in places)


def _is_joiner(text: str, place: int) -> bool:
    return text[place] in _JOINERS and place > 0 and bool(_INDIC.match(text[place - 1]))
