"""Which figures on a page the values that were read explain: the values themselves, and the sums that follow from them.

Bills print columns' sums, taxes by rate and by code, totals before and after rounding: none of these has a field of its
own, and each follows from fields. A figure that follows from none was not understood.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from app.invoices.records.extractions import Found
from app.invoices.rules.documents.acceptance.booking import Booking, number_of

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_CENT = Decimal("0.01")
"""Amounts are kept to the paisa, percentages to two places."""
_PAISE = 3
"""Two heads or two groups, each rounded to the paisa, and one over."""
_WIDEST = 12
"""A row of more amounts or percentages is no row of a table of taxes, and is not tried."""
_NAMED = frozenset(("taxable_value", "cgst", "discount"))
"""Sums over all lines that have a field of their own: one that is printed is read, or was not understood."""
_HEADS = ("cgst", "sgst", "igst", "cess")


@dataclass(frozen=True, slots=True)
class Worths:
    """Amounts and percentages that need no field of their own."""

    amounts: frozenset[Decimal]
    percents: frozenset[Decimal]
    of_lines: frozenset[Decimal] = frozenset()
    """Percentages that lines bear: one among the goods is theirs, or was not read."""

    def explain(self, amount: Decimal) -> bool:
        """Whether an amount is one of them, to the paise of rounding."""
        exact = abs(amount).quantize(_CENT)
        return any(exact + paise * _CENT in self.amounts for paise in range(-_PAISE, _PAISE + 1))

    def explain_percent(self, percent: Decimal) -> bool:
        return percent.quantize(_CENT) in self.percents

    def explain_of_line(self, percent: Decimal) -> bool:
        return percent.quantize(_CENT) in self.of_lines

    def in_row(self, amounts: Sequence[Decimal], percents: Sequence[Decimal]) -> "Worths":
        """With what one row proves of itself: amounts of it that are known, by percentages of it, and their sums.

        So a table of taxes by code proves its rows, whose rates stand nowhere else.
        """
        if max(len(amounts), len(percents)) > _WIDEST:
            return self
        bases = [one for one in amounts if self.explain(one)]
        taxes = {(base, share): _cents(base * share / _HUNDRED) for base in bases for share in percents}
        proven = {key: tax for key, tax in taxes.items() if any(abs(tax - one) <= _PAISE * _CENT for one in amounts)}
        sums = {one for (base, _), tax in proven.items() for one in (tax, 2 * tax, base + tax, base + 2 * tax)}
        rates = {_cents(share) for _, share in proven}
        return replace(self, amounts=self.amounts | sums, percents=self.percents | rates)


def of(booking: Booking) -> Worths:
    """What the values of a reading explain."""
    values = [abs(value) for found in booking.read.fields.values() if (value := number_of(found)) is not None]
    lines = [_line(line) for line in booking.lines]
    amounts = {_ZERO, *values, *(abs(each) for line in lines for each in line.values()), *_sums(lines, booking)}
    amounts |= {abs(each) for each in _foot(booking)}
    of_lines = frozenset(map(_cents, _percents_of_lines(booking)))
    of_foot = frozenset(map(_cents, _percents(booking)))
    return Worths(frozenset(map(_cents, amounts)), of_lines | of_foot, of_lines)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT)


def _line(line: Mapping[str, Found]) -> dict[str, Decimal]:
    """The amounts of one line, with those that follow: gross, tax and its halves, total."""
    named = {name: value for name, found in line.items() if (value := number_of(found)) is not None}
    rate = named.pop("gst_rate", None)
    quantity, price = named.get("quantity"), named.get("unit_price")
    taxable, heads = named.get("taxable_value"), [named[head] for head in _HEADS if head in named]
    if quantity is not None and price is not None:
        named["gross"] = quantity * price
    if taxable is not None and (rate is not None or heads):
        named["tax"] = sum(heads, _ZERO) if heads else (taxable * (rate or _ZERO) / _HUNDRED).quantize(_CENT)
        named["half"] = named["tax"] / 2
        named.setdefault("total", taxable + named["tax"])
    return named


def _sums(lines: list[dict[str, Decimal]], booking: Booking) -> Iterator[Decimal]:
    """Sums over all lines, over those before a page ends, and over those of one rate or one code."""
    names = {name for line in lines for name in line}
    groups: dict[tuple[str, str], list[dict[str, Decimal]]] = defaultdict(list)
    for line, values in zip(booking.lines, lines, strict=True):
        rate, code = (str(line[name].value) if name in line else "" for name in ("gst_rate", "hsn_sac"))
        for group in (("rate", rate), ("code", code), (rate, code)):
            groups[group].append(values)
    whole = {name: sum((line.get(name, _ZERO) for line in lines), _ZERO) for name in names}
    own = [value for name, value in whole.items() if name in _NAMED]
    for name in names:
        parts = (sum((line.get(name, _ZERO) for line in group), _ZERO) for group in groups.values())
        sums = {*parts, *accumulate(line.get(name, _ZERO) for line in lines)}
        yield from (abs(one) for one in sums if all(abs(one - other) > _PAISE * _CENT for other in own))


def _foot(booking: Booking) -> Iterator[Decimal]:
    """What the sums of the foot lead to, one after the other: with each tax, before rounding, less what is paid."""
    total = booking.total
    tax = sum((total(head) for head in _HEADS), _ZERO)
    yield from (tax, tax - total("cess"), total("grand_total") - total("round_off"))
    yield from (total("grand_total") - total("amount_paid"),)
    start = booking.amount("totals.taxable_value") or booking.amount("totals.subtotal")
    if start is not None:
        steps = (*(total(head) for head in _HEADS), total("round_off"))
        yield from accumulate(steps, initial=start)
        yield from accumulate(steps, initial=start + total("freight"))


def _percents(booking: Booking) -> Iterator[Decimal]:
    """Rates of the foot and their halves, and the share that its discount is of what it is taken from."""
    rates = [
        found for path, found in booking.read.fields.items() if path.startswith("rates.") and path.endswith("gst_rate")
    ]
    for value in filter(None, map(number_of, rates)):
        yield from (value, value / 2)
    less, net = booking.total("discount"), booking.total("taxable_value")
    yield from (share for whole in (booking.total("subtotal"), net + less) for share in _share(less, whole))
    yield from _rates_of_foot(booking, net or booking.total("subtotal"))


def _percents_of_lines(booking: Booking) -> Iterator[Decimal]:
    """Rates of lines and their halves, and the shares that discounts are of their gross amounts."""
    yield from (_ZERO, _HUNDRED)
    for line in booking.lines:
        rate = number_of(line.get("gst_rate")) or _ZERO
        yield from (rate, rate / 2)
        quantity, price, less = (number_of(line.get(name)) for name in ("quantity", "unit_price", "discount"))
        gross, taxable = (quantity or _ZERO) * (price or _ZERO), number_of(line.get("taxable_value"))
        yield from _share(less or (gross - taxable if taxable is not None else None), gross)


def _rates_of_foot(booking: Booking, taxable: Decimal) -> Iterable[Decimal]:
    """The one rate of a bill whose lines bear none: its taxes as shares of what is taxable."""
    if any("gst_rate" in line for line in booking.lines):
        return ()
    shares = [share for head in _HEADS for share in _share(booking.amount(f"totals.{head}"), taxable)]
    return (*shares, sum(shares, _ZERO))


def _share(part: Decimal | None, whole: Decimal) -> Iterable[Decimal]:
    return ((part / whole * _HUNDRED).quantize(_CENT),) if part and whole else ()
