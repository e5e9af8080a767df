"""How figures and days stand at the axes: `₹1.2 lakh`, `20 days`, `5 Dec`, `Dec ’26`.

Lakh and crore group as Indian books do; another currency is grouped in thousands.
"""

from collections.abc import Callable, Sequence
from datetime import date

from app.books.records.parties import RUPEE
from app.insights.records.evidence import Unit
from app.insights.rules.picture import spacing

INDIAN = ((1e7, " crore"), (1e5, " lakh"))
OTHER = ((1e9, " bn"), (1e6, " m"))
DAYS_OF_A_MONTH = 28
MOST_DAYS_NAMED = 5
"""So many dates fit side by side at the width of a phone."""


def of_unit(unit: Unit, currency: str, sign: str) -> Callable[[float], str]:
    """What writes a value of this unit; `sign` stands before amounts."""
    writers: dict[Unit, Callable[[float], str]] = {
        Unit.RUPEES: lambda value: amount(value, currency, sign),
        Unit.DAYS: lambda value: f"{plain(value)} {'day' if plain(value) == '1' else 'days'}",
        Unit.COUNT: plain,
        Unit.SHARE: lambda value: f"{plain(100 * value)}%",
    }
    return writers[unit]


def amount(value: float, currency: str, sign: str) -> str:
    """An amount in few letters, the minus before the sign of the currency."""
    minus, size = ("-" if value < 0 else ""), abs(value)
    steps = INDIAN if currency == RUPEE else OTHER
    for one, name in steps:
        if size >= one:
            return f"{minus}{sign}{plain(size / one)}{name}"
    return f"{minus}{sign}{grouped(size) if size >= 100 else plain(size)}"


def grouped(size: float) -> str:
    """A whole number with its thousands: `50,000`. Under a lakh, rupees are grouped alike."""
    return f"{size:,.0f}"


def plain(value: float) -> str:
    """At most two decimals, none that say nothing: `1.2`, `12`, `0.25`."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def named_days(days: Sequence[date]) -> Sequence[tuple[date, str]]:
    """The last of the days and up to four before it, evenly apart, each with its short name."""
    wanted = sorted(set(days))
    step = max(-(-(len(wanted) - 1) // (MOST_DAYS_NAMED - 1)), 1)
    chosen = wanted[::-step][::-1]
    is_monthly = len(wanted) > 1 and spacing(wanted) >= DAYS_OF_A_MONTH
    return [(day, f"{day:%b} ’{day:%y}" if is_monthly else f"{day.day} {day:%b}") for day in chosen]
