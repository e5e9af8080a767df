"""Whether tax is charged at all where it may be, and is not where it may not.

Zero tax is right under an undertaking, reverse charge, composition and exemption: the ground is asked for first, and
where only the books speak its absence is never called wrong.
"""

from collections.abc import Iterator
from decimal import Decimal

from app.compliance.records.invoices import Invoice, Whole
from app.compliance.records.issues import Finding, IssueType, Rule, Severity
from app.compliance.records.parties import Paper
from app.compliance.rules.invoice import asking, grounds, places
from app.compliance.rules.invoice.grounds import Ground
from app.gst import arithmetic, rounding, states
from app.gst.parties import Registration
from app.gst.tax_head import TaxHead

_MISMATCH = IssueType.GST_MISMATCH

TAX_UNDER_REVERSE_CHARGE = Rule(
    "tax_under_reverse_charge",
    _MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.9(3); IGST Act 2017, s.5(3)",
    "Under reverse charge the supplier charges no tax.",
)
TAX_BY_COMPOSITION = Rule(
    "tax_by_composition",
    _MISMATCH,
    Severity.CRITICAL,
    "CGST Act 2017, s.10(4)",
    "A composition dealer charges no tax.",
)
TAX_BY_UNREGISTERED = Rule(
    "tax_by_unregistered",
    _MISMATCH,
    Severity.CRITICAL,
    "CGST Act 2017, s.32(1)",
    "Who is not registered charges no tax.",
)
TAX_FROM_ABROAD = Rule(
    "tax_from_abroad",
    _MISMATCH,
    Severity.HIGH,
    "IGST Act 2017, s.5(3) and s.14",
    "A supplier abroad without a GST registration charges no tax.",
)
TAX_ON_BILL_OF_SUPPLY = Rule(
    "tax_on_bill_of_supply",
    _MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.31(3)(c); CGST Rules 2017, rule 49",
    "A bill of supply bears no tax.",
)
TAX_UNDER_UNDERTAKING = Rule(
    "tax_under_undertaking",
    _MISMATCH,
    Severity.HIGH,
    "IGST Act 2017, s.16(3); CGST Rules 2017, rule 96A",
    "An export or SEZ supply without payment of tax bears none.",
)
BILL_FOR_TAXABLE = Rule(
    "bill_for_taxable",
    _MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.31(1) and (3)(c)",
    "A regular taxpayer bills taxable goods or services with a tax invoice and their tax.",
)
INVOICE_BY_COMPOSITION = Rule(
    "invoice_by_composition",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.MEDIUM,
    "CGST Act 2017, s.31(3)(c); CGST Rules 2017, rule 49",
    "A composition dealer issues a bill of supply.",
)
COMPOSITION_BETWEEN_STATES = Rule(
    "composition_between_states",
    _MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.10(2)(c) and (2A)(c)",
    "A composition dealer supplies within its State only.",
)
TAX_OMITTED = Rule(
    "tax_omitted",
    IssueType.TAX_CALCULATION_ERROR,
    Severity.HIGH,
    "CGST Act 2017, s.9(1) and s.31(1); IGST Act 2017, s.5(1)",
    "A taxable supply bears tax unless the document gives a ground for none.",
)
TAX_NOT_CHARGED = Rule(
    "tax_not_charged",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Act 2017, s.9 and s.31; IGST Act 2017, s.16",
    "Where the books show rates but no tax, they say why.",
)
UNDERTAKING_NOT_NAMED = Rule(
    "undertaking_not_named",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.MEDIUM,
    "IGST Act 2017, s.16(3)(a); CGST Rules 2017, rule 46 proviso and rule 96A",
    "An export or SEZ supply without tax names its letter of undertaking.",
)
TAX_ON_EXEMPT = Rule(
    "tax_on_exempt",
    _MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.11 and s.9(1)",
    "A line that is said to be exempt, nil-rated or outside GST bears no tax.",
)

_FORBIDDING = {
    Ground.REVERSE_CHARGE: TAX_UNDER_REVERSE_CHARGE,
    Ground.COMPOSITION: TAX_BY_COMPOSITION,
    Ground.UNREGISTERED: TAX_BY_UNREGISTERED,
    Ground.SUPPLIER_ABROAD: TAX_FROM_ABROAD,
    Ground.BILL_OF_SUPPLY: TAX_ON_BILL_OF_SUPPLY,
    Ground.UNDERTAKING: TAX_UNDER_UNDERTAKING,
}


