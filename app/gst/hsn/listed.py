"""Which codes of goods (HSN) and services (SAC) exist (`data/codes.csv`): GSTN's list as of November 2024.

The tariff is renumbered now and then (May 2025, May 2026): a code that is not listed is a reason to look again, never
an error by itself.
"""

from collections.abc import Mapping
from functools import cache

from app.gst import tables

HEADING_DIGITS = 4


@cache
def _by_heading() -> Mapping[str, str]:
    return {row["heading"]: row["codes"] for row in tables.rows("codes")}


@cache
def _chapters() -> frozenset[str]:
    return frozenset(heading[:2] for heading in _by_heading())


@cache
def _under(heading: str) -> frozenset[str]:
    """All codes of 6 and 8 digits under a heading; `10-20.90|21` in its cell means 10, 1020, 1090 and 21 after it."""
    found = set()
    for part in tables.parts(_by_heading().get(heading, "")):
        six, _, eights = part.partition("-")
        found.add(heading + six)
        found.update(heading + six + two for two in eights.split(".") if two)
    return frozenset(found)


def is_heading(code: str) -> bool:
    """Whether the four digits are a heading."""
    return code in _by_heading()


def is_listed(code: str) -> bool:
    """Whether a code of 2 to 8 digits stands in the list; a group of services (5 digits) when one under it does."""
    if len(code) < HEADING_DIGITS:
        return code in _chapters()
    if len(code) == HEADING_DIGITS:
        return is_heading(code)
    known = _under(code[:HEADING_DIGITS])
    return code in known or (len(code) == 5 and any(one.startswith(code) for one in known))


def headings() -> tuple[str, ...]:
    """All headings, in their order."""
    return tuple(_by_heading())
