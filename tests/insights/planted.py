"""Books with a planted truth, in a few words: who buys what when, how late they pay, what the rent is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.books.records import (
    Books,
    Business,
    Direction,
    Document,
    DocumentKind,
    DocumentStatus,
    Expense,
    Party,
    PartyKind,
    Payment,
)
from app.values.period import Month

TODAY = date(2026, 11, 21)
BUSINESS = Business(
    id=uuid5(NAMESPACE_URL, "planted shop"), owner_id=uuid5(NAMESPACE_URL, "owner"), name="Gupta Stores",
    gstin="27AAPFU0939F1ZV",
)  # fmt: skip


def identifier(name: str) -> UUID:
    """The id that stands for `name`."""
    return uuid5(NAMESPACE_URL, name)


def party(name: str, kind: PartyKind = PartyKind.CUSTOMER) -> Party:
    """Somebody of this name."""
    return Party(id=identifier(name), kind=kind, name=name)


def invoice(
    number: str, on: date, total: str | int = 1180, *, to: str | None = "Rao Traders", **known: Any
) -> Document:
    """A sales invoice with 30 days to pay and 18 % GST in its total; unpaid unless `paid` says otherwise."""
    amount = Decimal(total)
    tax = known.pop("tax", (amount - amount / Decimal("1.18")).quantize(Decimal("0.01")))
    paid = Decimal(known.pop("paid", 0))
    return Document(
        id=identifier(number),
        kind=known.pop("kind", DocumentKind.SALES_INVOICE),
        number=number,
        issued_on=on,
        due_on=known.pop("due_on", on + timedelta(days=30)),
        subtotal=amount - tax,
        tax_amount=tax,
        total=amount,
        paid=paid,
        status=known.pop("status", DocumentStatus.PAID if paid >= amount else DocumentStatus.SENT),
        party_id=identifier(to) if to else None,
        **known,
    )


def bill(number: str, on: date, total: str | int = 590, *, of: str = "Mehta Supply", **known: Any) -> Document:
    """A supplier's bill."""
    return invoice(number, on, total, to=of, kind=DocumentKind.SUPPLIER_BILL, **known)


def payment(document: Document, on: date, amount: str | int | None = None, **known: Any) -> Payment:
    """Money on `document`, all of it unless said otherwise."""
    is_sale = document.kind is DocumentKind.SALES_INVOICE
    return Payment(
        id=identifier(f"payment of {document.number} on {on} {amount}"),
        direction=Direction.IN if is_sale else Direction.OUT,
        amount=Decimal(amount) if amount is not None else document.total,
        paid_on=on,
        mode="upi",
        party_id=document.party_id,
        document_id=known.pop("document_id", document.id),
        **known,
    )


def settled(document: Document, *, days_late: int) -> tuple[Document, Payment]:
    """`document` paid in full so many days after its due date, and the payment."""
    assert document.due_on is not None
    paid = replace(document, paid=document.total, status=DocumentStatus.PAID)
    return paid, payment(paid, document.due_on + timedelta(days=days_late))


def expense(category: str, on: date, amount: str | int, **known: Any) -> Expense:
    """Money spent."""
    id_ = identifier(f"{category} {on} {amount}")
    return Expense(id=id_, category=category, amount=Decimal(amount), spent_on=on, description=category, **known)


def books(
    documents: Iterable[Document] = (), payments: Iterable[Payment] = (), expenses: Iterable[Expense] = (), **known: Any
) -> Books:
    """Books of these rows; parties follow from the names in `customers` and `suppliers`."""
    customers = known.pop("customers", ("Rao Traders", "Iyer Textiles", "Khan Foods"))
    suppliers = known.pop("suppliers", ("Mehta Supply",))
    parties = [*map(party, customers), *(party(name, PartyKind.SUPPLIER) for name in suppliers)]
    return Books(
        business=known.pop("business", BUSINESS), revision=1, parties=parties, documents=tuple(documents),
        payments=tuple(payments), expenses=tuple(expenses), **known,
    )  # fmt: skip


def month_starts(months: int, *, until: date = TODAY) -> Sequence[date]:
    """The first days of the last `months` complete months before `until`."""
    return [Month.of(until).plus(-back).first for back in range(months, 0, -1)]


def paying_shop(
    *, months: int = 24, days_late: int = 20, sales: int = 59000, rent: int = 9000, to: str = "Rao Traders"
) -> Books:
    """A shop of one customer and one supplier, twice a month: the customer always pays `days_late` days late."""
    documents: list[Document] = []
    payments: list[Payment] = []
    starts = [*month_starts(months), Month.of(TODAY).first]
    for place, first in enumerate(starts):
        for day in (4, 18):
            on = first.replace(day=day)
            for document in (invoice(f"S{place}-{day}", on, sales, to=to), bill(f"B{place}-{day}", on, sales // 2)):
                late = days_late if document.kind is DocumentKind.SALES_INVOICE else 0
                paid, money = settled(document, days_late=late)
                is_paid = money.paid_on <= TODAY
                documents.append(paid if is_paid else document)
                payments += [money] if is_paid else []
    rents = [expense("Rent", first.replace(day=5), rent, vendor="Landlord") for first in starts]
    return books(documents, payments, rents)


def scaled(found: Books, factor: int) -> Books:
    """The same books in which every amount is `factor` times as large."""
    times = Decimal(factor)
    return replace(
        found,
        documents=tuple(
            replace(d, subtotal=d.subtotal * times, tax_amount=d.tax_amount * times, total=d.total * times,
                    paid=d.paid * times)
            for d in found.documents
        ),
        payments=tuple(replace(p, amount=p.amount * times) for p in found.payments),
        expenses=tuple(replace(e, amount=e.amount * times) for e in found.expenses),
    )  # fmt: skip
