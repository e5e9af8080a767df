"""Purchases of customers whose next 39 weeks are known, beside plain BG/NBD fitted on the same rows.

The usual protocol of the CDNOW customers: calibrated to 30 September 1997, held against what came until 30 June 1998.
Bars are what plain BG/NBD reaches there: the same file, the same day, no level, no lean. Nothing after the day is seen.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from app.insights.records.customer_value import Segment
from app.insights.service.offline import purchase_table, purchases
from app.insights.service.offline.purchase_table import PurchaseTable
from app.insights.service.offline.purchases import Answer
from ml_models.evaluation.arrays import BoolArray, FloatArray
from ml_models.purchases import bg_nbd, summary
from ml_models.purchases.records import History, Method
from ml_models.purchases.summary import Summary
from scripts.bars import Figure

UNTIL, DAYS = date(1997, 9, 30), 273
TOP = 10
"""One customer in so many is called first."""

MOST_SECONDS, LARGE = 1.0, 12_000
"""CPU seconds that fitting and asking may take for so many customers."""


@dataclass(frozen=True)
class Held:
    """What came: (n,) days with a purchase, and what they came to."""

    purchases: FloatArray
    spent: FloatArray


def measured(folder: Path) -> Iterator[tuple[str, Sequence[Figure]]]:
    """The figures of every file of purchases in `folder`."""
    for path in sorted(folder.glob("*.csv*")):
        table = purchase_table.read(path)
        started = time.process_time()
        answer = purchases.expected(table, until=UNTIL, days=DAYS)
        seconds = time.process_time() - started
        title = f"{path.name}: {len(answer.customers):,} customers, {DAYS} days after {UNTIL}"
        yield title, _figures(table, answer, seconds)


def _figures(table: PurchaseTable, answer: Answer, seconds: float) -> list[Figure]:
    held = _held(table, [one.customer for one in answer.customers])
    bought = np.array([one.purchases for one in answer.customers])
    value = np.array([one.value or 0.0 for one in answer.customers])
    again = np.array([one.buys_again for one in answer.customers])
    plain = _plain(table)
    total, plain_total = bought.sum() / held.purchases.sum(), plain.sum() / held.purchases.sum()
    bought_again = held.purchases > 0
    return [
        Figure("correlation", _correlation(bought, held.purchases), least=_correlation(plain, held.purchases)),
        Figure("mean absolute error", _mean_error(bought, held.purchases), most=_mean_error(plain, held.purchases)),
        Figure("total expected / came", total, least=1 - abs(1 - plain_total), most=1 + abs(1 - plain_total)),
        Figure("AUC of buying again", roc_auc_score(bought_again, again), least=roc_auc_score(bought_again, plain)),
        Figure("chance of buying again less the share that did", float(again.mean() - bought_again.mean())),
        Figure("spending of the first tenth", _captured(value, held.spent), least=_captured(plain, held.spent)),
        Figure("the same by plain BG/NBD x own mean order", _captured(plain * _mean_orders(table), held.spent)),
        Figure("value expected / came", value.sum() / held.spent.sum()),
        Figure("correlation of value", _correlation(value, held.spent)),
        *_by_segment(answer, bought_again),
        Figure("CPU seconds", seconds, most=MOST_SECONDS * max(len(answer.customers) / LARGE, 1.0)),
    ]


def _by_segment(answer: Answer, bought_again: BoolArray) -> Iterable[Figure]:
    for segment in Segment:
        inside = np.array([one.segment is segment for one in answer.customers])
        if inside.any():
            yield Figure(
                f"of {int(inside.sum()):,} {segment.value} customers bought again", bought_again[inside].mean()
            )


def _held(table: PurchaseTable, customers: Sequence[str]) -> Held:
    until = UNTIL + timedelta(days=DAYS)
    after = [[one for one in table.customers[name] if UNTIL < one[0] <= until] for name in customers]
    days = [len({day for day, _ in rows}) for rows in after]
    return Held(np.array(days, dtype=float), np.array([sum(amount for _, amount in rows) for rows in after]))


def _known(table: PurchaseTable) -> Summary:
    histories = [History(*zip(*rows, strict=True)) for rows in table.customers.values()]
    return summary.summary(summary.purchases(histories, UNTIL), UNTIL.toordinal())


def _mean_orders(table: PurchaseTable) -> FloatArray:
    return _known(table).mean_order


def _plain(table: PurchaseTable) -> FloatArray:
    """What BG/NBD as published expects of each customer."""
    known = _known(table)
    fitted = bg_nbd.fit(known, Method.BG_NBD)
    if fitted is None:
        raise SystemExit("BG/NBD does not converge on this file, so that there is nothing to measure by.")
    return bg_nbd.expected(fitted, known, DAYS / summary.WEEK)


def _captured(ranked_by: FloatArray, spent: FloatArray) -> float:
    first = np.argsort(-ranked_by, kind="stable")[: ranked_by.size // TOP]
    return float(spent[first].sum() / spent.sum())


def _correlation(one: FloatArray, other: FloatArray) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def _mean_error(expected: FloatArray, came: FloatArray) -> float:
    return float(np.abs(expected - came).mean())
