"""How single values of the portal's files are read: days as 14-10-2025, amounts as numbers, yes as Y.

Whatever cannot be is refused with the place where it stands; nothing is guessed, and every text is bounded.
"""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.compliance.records.portal_2b import FileRefused
from app.gst import gstin, states
from app.values import money
from app.values.period import Month

LONGEST_TEXT = 100
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_DAYS = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y")


def listed(content: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    """The list of objects under `name`; empty when there is none."""
    found = content.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise FileRefused(f"{where}.{name}", "This should be a list of entries.")
    return found


def text(value: object, where: str) -> str:
    """Text without the blanks around it; empty for none. A whole number is taken as its digits."""
    if isinstance(value, float | Decimal) and math.isfinite(value) and value == int(value):
        value = int(value)
    if value is not None and (isinstance(value, bool) or not isinstance(value, str | int)):
        raise FileRefused(where, "This should be text.")
    said = "" if value is None else str(value).replace("\x00", "").strip()
    if said.startswith("="):
        raise FileRefused(where, "This is a formula: send the file as the GST portal gave it.")
    if len(said) > LONGEST_TEXT:
        raise FileRefused(where, f"This text is longer than {LONGEST_TEXT} characters.")
    return said


def needed(value: object, where: str) -> str:
    """Text that must be there."""
    found = text(value, where)
    if not found:
        raise FileRefused(where, "This is missing in the file.")
    return found


def amount(value: object, where: str) -> Decimal:
    """Rupees; nothing and a dash are none."""
    if value is None or value in ("", "-"):
        return money.ZERO
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise FileRefused(where, "This should be an amount in rupees.")
    try:
        return money.parsed(value)
    except (ValueError, InvalidOperation) as error:
        raise FileRefused(where, "This is not an amount in rupees.") from error


def day(value: object, where: str) -> date:
    """A day that must be there, in one of the portal's spellings, since GST began."""
    found = value.date() if isinstance(value, datetime) else value
    if not isinstance(found, date):
        found = _written_day(needed(found, where), where)
    if not date(2017, 7, 1) <= found <= date(2100, 12, 31):
        raise FileRefused(where, "This day lies before GST began or far ahead.")
    return found


def optional_day(value: object, where: str) -> date | None:
    """A day, or None where the file has none."""
    return None if value in (None, "", "-") else day(value, where)


def place(value: object, where: str) -> str | None:
    """The code of a state written as `27` or `Maharashtra`; None for none."""
    said = text(value, where)
    code = states.code_of(said) or states.code_of(said.partition("-")[0].strip())
    if said and code is None:
        raise FileRefused(where, "This is no state.")
    return code


def yes(value: object, where: str) -> bool | None:
    """`Y` or `Yes` as True, `N` or `No` as False, None for nothing."""
    said = text(value, where).lower()
    if said not in ("", "y", "n", "yes", "no"):
        raise FileRefused(where, "This should be Y or N.")
    return said.startswith("y") if said else None


def number(value: object, where: str) -> str:
    """A GSTIN in capitals; whether its digits fit each other is not asked, since the portal knows whom it names."""
    found = gstin.normalised(needed(value, where))
    if len(found) != gstin.LENGTH or not (found.isascii() and found.isalnum()):
        raise FileRefused(where, "This is not a GSTIN.")
    return found


def month(value: object, where: str) -> Month:
    """A return period, written `102025`."""
    said = needed(value, where)
    if len(said) == 5:
        said = f"0{said}"  # a spreadsheet takes 042025 for a number
    if len(said) != 6 or not said.isascii() or not said.isdigit() or not 1 <= int(said[:2]) <= 12:
        raise FileRefused(where, "This is no return period, such as 102025 for October 2025.")
    return Month(int(said[2:]), int(said[:2]))


def _written_day(said: str, where: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(said, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise FileRefused(where, "This is no day, such as 14-10-2025.")
