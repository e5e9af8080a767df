"""What cannot be judged at all, and why: then the answer is "unknown" and names what is missing, never a guess."""

from collections.abc import Iterator

from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding, IssueType, Rule, Severity
from app.gst import slabs

CANCELLED = Rule(
    "cancelled",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 46; GSTR-1 table 13",
    "A cancelled document is not checked.",
    leaves_unknown=True,
)
BEFORE_GST = Rule(
    "before_gst",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Act 2017, s.1(3)",
    "A document from before GST is not checked.",
    leaves_unknown=True,
)
LINES_MISSING = Rule(
    "lines_missing",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 46(g) to (m)",
    "The books hold the lines of the document, not only its total.",
    leaves_unknown=True,
)
RATES_MISSING = Rule(
    "rates_missing",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 46(l)",
    "The books hold the rates of the lines where tax is charged on the whole.",
    leaves_unknown=True,
)


def closed(invoice: Invoice) -> Iterator[Finding]:
    """Why no rule is asked about this invoice; nothing when they all are."""
    if invoice.is_cancelled:
        yield Finding(CANCELLED, "status", {"number": invoice.number})
    elif invoice.issued_on < slabs.GST_BEGAN:
        yield Finding(BEFORE_GST, "invoice_date", {"date": invoice.issued_on, "began": slabs.GST_BEGAN})


def gaps(invoice: Invoice) -> Iterator[Finding]:
    """What keeps some of the rules from being asked."""
    if not invoice.lines and invoice.whole is None:
        yield Finding(LINES_MISSING, "items", {"total": invoice.total})
    elif has_unsaid_rates(invoice):
        yield Finding(RATES_MISSING, "items.gst_rate", {"tax": invoice.tax})


def has_unsaid_rates(invoice: Invoice) -> bool:
    """Whether the books say a tax on the whole and on no line a rate: there 0 stands for what nobody filled in."""
    is_rated = any(line.rate_percent or line.heads or line.is_declared_untaxed for line in invoice.lines)
    return invoice.whole is None and invoice.is_taxed and not is_rated
