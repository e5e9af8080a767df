"""Which expenses drift against their own past. Supplier bills count as one category of their own, "purchases"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import fmean, pstdev
from uuid import UUID

from app.books.records import Books
from app.insights.records.answer import Missing, MonthPoint, Need
from app.insights.records.trends import Drift, ExpenseTrend
from app.insights.rules import history
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

PURCHASES = "purchases"

BEFORE_MONTHS = (3, 12)
AFTER_MONTHS = (2, 6)
"""A new level has held for two months at least and is compared with three to twelve months before it."""

LEAST_MONTHS = BEFORE_MONTHS[0] + AFTER_MONTHS[0]

LEAST_CHANGE = 0.15
LEAST_SHARE_OF_ALL = 0.02
"""Smaller changes, and changes of what hardly matters, are not worth an owner's minute."""

USUAL_NOISE = 0.05
SEASONAL_CHANGE = 0.10
"""With a year behind it, a rise has to show against the same months of last year too, or it is the season."""

CHART_MONTHS = 24

Row = tuple[str, date, Decimal, UUID]


def expense_trend(books: Books, on: date) -> ExpenseTrend:
    """Monthly expenses and the categories that left their usual level within the last six months."""
    rows = list(_rows(books))
    whole = history.monthly(((day, amount) for _, day, amount, _ in rows), on)
    months = whole.months()
    mean_monthly = _mean(whole.amounts[-BEFORE_MONTHS[1] :])
    if len(months) < LEAST_MONTHS:
        expected = Month.of(on).plus(LEAST_MONTHS - len(months)).first
        lacking = Missing(Need.MONTHS_OF_EXPENSES, len(months), LEAST_MONTHS, expected)
        return ExpenseTrend(
            is_told=False,
            missing=(lacking,),
            total=_chart(months, whole.amounts),
            mean_monthly=mean_monthly,
            rising=(),
            falling=(),
            categories_judged=0,
        )
    series = _by_category(rows, months)
    drifts = [drift for name in sorted(series) if (drift := _drift(name, series[name], months, rows, mean_monthly))]
    rising = sorted((d for d in drifts if d.recent_monthly > d.usual_monthly), key=_size)
    falling = sorted((d for d in drifts if d.recent_monthly < d.usual_monthly), key=_size)
    return ExpenseTrend(
        at_stake=sum((d.recent_monthly - d.usual_monthly for d in rising), ZERO),
        total=_chart(months, whole.amounts),
        mean_monthly=mean_monthly,
        rising=tuple(rising),
        falling=tuple(falling),
        categories_judged=len(series),
    )


def new_level(amounts: Sequence[float]) -> int | None:
    """How many months ago (2 to 6) the level changed for good, None when it did not.

    Every month since has to lie beyond the noise of the months before; of several candidates the cleanest cut wins.
    """
    found: list[tuple[float, int]] = []
    for back in range(AFTER_MONTHS[0], AFTER_MONTHS[1] + 1):
        after, before = amounts[-back:], amounts[-back - BEFORE_MONTHS[1] : -back]
        if len(before) >= BEFORE_MONTHS[0] and _is_beyond(before, after) and _is_no_season(amounts, back):
            scatter = len(before) * pstdev(before) ** 2 + len(after) * pstdev(after) ** 2
            found.append((scatter, -back))
    return -min(found)[1] if found else None


def _drift(
    name: str, amounts: Sequence[Decimal], months: Sequence[Month], rows: Iterable[Row], mean_monthly: Decimal
) -> Drift | None:
    back = new_level([float(amount) for amount in amounts])
    if back is None:
        return None
    recent, usual = _mean(amounts[-back:]), _mean(amounts[-back - BEFORE_MONTHS[1] : -back])
    if abs(recent - usual) < mean_monthly * Decimal(str(LEAST_SHARE_OF_ALL)):
        return None
    change = round(float(recent / usual) - 1, 3) if usual > 0 else None
    ids = tuple(sorted(id_ for category, day, _, id_ in rows if category == name and Month.of(day) in months[-back:]))
    return Drift(name, usual, recent, recent - usual, change, str(months[-back]), _chart(months, amounts), ids)


def _is_beyond(before: Sequence[float], after: Sequence[float]) -> bool:
    usual = fmean(before)
    noise = max(pstdev(before), USUAL_NOISE * abs(usual))
    if abs(fmean(after) - usual) < LEAST_CHANGE * abs(usual):
        return False
    return min(after) > usual + noise or max(after) < usual - noise


def _is_no_season(amounts: Sequence[float], back: int) -> bool:
    if len(amounts) < 12 + back:
        return True
    now, last_year = fmean(amounts[-back:]), fmean(amounts[-12 - back : len(amounts) - 12])
    usual = fmean(amounts[-back - BEFORE_MONTHS[1] : -back])
    change = SEASONAL_CHANGE * abs(last_year)
    return now - last_year > change if now > usual else last_year - now > change


def _rows(books: Books) -> Iterable[Row]:
    for expense in books.expenses:
        yield category_of(expense.category), expense.spent_on, expense.amount, expense.id
    for document, value in history.purchases(books):
        yield PURCHASES, document.issued_on, value, document.id


def category_of(text: str) -> str:
    """A category's name without the accidents of typing."""
    return " ".join(text.lower().split()) or "other"


def _by_category(rows: Iterable[Row], months: Sequence[Month]) -> Mapping[str, Sequence[Decimal]]:
    sums: dict[str, dict[Month, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for category, day, amount, _ in rows:
        sums[category][Month.of(day)] += amount
    return {category: [by_month.get(month, ZERO) for month in months] for category, by_month in sums.items()}


def _chart(months: Sequence[Month], amounts: Sequence[Decimal]) -> tuple[MonthPoint, ...]:
    pairs = zip(months, amounts, strict=True)
    return tuple(MonthPoint(str(month), money.rounded(amount)) for month, amount in pairs)[-CHART_MONTHS:]


def _mean(amounts: Sequence[Decimal]) -> Decimal:
    return money.rounded(sum(amounts, ZERO) / len(amounts)) if amounts else ZERO


def _size(drift: Drift) -> tuple[Decimal, str]:
    return -abs(drift.recent_monthly - drift.usual_monthly), drift.category
