"""Whether the sums of a document prove each other: lines by quantity and price, taxes by the lines' own rates, the
total by both, and no sum that was tried fails.

CGST Act 2017, s.15 (value), s.9 (rate), s.170 (the total may be rounded to the rupee); IGST Act 2017, s.7 and s.8
(which head). Amounts that add up without tax to a total that bears tax are amounts with tax in them, and prove nothing.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.invoices.records.extractions import DocumentType, Found
from app.invoices.rules.documents.acceptance.booking import Booking, number_of

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_PAISA = Decimal("0.011")
_LINE = Decimal("0.011")
"""What rounding adds for each line: heads are rounded line by line or once for a rate."""
_RUPEE = Decimal("0.505")
"""Half a rupee of rounding, where it is not printed."""
_HALF = Decimal("0.5")
"""Rates are whole or half percents."""
HEADS = ("cgst", "sgst", "igst", "cess")


def faults(booking: Booking) -> Iterator[str]:
    """What does not close, and what nothing proves."""
    checks = booking.read.checks
    yield from (f"open {check.name}" for check in checks if not check.is_ok)
    yield from (f"unproven line {number}" for number in _unproven(booking))
    if not _is_whole(booking):
        yield "total is not made of the lines"
    if not _is_taxed_by_lines(booking):
        yield "tax is not that of the rates"
    if not _is_headed(booking):
        yield "heads are not those of the States"


def _unproven(booking: Booking) -> Iterator[int]:
    """Lines with a quantity or a price but without the sum of both; services without either are proven by the total."""
    proven = {check.name for check in booking.read.checks if check.is_ok}
    for number, line in enumerate(booking.lines):
        if {"quantity", "unit_price"} & line.keys() and f"lines.{number}.amount" not in proven:
            yield number


def taxes(booking: Booking) -> Decimal:
    """The tax of the foot; where it names none, that of the lines."""
    return sum((_tax(booking, head) for head in HEADS), _ZERO)


def _tax(booking: Booking, head: str) -> Decimal:
    found = booking.amount(f"totals.{head}")
    return found if found is not None else summed(booking, head) or _ZERO


def _is_whole(booking: Booking) -> bool:
    """Lines, discount, freight, taxes and rounding are the total, whatever else was tried."""
    lines, grand = summed(booking, "taxable_value"), booking.amount("totals.grand_total")
    paid = summed(booking, "total") if lines is None else None
    if grand is None or (lines is None and (paid is None or not _holds_tax(booking, paid, grand))):
        return False
    tax = taxes(booking) if lines is not None else _ZERO
    less, more = booking.total("discount"), booking.total("freight")
    owed = {tax, _ZERO} if booking.read.value("reverse_charge") is True else {tax}
    begin = lines if lines is not None else paid or _ZERO
    return _is_total(
        booking, {begin + one + freight - off for one in owed for freight in (_ZERO, more) for off in (_ZERO, less)}
    )


def _holds_tax(booking: Booking, paid: Decimal, grand: Decimal) -> bool:
    """Whether amounts with tax in them are told as such: taxable value and tax, printed apart, make the same total."""
    tax, taxable = taxes(booking), booking.amount("totals.taxable_value")
    return not tax or (taxable is not None and abs(taxable + tax - grand) <= _RUPEE)


def _is_total(booking: Booking, made: set[Decimal]) -> bool:
    """Whether one of the sums is the grand total, by the rounding that is printed or to the rupee."""
    grand, off = booking.total("grand_total"), booking.total("round_off")
    tolerance = _PAISA + _LINE * len(booking.lines)
    if booking.has("totals.round_off"):
        return any(abs(one + sign * off - grand) <= tolerance for one in made for sign in (1, -1))
    is_rounded = grand == grand.to_integral_value()
    return any(abs(one - grand) <= (_RUPEE if is_rounded else tolerance) for one in made)


def _is_taxed_by_lines(booking: Booking) -> bool:
    """The taxes are those of the lines' own rates; without rates in the lines, those of the table of rates."""
    tax = taxes(booking) - _tax(booking, "cess")
    if not tax:
        return True
    made = [_tax_of(line) for line in booking.lines]
    known = [one for one in made if one is not None]
    is_of_lines = len(known) == len(made) and abs(sum(known) - tax) <= 2 * _PAISA + _LINE * len(made)
    return is_of_lines or _is_taxed_by_rates(booking, tax)


def _tax_of(line: Mapping[str, Found]) -> Decimal | None:
    """The tax of a line by its own rate, on its taxable value, or within its total."""
    taxable, rate, total = (number_of(line.get(name)) for name in ("taxable_value", "gst_rate", "total"))
    if rate is None or (taxable is None and total is None):
        return None
    if taxable is not None:
        return taxable * rate / _HUNDRED
    return (total or _ZERO) * rate / (_HUNDRED + rate)


def _is_taxed_by_rates(booking: Booking, tax: Decimal) -> bool:
    """The taxes are the taxable value by one rate in half percents, or the table of rates adds up to them."""
    taxable = booking.total("taxable_value") or booking.total("subtotal") or summed(booking, "taxable_value")
    rates = {path.split(".")[1] for path in booking.read.fields if path.startswith("rates.")}
    told = [booking.amount(f"rates.{one}.{head}") or _ZERO for one in rates for head in HEADS[:3]]
    if any(told):
        return abs(sum(told) - tax) <= 2 * _PAISA + _LINE * len(rates)
    if not taxable or any("gst_rate" in line for line in booking.lines):
        return False
    share = (tax / taxable * _HUNDRED).quantize(_HALF) if tax < taxable else _ZERO
    return abs(taxable * share / _HUNDRED - tax) <= 2 * _PAISA


def _is_headed(booking: Booking) -> bool:
    """IGST between States, CGST and the State's tax within one; where the States are not known nothing is said."""
    is_between, is_within = bool(_tax(booking, "igst")), bool(_tax(booking, "cgst"))
    states = [booking.read.value(path) for path in ("supplier.state_code", "place_of_supply")]
    is_known = None not in states and booking.read.document_type is not DocumentType.EXPORT_INVOICE
    is_wrong = is_known and is_within and states[0] != states[1]
    return not (is_between and is_within) and not is_wrong


def summed(booking: Booking, name: str) -> Decimal | None:
    """The sum of a value over all lines; None where one lacks it."""
    values = [number_of(line.get(name)) for line in booking.lines]
    known = [value for value in values if value is not None]
    return sum(known, _ZERO) if known and len(known) == len(values) else None
