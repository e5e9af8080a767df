"""Which categories of spending left their usual level in the last year, and which months merely stood out.

A category with a season is set against the same months of the year before, so that summer's electricity is no news.
"""

from decimal import Decimal

from app.insights.records.trends import Drift, DriftKind, OneOff
from app.insights.rules.trends import levels, what_drove
from app.insights.rules.trends.category import Category
from app.insights.rules.trends.levels import SEASON
from app.insights.rules.trends.spending import Spent
from app.values import money

ZERO = Decimal(0)

LEAST_BEFORE = 3
RECENT = 12
"""A new level is news for a year; then it is the usual one."""

LEAST_CHANGE = 0.15
LEAST_SHARE_OF_ALL = Decimal("0.02")
"""Smaller changes, and changes of what hardly matters, are not worth an owner's minute."""

SEASONAL_CHANGE = 0.10
"""With a year behind it, a change has to show against the same months of last year too, or it is the season."""

ONE_OFF_MONTHS = 6
LEAST_ONE_OFF = Decimal("0.1")
"""A month's surplus is named from a tenth of a month's spending on."""

MOST = Decimal("0.6")


def drift(category: Category, mean_monthly: Decimal) -> Drift | None:
    """How `category` left its level within the last twelve months, None where it did not or hardly matters."""
    size, fit = len(category.months), category.fit
    if fit.slope is not None:
        return _growth(category, mean_monthly)
    is_seasonal = category.is_seasonal
    if not fit.start or size - fit.start > RECENT or fit.start - fit.previous < (1 if is_seasonal else LEAST_BEFORE):
        return None
    before = (fit.start - SEASON, size - SEASON) if is_seasonal else (max(fit.previous, fit.start - SEASON), fit.start)
    usual, recent = _level(category, *before), _level(category, fit.start, size)
    if not _matters(usual, recent, mean_monthly) or not _is_no_season(category, recent):
        return None
    return _told(category, _kind(usual, recent), (usual, recent), fit.start, before)


def one_off(category: Category, mean_monthly: Decimal) -> OneOff | None:
    """The largest month of the last six that stood out upwards and has no like before, with its largest row."""
    for place in sorted(category.singles, key=lambda one: -category.amounts[one]):
        surplus = category.amounts[place] - money.estimated(category.steady[place])
        if place < len(category.months) - ONE_OFF_MONTHS or surplus < LEAST_ONE_OFF * mean_monthly:
            continue
        row = _single(category, place, surplus)
        if row is None:
            continue
        usual = category.amounts[place] - surplus
        return OneOff(category.name, str(category.months[place]), row.amount, usual, row.vendor, row.id, row.on)
    return None


def _single(category: Category, place: int, surplus: Decimal) -> Spent | None:
    """The row that makes up most of the surplus of a month and has no like in the others; None where there is none."""
    month = category.months[place]
    others = [row.amount for other, rows in category.rows.items() if other != month for row in rows]
    rows = [row for row in category.rows[month] if row.amount >= surplus * MOST]
    rows = [row for row in rows if all(amount < row.amount / 2 for amount in others)]
    return max(rows, key=lambda one: (one.amount, one.id.int), default=None)


def _growth(category: Category, mean_monthly: Decimal) -> Drift | None:
    size = len(category.months)
    start = max(size - SEASON, 0)
    half = max((size - start) // 4, 1)
    usual, recent = _level(category, start, start + half), _level(category, size - half, size)
    if not _matters(usual, recent, mean_monthly) or not usual:
        return None
    kind = DriftKind.GREW if recent > usual else DriftKind.SHRANK
    return _told(category, kind, (usual, recent), start + half, (start, start + half))


def _told(
    category: Category, kind: DriftKind, levels_: tuple[Decimal, Decimal], start: int, before: tuple[int, int]
) -> Drift:
    usual, recent = levels_
    size = len(category.months)
    rows, earlier = category.spent(start, size), category.spent(*before)
    return Drift(
        category=category.name,
        kind=kind,
        usual_monthly=usual,
        recent_monthly=recent,
        extra=recent - usual,
        a_year=12 * (recent - usual),
        change=round(float(recent / usual) - 1, 3) if usual > 0 else None,
        since=str(category.months[start]),
        series=category.chart(),
        expense_ids=tuple(sorted({row.id for row in rows}, key=lambda id: id.int)),
        is_against_last_year=category.is_seasonal,
        may_be_season=start < SEASON and kind in (DriftKind.ROSE, DriftKind.FELL) and _varies(category, *before),
        vendor=what_drove.vendor(rows or earlier),
        drivers=what_drove.drivers(rows, size - start, earlier, before[1] - before[0]),
    )


def _varies(category: Category, start: int, stop: int) -> bool:
    """Whether the amounts differed: those that never do are agreed, and agreements have no season."""
    return len(set(category.amounts[start:stop])) > 1


def _level(category: Category, start: int, stop: int) -> Decimal:
    """The mean of some months, those left out that merely stand out."""
    odd = set(levels.outstanding(category.values))
    amounts = [category.amounts[place] for place in range(start, stop) if place not in odd]
    amounts = amounts or list(category.amounts[start:stop])
    return money.rounded(sum(amounts, ZERO) / len(amounts))


def _kind(usual: Decimal, recent: Decimal) -> DriftKind:
    if usual <= 0:
        return DriftKind.BEGAN
    if recent <= 0:
        return DriftKind.ENDED
    return DriftKind.ROSE if recent > usual else DriftKind.FELL


def _matters(usual: Decimal, recent: Decimal, mean_monthly: Decimal) -> bool:
    less = abs(recent - usual)
    return less >= LEAST_SHARE_OF_ALL * mean_monthly and float(less) >= LEAST_CHANGE * abs(float(usual)) and less > 0


def _is_no_season(category: Category, recent: Decimal) -> bool:
    start, size = category.fit.start, len(category.months)
    if start < SEASON or category.is_seasonal:
        return True
    last_year = _level(category, start - SEASON, size - SEASON)
    usual = _level(category, category.fit.previous, start)
    change = Decimal(str(SEASONAL_CHANGE)) * abs(last_year)
    return recent - last_year > change if recent > usual else last_year - recent > change
