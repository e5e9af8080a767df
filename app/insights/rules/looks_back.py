"""Which findings forecast, and how each of them looks back at the forecast of last quarter."""

from collections.abc import Callable, Mapping
from datetime import date

from app.insights.records.cash import CashFlow
from app.insights.records.evidence import LookedBack
from app.insights.records.tools import Tools
from app.insights.records.trends import RevenueForecast
from app.insights.rules.cash import looking_back as cash
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.trends import looking_back

Look = Callable[[Sides, date, Tools], LookedBack | None]
LOOKS: Mapping[str, Look] = {
    CashFlow.key: cash.looked_back,
    RevenueForecast.key: looking_back.looked_back,
}
"""By the key of the finding."""


def looked_back(key: str, sides: Sides, on: date, tools: Tools) -> LookedBack | None:
    """Last quarter's forecast of the finding of this key; None where it does not forecast, or history is short."""
    look = LOOKS.get(key)
    return look(sides, on, tools) if look else None
