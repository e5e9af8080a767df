"""The purchase side of a business: its suppliers' bills and notes as papers.

The app keeps no heads, place or reverse charge; the lines' metadata says them where a document was read. Else the
heads are worked out from the States (IGST Act 2017, s.7 and s.8) and only their sum is compared: a hotel in another
State charges CGST and SGST there, and the books do not tell. What nobody tells is never a difference.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.books.records import Books, Document, DocumentKind, Party, PartyKind
from app.compliance.records.matching import Kind, Paper
from app.gst import gstin, states, tax_head
from app.gst.tax_head import TaxHead
from app.values import money
from app.values.period import Month

MONTHS_BACK = 20
"""How long after its month a bill may still come in: to 30 November after its financial year (s.16(4))."""

_KINDS = {
    DocumentKind.SUPPLIER_BILL: Kind.INVOICE,
    DocumentKind.CREDIT_NOTE: Kind.CREDIT_NOTE,
    DocumentKind.DEBIT_NOTE: Kind.CREDIT_NOTE,
}
"""A note of either kind on a bill tells of a return or a lower price: in 2B it is the supplier's credit note."""
_HEADS = ("cgst", "sgst", "igst", "cess")


def papers(books: Books, period: Month) -> Iterator[Paper]:
    """Bills and notes of suppliers that may stand in the 2B of `period`, the oldest first."""
    earliest = period.plus(-MONTHS_BACK).first
    for document in sorted(books.documents, key=lambda one: (one.issued_on, one.number, one.id)):
        party = books.party_by_id.get(document.party_id) if document.party_id else None
        if document.counts and earliest <= document.issued_on <= period.last and _is_bought(document, party):
            yield _paper(books, document, party)


def _is_bought(document: Document, party: Party | None) -> bool:
    if document.kind is DocumentKind.SUPPLIER_BILL:
        return True
    return document.is_note and party is not None and party.kind is PartyKind.SUPPLIER


def _paper(books: Books, document: Document, party: Party | None) -> Paper:
    supplier, company = party.gstin if party else None, books.business.gstin
    place = _place(document)
    said = _said(document)
    heads = said or _presumed(document, supplier, place or _state(company))
    return Paper(
        id=str(document.id),
        kind=_KINDS[document.kind],
        supplier_gstin=gstin.normalised(supplier) or None,
        company_gstin=gstin.normalised(company) or None,
        bill_no=document.number,
        bill_date=document.issued_on,
        place_of_supply=place,
        reverse_charge=_reverse_charge(document),
        supplier_name=party.name if party else None,
        taxable_value=document.total - document.tax_amount,
        cgst=heads["cgst"],
        sgst=heads["sgst"],
        igst=heads["igst"],
        cess=heads["cess"],
        is_split=said is not None,
    )


def _said(document: Document) -> dict[str, Decimal] | None:
    """The heads that the lines name, when they come to the tax of the document."""
    heads = dict.fromkeys(_HEADS, money.ZERO)
    for item in document.items:
        for head in _HEADS:
            heads[head] += _amount(item.metadata.get(f"{head}_amount"))
    is_whole = any(heads.values()) and abs(sum(heads.values()) - document.tax_amount) <= 1
    return heads if is_whole else None


def _presumed(document: Document, supplier: str | None, place: str | None) -> dict[str, Decimal]:
    heads, tax = dict.fromkeys(_HEADS, money.ZERO), document.tax_amount
    from_state = _state(supplier)
    if from_state is None or place is None or tax_head.decide(from_state, place).head is TaxHead.IGST:
        return heads | {"igst": tax}
    half = money.rounded(tax / 2)
    return heads | {"cgst": half, "sgst": tax - half}


def _place(document: Document) -> str | None:
    """The one place that the lines name."""
    named = {str(item.metadata["place_of_supply"]) for item in document.items if item.metadata.get("place_of_supply")}
    return states.code_of(named.pop()) if len(named) == 1 else None


def _reverse_charge(document: Document) -> bool | None:
    said = [item.metadata["reverse_charge"] for item in document.items if "reverse_charge" in item.metadata]
    return (
        any(value is True or str(value).strip().lower() in ("true", "yes", "y", "1") for value in said)
        if said
        else None
    )


def _state(number: str | None) -> str | None:
    return gstin.read(number).state_code


def _amount(value: Any) -> Decimal:
    try:
        return money.ZERO if value is None or isinstance(value, bool) else money.parsed(value)
    except ValueError:
        return money.ZERO
