"""Two ways to learn the chance that an open invoice is paid late; CARD.md says which won, and by how much.

`logistic` : ridge logistic regression on standardised columns; among them is the log-odds that the
    distribution of the day of payment gives (`payment_days`), so it starts where that ends.
`trees` : a few gradient-boosted trees, the chance held to rise with what the customer's habits say.
"""

from collections.abc import Mapping
from typing import Any

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from ml_models.late_payment.columns import COLUMNS
from ml_models.tabular import Examples

MOST_STEPS = 1000
RISING = ("days_log_odds", "late_share", "mean_days_late", "recent_days_late")


def fitted(examples: Examples, parameters: Mapping[str, Any], seed: int) -> Any:
    """The estimator for `parameters`, fitted: `predict_proba`, column 1 is the chance.

    The same examples, parameters and seed give the same scores.
    Raises `ValueError` when all invoices are of one truth.
    """
    if examples.is_of_one_truth:
        raise ValueError("learning takes invoices that were paid late and invoices that were not")
    if parameters["kind"] == "trees":
        with threadpool_limits(1):  # threads that wait for each other on a busy machine take minutes for seconds
            return _trees(parameters, seed).fit(examples.inputs, examples.truth, sample_weight=examples.weights)
    return _logistic(parameters).fit(examples.inputs, examples.truth, weigh__sample_weight=examples.weights)


def _logistic(parameters: Mapping[str, Any]) -> Pipeline:
    weigh = LogisticRegression(C=parameters["c"], max_iter=MOST_STEPS)
    return Pipeline([("scale", StandardScaler()), ("weigh", weigh)])


def _trees(parameters: Mapping[str, Any], seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=parameters["count"],
        learning_rate=0.1,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=1.0,
        monotonic_cst=[int(name in RISING) for name in COLUMNS],
        random_state=seed,
    )
