"""A tax period: a month, or a quarter of the financial year, as the returns know them.

A quarter is named as the returns number it: `2026-Q1` is April to June 2026, the first of the financial year that began
in 2026, and `2026-Q4` January to March 2027.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from app.values.errors import Invalid
from app.values.period import Month, financial_year

GST_BEGAN = Month(2017, 7)
"""The first tax period (CGST Act 2017, s.1(3))."""

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"(20\d\d)-Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)-(\d\d)")


class PeriodInvalid(Invalid):
    """The period is not written as one, or nobody can have a return for it."""

    code = "period_invalid"
    message = "Please choose a month, such as 2026-10, or a quarter, such as 2026-Q1 for April to June 2026."


@dataclass(frozen=True, slots=True)
class TaxPeriod:
    """The months from `first` to `last`, both included: one, or the three of a quarter."""

    first: Month
    last: Month

    @classmethod
    def parsed(cls, text: str, *, on: date) -> Self:
        """The period that `text` names. Raises `PeriodInvalid` for none, one before GST, or one over a year ahead."""
        if month := _MONTH.fullmatch(text.strip()):
            first = last = Month(int(month[1]), int(month[2]))
        elif quarter := _QUARTER.fullmatch(text.strip()):
            first = Month(int(quarter[1]), 4).plus(3 * (int(quarter[2]) - 1))
            last = first.plus(2)
        else:
            raise PeriodInvalid(errors={"period": [PeriodInvalid.message]})
        if last < GST_BEGAN:
            raise _refused("GST began in July 2017, so there is no return for an earlier period.")
        if first > Month.of(on).plus(12):
            raise _refused("This period lies more than a year ahead. Please check the year.")
        return cls(first, last)

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """The quarter in which `day` lies."""
        month = Month.of(day)
        first = month.plus(-((month.month - 1) % 3))
        return cls(first, first.plus(2))

    @classmethod
    def month_of(cls, day: date) -> Self:
        """The month in which `day` lies."""
        return cls(Month.of(day), Month.of(day))

    @property
    def starts(self) -> date:
        """Its first day."""
        return self.first.first

    @property
    def ends(self) -> date:
        """Its last day."""
        return self.last.last

    @property
    def is_quarter(self) -> bool:
        """Whether it is a quarter."""
        return self.first != self.last

    @property
    def portal_code(self) -> str:
        """MMYYYY of its last month, by which the portal files it."""
        return f"{self.last.month:02d}{self.last.year:04d}"

    def before(self) -> "TaxPeriod":
        """The period of the same length before this one."""
        return TaxPeriod(self.first.plus(-3 if self.is_quarter else -1), self.first.plus(-1))

    def covers(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.starts <= day <= self.ends

    def __str__(self) -> str:
        if not self.is_quarter:
            return str(self.first)
        return f"{financial_year(self.starts)}-Q{(self.first.month - 4) % 12 // 3 + 1}"


def financial_year_named(text: str, *, on: date) -> int:
    """The year in which the financial year `text` ("2026-27") begins. Raises `PeriodInvalid` for none of ours."""
    found = _YEAR.fullmatch(text.strip())
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise _refused("Please choose a financial year, such as 2026-27.", field="financial_year")
    year = int(found[1])
    if not GST_BEGAN.year <= year <= financial_year(on) + 1:
        raise _refused("Please choose a financial year from 2017-18 to the coming one.", field="financial_year")
    return year


def year_name(year: int) -> str:
    """The financial year that began in `year`, as it is written: 2026-27."""
    return f"{year}-{(year + 1) % 100:02d}"


def _refused(sentence: str, *, field: str = "period") -> PeriodInvalid:
    return PeriodInvalid(sentence, errors={field: [sentence]})
