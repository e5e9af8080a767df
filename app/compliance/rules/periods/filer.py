"""Who files, as far as the books tell: the turnover of the year before, and how often that lets a business file.

Quarterly returns are open up to 5 crore of the year before (84/2020-CT; CGST Act 2017, s.39(1), proviso); composition
is a choice that no book shows, so a business is taken for a regular one until it says otherwise.
"""

from datetime import date, timedelta
from decimal import Decimal

from app.books.records import Books
from app.compliance.records.periods.calendar import Assumed, Filer, Frequency
from app.compliance.rules.periods import outward
from app.gst import gstin, parameters, states
from app.gst.parties import Registration
from app.values import money
from app.values.period import financial_year

_WHOLE_YEAR_BY = timedelta(days=31)
"""Books that begin within the first month of a year hold the whole of it."""


def filer(books: Books, *, on: date, registration: Registration | None, frequency: Frequency | None) -> Filer:
    """The filer with what was said, and what had to be assumed. An unknown turnover leaves the monthly filer."""
    turnover = turnover_before(books, on)
    assumed = [Assumed.REGISTRATION] if registration is None else []
    if frequency is None:
        frequency = _frequency(turnover, on)
        assumed.append(Assumed.FREQUENCY if turnover is None else Assumed.FREQUENCY_BY_TURNOVER)
    number = gstin.read(books.business.gstin)
    state = number.state_code if number.is_valid else states.code_of(books.business.state)
    if not number.is_valid and state:
        assumed.append(Assumed.STATE)
    return Filer(registration or Registration.REGULAR, frequency, state, turnover, tuple(assumed))


def turnover_before(books: Books, on: date) -> Decimal | None:
    """Sales without tax of the financial year before a day's, notes taken off; None where the books hold only a part of
    it that is no more than 5 crore."""
    year = financial_year(on) - 1
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    ours = [one for one in outward.ours(books) if one.counts]
    sold = sum(
        (outward.sign(one) * (one.subtotal - one.discount) for one in ours if first <= one.issued_on <= last),
        money.ZERO,
    )
    is_whole = any(one.issued_on <= first + _WHOLE_YEAR_BY for one in ours)
    return sold if is_whole or sold > parameters.value("hsn_large_turnover_over", on) else None


def _frequency(turnover: Decimal | None, on: date) -> Frequency:
    limit = parameters.find("quarterly_turnover_up_to", on)
    is_small = turnover is not None and limit is not None and turnover <= limit.value
    return Frequency.QUARTERLY if is_small else Frequency.MONTHLY
