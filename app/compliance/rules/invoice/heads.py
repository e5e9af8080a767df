"""Which tax was charged: does the head fit the places (IGST Act 2017, s.7, s.8, s.19; CGST Act 2017, s.9, s.77)."""

from collections.abc import Iterator
from decimal import Decimal

from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding, IssueType, Rule, Severity, Values
from app.compliance.rules.invoice import places
from app.gst import arithmetic, rounding, states
from app.gst.arithmetic import Heads
from app.gst.tax_head import TaxHead
from app.values import money

_MISMATCH = IssueType.GST_MISMATCH

HEADS_MIXED = Rule(
    "heads_mixed",
    _MISMATCH,
    Severity.CRITICAL,
    "IGST Act 2017, s.7 and s.8",
    "A supply bears IGST, or CGST with SGST/UTGST, never both.",
)
IGST_DUE = Rule(
    "igst_due",
    _MISMATCH,
    Severity.HIGH,
    "IGST Act 2017, s.5 and s.7; CGST Act 2017, s.77",
    "A supply to another State, abroad or to an SEZ bears IGST.",
)
CGST_DUE = Rule(
    "cgst_due",
    _MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.9; IGST Act 2017, s.8 and s.19",
    "A supply within a State bears CGST and SGST/UTGST.",
)


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the heads. A side whose GSTIN and address name two states leaves open which head is right."""
    heads = invoice.heads
    if heads is None or not invoice.is_taxed:
        return
    if any(line.heads is not None and line.heads.is_split for line in invoice.lines) or heads.is_split:
        shares = {"cgst": heads.cgst, "sgst": heads.sgst, "igst": heads.igst}
        yield Finding(HEADS_MIXED, "totals", {**shares, "due": _due_name(invoice)})
        return
    decision, charged = places.due_head(invoice), places.charged_head(invoice)
    if decision is None or charged is None or charged is decision.head or _is_open(invoice):
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
    is_igst_due = decision.head is TaxHead.IGST
    yield Finding(IGST_DUE if is_igst_due else CGST_DUE, "totals.cgst" if is_igst_due else "totals.igst", values)


def _is_open(invoice: Invoice) -> bool:
    """Whether the contradiction of a side's own states, told elsewhere, may be what makes the head look wrong."""
    if places.is_torn(invoice.supplier):
        return True
    return invoice.place_of_supply is None and places.is_torn(invoice.recipient)


def _due(invoice: Invoice, head: TaxHead, charged: Decimal) -> Heads:
    """The tax of the lines under the right head, or what was charged moved over where that is another amount."""
    due = arithmetic.summed(arithmetic.heads(line.value, line.rate_percent, head) for line in invoice.lines)
    if rounding.agrees(due.total, charged, heads=2):
        return due
    half = money.rounded(charged / 2)
    return Heads(igst=charged) if head is TaxHead.IGST else Heads(cgst=half, sgst=half)


def _due_name(invoice: Invoice) -> tuple[str, ...] | None:
    decision = places.due_head(invoice)
    if decision is None:
        return None
    return ("IGST",) if decision.head is TaxHead.IGST else ("CGST", decision.local_tax or "SGST")
