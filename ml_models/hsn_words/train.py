"""Fits the model of wordings; the same phrases, parameters and seed give the same answers.

The ranker learns from phrases hidden from the index, as real wordings are; from varied ones that were not; and from
nonsense, so that it says little of what it does not know. Phrases of one gist are hidden together.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from ml_models.hsn_words import variations
from ml_models.hsn_words.estimator import NearestPhrases
from ml_models.hsn_words.index import EVIDENCE
from ml_models.hsn_words.records import HEADING, Examples, Phrase

PARTS = 4
HIDDEN, VARIED, NONSENSE = 900, 2000, 200
"""Wordings asked for in each part: hidden phrases, varied ones, and such as mean nothing."""

JUDGED = 1500
Asked = Sequence[tuple[str, frozenset[str]]]
"""Wordings, each with the headings that are right for it."""


def fit(examples: Examples, parameters: Mapping[str, Any], seed: int) -> NearestPhrases:
    """A model that knows all phrases, and what nearness is worth. Raises `ValueError` with too few phrases to hide."""
    chance = random.Random(seed)  # noqa: S311 - hides phrases, no secret
    part_of = _parts(examples, chance)
    right = _right(examples)
    evidence, truth = [], []
    for part in range(PARTS):
        hidden = examples.where(lambda phrase, part=part: part_of[phrase.gist] == part)  # type: ignore[misc]
        shown = examples.where(lambda phrase, part=part: part_of[phrase.gist] != part)  # type: ignore[misc]
        rows, outcomes = _weighed(_nearest(shown), _asked(hidden, shown, right, chance))
        evidence.append(rows)
        truth.append(outcomes)
    ranker = _ranker(parameters, seed)
    with threadpool_limits(1):  # threads that wait for each other on a busy machine take minutes for seconds
        ranker.fit(np.vstack(evidence), np.concatenate(truth))
    return _nearest(examples).with_ranker(ranker)


def fold_score(examples: Examples, parameters: Mapping[str, Any], fold: int, seed: int, folds: int = 3) -> float:
    """Share of hidden phrases with a right code among the first five, after learning from the others."""
    part_of = _parts(examples, random.Random(seed), folds)  # noqa: S311 - the same parts for every candidate
    shown = examples.where(lambda phrase: part_of[phrase.gist] != fold)
    hidden = examples.where(lambda phrase: part_of[phrase.gist] == fold).phrases
    judged = random.Random(seed).sample(list(hidden), min(JUDGED, len(hidden)))  # noqa: S311
    right = _right(examples)
    ranked = fit(shown, parameters, seed).rank([phrase.text for phrase in judged])
    hits = [
        any(code[:HEADING] in right[one.gist] for code, _ in said) for one, said in zip(judged, ranked, strict=True)
    ]
    return float(np.mean(hits)) if hits else 0.0


def _nearest(examples: Examples) -> NearestPhrases:
    found = examples.phrases
    return NearestPhrases().fit([one.text for one in found], [one.code for one in found])


def _parts(examples: Examples, chance: random.Random, parts: int = PARTS) -> dict[tuple[str, ...], int]:
    """The part in which each gist is hidden."""
    return {gist: chance.randrange(parts) for gist in dict.fromkeys(phrase.gist for phrase in examples.phrases)}


def _right(examples: Examples) -> dict[tuple[str, ...], frozenset[str]]:
    """Every heading that a gist stands for."""
    found: dict[tuple[str, ...], set[str]] = {}
    for phrase in examples.phrases:
        found.setdefault(phrase.gist, set()).add(phrase.heading)
    return {gist: frozenset(headings) for gist, headings in found.items()}


def _asked(
    hidden: Examples, shown: Examples, right: Mapping[tuple[str, ...], frozenset[str]], chance: random.Random
) -> Asked:
    unseen = _sample(hidden.phrases, HIDDEN, chance)
    seen = _sample(shown.phrases, VARIED, chance)
    return [
        *((one.text, right[one.gist]) for one in unseen),
        *((variations.varied(one.text, chance), right[one.gist]) for one in seen),
        *((variations.nonsense(chance), frozenset[str]()) for _ in range(NONSENSE)),
    ]


def _sample(phrases: Sequence[Phrase], most: int, chance: random.Random) -> list[Phrase]:
    return chance.sample(list(phrases), min(most, len(phrases)))


def _weighed(model: NearestPhrases, asked: Asked) -> tuple[Any, Any]:
    """The evidence for every candidate of every wording (n, 16), and whether it was right (n,)."""
    headings = model.headings()
    nears = model.near([text for text, _ in asked])
    truth = [np.isin(headings[near.headings], list(right)) for near, (_, right) in zip(nears, asked, strict=True)]
    return np.vstack([near.evidence for near in nears]), np.concatenate(truth)


def _ranker(parameters: Mapping[str, Any], seed: int) -> Any:
    """`trees` and `logistic` weigh all evidence; `plain` goes by the nearest phrase alone."""
    if parameters["ranker"] != "trees":
        seen = range(len(EVIDENCE)) if parameters["ranker"] == "logistic" else [EVIDENCE.index("nearest")]
        picked = ColumnTransformer([("scale", StandardScaler(), list(seen))])
        return Pipeline([("pick", picked), ("weigh", LogisticRegression(max_iter=1000))])
    return HistGradientBoostingClassifier(
        max_iter=parameters["count"],
        learning_rate=0.08,
        max_leaf_nodes=15,
        min_samples_leaf=50,
        l2_regularization=1.0,
        random_state=seed,
    )
