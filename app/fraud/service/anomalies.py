"""The rows of a table of payments, each with how odd it is beside the others and why, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.fraud.service.payment_table import NOT_JUDGED, BadTable, PaymentTable
from app.fraud.wording import anomalies as wording

if TYPE_CHECKING:  # numpy and scikit-learn stay out of the web process
    from ml_models.rarity.records import Signs

MOST_REASONS = 3
LEAST_SHARE = 0.15

Reason = tuple[float, str, int, "Signs"]
"""Minus its weight, its columns, its place in the signs, the signs."""


class OddRow(NamedTuple):
    """One row of the table; the higher the score, the odder. reasons : strongest first, "nothing unusual" for none."""

    row_id: str
    score: float
    reasons: str


def judged(
    table: PaymentTable,
    *,
    categorical: Sequence[str] | None = None,
    numeric: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
) -> list[OddRow]:
    """Every row of `table`, in its order. categorical, numeric : columns to use, None to have them found.

    Raises `BadTable` for columns that are not there, amounts that are no numbers (with the line), and tables whose rows
    cannot be compared.
    """
    from ml_models.rarity.estimator import RowRarity
    from ml_models.rarity.records import UnusableTable

    left_out = [name for name in ignore if name.lower() not in NOT_JUDGED]
    model = RowRarity(categorical=categorical, numeric=numeric, ignore=left_out)
    try:
        model.fit(table.columns)
    except UnusableTable as wrong:
        raise BadTable(_located(str(wrong), wrong.row, table)) from wrong
    reasons = _reasons(table, model.signs_)
    return [
        OddRow(row_id, float(score), reasons.get(place, wording.NOTHING))
        for place, (row_id, score) in enumerate(zip(table.row_ids, model.scores_, strict=True))
    ]


def _located(message: str, row: int | None, table: PaymentTable) -> str:
    return message if row is None else f"Line {table.lines[row]}: {message}."


def _reasons(table: PaymentTable, signs: Sequence[Signs]) -> dict[int, str]:
    """For each row with reasons, the strongest of them."""
    found: dict[int, list[Reason]] = {}
    for one in signs:
        name = " ".join(one.columns)
        for place, (row, weight) in enumerate(zip(one.rows.tolist(), one.weights.tolist(), strict=True)):
            found.setdefault(row, []).append((-weight, name, place, one))
    return {
        row: "; ".join(_said(table, row, place, one) for _, _, place, one in _strongest(every))
        for row, every in found.items()
    }


def _strongest(reasons: list[Reason]) -> list[Reason]:
    """At most `MOST_REASONS`, none of which is nothing beside the first."""
    ranked = sorted(reasons, key=_rank)[:MOST_REASONS]
    return [one for one in ranked if one[0] <= ranked[0][0] * LEAST_SHARE]


def _rank(reason: Reason) -> tuple[float, str]:
    return reason[:2]


def _said(table: PaymentTable, row: int, place: int, signs: Signs) -> str:
    held = [(name, table.columns[name][row].strip()) for name in signs.columns]
    figures = {name: numbers[place].item() for name, numbers in signs.figures.items()}
    if signs.kind == "pair":
        return wording.pair(held[0], held[1], figures=figures)
    if signs.kind == "amount":
        return wording.amount(*held[0], usual=figures["usual"])
    return " ".join(_about_value(table, row, held[0], figures, signs.contexts))


def _about_value(
    table: PaymentTable, row: int, held: tuple[str, str], figures: dict[str, int], contexts: Sequence[str]
) -> Iterator[str]:
    yield wording.value(*held, others=figures["others"])
    if figures["context"] >= 0 and figures["context_rows"] > 0:
        beside = contexts[figures["context"]]
        about = (beside, table.columns[beside][row].strip())
        yield wording.surroundings(held[0], about, rows=figures["context_rows"], new=figures["context_new"])
