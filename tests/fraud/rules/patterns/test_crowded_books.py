"""Books of ten thousand documents of one amount on one day, and books that say next to nothing."""

from dataclasses import replace

import pytest

from app.books.records import Books, Document, DocumentKind, DocumentStatus
from app.fraud.rules import patterns
from app.fraud.rules.patterns.buying import Buying
from tests.fraud.rules.patterns.trade import days_after, market
from tests.fraud.shop import DAY, bill, books, customer, identifier, supplier

MANY = 10_000
ONE = bill("1", "5000", of=supplier("One", gstin="27ABCDE1234F1Z5"), entered_by="clerk")
BUYER = customer("One", gstin="27ABCDE1234F1Z5")


def copies(one: Document, count: int = MANY) -> list[Document]:
    """The same document again and again, with running numbers."""
    return [replace(one, id=identifier(f"{one.kind}{one.status}{n}"), number=str(n)) for n in range(count)]


class TestCrowdedBooks:
    SALE = replace(ONE, kind=DocumentKind.SALES_INVOICE, party_id=BUYER.id)

    @pytest.mark.parametrize(
        "documents",
        [
            copies(ONE),
            copies(ONE, 5000) + copies(SALE, 5000),
            copies(replace(SALE, status=DocumentStatus.CANCELLED), 5000) + copies(SALE, 5000),
        ],
        ids=["bills", "bills and sales of one trader", "cancelled sales and others"],
    )
    def test_are_looked_through(self, documents: list[Document]) -> None:
        held = books(documents=documents, parties=[supplier("One", gstin="27ABCDE1234F1Z5"), BUYER])
        assert len(list(patterns.findings(held))) < MANY

    def test_sales_taken_back_by_a_note_each(self) -> None:
        sales = copies(self.SALE, 5000)
        notes = [
            replace(one, id=identifier(f"note{one.id}"), kind=DocumentKind.CREDIT_NOTE, related_document_id=one.id)
            for one in sales
        ]
        assert len(list(patterns.findings(books(documents=[*sales, *notes], parties=[BUYER])))) < MANY


class TestBooksThatSayLittle:
    BARE = supplier("", key="nameless")

    @pytest.mark.parametrize(
        "held",
        [
            books(),
            books(documents=[ONE]),
            books(documents=[replace(ONE, party_id=None, number="", items=(), issued_on=days_after(-40_000))]),
            market([bill("1", "1000000000000", DAY, of=BARE, items=())], parties=[BARE]),
        ],
        ids=["nothing", "one document", "no party, in 1916", "an enormous bill, not paid"],
    )
    def test_raise_nothing_of_who_is_paid(self, held: Books) -> None:
        judged = [one for test in patterns.OF_BUYING for one in test(Buying(held))]
        assert [one for one in judged if one.probability >= 0.7] == []
