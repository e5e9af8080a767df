"""GST of some days as the books show it: tax on sales less tax on purchases, after credit and debit notes.

An estimate, never a return. Which input tax may be taken depends on more than the books know (CGST Act 2017, section
16(2): goods received, supplier's filing, payment within 180 days; section 17(5): blocked credits; reverse charge).
A credit note to a customer lowers the output tax (section 34(1)), a debit note to one raises it (section 34(3)). A note
with a supplier, of either kind, is read as a return or price reduction and lowers the input tax.
"""

from collections.abc import Sequence
from decimal import Decimal

from app.assistant.records.asked import Days
from app.assistant.records.figures import Source, TaxEstimate
from app.assistant.rules.figures import IDS_NAMED
from app.books.records import Books, Document, DocumentKind, PartyKind


def estimate(books: Books, days: Days) -> TaxEstimate:
    """Output and input tax of the documents dated in `days`, in rupees."""
    kinds = {party.id: party.kind for party in books.parties}
    dated = [document for document in books.documents if document.counts and document.issued_on in days]
    notes = [document for document in dated if document.is_note]
    supplier_notes = [note for note in notes if note.party_id and kinds.get(note.party_id) is PartyKind.SUPPLIER]
    customer_notes = [note for note in notes if note not in supplier_notes]
    credit = [note for note in customer_notes if note.kind is DocumentKind.CREDIT_NOTE]
    debit = [note for note in customer_notes if note.kind is DocumentKind.DEBIT_NOTE]
    sales = [document for document in dated if document.kind is DocumentKind.SALES_INVOICE]
    bills = [document for document in dated if document.kind is DocumentKind.SUPPLIER_BILL]
    groups = {
        "sales_invoices": sales,
        "supplier_bills": bills,
        "customer_notes": customer_notes,
        "supplier_notes": supplier_notes,
    }
    return TaxEstimate(
        days=days,
        output_tax=_tax(sales) - _tax(credit) + _tax(debit),
        input_tax=_tax(bills) - _tax(supplier_notes),
        sources=tuple(_source(kind, found) for kind, found in groups.items() if found or not kind.endswith("notes")),
    )


def _tax(documents: Sequence[Document]) -> Decimal:
    return sum((document.tax_amount for document in documents), Decimal(0))


def _source(kind: str, documents: Sequence[Document]) -> Source:
    return Source(kind, len(documents), tuple(document.id for document in documents[:IDS_NAMED]))
