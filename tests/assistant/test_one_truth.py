"""The assistant and the insights name the same sum, however the app's columns and its payments differ."""

from datetime import date

import pytest

from app.assistant.rules import figures
from app.books.records import Books, DocumentKind, DocumentStatus
from app.insights.records.money_owed import Overdue
from app.insights.rules import history, ledgers
from app.insights.rules.paying import overdue
from app.insights.service import tools
from tests.insights.planted import TODAY, bill, books, invoice, payment

LONG_AGO, RECENT = date(2026, 8, 1), date(2026, 11, 10)
KEPT = invoice("kept", LONG_AGO, paid=100)
BEHIND = invoice("behind", LONG_AGO)
RETURNED = invoice("returned", LONG_AGO)
OWN_BILL = bill("own", LONG_AGO, 700)


@pytest.mark.parametrize(
    ("shop", "late", "payable"),
    [
        (books([KEPT, invoice("new", RECENT)]), 1080, 0),
        (books([BEHIND, OWN_BILL], [payment(BEHIND, RECENT, 400), payment(OWN_BILL, RECENT, 300)]), 780, 400),
        (books([BEHIND], [payment(BEHIND, RECENT, document_id=None)]), 1180, 0),
        (books([BEHIND], [payment(BEHIND, date(2026, 12, 1))]), 1180, 0),
        (books([invoice("tds", LONG_AGO, paid=1000, status=DocumentStatus.PAID)]), 0, 0),
        (
            books([RETURNED, invoice("N", RECENT, 80, kind=DocumentKind.CREDIT_NOTE, related_document_id=RETURNED.id)]),
            1100,
            0,
        ),
        (books([invoice("ahead", date(2026, 12, 1))]), 0, 0),
    ],
    ids=["paid_amount", "payments ahead of it", "on account", "post-dated", "called paid", "credit note", "future"],
)
def test_insights_and_assistant_agree_on_what_is_owed(shop: Books, late: int, payable: int) -> None:
    said = figures.overdue(shop, DocumentKind.SALES_INVOICE, on=TODAY)
    bills = figures.overdue(shop, DocumentKind.SUPPLIER_BILL, on=TODAY)
    told = _insight(shop)
    assert (said.total, bills.total) == (told.total_overdue, told.payable_overdue) == (late, payable)
    assert figures.balances(shop, DocumentKind.SALES_INVOICE, on=TODAY).total == told.total_open


def _insight(shop: Books) -> Overdue:
    known = history.plausible(shop, TODAY)
    sales, bills = (ledgers.ledger(known, kind) for kind in (DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL))
    return overdue.overdue(sales, bills, TODAY, tools.loaded().payment_days)
