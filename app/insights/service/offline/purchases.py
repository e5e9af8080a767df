"""What each customer of a table of purchases should buy next, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.insights.records.customer_value import Segment
from app.insights.rules.customers import segments
from app.insights.service import tools
from app.insights.service.offline.purchase_table import BadPurchases, PurchaseTable
from ml_models.purchases.records import History, PurchaseForecast


@dataclass(frozen=True, slots=True)
class Expected:
    """One customer; `value` is None where the table has no amounts."""

    customer: str
    purchases: float
    value: float | None
    buys_again: float
    segment: Segment


@dataclass(frozen=True, slots=True)
class Answer:
    """Every customer seen by the day, in the order of their ids, and what stands behind the figures."""

    customers: tuple[Expected, ...]
    forecast: PurchaseForecast


def expected(table: PurchaseTable, *, until: date, days: int) -> Answer:
    """What the customers of `table` should buy in the `days` after `until`, knowing what they bought by then only.

    Raises `BadPurchases` where nobody had bought by `until`.
    """
    seen = {name: _by_day([one for one in rows if one[0] <= until]) for name, rows in table.customers.items()}
    known = {name: rows for name, rows in seen.items() if rows}
    if not known:
        first = min(day for rows in table.customers.values() for day, _ in rows)
        raise BadPurchases(f"Nobody had bought by {until}: the first purchase of the file is of {first}.")
    histories = [History([day for day, _ in rows], [amount for _, amount in rows]) for rows in known.values()]
    told = tools.loaded().purchases(histories, on=until, days=(days,))
    ranks = [one.value[0] if table.has_amounts else one.purchases[0] for one in told.customers]
    places = segments.segments([one.days for one in histories], ranks, until)
    customers = tuple(
        Expected(name, one.purchases[0], one.value[0] if table.has_amounts else None, one.buys_again[0], segment)
        for name, one, segment in zip(known, told.customers, places, strict=True)
    )
    return Answer(customers, told)


def _by_day(rows: Sequence[tuple[date, float]]) -> Sequence[tuple[date, float]]:
    """The purchases in order of their days, those of one day added up."""
    sums: dict[date, float] = {}
    for day, amount in sorted(rows):
        sums[day] = sums.get(day, 0.0) + amount
    return list(sums.items())
