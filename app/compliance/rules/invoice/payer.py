"""Who pays the tax, as a whole document has to say it: reverse charge named, and where the law makes the buyer pay.

CGST Act 2017, s.9(3); 13/2017-CT(R); CGST Rules 2017, rule 46(p). Carriers of goods may pay the tax themselves
(S.No. 1): only the services of advocates are told.
"""

from collections.abc import Iterator

from app.compliance.records.invoices import Invoice, Line
from app.compliance.records.issues import Finding, IssueType, Rule, Severity
from app.compliance.records.parties import Paper
from app.compliance.rules.invoice.codes import of_lines
from app.gst.parties import Registration
from app.gst.tariff import wording

REVERSE_CHARGE_UNSAID = Rule(
    "reverse_charge_unsaid",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.LOW,
    "CGST Rules 2017, rule 46(p)",
    "A tax invoice says whether the tax is payable on reverse charge.",
)
BUYER_PAYS = Rule(
    "buyer_pays",
    IssueType.GST_MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.9(3); 13/2017-CT(R), S.No. 2; IGST Act 2017, s.5(3); 10/2017-IT(R), S.No. 3",
    "An advocate charges a registered buyer no tax: the buyer pays it.",
)

_LEGAL_SERVICES = "9982"
_ADVOCATES = tuple(map(wording.folded, ("advocate", "lawyer", "vakil", "vakeel")))


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with who pays."""
    whole = invoice.whole
    if whole is None:
        return
    if whole.paper is Paper.TAX_INVOICE and whole.is_reverse_charge_blank:
        yield Finding(REVERSE_CHARGE_UNSAID, "reverse_charge")
    is_charged = invoice.is_taxed and whole.registration is Registration.REGULAR and not invoice.is_reverse_charge
    if is_charged and whole.category.has_gstin and not invoice.is_recipient_sez:
        yield from of_lines(BUYER_PAYS, "reverse_charge", filter(_is_of_advocate, invoice.lines))


def _is_of_advocate(line: Line) -> bool:
    is_legal = (line.hsn or "").strip().startswith(_LEGAL_SERVICES)
    return is_legal and line.rate_percent > 0 and wording.says(wording.folded(line.description or ""), _ADVOCATES)
