"""On which day each invoice is paid: a distribution of the days after its due date, for open invoices and new ones.

Days late = what invoices have in common (marks, weekday, size, terms, trend: ridge regression) + the customer's own
level (shrunk by how much customers differ here) + a rest, drawn from the rests of the customer and of everybody.
Invoices still open count: they are held to be paid when those are that took longer (Buckley and James, 1979). Chosen on
half of a public set of receivables (1,231 invoices of 50 customers, asked on the day of issue): see CARD.md.
"""

from dataclasses import dataclass

import numpy as np

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.late_payment import delay_shapes
from ml_models.late_payment.delays import Delays
from ml_models.late_payment.levels import Levels, fitted_levels

GIVEN_UP_AFTER_DAYS = 90
"""Unpaid for longer after the due date is no longer slow but doubtful."""

EARLIEST_DAYS, LATEST_DAYS = -60, 180
MEMORY_DAYS = 730
"""Older payments say little about how a customer pays now."""


@dataclass(frozen=True, eq=False)
class PaymentDays:
    """What was learned from the invoices known at the end of `on` (an ordinal day)."""

    on: int
    invoices: Delays
    levels: Levels
    shapes: delay_shapes.Shapes

    def paid_by(self, rows: IntArray, days_late: FloatArray) -> FloatArray:
        """(n_rows, n_days) chance that each of `rows` is paid at most so many days late; asked at the day of issue.

        days_late : (n_days,) or (n_rows, n_days), whole days after the due date
        """
        wanted = np.broadcast_to(np.asarray(days_late, dtype=np.float64), (len(rows), np.shape(days_late)[-1]))
        expected = self.levels.expected(self.invoices, rows)
        return self.shapes.below(self.invoices.party[rows], expected, wanted)

    def on_coming_days(self, rows: IntArray, days: int) -> FloatArray:
        """(n_rows, days) chance to be paid on each coming day, given that each of `rows` is unpaid at the end of `on`.

        What lacks to 1 in a row comes later, or never.
        """
        late_now = (self.on - self.invoices.due[rows]).astype(np.float64)
        by = self.paid_by(rows, late_now[:, None] + np.arange(days + 1))
        rest = np.maximum(1.0 - by[:, :1], 1e-12)
        return np.clip(np.diff(by, axis=1) / rest, 0.0, 1.0)

    def is_cold(self, rows: IntArray) -> BoolArray:
        """(n_rows,) whether the customer of each has settled nothing yet."""
        found: BoolArray = self.shapes.settled[self.invoices.party[rows]] == 0
        return found


def fitted(invoices: Delays, on: int) -> PaymentDays:
    """What `invoices` teach by the end of day `on`; later rows, and later payments, are not looked at.

    With nothing settled yet the prior speaks: paid around the due date, give or take a fortnight.
    """
    age = on - invoices.due
    is_known = (invoices.issued <= on) & invoices.is_dated
    is_settled = is_known & (invoices.settled <= on)
    is_given_up = is_known & ~is_settled & (age > GIVEN_UP_AFTER_DAYS) & (age <= MEMORY_DAYS)
    is_recent = is_settled & (on - invoices.settled <= MEMORY_DAYS)
    is_open = is_known & ~is_settled & (age <= GIVEN_UP_AFTER_DAYS)
    used = np.flatnonzero(is_recent | is_open)
    days = np.where(is_settled, invoices.settled - invoices.due, age)[used]
    days = np.clip(days, EARLIEST_DAYS, LATEST_DAYS).astype(np.float64)
    levels, rests = fitted_levels(invoices, used, days, ~is_settled[used], on)
    shapes = delay_shapes.fitted_shapes(invoices, rests, levels, np.flatnonzero(is_given_up))
    return PaymentDays(on, invoices, levels, shapes)
