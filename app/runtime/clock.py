"""The only place that reads the clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.values.period import indian_date


@dataclass(frozen=True, slots=True)
class Clock:
    """The present, for whoever stands at the edge: HTTP, commands and jobs ask it and pass the answer down."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The calendar day in India."""
        return indian_date(self.now())