def findings(invoice: Invoice) -> Iterator[Finding]:
    """Tax where none may be, or none where it must."""
    ground = grounds.ground(invoice)
    if invoice.is_taxed:
        if is_forbidden(invoice):
            yield Finding(_FORBIDDING[ground or Ground.REVERSE_CHARGE], "totals", {"tax": invoice.tax})
        else:
            yield from _exempt(invoice)
        return
    whole = invoice.whole
    if whole and whole.registration is Registration.COMPOSITION:
        yield from _by_composition(invoice, whole)
    elif whole and grounds.is_zero_rated(invoice) and whole.lut_number is None and not whole.is_with_payment:
        if ground in (None, Ground.UNDERTAKING) and _top_rate(invoice):
            yield Finding(UNDERTAKING_NOT_NAMED, "lut_number")
    elif _top_rate(invoice):
        yield from _untaxed(invoice, ground, whole)
    elif ground is Ground.BILL_OF_SUPPLY and not grounds.is_zero_rated(invoice) and not grounds.is_to_itself(invoice):
        yield from _billed_at_nought(invoice)


def is_forbidden(invoice: Invoice) -> bool:
    """Whether tax is charged although a ground forbids it.

    Under reverse charge tax that the total leaves out is only shown: some print what the buyer will have to pay.
    """
    ground = grounds.ground(invoice)
    if not invoice.is_taxed or ground not in _FORBIDDING:
        return False
    is_only_shown = invoice.whole is not None and rounding.agrees(invoice.total, invoice.subtotal)
    return ground is not Ground.REVERSE_CHARGE or not is_only_shown


def _by_composition(invoice: Invoice, whole: Whole) -> Iterator[Finding]:
    decision = places.due_head(invoice) if invoice.place_of_supply else None
    if decision is not None and decision.is_inter_state and not places.is_torn(invoice.supplier):
        place, state = decision.place_of_supply, places.state_of(invoice.supplier)
        named = {"place": states.name(place), "state": states.name(state)}
        yield Finding(COMPOSITION_BETWEEN_STATES, "place_of_supply", named)
    if whole.paper is Paper.TAX_INVOICE:
        yield Finding(INVOICE_BY_COMPOSITION, "document_type")


def _exempt(invoice: Invoice) -> Iterator[Finding]:
    taxed = [line for line in invoice.lines if line.is_declared_untaxed and line.heads is not None and line.heads.total]
    if taxed:
        yield Finding(TAX_ON_EXEMPT, "items.supply", {"lines": tuple(line.label for line in taxed)})


def _untaxed(invoice: Invoice, ground: Ground | None, whole: Whole | None) -> Iterator[Finding]:
    top = _top_rate(invoice)
    if ground is Ground.BILL_OF_SUPPLY and not invoice.is_reverse_charge:
        yield Finding(BILL_FOR_TAXABLE, "document_type", {"rate_percent": top})
    elif ground is None and whole is None:
        if invoice.supplier is None or not invoice.supplier.is_registered:
            return  # who has no GSTIN charges none, whatever rates the goods have
        yield Finding(TAX_NOT_CHARGED, "tax_amount", {"rate_percent": top})
    elif ground is None:
        due = arithmetic.summed(arithmetic.heads(line.value, line.rate_percent, TaxHead.IGST) for line in invoice.lines)
        if not rounding.agrees(due.total, Decimal(0), heads=2):
            yield Finding(TAX_OMITTED, "totals", {"rate_percent": top, "tax": due.total})


def _billed_at_nought(invoice: Invoice) -> Iterator[Finding]:
    """Goods on a bill of supply that the tariff knows to bear tax, though their line says none."""
    if invoice.is_reverse_charge or not invoice.is_dated:
        return
    sold = [line for line in invoice.lines if line.value > 0 and not (line.is_declared_untaxed or line.is_service)]
    lawful = [asking.answer(line, invoice.issued_on, is_whole=True).allowed for line in sold]
    if taxable := [min(rates) for rates in lawful if rates and min(rates) > 0]:
        yield Finding(BILL_FOR_TAXABLE, "document_type", {"rate_percent": max(taxable)})


def _top_rate(invoice: Invoice) -> Decimal:
    """The highest rate on a line with a value; 0 where there is none."""
    rated = (line.rate_percent for line in invoice.lines if line.value > 0 and not line.is_declared_untaxed)
    return max(rated, default=Decimal(0))
