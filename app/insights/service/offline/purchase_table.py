"""Reads purchases from a file: one row each, `customer_id,date[,amount]`, CSV, plain or gzipped.

Other columns are passed over. A day is written 19970131 or 1997-01-31. A row that cannot be used stops the reading: all
such rows are named with their line, so that nothing is lost without a word.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.runtime import table_lines
from app.values.errors import Invalid

CUSTOMER, DAY, AMOUNT = "customer_id", "date", "amount"
LARGEST = 1e15
"""No purchase comes to more: a thousand lakh crore of rupees."""

Bought = tuple[date, float]


class BadPurchases(Invalid):
    """The file is no table of purchases; the message names the lines to blame, and why."""

    code = "bad_purchases"


@dataclass(frozen=True, slots=True)
class PurchaseTable:
    """Purchases by customer, customers in the order of their ids; amounts are 0 where the file has none."""

    customers: Mapping[str, Sequence[Bought]]
    has_amounts: bool
    rows: int


def read(path: Path) -> PurchaseTable:
    """The purchases in the file at `path`. Raises `BadPurchases`, `UnreadableTable`, and `OSError`."""
    lines = table_lines.lines(path)
    header = [name.strip().lower() for name in next(lines, (0, []))[1]]
    lacking = [name for name in (CUSTOMER, DAY) if name not in header]
    if lacking:
        raise BadPurchases(f"The file has no column {' and no column '.join(lacking)} in its first line.")
    customers: dict[str, list[Bought]] = defaultdict(list)
    faults = list(_taken(customers, header, lines))
    if faults:
        raise BadPurchases(table_lines.told(faults))
    if not customers:
        raise BadPurchases("The file has no purchases below its first line.")
    return PurchaseTable(dict(sorted(customers.items())), AMOUNT in header, sum(map(len, customers.values())))


def _taken(
    customers: dict[str, list[Bought]], header: Sequence[str], lines: Iterator[tuple[int, list[str]]]
) -> Iterator[str]:
    """Puts every row to its customer, and yields a sentence for each that cannot be used."""
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            row = dict(zip(header, map(str.strip, cells), strict=False))
            customer = row.get(CUSTOMER, "")
            if not customer:
                raise BadPurchases(f"Line {line} has no {CUSTOMER}.")
            customers[customer].append((_day(row.get(DAY, ""), line), _amount(row.get(AMOUNT, "0"), line)))
        except BadPurchases as bad:
            yield bad.message


def _day(text: str, line: int) -> date:
    try:
        return datetime.strptime(text[:10], "%Y%m%d" if text.isdigit() else "%Y-%m-%d").date()  # noqa: DTZ007  # a day
    except ValueError as wrong:
        told = f'Line {line} has "{text}" in the column {DAY}. Write a day as 1997-01-31 or 19970131.'
        raise BadPurchases(told) from wrong


def _amount(text: str, line: int) -> float:
    try:
        amount = float(text)
    except ValueError as wrong:
        raise BadPurchases(f'Line {line} has "{text}" in the column {AMOUNT}, which is no number.') from wrong
    if not math.isfinite(amount):
        raise BadPurchases(f'Line {line} has "{text}" in the column {AMOUNT}, which is no finite number.')
    if abs(amount) > LARGEST:
        raise BadPurchases(f'Line {line} has "{text}" in the column {AMOUNT}, which is too large.')
    return amount
