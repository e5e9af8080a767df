"""What each kind of paper must say by law; one that seems to lack some of it was not read whole.

CGST Rules 2017: rule 46 for the tax invoice (its second proviso for exports), rule 49 for the bill of supply, rule
53(1A) for credit and debit notes. A recipient without registration may be left out below Rs 50,000 (rule 46(e)); but
whoever sends a paper for his books is named on it, so one without a buyer was not read, or is no business of his. HSN
codes may be left out below a turnover (first proviso, notification 78/2020-CT). Kinds without a form, such as
estimates, are no document of the books.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.invoices.records.extractions import DocumentType
from app.invoices.rules.documents.acceptance import closing
from app.invoices.rules.documents.acceptance.booking import Booking

_HEAD = ("invoice_number", "invoice_date", "supplier.name", "supplier.address", "supplier.gstin", "buyer.name")
"""Rule 46(a) to (d), rule 49(a) to (d), rule 53(1A)(a) to (e)."""


@dataclass(frozen=True, slots=True)
class Form:
    """What one kind of paper must say.

    head : paths; amounts : names of a line of which one at least must be there, beside its description
    is_taxed : whether lines or foot must say the rate and the amount of tax (rule 46(l) and (m))
    """

    rule: str
    amounts: tuple[str, ...]
    is_taxed: bool
    head: tuple[str, ...] = (*_HEAD, "totals.grand_total")


_TAXED = Form("46", ("taxable_value", "total"), is_taxed=True)
FORMS: Mapping[DocumentType, Form] = {
    DocumentType.TAX_INVOICE: _TAXED,
    DocumentType.CREDIT_NOTE: Form("53(1A)", ("taxable_value", "total"), is_taxed=True),
    DocumentType.DEBIT_NOTE: Form("53(1A)", ("taxable_value", "total"), is_taxed=True),
    DocumentType.EXPORT_INVOICE: Form("46, second proviso", ("taxable_value",), is_taxed=False),
    DocumentType.BILL_OF_SUPPLY: Form("49", ("taxable_value", "total"), is_taxed=False),
}
EVEN = ("description", "hsn_sac", "quantity", "unit", "unit_price", "taxable_value", "gst_rate", "total")
"""What a table says of every line or of none: a hole in such a column was printed and not read.
Discounts may be blank."""


def lacking(booking: Booking) -> Iterator[str]:
    """The paths that the form of a document asks for and that were not found; its kind where it has no form."""
    form = FORMS.get(booking.read.document_type)
    if form is None:
        yield f"no form of {booking.read.document_type}"
        return
    yield from (path for path in form.head if not booking.has(path))
    yield from _of_lines(booking, form)
    if form.is_taxed and booking.read.value("reverse_charge") is not True and not closing.taxes(booking):
        yield "tax"


def _of_lines(booking: Booking, form: Form) -> Iterator[str]:
    if not booking.lines:
        yield "lines"
    yield from (f"lines.{name}" for name in uneven(booking))
    if not all("description" in line and set(form.amounts) & line.keys() for line in booking.lines):
        yield "lines.amount"


def uneven(booking: Booking) -> Iterator[str]:
    """What some lines say and others do not, of that which a table says of every line."""
    for name in EVEN:
        if 0 < sum(name in line for line in booking.lines) < len(booking.lines):
            yield name
