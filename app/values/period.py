"""Days, months and Indian financial years, judged in Asia/Kolkata."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

INDIA = ZoneInfo("Asia/Kolkata")


def indian_date(moment: datetime) -> date:
    """The calendar day in India at `moment` (aware)."""
    return moment.astimezone(INDIA).date()


def financial_year(day: date) -> int:
    """The year in which the financial year of `day` began: 2026-03-31 belongs to 2025 (April to March)."""
    return day.year if day.month >= 4 else day.year - 1


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which `day` lies."""
        return cls(day.year, day.month)

    @classmethod
    def parsed(cls, text: str) -> Self:
        """The month that `text` writes as 2025-10. Raises `ValueError`."""
        if not re.fullmatch(r"[12][0-9]{3}-(0[1-9]|1[0-2])", text):
            raise ValueError(f"{text!r} is not a month, such as 2025-10")
        return cls(int(text[:4]), int(text[5:]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.plus(1).first - timedelta(days=1)

    def plus(self, months: int) -> "Month":
        """The month that lies `months` later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def until(self, last: "Month") -> Iterator["Month"]:
        """This month and every one after it, up to and including `last`."""
        month = self
        while month <= last:
            yield month
            month = month.plus(1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
