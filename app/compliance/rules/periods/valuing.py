"""What each line of a document is worth before tax and which share of the tax it bears (CGST Act 2017, s.15, s.170).

A return repeats what the documents say: the tax charged on a document is shared among its lines by their rates, so that
the lines always add up to it. Whether it was the right tax is for the invoice check.
"""

from collections.abc import Sequence
from decimal import Decimal

from app.compliance.records.invoices import Invoice, Line
from app.compliance.records.periods.supplies import Part
from app.gst import arithmetic, rounding
from app.gst.arithmetic import Heads
from app.gst.parties import SupplyKind
from app.gst.tax_head import TaxHead
from app.values import money

_NON_GST = ("2709", "271012", "271121")
"""Crude, motor spirit and natural gas; diesel and aviation fuel share 2710 19 with taxed oils, and are not told apart
(CGST Act 2017, s.9(2))."""
_LIQUOR = ("2203", "2204", "2205", "2206", "2208")
"""Drinks of alcohol (s.9(1)); 2207 has spirit for industry, which is taxed."""


def parts(invoice: Invoice, head: TaxHead, *, notes_say: SupplyKind | None, is_zero_rated: bool) -> tuple[Part, ...]:
    """The lines of an invoice with their values and shares of the tax.

    head : which heads the tax stands under; of reverse charge, which heads the recipient pays under
    notes_say : what the words on an untaxed document say of its lines
    is_zero_rated : an export or SEZ supply, whose tax is what was charged, even where that is nothing
    """
    values = _values(invoice)
    shares = _shares(invoice, values, head, is_zero_rated=is_zero_rated)
    rows = zip(invoice.lines, values, shares, strict=True)
    return tuple(_part(line, value, share, _treatment(line, notes_say)) for line, value, share in rows)


def _part(line: Line, value: Decimal, heads: Heads, treatment: SupplyKind) -> Part:
    is_taxable = treatment is SupplyKind.TAXABLE
    return Part(
        description=line.description,
        hsn=(line.hsn or "").strip() or None,
        unit=line.unit,
        quantity=line.quantity,
        rate_percent=line.rate_percent if is_taxable else Decimal(0),
        treatment=treatment,
        value=value,
        heads=heads if is_taxable else Heads(),
    )


def _treatment(line: Line, notes_say: SupplyKind | None) -> SupplyKind:
    """How the law treats a line. The books do not tell nil-rated from exempt: a rate of nought is nil-rated."""
    if line.rate_percent > 0 and notes_say is None:
        return SupplyKind.TAXABLE
    is_outside = (line.hsn or "").strip().startswith(_NON_GST + _LIQUOR)
    return SupplyKind.NON_GST if is_outside else notes_say or SupplyKind.NIL_RATED


def _values(invoice: Invoice) -> list[Decimal]:
    """Each line's value: less its share of the discount where the total shows that it was taken off, without the tax
    where the total shows that prices include it."""
    plain = [line.value for line in invoice.lines]
    whole, off = sum(plain, money.ZERO), invoice.discount
    reduced = [value - share for value, share in zip(plain, arithmetic.shared(off, plain), strict=True)]
    if not rounding.agrees(whole - off + invoice.tax, invoice.total, heads=2):
        if invoice.tax and rounding.agrees(whole - off, invoice.total, heads=2):
            return [_without_tax(value, line) for value, line in zip(reduced, invoice.lines, strict=True)]
        if rounding.agrees(whole + invoice.tax, invoice.total, heads=2):
            return plain
    return reduced


def _without_tax(value: Decimal, line: Line) -> Decimal:
    return arithmetic.value_within(value, line.rate_percent) if line.rate_percent > 0 else value


def _shares(invoice: Invoice, values: Sequence[Decimal], head: TaxHead, *, is_zero_rated: bool) -> list[Heads]:
    """The tax of the document, line by line; of an untaxed reverse-charge supply what its recipient owes."""
    lines = list(zip(invoice.lines, values, strict=True))
    if not invoice.tax:
        owed = head if invoice.is_reverse_charge and not is_zero_rated else TaxHead.NONE
        return [arithmetic.heads(value, max(line.rate_percent, Decimal(0)), owed) for line, value in lines]
    cesses = [line.heads.cess if line.heads else money.ZERO for line in invoice.lines]
    tax = invoice.tax - sum(cesses, money.ZERO)
    weights = [max(value * line.rate_percent, Decimal(0)) for line, value in lines]
    if head is TaxHead.IGST:
        return [Heads(igst=igst, cess=cess) for igst, cess in zip(arithmetic.shared(tax, weights), cesses, strict=True)]
    halves = arithmetic.shared(money.rounded(tax / 2), weights)
    return [Heads(cgst=half, sgst=half, cess=cess) for half, cess in zip(halves, cesses, strict=True)]
