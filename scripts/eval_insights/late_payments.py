"""Invoices of which it is known when they were paid: what the command says on the eve of the issue, and what came.

Rolling: an invoice written on a day is foretold from what was known the day before. Bars are those that were set for
this kind of file, reached on customers that nobody looked at; the error in days is held against saying "in time" of
all, so that it does not depend on how late the customers of a file are (1.50 days where that errs by 1.89).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.metrics import brier_score_loss, roc_auc_score

from app.insights.service.offline import invoice_table, late_payments
from app.insights.service.offline.invoice_table import InvoiceTable
from ml_models.evaluation.arrays import BoolArray, FloatArray
from ml_models.late_payment.records import Foretold
from scripts.bars import Figure
from scripts.eval_insights import receipts

CUTOFF = date(2013, 6, 2)
BINS = 10
ERROR_TO_SAYING_IN_TIME = 1.50 / 1.89


def measured(folder: Path) -> Iterator[tuple[str, Sequence[Figure]]]:
    """The figures of every file of receivables in `folder`: each invoice, then all receipts by week."""
    for path in sorted(folder.glob("accounts_receivable*.csv")):
        table = invoice_table.read(path)
        found = [one for eve in late_payments.eves(table, CUTOFF) for one in eve.foretold]
        yield (
            f"{path.name}: {len(found):,} invoices from {CUTOFF} on, each foretold the day before",
            figures(table, found),
        )
        yield from receipts.measured(path.name, table)


def figures(table: InvoiceTable, found: Sequence[tuple[int, Foretold]]) -> list[Figure]:
    """How the invoices `found` (by their places in the table) went on, beside the bars."""
    settled = [(table.rows[place], one) for place, one in found if table.rows[place].settled_on]
    late = np.array([max((row.settled_on - row.due_on).days, 0) for row, _ in settled if row.settled_on])
    chances = np.array([one.p_late for _, one in settled])
    low, middle, high = (
        np.array([getattr(one, name) for _, one in settled]) for name in ("low90", "days_late", "high90")
    )
    return [
        Figure("AUC", float(roc_auc_score(late > 0, chances)), least=0.87),
        Figure("Brier", float(brier_score_loss(late > 0, chances)), most=0.125),
        Figure("ECE, ten bins", calibration_error(late > 0, chances), most=0.05),
        Figure("MAE, days", float(abs(middle - late).mean()), most=ERROR_TO_SAYING_IN_TIME * float(late.mean())),
        Figure("MAE of saying in time of all, days", float(late.mean())),
        Figure("share inside the 90 % interval", float(((low <= late) & (late <= high)).mean()), least=0.87, most=0.93),
        Figure("width of the interval, days", float((high - low).mean())),
    ]


def calibration_error(truth: BoolArray, chances: FloatArray) -> float:
    """Expected calibration error over ten bins of equal width."""
    places = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = np.bincount(places, weights=chances - truth, minlength=BINS)
    return float(abs(gaps).sum() / len(chances))
