"""Which tax was charged and at what rate: does the head fit the places, was the rate in force that day.

IGST Act 2017, s.7, s.8; CGST Act 2017, s.9, s.14, s.19, s.77; slabs in `app/gst/data/rate_slabs.csv`. Zero tax is right
under an undertaking, reverse charge, composition and exemption: the check asks for the reason and never calls it wrong.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.compliance.records.invoices import Finding, Invoice, IssueType, Line, Rule, Severity, Values
from app.compliance.rules.invoice import places
from app.gst import arithmetic, rates, rounding, states
from app.gst.arithmetic import Heads
from app.gst.rates import Standing
from app.gst.tax_head import TaxHead
from app.values import money

RATE_NOT_IN_FORCE = Rule(
    "rate_not_in_force", IssueType.GST_MISMATCH, Severity.HIGH, "CGST Act 2017, s.9(1) and s.14; notified rates"
)
RATE_KEPT_FOR_FEW = Rule("rate_kept_for_few", IssueType.WARNING, Severity.LOW, "CGST Act 2017, s.9(1); notified rates")
HEADS_MIXED = Rule("heads_mixed", IssueType.GST_MISMATCH, Severity.CRITICAL, "IGST Act 2017, s.7 and s.8")
IGST_DUE = Rule("igst_due", IssueType.GST_MISMATCH, Severity.HIGH, "IGST Act 2017, s.5 and s.7; CGST Act 2017, s.77")
CGST_DUE = Rule("cgst_due", IssueType.GST_MISMATCH, Severity.HIGH, "CGST Act 2017, s.9; IGST Act 2017, s.8 and s.19")
TAX_UNDER_REVERSE_CHARGE = Rule(
    "tax_under_reverse_charge", IssueType.GST_MISMATCH, Severity.HIGH, "CGST Act 2017, s.9(3); IGST Act 2017, s.5(3)"
)
TAX_NOT_CHARGED = Rule(
    "tax_not_charged", IssueType.WARNING, Severity.LOW, "CGST Act 2017, s.9 and s.31; IGST Act 2017, s.16"
)

_QUARTER = Decimal("0.25")


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with heads and rates."""
    yield from _heads(invoice)
    yield from _rates(invoice)
    yield from _zero_tax(invoice)


def _heads(invoice: Invoice) -> Iterator[Finding]:
    heads = invoice.heads
    if heads is None or not invoice.is_taxed:
        return
    if any(line.heads is not None and line.heads.is_split for line in invoice.lines) or heads.is_split:
        yield Finding(
            HEADS_MIXED,
            "heads",
            {"cgst": heads.cgst, "sgst": heads.sgst, "igst": heads.igst, "due": _due_name(invoice)},
        )
        return
    decision, charged = places.due_head(invoice), places.charged_head(invoice)
    if decision is None or charged is None or charged is decision.head:
        return
    charged_tax = heads.cgst + heads.sgst + heads.igst
    due = _due(invoice, decision.head, charged_tax)
    values: Values = {
        "supplier_state": states.name(places.state_of(invoice.supplier)),
        "place": states.name(decision.place_of_supply),
        "charged": charged_tax,
        "igst": due.igst,
        "cgst": due.cgst,
        "sgst": due.sgst,
        "local_tax": decision.local_tax,
    }
    yield Finding(IGST_DUE if decision.head is TaxHead.IGST else CGST_DUE, "heads", values)


def _due(invoice: Invoice, head: TaxHead, charged: Decimal) -> Heads:
    """The tax of the lines under the right head, or what was charged moved over where that is another amount."""
    due = arithmetic.summed(arithmetic.heads(line.value, line.rate_percent, head) for line in invoice.lines)
    if rounding.agrees(due.total, charged, heads=2):
        return due
    half = money.rounded(charged / 2)
    return Heads(igst=charged) if head is TaxHead.IGST else Heads(cgst=half, sgst=half)


def _due_name(invoice: Invoice) -> str | None:
    decision = places.due_head(invoice)
    if decision is None:
        return None
    return "IGST" if decision.head is TaxHead.IGST else f"CGST and {decision.local_tax}"


def _rates(invoice: Invoice) -> Iterator[Finding]:
    found: dict[tuple[Decimal, Standing], list[Line]] = defaultdict(list)
    for line in invoice.lines:
        standing = _standing(line, invoice.rates_on)
        if standing is not Standing.IN_FORCE:
            found[line.rate_percent, standing].append(line)
    on = invoice.rates_on or invoice.issued_on
    for (rate, standing), lines in found.items():
        rule = RATE_NOT_IN_FORCE if standing is Standing.NOT_IN_FORCE else RATE_KEPT_FOR_FEW
        yield Finding(rule, f"items.tax_rate={rate.normalize():f}", _of_rate(rate, on, lines))


def _of_rate(rate: Decimal, on: date, lines: list[Line]) -> Values:
    slabs = rates.slabs_on(on)
    return {
        "rate_percent": rate,
        "date": on,
        "lines": tuple(line.label for line in lines),
        "slabs": tuple(f"{slab.normalize():f}%" for slab in slabs),
        "ended": rates.last_day(rate, on),
        "only_for": rates.only_for(rate, on),
        "double_percent": rate * 2 if rate * 2 in slabs else None,
    }


def _standing(line: Line, on: date | None) -> Standing:
    """A rate worked out from a tax in rupees is no round figure: it stands for the slab that gives the same rupees."""
    if not line.rate_percent:
        return Standing.IN_FORCE
    if on is None:
        is_known = any(slab.rate_percent == line.rate_percent for slab in rates.every())
        return Standing.IN_FORCE if is_known else Standing.NOT_IN_FORCE
    standing = rates.standing(line.rate_percent, on, hsn=line.hsn, description=line.description)
    if standing is Standing.NOT_IN_FORCE and line.rate_percent % _QUARTER:
        gaps = (abs(line.value * (slab - line.rate_percent) / 100) for slab in rates.slabs_on(on))
        return Standing.IN_FORCE if min(gaps) <= rounding.TOLERANCE else standing
    return standing


def _zero_tax(invoice: Invoice) -> Iterator[Finding]:
    if invoice.is_reverse_charge and invoice.is_taxed:
        yield Finding(TAX_UNDER_REVERSE_CHARGE, "tax_amount", {"tax": invoice.tax})
    is_explained = invoice.is_reverse_charge or invoice.says_why_untaxed
    lines = [line for line in invoice.lines if line.rate_percent > 0 and line.value > 0]
    if lines and not invoice.tax and not is_explained:
        top = max(line.rate_percent for line in lines)
        yield Finding(TAX_NOT_CHARGED, "tax_amount", {"rate_percent": top})
