"""Whether the figures of an invoice in the books add up: each line, each head, the total; a rupee either way is right.

CGST Act 2017, s.15 (value, discounts), s.170 (rounding); CGST Rules 2017, rule 35 (prices with tax), rule 46(k) to (m).
The books do not say whether prices include tax or when a discount was taken: an invoice is right when one lawful way of
reckoning gives its figures, and is otherwise measured against the way that comes nearest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.compliance.records.invoices import Invoice, Line
from app.compliance.records.issues import Finding
from app.compliance.rules.invoice import figures, places, scope
from app.gst import arithmetic, rounding, slabs
from app.gst.tax_head import TaxHead
from app.values import money


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """One lawful way to the figures: what subtotal, tax and total should be. `taxes` lists the ways of rounding."""

    subtotal: Decimal
    taxes: tuple[Decimal, ...]
    off_total: Decimal
    added_cess: Decimal


def findings(invoice: Invoice) -> Iterator[Finding]:
    """Every figure that is off by more than a rupee a head."""
    shares = arithmetic.shared(invoice.discount, [line.value for line in invoice.lines])
    for line, share in zip(invoice.lines, shares, strict=True):
        yield from _line_value(line)
        yield from _line_tax(line, share)
    yield from _sums(invoice) if invoice.lines else _total_alone(invoice)


def _total_alone(invoice: Invoice) -> Iterator[Finding]:
    if not invoice.subtotal:
        return  # nobody filled in more than the total
    whole = invoice.subtotal + invoice.tax
    if not any(rounding.agrees(invoice.total, way) for way in (whole - invoice.discount, whole)):
        values = {"stated": invoice.total, "computed": whole - invoice.discount}
        yield Finding(figures.TOTAL_WRONG, "total_amount", values)


def _line_value(line: Line) -> Iterator[Finding]:
    gross = line.quantity * line.unit_price
    computed = money.rounded(gross - line.discount)
    ways = (computed, money.rounded(gross), _value_within(line, computed))
    if gross > 0 and not any(rounding.agrees(line.value, way) for way in ways):
        yield figures.line_value_wrong(line, computed, "total_amount")


def _line_tax(line: Line, share: Decimal) -> Iterator[Finding]:
    """`share` is the line's part of a discount on the whole: its tax may have been reckoned before or after it."""
    heads = line.heads
    if heads is None or heads.is_split or not heads.total:
        return
    if not rounding.agrees(heads.cgst, heads.sgst):
        yield figures.halves_differ(line, heads.cgst, heads.sgst, "tax")
        return
    head = TaxHead.IGST if heads.igst else TaxHead.CGST_SGST
    plain = (line.value, line.value - share)
    bases = (*plain, *(_value_within(line, value) for value in plain))
    ways = [arithmetic.heads(value, line.rate_percent, head) for value in bases]
    if not any(rounding.agrees(heads.igst, due.igst) and rounding.agrees(heads.cgst, due.cgst) for due in ways):
        yield figures.line_tax_wrong(line, heads.igst + heads.cgst + heads.sgst, ways[0].total, "tax")


def _value_within(line: Line, price: Decimal) -> Decimal:
    """The value in a price with tax; a rate below zero is told elsewhere, and takes nothing out here."""
    return arithmetic.value_within(price, max(line.rate_percent, Decimal(0)))


def _sums(invoice: Invoice) -> Iterator[Finding]:
    ways = [list(_against(invoice, way)) for way in _reckonings(invoice)]
    yield from min(ways, key=len)


def _against(invoice: Invoice, way: _Reckoning) -> Iterator[Finding]:
    """The figures of the invoice that this way of reckoning does not give."""
    if not rounding.agrees(invoice.subtotal, way.subtotal):
        yield Finding(figures.SUBTOTAL_WRONG, "subtotal", {"stated": invoice.subtotal, "computed": way.subtotal})
    heads = 1 if places.charged_head(invoice) is TaxHead.IGST else 2
    is_right = any(rounding.agrees(invoice.tax, tax, heads=heads) for tax in way.taxes)
    if not is_right and not _may_bear_cess(invoice, way):
        yield Finding(figures.TAX_WRONG, "tax_amount", {"stated": invoice.tax, "computed": money.rounded(way.taxes[0])})
    # The total is held against the figures as stated, so that one wrong figure is not told three times.
    total = invoice.subtotal - way.off_total + invoice.tax
    if not any(rounding.agrees(invoice.total, total + cess) for cess in (money.ZERO, way.added_cess)):
        yield Finding(figures.TOTAL_WRONG, "total_amount", {"stated": invoice.total, "computed": total})


def _may_bear_cess(invoice: Invoice, way: _Reckoning) -> bool:
    """Whether what is too much may be compensation cess, for which the books have no place."""
    on = invoice.rates_on or invoice.issued_on
    bearers = (line for line in invoice.lines if line.rate_percent > 0)
    may_bear = any(slabs.may_bear_cess(on, hsn=line.hsn, description=line.description) for line in bearers)
    return may_bear and invoice.tax > min(way.taxes)


def _reckonings(invoice: Invoice) -> Iterator[_Reckoning]:
    """The likeliest way first: prices without tax, the discount taken off before tax."""
    plain = [line.value for line in invoice.lines]
    yield from _with_discount(invoice, plain)
    yield from _with_discount(invoice, [_value_within(line, line.value) for line in invoice.lines])


def _with_discount(invoice: Invoice, values: list[Decimal]) -> Iterator[_Reckoning]:
    whole, off = sum(values, money.ZERO), invoice.discount
    cess = invoice.heads.cess if invoice.heads else money.ZERO
    full = _taxes(invoice, values)
    if not off:
        yield _Reckoning(whole, full, money.ZERO, cess)
        return
    reduced = [value - share for value, share in zip(values, arithmetic.shared(off, values), strict=True)]
    less = _taxes(invoice, reduced)
    yield _Reckoning(whole, less, off, cess)  # shown gross, taken off before tax
    yield _Reckoning(whole - off, less, money.ZERO, cess)  # shown net, taken off before tax
    yield _Reckoning(whole, full, off, cess)  # taken off after tax, which s.15(3) does not forbid
    yield _Reckoning(whole, full, money.ZERO, cess)  # already within the lines


def _taxes(invoice: Invoice, values: list[Decimal]) -> tuple[Decimal, ...]:
    """The tax on these values: as charged on the lines where they say it, else rounded once or on every line."""
    if invoice.is_reverse_charge or not invoice.tax or scope.has_unsaid_rates(invoice):
        return (invoice.tax,)  # whether that is right is no question of sums
    if invoice.heads is not None:
        stated = invoice.heads
        return (stated.total - stated.cess, stated.total)
    exact = [value * line.rate_percent / 100 for value, line in zip(values, invoice.lines, strict=True)]
    return (sum(exact, money.ZERO), sum(map(money.rounded, exact), money.ZERO))
