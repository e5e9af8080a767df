"""How near an earlier forecast came, in a sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.insights.records.evidence import LookedBack, Unit
from app.insights.rules.looked_back import Nearness
from app.insights.wording import phrases

DAYS_OF_A_MONTH = 28
DAYS_OF_A_WEEK = 7


def nearness(found: LookedBack, measured: Nearness) -> str:
    """When the forecast was made, how many periods kept to it, and by how much it was off on average."""
    period = _period([point.on for point in found.foretold.points])
    counted = phrases.count(measured.periods, period)
    said = f"On {phrases.day(found.made_on)} we would have foretold {counted}."
    if measured.inside80 is not None:
        said += f" In {measured.inside80} of {measured.periods} what came lay within the 80% range."
    return f"{said} On average we were {_amount(found, measured.mean_error)} a {period} off."


def _period(days: list[date]) -> str:
    apart = (days[1] - days[0]).days if len(days) > 1 else DAYS_OF_A_MONTH
    if apart >= DAYS_OF_A_MONTH:
        return "month"
    return "week" if apart >= DAYS_OF_A_WEEK else "day"


def _amount(found: LookedBack, amount: Decimal) -> str:
    return phrases.rupees(amount) if found.foretold.unit is Unit.RUPEES else f"{amount:.1f}"


def nothing(titles: Sequence[str]) -> str:
    """That there is nothing to compare, and for which insights there is."""
    said = "There is no earlier forecast to compare for this insight"
    return f"{said}. There is one for: {phrases.listed(titles)}." if titles else f"{said} yet."
