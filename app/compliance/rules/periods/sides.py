"""To which side of the books a note belongs: what was sold, or what was bought."""

from app.books.records import Books, Document, DocumentKind, PartyKind


def is_note_on_bill(books: Books, document: Document) -> bool:
    """Whether a note belongs to what the business bought: it names a supplier, or a supplier's bill."""

    if not document.is_note:
        return False
    party = books.party_by_id.get(document.party_id) if document.party_id else None
    if party is not None:
        return party.kind is PartyKind.SUPPLIER
    original = books.document_by_id.get(document.related_document_id) if document.related_document_id else None
    return original is not None and original.kind is DocumentKind.SUPPLIER_BILL
