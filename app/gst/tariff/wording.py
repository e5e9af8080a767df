"""Whether the words of an item say what an entry of the tariff names; case, plural and punctuation do not count."""

import re

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_EXCLUSION = re.compile(r" (?:other than|except|excluding) ")
_SOUNDS_BEFORE_ES = ("ch", "sh", "ss", "x", "z")


def folded(text: str) -> str:
    """`text` as single words in the singular, with a blank before, between and after them: ready for `says`."""
    return f" {' '.join(_singular(word) for word in _BETWEEN_WORDS.split(text.lower()) if word)} "


def says(description: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of `phrases` stands in `description` as whole words; both sides folded."""
    return any(phrase in description for phrase in phrases)


def without_exclusion(description: str) -> str:
    """What stands (folded) before "other than", "except" or "excluding": the rest names goods that are not meant."""
    told = _EXCLUSION.split(description, maxsplit=1)[0]
    return f"{told} " if told.strip() and told != description else description


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith(_SOUNDS_BEFORE_ES):
        return word[:-2]
    return word[:-1]
