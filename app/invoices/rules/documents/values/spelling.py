"""Words that a recogniser bent: which known word one letter read wrongly, lost or added makes of another."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

SHORTEST = 4
"""Shorter words are too near to each other to be forgiven."""
_LONGEST = 24
_LOOKS = str.maketrans("oilszgb", "0115268")
"""Digits that look like letters: recognisers take one for the other."""


def is_near(one: str, other: str) -> bool:
    """Whether one letter read wrongly, lost or added makes one of the other; also for the same words."""
    if abs(len(one) - len(other)) > 1:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    same = next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))
    mine, its = one[same:], other[same:]
    return mine[1:] == its[1:] or mine[1:] == its or mine == its[1:]


class Speller:
    """Knows words; finds those near to another by what is left of both when a letter is taken out."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = frozenset(known)
        self._by_rest: dict[str, set[str]] = defaultdict(set)
        self._by_looks: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            if len(word) >= SHORTEST:
                self._by_looks[word.translate(_LOOKS)].add(word)
                for rest in _rests(word):
                    self._by_rest[rest].add(word)
        self.corrected = lru_cache(maxsize=4096)(self._corrected)

    def near(self, word: str) -> frozenset[str]:
        """The known words that are near; none for a short or a very long one."""
        if not SHORTEST <= len(word) <= _LONGEST:
            return frozenset()
        candidates = {other for rest in _rests(word) for other in self._by_rest.get(rest, ())}
        return frozenset(other for other in candidates if is_near(word, other))

    def _corrected(self, word: str) -> str:
        """The one known word that is near, or looks the same with digits in it; the word itself where none or several
        are."""
        if word in self._known or not any(map(str.isalpha, word)):
            return word
        near = self.near(word) if word.isalpha() else self._by_looks.get(word.translate(_LOOKS), ())
        return next(iter(near)) if len(near) == 1 else word


def _rests(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def unwrapped(pattern: str) -> str:
    """A pattern that is written over several lines, in one."""
    return re.sub(r"\n\s*", "", pattern)


_INITIALS = re.compile(r"(?<!\w)(?:[a-z]\.){2,}[a-z](?!\w)", re.I)


def initialled(text: str) -> str:
    """The text with initials as the word they are: "C.G.S.T." is CGST."""
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
