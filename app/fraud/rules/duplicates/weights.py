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
"""Before anything is compared, about one candidate pair in a hundred is a duplicate, less where the amount is round."""

_NUMBER = {"same": 3.5, "lookalike": 3.5, "suffix": 2.5, "tail": 2.0, "elsewhere": 3.5, "missing": 0.5,
           "other_year": -5.0}  # fmt: skip

WEIGHTS: Mapping[str, float] = {
    "party_other_record": 0.3,
    "party_similar_name": -0.4,
    "party_shares_contact": -2.0,
    "party_branch": -2.5,
    "party_unknown": -1.0,
    "party_different": -5.0,
    "amount_equal": 2.5,
    "amount_without_gst": 2.0,
    "amount_less_tds": 1.0,
    "amount_typo": 0.7,
    "amount_near": 0.7,
    "amount_apart": 0.2,
    "amount_different": -3.0,
    "date_same": 1.8,
    "date_swapped": 1.5,
    "date_slip": 1.0,
    "date_period": 4.5,
    "date_near": 0.7,
    "date_far": -1.8,
    "date_ages": -3.0,
    **{f"bill_number_{level}": weight for level, weight in _NUMBER.items()},
    "bill_number_typo": 1.2,
    "bill_number_series": -3.2,
    "bill_number_other_series": -1.0,
    "bill_number_different": -2.5,
    **{f"invoice_number_{level}": weight for level, weight in _NUMBER.items()},
    "invoice_number_typo": 0.0,
    "invoice_number_series": -2.0,
    "invoice_number_other_series": 0.5,
    "bill_order_same": 1.6,
    "bill_order_challan": 3.0,
    "bill_order_differs": -4.0,
    "invoice_order_same": 4.0,
    "invoice_order_challan": 5.8,
    "invoice_order_differs": -4.0,
    "goods_same_many": 1.4,
    "goods_same_one": 0.5,
    "goods_overlap": 0.5,
    "goods_unknown": 1.0,
    "goods_other_prices": 1.4,
    "goods_differs": -2.5,
    "party_same": 0.7,
    "date_weeks": -0.5,
    "bill_number_missing": 0.8,
    "invoice_number_different": -0.4,
    "invoice_order_unlike": -0.5,
    "is_by_another": 0.2,
    "is_from_elsewhere": 0.2,
    "is_together": 1.0,
    "is_late": 1.2,
    "is_odd_amount": 0.6,
    "is_taken_back": -6.5,
    "are_parts": -6.0,
    "are_copies": 1.0,
    "is_one_more": -2.5,
    "has_foreign_number": 1.5,
    "are_strangers_by_chance": -4.0,
    "bills_are_settled": -0.5,
    "invoices_are_settled": -1.0,
    "times_billed": -0.8,
    "times_so_close": -1.1,
    "times_numbered": -0.9,
}
"""By column; the others weigh nothing. Our own invoices are numbered by us: different numbers say nothing there."""

ORDERED = tuple(WEIGHTS.get(name, 0.0) for name in COLUMNS)


def chances(rows: Sequence[Sequence[float]], /) -> list[float]:
    """The chances by the hand-written weights."""
    return [1 / (1 + exp(-log_odds(row))) for row in rows]


def log_odds(row: Sequence[float]) -> float:
    """The sum of all signs of one pair, for and against."""
    return BIAS + sum(weight * value for weight, value in zip(ORDERED, row, strict=True))
