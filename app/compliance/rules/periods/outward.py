"""What a business supplied in a period, read from its books: who received it, where, under which heads.

What cannot be told is named with its reason and left out of the return, never guessed. CGST Act 2017, s.34 (notes),
s.37 (outward supplies); IGST Act 2017, s.16 (zero-rated supplies are exports and supplies to an SEZ alone).
"""

from collections.abc import Iterator

from app.books.records import Books, Document, DocumentKind
from app.compliance.records.periods.serials import Nature, Numbered
from app.compliance.records.periods.supplies import Kept, Obstacle, Outward, Supply
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.invoice import reading
from app.compliance.rules.periods import obstacles, places, recipients, sides, valuing

_NATURES = {
    DocumentKind.SALES_INVOICE: Nature.INVOICE,
    DocumentKind.CREDIT_NOTE: Nature.CREDIT_NOTE,
    DocumentKind.DEBIT_NOTE: Nature.DEBIT_NOTE,
}


def outward(books: Books, period: TaxPeriod) -> Outward:
    """The supplies of a period, and the documents that cannot be reported."""
    supplies, kept = [], []
    for document in ours(books):
        if document.counts and period.covers(document.issued_on):
            found = _read(books, document)
            if isinstance(found, Supply):
                supplies.append(found)
            else:
                kept.append(found)
    return Outward(tuple(supplies), tuple(kept))


def ours(books: Books) -> Iterator[Document]:
    """The invoices and notes that the business itself issued, drafts and cancelled ones included."""
    return (
        document
        for document in books.documents
        if document.kind in _NATURES and not sides.is_note_on_bill(books, document)
    )


def has_begun(books: Books, period: TaxPeriod) -> bool:
    """Whether anything was written down by the end of a period; before the books began, a draft states nothing."""
    return any(document.issued_on <= period.ends for document in books.documents)


def sign(document: Document) -> int:
    """-1 for a credit note of ours, which takes away."""
    return -1 if document.kind is DocumentKind.CREDIT_NOTE else 1


def numbered(books: Books) -> tuple[Numbered, ...]:
    """The same by their numbers."""
    return tuple(
        Numbered(
            document_id=one.id,
            nature=_NATURES[one.kind],
            number=one.number or "",
            issued_on=one.issued_on,
            is_cancelled=one.status.value == "cancelled",
            is_draft=one.status.value == "draft",
        )
        for one in ours(books)
    )


def _read(books: Books, document: Document) -> Supply | Kept:
    party = books.party_by_id.get(document.party_id) if document.party_id else None
    invoice, notes = reading.invoice_in_books(books.business, document, party), document.notes or ""
    recipient = recipients.recipient(invoice, notes)
    place, said = places.place(invoice, recipient), recipients.words_for_untaxed(invoice, notes)
    obstacle = obstacles.obstacle(invoice, recipient, place, said)
    if sides.is_anybodys(books, document):
        obstacle = Obstacle.PARTY_UNKNOWN
    if place is None or obstacle is not None:
        why, name = obstacle or Obstacle.PLACE_UNKNOWN, party.name if party else None
        return Kept(document.id, document.number or "", document.issued_on, name, document.total, why)
    original = books.document_by_id.get(document.related_document_id) if document.related_document_id else None
    is_zero_rated = recipient in recipients.ZERO_RATED
    return Supply(
        document_id=document.id,
        nature=_NATURES[document.kind],
        number=(document.number or "").strip(),
        issued_on=document.issued_on,
        party_name=party.name if party else None,
        recipient=recipient,
        recipient_gstin=recipients.valid_gstin(invoice),
        supplier_state=place.supplier_state,
        place=place.code,
        place_basis=place.basis,
        is_reverse_charge=invoice.is_reverse_charge,
        total=document.total,
        parts=valuing.parts(invoice, place.head, notes_say=said, is_zero_rated=is_zero_rated),
        original_total=original.total if original else None,
        original_on=original.issued_on if original else None,
    )
