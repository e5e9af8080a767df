"""What the tariff is asked about a line, and what of its answer proves a rate wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.compliance.records.invoices import Line
from app.gst import arithmetic, slabs, tariff, units
from app.gst.tariff import wording

_BY_THE_PIECE = ("NOS", "PCS", "PRS", "UNT")
"""Units in which a line counts single pieces or pairs, so that its value tells what one costs."""
_BY_THE_DAY = ("day", "night", "ngt", "room night")
_ROOMS = "996311"
_LONGER_STAY = re.compile(
    r"\b([2-9]|[1-9][0-9]+|two|three|four|five|six|seven|several)[ -]*(nights?|days?|n|d)\b"
    r"|\b(nights|days|weeks?|weekly|months?|monthly|stay|package|tour|from|to|till|until|check-?(in|out))\b",
    re.IGNORECASE,
)
"""Words by which the price of a room may be that of several nights."""
_COSTS_OF_DELIVERY = tuple(
    map(
        wording.folded,
        (
            *("freight", "transport", "transportation", "transporting", "cartage", "carriage", "delivery", "courier"),
            *("packing", "packaging", "forwarding", "loading", "unloading", "handling", "shipping", "postage"),
            *("insurance", "hamali", "bhada", "installation"),
        ),
    )
)
"""Words of a line that is charged beside goods for bringing them to the buyer."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The rates in percent that a line may bear, lowest first, and the notifications that say so.

    `allowed` is empty where the tables do not know enough to call another rate wrong.
    """

    allowed: tuple[Decimal, ...] = ()
    source: str | None = None


def answer(line: Line, on: date, *, is_whole: bool) -> Allowed:
    """What the tariff allows for the line that day.

    The books do not say whether their prices hold the tax: there a rate is allowed that is for either price.
    """
    code = (line.hsn or "").strip()
    if not (code.isascii() and code.isdigit() and 4 <= len(code) <= 8):
        return Allowed()
    asked = tariff.Question(code, on, (line.description or "").strip())
    facts = [replace(line.facts, unit_price=price) for price in _prices(line, is_whole=is_whole)]
    found = [tariff.ask(replace(asked, facts=one)) for one in facts]
    if not all(one.is_proof for one in found):
        return Allowed()
    allowed = sorted({rate for one in found for rate in one.rates_percent})
    sources = dict.fromkeys(entry.source for one in found for entry in one.entries)
    return Allowed(tuple(allowed), "; ".join(list(sources)[:3]) or None)


def is_concession(line: Line, on: date) -> bool:
    """Whether the rate is one that the law keeps for some supplies of any goods (0.1 % to a merchant exporter), or for
    goods of this very code."""
    code = (line.hsn or "").strip()
    return any(
        slab.only_for and slab.rate_percent == line.rate_percent and slab.holds(on) and _is_among(code, slab.codes)
        for slab in slabs.every()
    )


def is_part_of_goods(line: Line, lines: Iterable[Line]) -> bool:
    """Whether the line is a cost of delivering goods on the same document, charged at their rate.

    Packing, freight and the like are part of the value of the goods (CGST Act 2017, s.8(a) and s.15(2)(c)).
    """
    if not (line.is_service and wording.says(wording.folded(line.description or ""), _COSTS_OF_DELIVERY)):
        return False
    return any(other.rate_percent == line.rate_percent and not other.is_service and other.value for other in lines)


def _is_among(code: str, codes: tuple[str, ...]) -> bool:
    return not codes or any(code.startswith(own) or own.startswith(code) for own in codes)


def _prices(line: Line, *, is_whole: bool) -> set[Decimal | None]:
    """What one piece, or one day of a service, may cost without tax; None where the line does not tell.

    Goods tell it only where they are counted by the piece. Of a service that is not counted by the day it is only known
    that a day costs no more than what is charged.
    """
    if line.value <= 0:
        return {None}
    is_counted = line.quantity > 0 and "quantity" not in line.unsaid
    each = line.value / line.quantity if is_counted else line.value
    if line.is_service:
        is_known = is_counted and (_is_by_the_day(line) or (is_whole and _is_room_of_a_night(line)))
        return {each} if is_known else {each, min(each, Decimal(1))}
    if not is_counted or units.code_of(line.unit) not in _BY_THE_PIECE:
        return {None}
    return {each} if is_whole else {each, arithmetic.value_within(each, max(line.rate_percent, Decimal(0)))}


def _is_by_the_day(line: Line) -> bool:
    return (line.unit or "").strip().lower().rstrip("s") in _BY_THE_DAY


def _is_room_of_a_night(line: Line) -> bool:
    """Whether what is counted are rooms for a night each: several, and nothing speaks of a longer stay.

    A single one may be a whole stay at one price.
    """
    is_room = (line.hsn or "").strip().startswith(_ROOMS)
    return is_room and line.quantity > 1 and not _LONGER_STAY.search(line.description or "")
