"""From a figure to the rows that make it, the largest first."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from app.insights.records.evidence import RowKind, Trace

NAMED = 200
"""Rows that a trace names; it counts them all."""

Row = tuple[UUID, Decimal]


def trace(figure: str, formula: str, kind: RowKind, rows: Iterable[Row], amount: Decimal | None = None) -> Trace:
    """The rows behind `figure`; `amount` is what they make where that is not their sum."""
    ranked = sorted(rows, key=lambda row: (-abs(row[1]), row[0].int))
    total = sum((value for _, value in ranked), Decimal(0)) if amount is None else amount
    return Trace(figure, formula, total, kind, tuple(id for id, _ in ranked[:NAMED]), len(ranked))
