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


def is_anybodys(books: Books, document: Document) -> bool:
    """Whether nothing tells the side of a debit note: shops write them to suppliers for goods they return, too."""
    is_named = document.party_id in books.party_by_id or document.related_document_id in books.document_by_id
    return document.kind is DocumentKind.DEBIT_NOTE and not is_named
