"""How good a model of wordings is: on wordings of another author, beside what the words of shops find alone."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.compliance.training import behaviours
from app.gst import shop_words
from app.model_registry.records import Observed
from ml_models.evaluation import ranking
from ml_models.evaluation.records import Evaluation, Metric
from ml_models.hsn_words import unseen


def evaluation(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """Everything about the model but its cost, and what the words of shops find without it."""
    judging = cases()
    found = ranking.evaluated(model.rank, judging, seed=seed, behaviours=behaviours.checks())
    return replace(found, metrics=(*found.metrics, *_by_words(judging, seed)))


def cases() -> ranking.Cases:
    """What it is judged on, by language."""
    wordings = unseen.every()
    languages = sorted({one.language for one in wordings})
    return ranking.Cases(
        texts=[one.text for one in wordings],
        accepted=[one.headings for one in wordings],
        slices={language: [one.language == language for one in wordings] for language in languages},
    )


def _by_words(judging: ranking.Cases, seed: int) -> list[Metric]:
    alone = ranking.evaluated(found_by_words, judging, seed=seed)
    return [replace(alone.metric(name), name=f"{name}_by_words_alone") for name in ("top_5", "top_1")]


def found_by_words(texts: Sequence[str]) -> list[ranking.Ranked]:
    """What the words of shops find, as a model would say it."""
    return [[(one.goods.code, one.fit) for one in shop_words.search(text, limit=ranking.MOST)] for text in texts]
