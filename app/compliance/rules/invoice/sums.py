"""Whether the figures of a document that was sent whole add up: each line, each head, the foot.

CGST Act 2017, s.15 (value, discounts), s.170 (rounding); CGST Rules 2017, rule 35 (prices with tax), rule 46(j) to (m).
Rounding on each line and once at the foot are both lawful, to the paisa or to the rupee: a figure is wrong when no such
way comes within a rupee. Each figure is held against what stands above it, so that one wrong figure is told once.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.compliance.records.invoices import Invoice, Line, Totals, Whole
from app.compliance.records.issues import Finding, Values
from app.compliance.rules.invoice import blanks, charging, figures, places
from app.gst import arithmetic, rounding
from app.gst.arithmetic import Heads
from app.gst.tax_head import TaxHead
from app.values import money

_NAMES = ("cgst", "sgst", "igst", "cess")


def findings(invoice: Invoice, whole: Whole) -> Iterator[Finding]:
    """Every figure that is off by more than a rupee."""
    discount = whole.totals.discount
    shares = arithmetic.shared(discount, [line.value for line in invoice.lines])
    is_taxable, head = not charging.is_forbidden(invoice), places.charged_head(invoice)
    blank = {line.position for line in blanks.lines_without_head(invoice)}
    for line, share in zip(invoice.lines, shares, strict=True):
        yield from _line_value(line)
        if is_taxable and line.position not in blank:
            yield from _line_tax(line, share, head)
    yield from _foot(invoice, whole.totals, are_lines_told=not blank)


def _line_value(line: Line) -> Iterator[Finding]:
    gross = line.gross
    if gross is None or "taxable_value" in line.unsaid:
        return
    computed = money.rounded(gross - line.discount)
    if 0 <= gross < line.discount:
        values: Values = {"line": line.label, "discount": line.discount, "computed": gross}
        yield Finding(figures.DISCOUNT_TOO_LARGE, f"items[{line.position}].discount", values)
        return
    within = arithmetic.value_within(computed, max(line.rate_percent, Decimal(0)) + (line.cess_percent or Decimal(0)))
    if not any(rounding.agrees(line.value, way) for way in (computed, within)):
        yield figures.line_value_wrong(line, computed, "taxable_value")


def _line_tax(line: Line, share: Decimal, of_invoice: TaxHead | None) -> Iterator[Finding]:
    """`share` is the line's part of a discount on the whole: its tax may have been reckoned before or after it."""
    heads = line.heads
    if heads is None or heads.is_split or of_invoice is None or "gst_rate" in line.unsaid or line.is_declared_untaxed:
        return
    if not rounding.agrees(heads.cgst, heads.sgst):
        yield figures.halves_differ(line, heads.cgst, heads.sgst, "sgst")
        return
    is_between = bool(heads.igst) or (not heads.cgst and of_invoice is TaxHead.IGST)
    head, cess = TaxHead.IGST if is_between else TaxHead.CGST_SGST, line.cess_percent
    bases = (line.value, line.value - share) if share else (line.value,)
    ways = [arithmetic.heads(value, line.rate_percent, head, cess or Decimal(0)) for value in bases]
    if any(_fits(heads, due, with_cess=cess is not None) for due in ways):
        return
    stated = heads.total if cess is not None else heads.total - heads.cess
    yield figures.line_tax_wrong(line, stated, ways[0].total, "igst" if is_between else "cgst")


def _fits(stated: Heads, due: Heads, *, with_cess: bool) -> bool:
    names = _NAMES if with_cess else _NAMES[:3]
    return all(rounding.agrees(getattr(stated, name), getattr(due, name)) for name in names)


def _foot(invoice: Invoice, totals: Totals, *, are_lines_told: bool) -> Iterator[Finding]:
    values = _values(invoice.lines, totals.discount)
    heads = _heads(invoice, totals, are_lines_told=are_lines_told)
    found = list(_wrong_parts(totals, values, heads))
    yield from found
    if not rounding.agrees(totals.round_off, money.ZERO):
        yield Finding(figures.ROUND_OFF_TOO_LARGE, "totals.round_off", {"stated": totals.round_off})
    yield from _grand_total(invoice, totals, values, heads, is_foot_right=not found)


