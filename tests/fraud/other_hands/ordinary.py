"""Ordinary life: buying, selling, paying on time and late, in parts and not yet. Nothing here is wrong or looks it."""

from datetime import date, timedelta
from random import Random

from tests.fraud.other_hands import names
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record

PETTY = (
    "chai nashta", "auto bhada", "बिजली मिस्त्री", "courier", "xerox", "pooja saman", "pani ka jar", "pocha/phenyl",
    "parking", "mobile recharge", "hamali", "stationery",
)  # fmt: skip


def people_and_firms(book: Book) -> None:
    """Suppliers, customers and staff who were there before the period began."""
    rng = book.rng
    for name in names.firms(rng, book.trade.supplier_words, 24):
        book.party("supplier", name, taxed=rng.random() < 0.85)
    words = book.trade.customer_words
    for name in names.firms(rng, words, 26) if words else names.people(rng, 34):
        book.party("customer", name, taxed=bool(words) and rng.random() < 0.6)
    for name in names.people(rng, 4):
        book.party("employee", name, taxed=False)


def life(book: Book, many: int) -> None:
    """So many documents of ordinary days, and the petty cash beside them."""
    billed = {(record["party_id"], record["date"].year, record["date"].month) for record in book.documents}
    for _ in range(many):
        kind = "customer" if book.rng.random() < 0.48 else "supplier"
        party, day = book.one(kind), book.day(0.0, 0.99)
        month = (party["id"], day.year, day.month)
        if book.trade.key == "coaching" and kind == "customer":
            if month in billed:
                continue
            billed.add(month)
        settled(book, book.document(party, day))
    for _ in range(30):
        book.pay(
            None,
            book.rng.randint(4, 90) * 10 + book.rng.choice((0, 5)),
            book.day(),
            mode="cash",
            notes=book.rng.choice(PETTY),
        )


def settle_open(book: Book) -> None:
    """Pay what is still open so far, as people do: not what was cancelled or taken back by a note."""
    taken_back = {record["related_document_id"] for record in book.documents}
    for record in book.documents:
        is_owed = record["kind"] in ("sales_invoice", "supplier_bill") and record["id"] not in taken_back
        if is_owed and record["status"] == "unpaid":
            settled(book, record)


def settled(book: Book, document: Record) -> None:
    """Pay a document as people do: most in full, some in two parts, some not at all yet."""
    luck = book.rng.random()
    if document["date"] + timedelta(40) > book.end or luck < 0.16:
        return
    if luck < 0.24:
        half = round(document["total_amount"] * book.rng.uniform(0.3, 0.6), 0)
        if half < 1:
            return
        book.pay_off(document, amount=half, after=book.rng.randint(1, 12), notes="part payment")
        document["status"] = "partial"
        if luck < 0.21:
            rest = document["total_amount"] - half
            book.pay_off(document, amount=rest, after=book.rng.randint(14, 38), notes="balance")
        return
    book.pay_off(document)


def period(rng: Random, months: int) -> tuple[date, date]:
    """A first and a last day, so many months apart."""
    start = date(rng.choice((2022, 2023)), rng.randint(1, 12), 1)
    month = start.month - 1 + months
    return start, date(start.year + month // 12, month % 12 + 1, 1) - timedelta(1)
