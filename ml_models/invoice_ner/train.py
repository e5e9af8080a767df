"""Fits the tagger; the same rows, parameters and seed give the same model."""

import random
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ml_models.invoice_ner import estimator, features
from ml_models.invoice_ner.records import Labelled

if TYPE_CHECKING:
    from spacy.language import Language

TRAINING: dict[str, Any] = {"epochs": 10, "dropout": 0.2, "rate": 0.001, "first_batch": 16, "last_batch": 64}


def fit(rows: Sequence[Labelled], parameters: Mapping[str, Any], seed: int) -> "Language":
    """A tagger that learned from `rows`. `parameters` may name any of `TRAINING` and `estimator.PARAMETERS`."""
    from spacy.training import Example
    from spacy.util import fix_random_seed  # type: ignore[attr-defined]

    shape = {name: parameters.get(name, value) for name, value in estimator.PARAMETERS.items()}
    how = {name: parameters.get(name, value) for name, value in TRAINING.items()}
    fix_random_seed(seed)
    nlp = estimator.blank(**shape)
    estimator.add_labels(nlp)
    examples = [Example.from_dict(*features.aligned(nlp, one.text, one.spans)) for one in rows]
    optimizer = nlp.initialize(lambda: examples[:200])
    optimizer.learn_rate = how["rate"]
    chance = random.Random(seed)  # noqa: S311 - an order of sentences, no secret
    for epoch in range(how["epochs"]):
        _learn(nlp, examples, optimizer, chance, _of_epoch(how, epoch))
    with nlp.use_params(optimizer.averages):
        return _kept(nlp, shape)


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


def _kept(nlp: "Language", shape: Mapping[str, Any]) -> "Language":
    """The tagger with its averaged weights and without the words that it happened to see."""
    fresh = estimator.blank(**shape)
    return fresh.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])