def _wrong_parts(totals: Totals, values: Sequence[Decimal], heads: Sequence[Heads]) -> Iterator[Finding]:
    if totals.taxable_value is not None and not any(rounding.agrees(totals.taxable_value, way) for way in values):
        stated = {"stated": totals.taxable_value, "computed": values[0]}
        yield Finding(figures.SUBTOTAL_WRONG, "totals.taxable_value", stated)
    wrong = [name for name in _NAMES if not _is_head_right(name, totals, heads)]
    if wrong:
        stated = {"stated": totals.heads.total, "computed": heads[0].total}
        yield Finding(figures.TAX_WRONG, f"totals.{wrong[0]}", stated)


def _values(lines: Sequence[Line], discount: Decimal) -> list[Decimal]:
    """Lawful sums of the lines' values: as they stand, from quantities and prices, each before and after a discount."""
    stated = sum((line.value for line in lines), money.ZERO)
    parts = [line.value if line.gross is None else line.gross - line.discount for line in lines]
    # Where a line's price holds the tax, or its value is wrong, only what the line states counts.
    exact = [part if rounding.agrees(line.value, part) else line.value for part, line in zip(parts, lines, strict=True)]
    whole = sum(exact, money.ZERO)
    ways = [stated, money.rounded(whole)]
    return ways + [way - discount for way in ways] if discount else ways


def _heads(invoice: Invoice, totals: Totals, *, are_lines_told: bool) -> list[Heads]:
    """Lawful feet of the taxes: the lines' own added up, and the rates on the exact values, rounded once."""
    head, discount = places.charged_head(invoice), totals.discount
    said = [line.heads for line in invoice.lines if line.heads is not None]
    ways = [arithmetic.summed(said)] if said and are_lines_told else []
    if head is not None and not charging.is_forbidden(invoice):
        values = [line.value for line in invoice.lines]
        less = [value - share for value, share in zip(values, arithmetic.shared(discount, values), strict=True)]
        ways += [_exact(invoice, bases, head) for bases in ([values, less] if discount else [values])]
    return ways or [totals.heads]


def _exact(invoice: Invoice, values: Sequence[Decimal], head: TaxHead) -> Heads:
    rows = list(zip(values, invoice.lines, strict=True))
    tax = sum((value * line.rate_percent / 100 for value, line in rows), money.ZERO)
    cess = sum((line.heads.cess for line in invoice.lines if line.heads is not None), money.ZERO)
    if head is TaxHead.IGST:
        return Heads(igst=money.rounded(tax), cess=cess)
    half = money.rounded(tax / 2)
    return Heads(cgst=half, sgst=half, cess=cess)


def _is_head_right(name: str, totals: Totals, ways: Sequence[Heads]) -> bool:
    stated = getattr(totals, name)
    return stated is None or any(rounding.agrees(stated, getattr(way, name)) for way in ways)


def _grand_total(
    invoice: Invoice, totals: Totals, values: Sequence[Decimal], heads: Sequence[Heads], *, is_foot_right: bool
) -> Iterator[Finding]:
    """The total is held against the foot as stated, and against the lines too where the foot is wrong or silent."""
    if totals.grand_total is None:
        return
    is_told = any(getattr(totals, name) is not None for name in _NAMES) and not blanks.heads_not_at_foot(
        invoice, totals
    )
    value = totals.taxable_value if totals.taxable_value is not None else values[0]
    ways = [value + (totals.heads.total if is_told else heads[0].total)]
    if not (is_foot_right and is_told and totals.taxable_value is not None):
        ways += [one + each.total for one in values for each in heads]
    if invoice.is_reverse_charge:
        ways += [value, values[0]]  # what the buyer pays to the State may be shown, and is not part of the total
    added = totals.others + totals.round_off
    ways += [way - totals.discount for way in ways] if totals.discount else []
    if not any(rounding.agrees(totals.grand_total, way + added) for way in ways):
        stated = {"stated": totals.grand_total, "computed": ways[0] + added}
        yield Finding(figures.TOTAL_WRONG, "totals.grand_total", stated)
