"""What a business bought, bill by bill, and whether the tax on it is credit (CGST Act 2017, s.16 and s.17(5)).

A bill gives credit when a registered supplier charged tax on it under the heads that this registration may use. A bill
of entry does without one: the customs took the IGST (rule 36(1)(d)). That the goods came, that the supplier filed
(s.16(2)(aa)) and what the purchase was for, the books do not tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from app.books.records import Books, Document, DocumentKind
from app.compliance.records.invoices import Invoice
from app.compliance.records.periods.purchases import Claim, Purchase
from app.compliance.records.periods.supplies import Part
from app.compliance.records.periods.tax_period import GST_BEGAN
from app.compliance.rules.invoice import places as invoice_places
from app.compliance.rules.invoice import reading
from app.compliance.rules.periods import blocked, places, sides, valuing
from app.gst import states
from app.gst.arithmetic import Heads
from app.gst.parties import Recipient, SupplyKind
from app.gst.tax_head import TaxHead
from app.values import money
from app.values.period import indian_date


def purchases(books: Books) -> tuple[Purchase, ...]:
    """Every bill that stands in the books, and the notes on them, since GST began."""
    return tuple(_purchase(books, one) for one in _theirs(books) if one.issued_on >= GST_BEGAN.first)


def _theirs(books: Books) -> Iterator[Document]:
    """Bills, and notes of either kind that name a supplier or a bill: both lower what is owed to one."""
    for document in books.documents:
        if document.counts and (document.kind is DocumentKind.SUPPLIER_BILL or sides.is_note_on_bill(books, document)):
            yield document


def _purchase(books: Books, document: Document) -> Purchase:
    party = books.party_by_id.get(document.party_id) if document.party_id else None
    as_bill = replace(document, kind=DocumentKind.SUPPLIER_BILL)
    invoice = reading.invoice_in_books(books.business, as_bill, party)
    is_import = _is_import(invoice)
    place, head = (states.OUTSIDE_INDIA, TaxHead.IGST) if is_import else _place_and_head(invoice)
    parts = valuing.parts(invoice, head or TaxHead.NONE, notes_say=None, is_zero_rated=False)
    heads = sum((part.heads for part in parts), Heads())
    return Purchase(
        document_id=document.id,
        number=(document.number or "").strip(),
        issued_on=document.issued_on,
        entered_on=indian_date(document.entered_at) if document.entered_at else None,
        supplier_id=party.id if party else None,
        supplier_name=party.name if party else None,
        supplier_gstin=invoice.supplier.gstin.number or None if invoice.supplier else None,
        value=sum((part.value for part in parts), money.ZERO) if parts else document.subtotal,
        tax=invoice.tax,
        total=document.total,
        heads=heads if head is not None and heads.total else None,
        claim=_claim(invoice, place, head, has_rates=bool(heads.total), is_import=is_import),
        sign=-1 if document.is_note else 1,
        is_inter_state=None if head is None else head is TaxHead.IGST,
        untaxed_value=_untaxed(parts, is_non_gst=False),
        non_gst_value=_untaxed(parts, is_non_gst=True),
        blocked_hint=blocked.hint(invoice),
        is_import=is_import,
    )


def _is_import(invoice: Invoice) -> bool:
    """Whether a bill stands for goods that the customs cleared; an agent's bill about them bears a State's own tax."""
    is_agents = invoice_places.charged_head(invoice) is TaxHead.CGST_SGST
    return bool(invoice.tax) and invoice.is_bill_of_entry and not is_agents


def _place_and_head(invoice: Invoice) -> tuple[str | None, TaxHead | None]:
    """Where the bill was supplied and under which heads; a place that a State's own tax tells is the supplier's."""
    supplier, own = invoice_places.state_of(invoice.supplier), invoice_places.state_of(invoice.recipient)
    charged, found = invoice_places.charged_head(invoice), places.place(invoice, Recipient.REGISTERED)
    if charged is TaxHead.CGST_SGST and supplier is not None:
        return supplier, charged
    if found is not None:
        return found.code, charged or found.head
    if charged is None and supplier is not None and supplier == own:
        return own, TaxHead.CGST_SGST  # a landlord or hall of the same State
    return None, charged


def _claim(invoice: Invoice, place: str | None, head: TaxHead | None, *, has_rates: bool, is_import: bool) -> Claim:
    supplier, own = invoice.supplier, invoice.recipient
    if not invoice.tax and not (invoice.is_reverse_charge and has_rates):
        return Claim.UNTAXED
    if own is None or own.registered_in is None:
        return Claim.OWN_GSTIN_MISSING
    if is_import:
        return Claim.CREDIT if has_rates else Claim.HEADS_UNKNOWN
    if invoice.is_reverse_charge:
        return Claim.REVERSE_CHARGE if head is not None else Claim.HEADS_UNKNOWN
    if supplier is None:
        return Claim.SUPPLIER_UNKNOWN
    if not supplier.gstin.is_valid:
        return Claim.SUPPLIER_GSTIN_INVALID if supplier.is_registered else Claim.SUPPLIER_WITHOUT_GSTIN
    if place is not None and not states.is_same(place, own.registered_in):
        return Claim.PLACE_ELSEWHERE
    return Claim.CREDIT if head is not None and has_rates else Claim.HEADS_UNKNOWN


def _untaxed(parts: Iterable[Part], *, is_non_gst: bool) -> Decimal:
    """The value of the lines that bear no tax, inside GST or outside of it."""
    free = (part for part in parts if not part.heads.total)
    return sum((part.value for part in free if (part.treatment is SupplyKind.NON_GST) is is_non_gst), money.ZERO)
