"""What a whole document leaves blank of its amounts: no line, no taxable value, a tax without its figure.

CGST Rules 2017, rule 46(h), (j), (k) and (m), rule 49, rule 53(1A). A document may show its taxes by the line or at the
foot alone: where one of the two names no tax at all, nothing is missed there.
"""

from collections.abc import Iterator

from app.compliance.records.invoices import Invoice, Line, Totals, Whole
from app.compliance.records.issues import Finding, IssueType, Rule, Severity
from app.compliance.rules.invoice import charging, places
from app.compliance.rules.invoice.codes import of_lines
from app.gst.tax_head import TaxHead

_INCOMPLETE = IssueType.INCOMPLETE_INVOICE_DATA

ITEMS_MISSING = Rule(
    "items_missing",
    _INCOMPLETE,
    Severity.HIGH,
    "CGST Rules 2017, rule 46(h) and (k), rule 49 and rule 53(1A)",
    "The document has a line.",
)
SUBTOTAL_MISSING = Rule(
    "subtotal_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(j) and (k)",
    "The document shows its taxable value.",
)
LINE_HEAD_MISSING = Rule(
    "line_head_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(m)",
    "Where the lines show their taxes, each taxed one shows every tax that it bears.",
)
TOTAL_HEAD_MISSING = Rule(
    "total_head_missing",
    _INCOMPLETE,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(m)",
    "Where the foot shows the taxes, it shows every tax that was charged.",
)

_PARTS = {TaxHead.IGST: ("igst",), TaxHead.CGST_SGST: ("cgst", "sgst")}
_EVERY = frozenset(("cgst", "sgst", "igst"))


def findings(invoice: Invoice, whole: Whole) -> Iterator[Finding]:
    """Which amounts are not there."""
    if not invoice.lines:
        yield Finding(ITEMS_MISSING, "items")
    if whole.totals.taxable_value is None:
        yield Finding(SUBTOTAL_MISSING, "totals.taxable_value", {"computed": invoice.subtotal})
    yield from of_lines(LINE_HEAD_MISSING, "items.tax", lines_without_head(invoice))
    absent = heads_not_at_foot(invoice, whole.totals)
    if absent:
        yield Finding(TOTAL_HEAD_MISSING, f"totals.{absent[0]}", {"heads": tuple(map(str.upper, absent))})


def lines_without_head(invoice: Invoice) -> list[Line]:
    """The taxed lines that leave out a tax which was charged; none where no line names one."""
    if all(line.unsaid >= _EVERY for line in invoice.lines):
        return []
    due = _due(invoice)
    taxed = [line for line in invoice.lines if line.rate_percent > 0 and line.value and not line.is_declared_untaxed]
    return [line for line in taxed if line.unsaid.intersection(due)]


def heads_not_at_foot(invoice: Invoice, totals: Totals) -> tuple[str, ...]:
    """The taxes that were charged and that the foot leaves out; none where it names no tax."""
    absent = {name for name in _EVERY if getattr(totals, name) is None}
    return () if absent == _EVERY else tuple(name for name in _due(invoice) if name in absent)


def _due(invoice: Invoice) -> tuple[str, ...]:
    """The taxes that have to be shown: those charged, else those that the places ask for."""
    if not invoice.is_taxed or charging.is_forbidden(invoice):
        return ()
    decision = places.due_head(invoice)
    head = places.charged_head(invoice) or (decision.head if decision else None)
    return _PARTS.get(head, ()) if head else ()
