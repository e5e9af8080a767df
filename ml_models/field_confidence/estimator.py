"""Boosted trees over the evidence, kept small and rising where more evidence can only help.

Where a column can only speak for a value (or only against it) the trees are held to that (monotonic constraints), so a
better score never lowers a chance, whatever few documents said otherwise.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss
from threadpoolctl import threadpool_limits

from ml_models.tabular import Examples, fold_of


def fitted(
    examples: Examples,
    parameters: Mapping[str, Any],
    seed: int,
    *,
    names: Sequence[str],
    rising: Collection[str],
    falling: Collection[str],
) -> HistGradientBoostingClassifier:
    """`predict_proba`, column 1 is the chance.

    parameters : `trees`, `leaves` and `least`, the fewest rows of a leaf. Raises `ValueError` when all rows are right
    or all are wrong.
    """
    if examples.is_of_one_truth:
        raise ValueError("there must be right values and wrong ones to learn from")
    model = HistGradientBoostingClassifier(
        max_iter=int(parameters["trees"]),
        max_leaf_nodes=int(parameters["leaves"]),
        min_samples_leaf=int(parameters["least"]),
        learning_rate=0.1,
        l2_regularization=1.0,
        early_stopping=False,
        monotonic_cst=[(name in rising) - (name in falling) for name in names],
        random_state=seed,
    )
    with threadpool_limits(1):
        model.fit(examples.inputs, examples.truth, sample_weight=examples.weights)
    return model


def fold_score(
    examples: Examples,
    parameters: Mapping[str, Any],
    fold: int,
    seed: int,
    *,
    names: Sequence[str],
    rising: Collection[str],
    falling: Collection[str],
) -> float:
    """Minus the log loss on the layouts of `fold` (0 to 2), trained on the others."""
    is_judging = fold_of(examples.groups, seed) == fold
    judged = examples.where(is_judging)
    if not judged.truth.size:
        return 0.0
    model = fitted(examples.where(~is_judging), parameters, seed, names=names, rising=rising, falling=falling)
    return -float(log_loss(judged.truth, model.predict_proba(judged.inputs)[:, 1], labels=[False, True]))
