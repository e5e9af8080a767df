"""What a wording is made of: words without sizes and packs, spelt by their sound, so that one thing is one word.

Shops write the same word in many ways: "cheeni", "chini", "चीनी"; "jeera", "zeera"; "valve", "valves". Folding takes
away what differs between such spellings and rarely between words; what it confuses, the whole phrase tells apart.
"""

import re
import unicodedata
from collections.abc import Iterator

from ml_models.hsn_words.devanagari import latin

LONGEST = 200
"""Characters of a wording that are looked at."""

_UNITS = """
    kg kgs kilo kilogram kilograms gm gms gram grams g mg ml ltr ltrs lt litre litres liter liters l mm cm mtr mtrs
    meter meters metre metres m ft feet foot inch inches in sqft sqmm sqm sq hp kw kva kv va v w watt watts volt
    volts amp amps ah mah gb tb mp ton tons tonne tonnes quintal quintals qtl no nos pc pcs piece pieces pack packs
    packet packets pkt pkts dozen doz ply gsm micron gauge percent x rs mrp size rate each only set sets pair pairs
    bag bags bottle bottles tin tins box boxes jar jars bundle bundles roll rolls coil coils can cans carton cartons
    unit units liner core yard yards mtrs nag peti bora bori dabba
"""
UNITS = frozenset(_UNITS.split())
"""Words that behind a number say how much, and not what."""

_ALWAYS = """
    hello hi good morning evening thanks thank please bhai bhaiya ji sir madam ok namaste
    of for with and or the a an in on to per rs mrp pcs nos pc pkt no ka ki ke wala wali wale
"""
ALWAYS = frozenset(_ALWAYS.split())
"""Words that say nothing of what a thing is, wherever they stand."""

PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))
_KEPT_S = ("ss", "us", "is")
_PACK = re.compile(r"\b(?:pack|set|box|packet|pkt|bundle|case)\s+of\s+\d+\b|\b(?:mrp|rs|inr)\.?\s*\d+\b|₹\s*\d+")
_STUCK_KEY = re.compile(r"(.)\1{2,}")
_PARTS = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+")
_SOUNDS = tuple(
    (re.compile(pattern), spelt)
    for pattern, spelt in (
        *((r"aa+", "a"), (r"ee+|ii+|ea", "i"), (r"oo+|uu+|ou", "u"), (r"ph", "f"), (r"w", "v"), (r"z", "j")),
        *((r"ck|q", "k"), (r"c(?=[eiy])", "s"), (r"c(?!h)", "k"), (r"x", "ks"), (r"ch+", "c")),
        *((r"([bdgjkpt])h", r"\1"), (r"sh", "s"), (r"y\b", "i"), (r"(.)\1+", r"\1"), (r"(?<=..)[ae]\b", "")),
    )
)


def words(text: str) -> tuple[str, ...]:
    """The words of a wording in lower-case Latin letters, singular, without numbers, sizes, packs and prices."""
    plain = latin(unicodedata.normalize("NFKC", text[:LONGEST]).lower())
    plain = _PACK.sub(" ", plain.replace("'", "").replace("’", ""))
    return tuple(_singular(word) for word in _telling(_PARTS.findall(plain)))


def _telling(parts: list[str]) -> Iterator[str]:
    """The parts that tell what a thing is: no numbers, no measures behind them, no joining words."""
    is_behind_number = False
    for part in parts:
        is_number = part[0].isdigit()
        is_told = not is_number and len(part) > 1 and part not in ALWAYS and not _STUCK_KEY.fullmatch(part)
        if is_told and not (is_behind_number and part in UNITS):
            yield part
        is_behind_number = is_number or (is_behind_number and part in UNITS)


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(_KEPT_S):
        return word
    return next((word[: -len(end)] + one for end, one in PLURALS if word.endswith(end)), word)


def sound(word: str) -> str:
    """A word as it sounds: long vowels short, breathed consonants plain, doubled ones single."""
    for pattern, spelt in _SOUNDS:
        word = pattern.sub(spelt, word)
    return word


def word_parts(found: tuple[str, ...]) -> list[str]:
    """The whole words of a wording, as written and as they sound."""
    return [f"w:{word}" for word in found] + [f"s:{sound(word)}" for word in found]


def letter_parts(found: tuple[str, ...]) -> list[str]:
    """Two to five letters in a row within each word as it sounds, its ends marked."""
    marked = [f"<{sound(word)}>" for word in found]
    return [word[at : at + size] for word in marked for size in (2, 3, 4, 5) for at in range(len(word) - size + 1)]


def gist(text: str) -> tuple[str, ...]:
    """The words of a wording as they sound, in alphabetical order; empty where it says nothing."""
    return tuple(sorted(map(sound, words(text))))
