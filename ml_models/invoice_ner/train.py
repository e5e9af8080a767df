"""Fits the tagger; the same rows, parameters and seed give the same model."""

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ml_models.invoice_ner import estimator, features
from ml_models.invoice_ner.records import Examples

if TYPE_CHECKING:
    from spacy.language import Language

TRAINING: dict[str, Any] = {"epochs": 10, "dropout": 0.2, "rate": 0.001, "first_batch": 16, "last_batch": 64}


def fit(examples: Examples, parameters: Mapping[str, Any], seed: int) -> "Language":
    """A tagger that learned from `examples`. `parameters` may name any of `TRAINING` and `estimator.PARAMETERS`."""
    from spacy.training import Example
    from spacy.util import fix_random_seed  # type: ignore[attr-defined]

    shape = {name: parameters.get(name, value) for name, value in estimator.PARAMETERS.items()}
    how = {name: parameters.get(name, value) for name, value in TRAINING.items()}
    fix_random_seed(seed)
    nlp = estimator.blank(examples.norms, **shape)
    estimator.add_labels(nlp)
    taught = [Example.from_dict(*features.aligned(nlp, one.text, one.spans)) for one in examples.rows]
    optimizer = nlp.initialize(lambda: taught[:200])
    optimizer.learn_rate = how["rate"]
    chance = random.Random(seed)  # noqa: S311 - an order of sentences, no secret
    for epoch in range(how["epochs"]):
        _learn(nlp, taught, optimizer, chance, _of_epoch(how, epoch))
    with nlp.use_params(optimizer.averages):
        return _kept(nlp, examples.norms, shape)


def _of_epoch(how: Mapping[str, Any], epoch: int) -> tuple[int, float]:
    """How many sentences are learned from at once, and the dropout: larger steps at first, then calmer ones."""
    share = epoch / max(how["epochs"] - 1, 1)
    return int(how["first_batch"] + share * (how["last_batch"] - how["first_batch"])), float(how["dropout"])


def _learn(
    nlp: "Language", examples: list[Any], optimizer: Any, chance: random.Random, step: tuple[int, float]
) -> None:
    size, dropout = step
    order = list(examples)
    chance.shuffle(order)
    for start in range(0, len(order), size):
        nlp.update(order[start : start + size], sgd=optimizer, drop=dropout)


def _kept(nlp: "Language", norms: Mapping[str, str], shape: Mapping[str, Any]) -> "Language":
    """The tagger with its averaged weights and without the words that it happened to see."""
    fresh = estimator.blank(norms, **shape)
    return fresh.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])


def fold_score(examples: Examples, parameters: Mapping[str, Any], fold: int, seed: int, folds: int = 3) -> float:
    """F1 of the spans on one part of the sentences, after learning from the others."""
    held = [one for place, one in enumerate(dict.fromkeys(examples.rows)) if place % folds == fold]
    kept = set(held)
    nlp = fit(examples.without(kept), parameters, seed)
    answers = estimator.tagged(nlp, [one.text for one in held])
    hits = sum(len(set(one.spans) & set(said)) for one, said in zip(held, answers, strict=True))
    told = sum(len(one.spans) for one in held) + sum(len(said) for said in answers)
    return 2 * hits / told if told else 0.0
