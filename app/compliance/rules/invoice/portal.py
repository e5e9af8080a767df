"""Whether a document that belongs on the e-invoice portal bears its number from there (CGST Rules 2017, rule 48(4)).

Turnover limits by date: `app.gst.e_invoice`. Suppliers of classes that are spared (banks, carriers, cinemas) are seldom
named; they can be told by what they supply: those services are left out.
"""

import re
from collections.abc import Iterator

from app.compliance.records.invoices import Invoice, Whole
from app.compliance.records.issues import Finding, IssueType, Rule, Severity
from app.compliance.records.parties import Paper
from app.gst import e_invoice, gstin, invoice_number
from app.gst.parties import Document, Registration, SupplyKind

IRN_MISSING = Rule(
    "irn_missing",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.HIGH,
    "CGST Rules 2017, rule 46(r) and rule 48(4) and (5)",
    "A document that has to be registered as an e-invoice bears its IRN.",
)
IRN_MALFORMED = Rule(
    "irn_malformed",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(r)",
    "An IRN has 64 characters, 0 to 9 and a to f.",
)
IRN_OF_ANOTHER = Rule(
    "irn_of_another",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 48(4); NIC's e-invoice documentation",
    "The IRN is the one that GSTIN, year, kind and number give.",
)
NUMBER_REFUSED = Rule(
    "number_refused",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Rules 2017, rule 48(4); NIC's e-invoice documentation",
    "The number of an e-invoice does not begin with 0, - or /.",
)

_IRN = re.compile(r"[0-9a-f]{64}")
_OF_SPARED = ("9964", "9965", "9967", "9971", "999614", "9991")
_DOCUMENTS = {
    Paper.TAX_INVOICE: (Document.INVOICE, e_invoice.Code.INVOICE),
    Paper.INVOICE_CUM_BILL: (Document.INVOICE, e_invoice.Code.INVOICE),
    Paper.CREDIT_NOTE: (Document.CREDIT_NOTE, e_invoice.Code.CREDIT_NOTE),
    Paper.DEBIT_NOTE: (Document.DEBIT_NOTE, e_invoice.Code.DEBIT_NOTE),
}


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the e-invoice number."""
    whole = invoice.whole
    if whole is None:
        return
    irn = (whole.irn or "").strip().lower()
    if irn and not _IRN.fullmatch(irn):
        yield Finding(IRN_MALFORMED, "irn")
    elif irn and irn != (_due(invoice, whole) or irn):
        yield Finding(IRN_OF_ANOTHER, "irn", {"number": invoice.number})
    elif _belongs_there(invoice, whole):
        if not irn:
            yield Finding(IRN_MISSING, "irn")
        if (invoice.number or "").strip().startswith(("0", "-", "/")) and not invoice_number.fault(invoice.number):
            yield Finding(NUMBER_REFUSED, "invoice_number", {"number": invoice.number})


def _due(invoice: Invoice, whole: Whole) -> str | None:
    """The IRN of this document; None where what makes it is not all there or is wrong itself."""
    supplier, number = invoice.supplier, (invoice.number or "").strip()
    if supplier is None or not supplier.gstin.is_valid or whole.paper not in _DOCUMENTS:
        return None
    if not invoice.is_dated or invoice_number.fault(number):
        return None
    first = invoice.issued_on.year - (invoice.issued_on.month < 4)
    year = f"{first}-{(first + 1) % 100:02}"
    return e_invoice.irn(supplier.gstin.number, year, _DOCUMENTS[whole.paper][1], number)


def _belongs_there(invoice: Invoice, whole: Whole) -> bool:
    turnover = max((one for one in (whole.turnover, whole.highest_turnover) if one is not None), default=None)
    if turnover is None or whole.registration is not Registration.REGULAR or not invoice.is_dated:
        return False
    if whole.paper not in _DOCUMENTS or any((line.hsn or "").startswith(_OF_SPARED) for line in invoice.lines):
        return False
    if invoice.supplier is None or invoice.supplier.gstin.kind not in (gstin.Kind.REGULAR, None):
        return False
    is_taxable = any(line.rate_percent > 0 and not line.is_declared_untaxed for line in invoice.lines)
    paper = e_invoice.Paper(
        turnover=turnover,
        issued_on=invoice.issued_on,
        document=_DOCUMENTS[whole.paper][0],
        recipient_category=whole.category,
        supplier_class=whole.supplier_class,
        supply=SupplyKind.TAXABLE if is_taxable else SupplyKind.EXEMPT,
    )
    return e_invoice.applies(paper).holds
