"""Several documents of one party that one payment settles together."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record


def group(book: Book, party: Record, many: int) -> list[Record]:
    """So many bills of one party within some weeks."""
    day = book.day(0.0, 0.7)
    step = 31 if book.trade.key == "coaching" else 6
    return [book.document(party, book.open_day(day + timedelta(step * place))) for place in range(many)]


def settle_all(records: list[Record]) -> float:
    """Write all of these down as paid; what they come to."""
    for record in records:
        record |= {"paid_amount": record["total_amount"], "status": "paid"}
    return float(round(sum(record["total_amount"] for record in records), 2))


def quote(book: Book, payment: Record, records: list[Record], words: str) -> None:
    """Let the payment's note name the numbers of the documents."""
    book.later.append(lambda: payment.update(notes=f"{words} " + ", ".join(record["number"] for record in records)))
