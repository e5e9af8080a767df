"""A prompt as plain words: one spelling for what people type in English, Hindi in Latin letters, and Devanagari.

Python's `\\w` leaves out Devanagari vowel signs (category M), so words are cut by Unicode category instead.
Names are compared by their consonants (`skeleton`), since "Sharma", "Sharmaa" and "शर्मा" are one name to whoever asks.
"""

import unicodedata

from app.assistant.records.asked import Language

_LATIN = "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h l"
_CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ",
        _LATIN.split(" "),
        strict=True,
    )
)
_VIRAMA, _NUKTA, _NASALS = "\u094d", "\u093c", "\u0902\u0901"
_SOUNDS = (
    ("chh", "c"),
    ("ch", "c"),
    ("kh", "k"),
    ("gh", "g"),
    ("jh", "j"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("bh", "b"),
)
_SAME = str.maketrans({"w": "v", "z": "j", "q": "k", "x": "k", "p": "p"})


def words(prompt: str) -> tuple[str, ...]:
    """The words of `prompt`, folded to one case, without punctuation; digits count as letters."""
    return tuple(_cut(_folded(prompt)).split())


def listed(line: str) -> frozenset[str]:
    """The words of `line`, spelt as `words` spells those of a prompt."""
    return frozenset(words(line))


def clauses(prompt: str) -> tuple[tuple[str, ...], ...]:
    """The words of each part of `prompt` between full stops, question marks, commas and the words for "and"."""
    text = _folded(prompt)
    for mark in "?!;,\n।&":
        text = text.replace(mark, " and ")
    text = text.replace(". ", " and ")
    found: list[list[str]] = [[]]
    for word in _cut(text).split():
        if word in ("and", "aur", "और", "तथा"):
            found.append([])
        else:
            found[-1].append(word)
    return tuple(tuple(part) for part in found if part)


def language(prompt: str) -> Language:
    """The language in which `prompt` is written, told by its letters and by small words."""
    if any("\u0900" <= letter <= "\u097f" for letter in prompt):
        return Language.HINDI
    spoken = words(prompt)
    marks = sum(word in HINGLISH_MARKS for word in spoken)
    return Language.HINGLISH if marks >= 2 or marks * 3 >= len(spoken) > 0 else Language.ENGLISH


def skeleton(name: str) -> str:
    """The consonants of one word as they sound, doubled ones once: "sharma", "Sharmaa" and "शर्मा" are all `srm`."""
    sound = _latin(name.casefold())
    for written, heard in _SOUNDS:
        sound = sound.replace(written, heard)
    sound = sound.replace("sh", "s").translate(_SAME)
    first = sound[:1] if sound[:1] in "aeiou" else ""
    kept = [letter for letter in sound.rstrip("h") if letter not in "aeiouy"]
    once = [letter for index, letter in enumerate(kept) if index == 0 or kept[index - 1] != letter]
    return ("a" if first else "") + "".join(once)


def _latin(word: str) -> str:
    """`word` with Devanagari consonants as Latin letters and nasal marks as n, its vowels left out."""
    text = unicodedata.normalize("NFKC", word).replace(_NUKTA, "")
    if not any("\u0900" <= letter <= "\u097f" for letter in text):
        return text
    opening = "a" if "\u0904" <= text[0] <= "\u0914" else ""
    return opening + "".join(
        _CONSONANTS.get(letter, "n" if letter in _NASALS else "") for letter in text if letter != _VIRAMA
    )


def _folded(text: str) -> str:
    """`text` in one case, wide letters as plain ones, ₹ as rs, without nukta: many keyboards leave that dot out."""
    return unicodedata.normalize("NFKC", text).casefold().replace(_NUKTA, "").replace("₹", " rs ")


def _cut(text: str) -> str:
    return "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in text)


HINGLISH_MARKS = listed(
    "hai hain ka ki ke ko se ne kya kitna kitni kitne kaun kis kisne kisko mera meri mere mujhe hamara"
    " humko batao bata dikhao mahine mahina paisa paise rupaye aaj kal hua hui tha thi raha rahi baki baaki"
    " bakaya udhaar udhar kharcha bikri lena dena pichle pichhle aaya gaya abhi kab kahan sab kul"
)
"""Words that only Hindi in Latin letters has; one in three words, or two of them, make the question Hinglish."""
