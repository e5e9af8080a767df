"""Pairs of documents with their truth, for training."""

from dataclasses import dataclass

from ml_models.tabular import Examples, TextArray


@dataclass(frozen=True, eq=False)
class PairExamples(Examples):
    """Pairs, and whether both are one document. kinds : (n,) what was planted there, "" for what merely met."""

    kinds: TextArray
