"""How many purchases come in all, where the pace of the last months says otherwise than the model.

A model of customers who leave for good never sees one come back, and so forecasts too little far ahead: on the CDNOW
customers by a seventh (see CARD.md). The plain pace of the last quarter, kept up, forecasts too much as long as many
are new. A mean of both, on the scale of ratios, errs least; the pace counts for `PACE_SHARE` of it.
"""

import numpy as np

from ml_models.purchases.summary import WEEK, Purchases, Summary

PACE_DAYS = 91
PACE_SHARE = 1 / 3
"""Chosen on the development half of CDNOW so that the total comes nearer while the mean error of one customer stays
below that of BG/NBD; half would bring the total nearer still, and that error above it."""

FEW = 30.0
"""So many repeat purchases in the quarter halve the weight of the pace: fewer are chance."""

BOUNDS = (0.5, 2.0)


def level(bought: Purchases, known: Summary, day: int, modelled: float, weeks: float) -> float:
    """By what to multiply `modelled`, the purchases that a model expects of the customers of `known` in `weeks`."""
    since = day - PACE_DAYS
    first = bought.first[bought.customer]
    seen = int(((bought.day > np.maximum(since, first)) & (bought.day <= day)).sum())
    exposure = float(np.minimum(known.age, PACE_DAYS / WEEK).sum())
    if seen == 0 or exposure <= 0 or modelled <= 0:
        return 1.0
    pace = seen / exposure * known.size * weeks
    share = PACE_SHARE * seen / (seen + FEW)
    return float(np.clip((pace / modelled) ** share, *BOUNDS))
