"""What the model of wordings learns from: phrases, the codes that they stand for, and the language they are in."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ml_models.hsn_words import wordings

HEADING = 4
"""Digits of a heading: what stands under one heading competes as one, and its best code answers for it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to name goods or services, and a code of 4 to 8 digits that it stands for."""

    text: str
    code: str

    @property
    def heading(self) -> str:
        """The first four digits of the code."""
        return self.code[:HEADING]

    @property
    def gist(self) -> tuple[str, ...]:
        """The words as they sound, in no order: two phrases of one gist are one wording."""
        return wordings.gist(self.text)


@dataclass(frozen=True)
class Examples:
    """The phrases that a training learns from, each gist and code once."""

    phrases: Sequence[Phrase]

    def where(self, keeps: Callable[[Phrase], bool]) -> "Examples":
        """The phrases that `keeps` holds of."""
        return Examples([phrase for phrase in self.phrases if keeps(phrase)])

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the phrases, whatever their order."""
        rows = sorted([phrase.text, phrase.code] for phrase in self.phrases)
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def examples(phrases: Sequence[Phrase]) -> Examples:
    """Examples of `phrases` in an order that depends on nothing else; what has no words is left out."""
    ordered = sorted(phrases, key=lambda phrase: (phrase.heading, phrase.code, phrase.text))
    return Examples(list({(one.code, one.gist): one for one in ordered if one.gist}.values()))
