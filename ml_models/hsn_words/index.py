"""How near wordings are to every heading, as numbers that a ranker can weigh; see `EVIDENCE` for what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from ml_models.hsn_words.postings import Array, Floats, Parts, weighted

CANDIDATES = 25
"""Headings that are weighed for one wording: among the 25 nearest is the right one as often as among 50."""

AT_ONCE = 128
BEST = 3

EVIDENCE: tuple[str, ...] = (
    "nearest",  # likeness (cosine, 0..2) to the nearest phrase of the heading, of letters and of words together
    "nearest_three",  # mean over the three nearest phrases
    "nearest_letters",
    "nearest_words",
    "whole_letters",  # likeness to all phrases of the heading as one text
    "whole_words",
    "said",  # share of what the wording tells that the heading's words cover; rare words tell more
    "known",  # the same by the words of any heading
    "chapter",  # share of the likeness among the candidates that is of the heading's chapter
    "phrases",  # how many the heading has, as a logarithm
    "words",  # parts of words in the wording, as a logarithm
    "ahead_nearest",  # ahead of the best other candidate
    "ahead_three",
    "ahead_letters",
    "ahead_words",
    "place",  # among the candidates by a plain sum
)
_AHEAD_BY = {
    "ahead_nearest": "nearest",
    "ahead_three": "nearest_three",
    "ahead_letters": "whole_letters",
    "ahead_words": "whole_words",
}


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest headings of one wording: their numbers, evidence (n, 16), and the phrase of each that fits best."""

    headings: Array
    evidence: Floats
    phrases: Array


@dataclass(frozen=True, slots=True)
class _Space:
    """Weights of the columns; phrases, and headings as one text each, with a row a column."""

    weights: Floats
    phrases: sparse.csr_array
    wholes: sparse.csr_array


class Index:
    """Phrases sorted by heading, ready to be compared with."""

    def __init__(self, rows: Parts, heading_of: Array, chapters: Array) -> None:
        """heading_of : (n,) number of each phrase's heading, rising from 0; chapters : of each heading"""
        self._starts = np.flatnonzero(np.diff(heading_of, prepend=-1))
        self._ends = np.append(self._starts[1:], heading_of.size)
        self._chapters = chapters
        self._letters, self._words = (_space(part, heading_of) for part in (rows.letters, rows.words))

    def near(self, asked: Parts) -> Iterator[Near]:
        """The nearest headings of each wording."""
        for start in range(0, asked.letters.shape[0], AT_ONCE):
            few = slice(start, start + AT_ONCE)
            yield from self._near(asked.letters[few], asked.words[few])

    def _near(self, letters: sparse.csr_array, words: sparse.csr_array) -> Iterator[Near]:
        by_letters, whole_letters = _likeness(letters, self._letters)
        by_words, whole_words = _likeness(words, self._words)
        both = by_letters + by_words
        best = [np.maximum.reduceat(one, self._starts, axis=1) for one in (both, by_letters, by_words)]
        plain = best[0] + (whole_letters + whole_words) / 2
        likeness = dict(zip(("nearest", "nearest_letters", "nearest_words"), best, strict=True))
        likeness |= {"whole_letters": whole_letters, "whole_words": whole_words}
        for row in range(plain.shape[0]):
            found = np.argsort(-plain[row], kind="stable")[:CANDIDATES]
            threes, phrases = zip(*(self._nearest(both[row], heading) for heading in found), strict=True)
            told = {name: of[row, found] for name, of in likeness.items()}
            told |= {"nearest_three": np.array(threes, np.float32)}
            told |= {name: _ahead(told[of]) for name, of in _AHEAD_BY.items()}
            told |= self._of_all(found, words[[row]].indices, plain[row, found])
            rows = [np.broadcast_to(told[name], found.shape) for name in EVIDENCE]
            yield Near(found, np.column_stack(rows).astype(np.float32), np.array(phrases))

    def _nearest(self, likeness: Floats, heading: int) -> tuple[float, int]:
        """Mean likeness of the three nearest phrases of a heading, and the nearest one's number."""
        start = self._starts[heading]
        own = likeness[start : self._ends[heading]]
        return float(np.sort(own)[-BEST:].sum()) / BEST, int(start + own.argmax())

    def _of_all(self, found: Array, said: Array, plain: Floats) -> dict[str, Any]:
        """What concerns the wording as a whole, and the candidates among each other."""
        covered, known = self._covered(said, found)
        chapters = self._chapters[found]
        shares = np.bincount(chapters, weights=plain) / max(float(plain.sum()), 1e-9)
        return {
            "said": covered,
            "known": known,
            "chapter": shares[chapters],
            "phrases": np.log((self._ends - self._starts)[found]),
            "words": np.log1p(said.size),
            "place": np.minimum(np.arange(found.size), 10),
        }

    def _covered(self, said: Array, found: Array) -> tuple[Floats, float]:
        """Share of the weight of what is said that each of `found` covers, and that any heading does."""
        wholes, weights = self._words.wholes, self._words.weights[said]
        total = max(float(weights.sum()), 1e-9)
        is_known = np.diff(wholes.indptr)[said] > 0
        shares = weights @ (wholes[said].toarray()[:, found] > 0) / total if said.size else np.zeros(found.size)
        return np.asarray(shares, dtype=np.float32), float(weights[is_known].sum()) / total


def _space(rows: sparse.csr_array, heading_of: Array) -> _Space:
    joined = sparse.csr_array((np.ones(heading_of.size, np.float32), (heading_of, np.arange(heading_of.size)))) @ rows
    wholes = sparse.csr_array(joined)
    with_it = np.bincount(wholes.indices, minlength=rows.shape[1])
    weights = (np.log((1 + wholes.shape[0]) / (1 + with_it)) + 1).astype(np.float32)
    wholes.data = 1 + np.log(wholes.data)
    phrases, texts = (sparse.csr_array(weighted(one, weights).T) for one in (rows, wholes))
    return _Space(weights, phrases, texts)


def _likeness(asked: sparse.csr_array, space: _Space) -> tuple[Floats, Floats]:
    """Cosines of each wording with each phrase, and with each heading as a whole."""
    rows = weighted(asked, space.weights)
    return (rows @ space.phrases).toarray(), (rows @ space.wholes).toarray()


def _ahead(values: Floats) -> Floats:
    """Each value less the best of the others."""
    best, second = np.sort(values)[::-1][:2] if values.size > 1 else (0.0, 0.0)
    return values - np.where(values == best, second, best)
