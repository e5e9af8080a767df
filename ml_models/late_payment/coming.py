"""The chances of the coming days for whoever knows no arrays: open documents, and as many new ones as lately."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from ml_models.late_payment import payment_days
from ml_models.late_payment.delays import Delays
from ml_models.late_payment.records import ComingDays, Documents

DECIMALS = 9
"""Chances are told to the billionth, so that the last bits of a processor's sums do not show."""


def coming_days(
    documents: Documents, /, *, on: date, asked: Sequence[int], recent: Sequence[int], days: int
) -> ComingDays:
    """What `documents` known at the end of `on` say about the coming `days`; later rows and payments are not looked at.

    asked : places of documents that are unpaid at the end of `on`; recent : places of those that stand for new ones
    """
    invoices = Delays.of(documents)
    model = payment_days.fitted(invoices, on.toordinal())
    rows, new = np.array(asked, dtype=np.int64), np.array(recent, dtype=np.int64)
    chances = np.round(model.on_coming_days(rows, days), DECIMALS)
    after_issue = np.arange(days) - (invoices.due[new] - invoices.issued[new])[:, None]
    of_new = invoices.amount[new] @ model.paid_by(new, after_issue) if new.size else np.zeros(days)
    return ComingDays(
        of_open=chances.tolist(),
        is_cold=model.is_cold(rows).tolist(),
        of_new=of_new.tolist(),
        settled=int(model.shapes.settled.sum()),
    )
