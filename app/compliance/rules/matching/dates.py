"""What dates say: they keep no two papers with one number apart, but the number is unique only within its year.

CGST Rules 2017, rule 46(b): a serial number is unique for a financial year (April to March). So the same number in two
years is two documents, unless the number itself names its year, or one date is plainly the other one mistyped on a
bill whose value is odd enough to know it by.
"""

from datetime import date

from app.compliance.rules.matching.reading import Reading, days_apart

NEAR_DAYS = 10
"""Within so many days two papers may be one bill, written on the day of the goods and booked on another."""

ACROSS_31_MARCH_DAYS = 5


def is_one_year(first: Reading, second: Reading) -> bool:
    """Whether both papers may lie in the one financial year for which a number is unique."""
    if first.financial_year == second.financial_year:
        return True
    if first.number.year and first.number.year == second.number.year:
        return True
    return first.is_telling and second.is_telling and is_mistyped(first.issued_on, second.issued_on)


def is_near(first: Reading, second: Reading) -> bool:
    """Whether the dates are near enough for papers whose numbers are not the same."""
    return days_apart(first, second) <= NEAR_DAYS


def is_mistyped(one: date, other: date) -> bool:
    """Whether a day was written with another year, with day and month changed about, or booked over the year's end."""
    is_year_wrong = (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) == 1
    is_changed_about = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    return is_year_wrong or is_changed_about or abs((one - other).days) <= ACROSS_31_MARCH_DAYS
