"""Words that a recogniser bent: which known word one letter read wrongly, lost or added makes of another."""

import re
from collections.abc import Collection

SHORTEST = 4
"""Shorter words are too near to each other to be forgiven."""


def is_near(one: str, other: str) -> bool:
    """Whether one letter read wrongly, lost or added makes one of the other; also for the same words."""
    if abs(len(one) - len(other)) > 1:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    same = next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))
    mine, its = one[same:], other[same:]
    return mine[1:] == its[1:] or mine[1:] == its or mine == its[1:]


def corrected(word: str, known: Collection[str]) -> str:
    """The one known word that is near; the word itself where none or several are, or where it is too short."""
    if word in known or len(word) < SHORTEST or not word.isalpha():
        return word
    near = {other for other in known if len(other) >= SHORTEST and is_near(word, other)}
    return near.pop() if len(near) == 1 else word


def unwrapped(pattern: str) -> str:
    """A pattern that is written over several lines, in one."""
    return re.sub(r"\n\s*", "", pattern)
