"""Phrases as other people would write them: with a maker's name, misspelt, abbreviated, turned round; and nonsense.

Makers' names here are syllables put together, so that the ranker learns what a word unknown to it is worth.
"""

import random
import re
from collections.abc import Callable, Sequence

_SYLLABLES = "ka ri to mex zen pra lo vi sun tra nex bo shi ga do fle lu"
SYLLABLES = tuple(_SYLLABLES.split())
SWAPS: tuple[tuple[str, str], ...] = (
    *(("ee", "i"), ("i", "ee"), ("aa", "a"), ("a", "aa"), ("v", "w"), ("w", "v"), ("ph", "f"), ("f", "ph")),
    *(("oo", "u"), ("u", "oo"), ("z", "j"), ("sh", "s"), ("c", "k"), ("th", "t"), ("t", "th")),
)
"""Letters that are written for each other."""

_VOWEL = re.compile(r"(?<=[b-df-hj-np-tv-z])[aeiou](?=[b-df-hj-np-tv-z])")
_DETAILS = """
    best big black blue brown branded classic custom deluxe double extra fancy fine fresh full good green grey heavy
    high hard imported large light local long loose mini new normal original plain premium pure quality red regular
    round short single small soft special standard super thick thin top white yellow naya purana chhota bada accha
    lal kala safed asli desi mota patla
"""
DETAILS = tuple(_DETAILS.split())
"""Words that say how a thing is, and seldom what it is."""

_TALK = """
    hello good morning evening thanks please call tomorrow today sir madam bhai ji haan nahi kya hai kaise theek ok
    paid pending balance amount total urgent test
    ramesh suresh sharma singh patel anil sunita number sent
    received advance old new
"""
TALK = tuple(_TALK.split())
"""Words of people that name no goods; some of them sound like goods."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
Way = Callable[[str, random.Random], str]


def varied(text: str, chance: random.Random) -> str:
    """`text` with one to three changes that leave its meaning."""
    for way in chance.sample(WAYS, chance.choice((1, 2, 2, 3))):
        text = way(text, chance)
    return text


def nonsense(chance: random.Random) -> str:
    """Words that name no goods, as many as a description has: keys struck at random, syllables, or small talk."""
    words: Sequence[Callable[[], str]] = (
        lambda: "".join(chance.choices(LETTERS, k=chance.randrange(3, 10))),
        lambda: _made_up(chance),
        lambda: chance.choice(TALK),
    )
    word = chance.choice(words)
    return " ".join(word() for _ in range(chance.choice((1, 2, 2, 3, 4))))


def with_maker(text: str, chance: random.Random) -> str:
    """With a word in front that nobody knows."""
    return f"{_made_up(chance)} {text}"


def with_detail(text: str, chance: random.Random) -> str:
    """With a word in front or behind that says how it is."""
    detail = chance.choice(DETAILS)
    return f"{detail} {text}" if chance.random() < 0.7 else f"{text} {detail}"


def misspelt(text: str, chance: random.Random) -> str:
    """With one letter doubled, left out, or changed places with the next."""
    places = [place for place in range(1, len(text) - 2) if text[place].isalpha() and text[place + 1].isalpha()]
    if not places:
        return text
    place = chance.choice(places)
    two = text[place : place + 2]
    return text[:place] + chance.choice((two[::-1], two[0], two[0] * 2 + two[1])) + text[place + 2 :]


def respelt(text: str, chance: random.Random) -> str:
    """With sounds written another way, as in Hinglish."""
    for one, other in chance.sample(SWAPS, 2):
        text = text.replace(one, other, 1)
    return text


def shortened(text: str, chance: random.Random) -> str:
    """With a vowel left out."""
    places = [match.start() for match in _VOWEL.finditer(text)]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + text[place + 1 :]


def glued(text: str, chance: random.Random) -> str:
    """With two words written as one."""
    return text.replace(" ", "", 1)


def clipped(text: str, chance: random.Random) -> str:
    """Without one of three or more words."""
    words = text.split()
    if len(words) > 2:
        words.pop(chance.randrange(len(words)))
    return " ".join(words)


WAYS: tuple[Way, ...] = (with_maker, with_detail, with_detail, misspelt, respelt, shortened, glued, clipped)


def _made_up(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3))))
