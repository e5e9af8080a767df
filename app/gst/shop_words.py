"""Codes by the words of shops (`data/shop_words/*.csv`): how goods are called on a bill, in English, Hinglish, Hindi.

The words are our own. A search is forgiving at the end of the last word, which may still be being typed.
"""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.gst import tables

FILES = ("goods_01_27", "goods_28_49", "goods_50_83", "goods_84_98", "services")
LANGUAGES = ("english", "hinglish", "hindi")
_BETWEEN_WORDS = re.compile(r"[^\w\u0900-\u097f]+|_+")
_SHORTEST_PREFIX = 2
_LAST_LETTER = "\U0010ffff"
_OF_ITS_OWN = 0.25
"""What a phrase gains when the search says all of it and nothing else."""


@dataclass(frozen=True, slots=True)
class Goods:
    """A code, our short name for it, and what shops call what falls under it, by language."""

    code: str
    name: str
    english: tuple[str, ...]
    hinglish: tuple[str, ...]
    hindi: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything it is called, its name first."""
        return (self.name, *self.english, *self.hinglish, *self.hindi)


@dataclass(frozen=True, slots=True)
class Match:
    """Goods that a search found, how well (0 to 1), and the phrase that fits best."""

    goods: Goods
    fit: float
    phrase: str


@cache
def every() -> tuple[Goods, ...]:
    """All rows, in the order of their codes within each table."""
    return tuple(
        Goods(row["code"], row["name"], *(tables.parts(row[language]) for language in LANGUAGES))
        for name in FILES
        for row in tables.rows(f"shop_words/{name}")
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` in lower case; vowel signs of Devanagari stay with their letters."""
    return tuple(word for word in _BETWEEN_WORDS.split(text.lower()) if word)


def search(text: str, *, limit: int) -> tuple[Match, ...]:
    """The goods that `text` may mean, best first; digits are the beginning of a code, a word said twice counts once."""
    asked = tuple(dict.fromkeys(words_of(text)))
    if not asked or limit < 1:
        return ()
    if len(asked) == 1 and asked[0].isdigit():
        return tuple(Match(goods, 1.0, goods.name) for goods in every() if goods.code.startswith(asked[0]))[:limit]
    fits: dict[int, Match] = {}
    for place, phrase, fit in _fitting(asked):
        if place not in fits or fit > fits[place].fit:
            fits[place] = Match(every()[place], fit, phrase)
    ranked = sorted(fits.values(), key=lambda match: (-match.fit, len(match.phrase), match.goods.code))
    return tuple(ranked[:limit])


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of the goods at `place`, how many words it has and what they weigh together."""

    place: int
    text: str
    words: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Index:
    """Phrases by word, and how much a word tells: rare words tell more. `words` are in alphabetical order."""

    phrases: tuple[_Phrase, ...]
    by_word: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]
    words: Sequence[str]

    def completed(self, word: str) -> Sequence[str]:
        """The words that begin with a word that is not one yet."""
        if word in self.by_word or len(word) < _SHORTEST_PREFIX:
            return (word,)
        return self.words[bisect_left(self.words, word) : bisect_left(self.words, word + _LAST_LETTER)]


@cache
def _index() -> _Index:
    found = [(place, text, frozenset(words_of(text))) for place, goods in enumerate(every()) for text in goods.phrases]
    by_word: dict[str, list[int]] = defaultdict(list)
    goods_with: dict[str, set[int]] = defaultdict(set)
    for number, (place, _, words) in enumerate(found):
        for word in words:
            by_word[word].append(number)
            goods_with[word].add(place)
    weights = {word: math.log(1 + len(every()) / len(places)) for word, places in goods_with.items()}
    phrases = (
        _Phrase(place, text, len(words), math.fsum(map(weights.__getitem__, words))) for place, text, words in found
    )
    numbers = {word: tuple(numbers) for word, numbers in by_word.items()}
    return _Index(tuple(phrases), numbers, weights, sorted(numbers))


def _fitting(asked: tuple[str, ...]) -> Iterator[tuple[int, str, float]]:
    """Place of the goods, phrase and fit of every phrase that shares a word with the search.

    The fit is the weight of what is shared against the weight of both (Dice), unknown words of the search included.
    """
    index = _index()
    wanted: list[Sequence[str]] = [*((word,) for word in asked[:-1]), index.completed(asked[-1])]
    unknown = max(index.weights.values(), default=1.0)
    told = sum(max((index.weights.get(word, 0) for word in choice), default=0) or unknown for choice in wanted)
    shared: dict[int, float] = defaultdict(float)
    met: Counter[int] = Counter()
    for choice in wanted:
        for number, weight in _saying(index, choice).items():
            shared[number] += weight
            met[number] += 1
    for number, weight in shared.items():
        phrase = index.phrases[number]
        is_whole = met[number] == len(wanted) == phrase.words
        yield (
            phrase.place,
            phrase.text,
            (2 * weight / (told + phrase.weight) + _OF_ITS_OWN * is_whole) / (1 + _OF_ITS_OWN),
        )


def _saying(index: _Index, choice: Sequence[str]) -> Mapping[int, float]:
    """The numbers of the phrases that hold a word of `choice`, each with the weight of its most telling one."""
    found: dict[int, float] = {}
    for word in sorted(choice, key=lambda word: index.weights.get(word, 0)):
        found.update(dict.fromkeys(index.by_word.get(word, ()), index.weights.get(word, 0)))
    return found
