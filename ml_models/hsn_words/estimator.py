"""The model: phrases whose codes are known, and a ranker that weighs how near a wording is to each heading."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted
from threadpoolctl import threadpool_limits

from ml_models.hsn_words import postings
from ml_models.hsn_words.index import EVIDENCE, Index, Near
from ml_models.hsn_words.postings import Array, Parts
from ml_models.hsn_words.records import HEADING

MOST = 5
LEAST_CHANCE = 0.02
"""A code less likely than this is no help to anybody."""

LEAST_FIRST = 0.2
"""A wording whose likeliest code is less likely than this gets none at all: it would be a wild guess."""

LEAST_FIRST_BY_LETTERS = 0.5
"""The same for a wording none of whose words stands in any phrase: a word misspelt, or none at all."""

Ranked = list[tuple[str, float]]


class NearestPhrases(BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Codes for wordings, likeliest first, each with the chance that it is right.

    Codes under one heading compete as one: the heading's likelihood goes to that of its codes whose phrase is nearest.
    `fit` keeps the phrases; `with_ranker` adds what weighs their nearness. Every answer depends on its wording alone.
    """

    def fit(self, texts: Sequence[str], codes: Sequence[str]) -> "NearestPhrases":
        """Keep phrases with their codes (4 to 8 digits). Raises `ValueError` when there are none."""
        if not len(texts) or len(texts) != len(codes):
            raise ValueError("learning takes phrases, and as many codes")
        order = sorted(range(len(texts)), key=lambda place: (codes[place], texts[place]))
        self.codes_, self.code_of_ = np.unique([codes[place] for place in order], return_inverse=True)
        self.code_of_ = self.code_of_.astype(np.int32)
        rows = postings.parts([texts[place] for place in order])
        self.letters_, self.letters_in_ = postings.packed(rows.letters)
        self.words_, self.words_in_ = postings.packed(rows.words)
        return self

    def with_ranker(self, ranker: Any) -> "NearestPhrases":
        """The same with `ranker`: evidence (n, 16) to chances, by `predict_proba`, column 1."""
        self.ranker_ = ranker
        return self

    def near(self, texts: Sequence[str]) -> list[Near]:
        """The nearest headings of each text, with what a ranker weighs."""
        return list(self.index_here().near(postings.parts(texts)))

    def headings(self) -> Array:
        """The headings by their numbers."""
        return np.unique(self.codes_.astype(f"<U{HEADING}"))

    def rank(self, texts: Sequence[str]) -> list[Ranked]:
        """At most five codes for each text, likeliest first, with their chances; none where nothing is likely."""
        check_is_fitted(self, "ranker_")
        if not len(texts):
            return []
        nears = self.near(texts)
        rows = [near.evidence for near in nears]
        with threadpool_limits(1):  # threads that wait for each other on a busy machine take seconds for milliseconds
            chances = self.ranker_.predict_proba(np.vstack(rows))[:, 1]
        ends = np.cumsum([len(one) for one in rows])
        return [self._ranked(near, own) for near, own in zip(nears, np.split(chances, ends[:-1]), strict=True)]

    def _ranked(self, near: Near, chances: Array) -> Ranked:
        is_near = near.evidence[:, EVIDENCE.index("nearest_letters")].any()
        is_known = near.evidence[0, EVIDENCE.index("known")] > 0
        if not is_near or chances.max() < (LEAST_FIRST if is_known else LEAST_FIRST_BY_LETTERS):
            return []
        likely = [place for place in np.argsort(-chances, kind="stable")[:MOST] if chances[place] >= LEAST_CHANCE]
        codes = self.codes_[self.code_of_[near.phrases]]
        return [(str(codes[place]), float(chances[place])) for place in likely]

    def index_here(self) -> Index:
        """The phrases ready to be compared with: made once in a process. Raises `ValueError` when they do not fit."""
        if "_index" not in self.__dict__:
            check_is_fitted(self, "words_")
            letters = postings.unpacked(self.letters_, self.letters_in_, postings.LETTERS)
            words = postings.unpacked(self.words_, self.words_in_, postings.WORDS)
            if not letters.shape[0] == words.shape[0] == self.code_of_.size:
                raise ValueError("phrases and codes do not fit together")
            headings, heading_of = np.unique(self.codes_.astype(f"<U{HEADING}"), return_inverse=True)
            chapters = np.array([int(heading[:2]) for heading in headings])
            self._index = Index(Parts(letters, words), heading_of[self.code_of_], chapters)
        return self._index

    def __getstate__(self) -> dict[str, Any]:
        """What a file keeps: not what is made from the rest."""
        state: dict[str, Any] = super().__getstate__()
        return {name: value for name, value in state.items() if name != "_index"}
