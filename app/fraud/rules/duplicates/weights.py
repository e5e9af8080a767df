"""The hand-written scorer of pairs: it answers where no learned model can serve, and every training starts from it.

The weight of each column is a log-odds: the sum over a pair, put through the logistic function, is the chance that
the two documents are one. The weights come from the reasoning in `likeness` and were checked, not fitted, on two sets
of invented books. Evidence against weighs as much as evidence for, because most look-alikes in honest books are
repeat orders, rents and instalments.
"""

from collections.abc import Mapping, Sequence
from math import exp

from ml_models.fraud.columns import COLUMNS

BIAS = -4.9
"""Before anything is compared, about one candidate pair in ninety is a duplicate, less where the amount is round."""

_NUMBER = {"same": 3.5, "lookalike": 3.5, "suffix": 2.5, "missing": 0.5, "other_year": -5.0}

WEIGHTS: Mapping[str, float] = {
    "party_other_record": 0.5,
    "party_similar_name": -0.5,
    "party_unknown": -1.0,
    "party_different": -6.0,
    "amount_equal": 2.5,
    "amount_without_gst": 2.0,
    "amount_typo": 1.0,
    "amount_near": 0.5,
    "amount_different": -4.0,
    "date_same": 1.5,
    "date_swapped": 1.5,
    "date_near": 1.0,
    "date_far": -2.5,
    "date_ages": -2.5,
    **{f"bill_number_{level}": weight for level, weight in _NUMBER.items()},
    "bill_number_typo": 1.0,
    "bill_number_series": -3.0,
    "bill_number_different": -2.0,
    **{f"invoice_number_{level}": weight for level, weight in _NUMBER.items()},
    "invoice_number_series": -2.0,
    "bill_reference_same": 2.5,
    "bill_reference_differs": -4.0,
    "invoice_reference_same": 2.5,
    "invoice_reference_differs": -4.0,
    "items_same_many": 2.0,
    "items_same_one": 0.7,
    "items_unknown": 0.4,
    "items_differs": -2.5,
    "entered_by_differs": 0.4,
    "is_odd_amount": 0.8,
    "is_noted": -6.0,
    "is_instalment": -6.0,
    "times_billed": -1.5,
}
"""By column; the others weigh nothing. Our own invoices are numbered by us: different numbers say nothing there."""

ORDERED = tuple(WEIGHTS.get(name, 0.0) for name in COLUMNS)


def chances(rows: Sequence[Sequence[float]], /) -> list[float]:
    """The chances by the hand-written weights."""
    return [1 / (1 + exp(-log_odds(row))) for row in rows]


def log_odds(row: Sequence[float]) -> float:
    """The sum of all signs of one pair, for and against."""
    return BIAS + sum(weight * value for weight, value in zip(ORDERED, row, strict=True))
