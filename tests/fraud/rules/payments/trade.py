"""Books whose owner links payments, in which one case is placed; and what is shown of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.books.records import PAID_BY, Document, DocumentStatus, Party, Payment
from app.fraud.records import Finding
from app.fraud.rules import payments
from app.fraud.rules.customs import Customs
from app.fraud.rules.judging import SHOWN_FROM
from tests.fraud.shop import DAY, bill, books, invoice, moment, paid_out, supplier

PAID, PARTIAL, OPEN = DocumentStatus.PAID, DocumentStatus.PARTIALLY_PAID, DocumentStatus.SENT
STEADY = supplier("Steady Supplies")


def shown(documents: Sequence[Document], paid: Sequence[Payment], *parties: Party) -> list[Finding]:
    """What an owner sees of these, in books that hold them beside sixty bills, each paid by a payment of its own."""
    steady = [settled_bill(f"L{n:03}", str(5003 + 113 * n), after(3 * n - 200), of=STEADY) for n in range(60)]
    usual = [
        paid_out(str(one.total), one.issued_on + timedelta(days=7), to=STEADY, document=one, key=one.number)
        for one in steady
    ]
    rows = [entered(one) for one in (*usual, *paid)]
    held = books(
        documents=[figured(one, rows) for one in (*steady, *documents)], payments=rows, parties=[STEADY, *parties]
    )
    return [one for one in payments.findings(held, Customs.of(held)) if one.probability >= SHOWN_FROM]


def figured(document: Document, paid: Sequence[Payment]) -> Document:
    """The document with the paid amount that the app keeps: what its payments come to."""
    direction = PAID_BY.get(document.kind)
    amounts = [one.amount for one in paid if one.document_id == document.id and one.direction is direction]
    return document if document.paid else replace(document, paid=sum(amounts, Decimal(0)))


def entered(payment: Payment) -> Payment:
    """The payment with the moment of its entry, the noon of its day unless it is known."""
    return payment if payment.entered_at else replace(payment, entered_at=moment(payment.paid_on))


def after(days: int) -> date:
    """So many days after the day of the shop."""
    return DAY + timedelta(days=days)


def settled_bill(number: str, total: str, on: date = DAY, **known: Any) -> Document:
    """A bill that its owner calls paid."""
    return bill(number, total, on, status=PAID, **known)


def settled_invoice(number: str, total: str, on: date = DAY, **known: Any) -> Document:
    """An invoice that its owner calls paid."""
    return invoice(number, total, on, status=PAID, **known)
