"""Documents that came in again: revised, under a wrong name, from the old software, by a second import."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Copies
from tests.fraud.other_hands.troubles.numbers import changed, same, suffixed


def revised_beside_first(book: Book, party: Record) -> list[Record]:
    """A revised bill with a lower rate came; the first was neither cancelled nor credited."""
    first = book.document(party, book.day())
    lines = [
        (item["name"], item["quantity"], round(item["unit_price"] * 0.97, 2), item["tax_rate"])
        for item in first["items"]
    ]
    second = book.copy(first, after=book.rng.randint(3, 10), **book.sums(lines), notes="revised rate")
    changed(book, second, first, suffixed("/R"))
    return [first, second]


def wrong_supplier_chosen(book: Book, party: Record) -> list[Record]:
    """Somebody else booked the same paper under the wrong name of the list."""
    first = book.document(party, book.day())
    wrong = book.another(party)
    second = book.copy(first, after=book.rng.randint(1, 5), party_id=wrong["id"])
    changed(book, second, first, same)
    return [first, second]


def one_order_billed_twice(book: Book, party: Record) -> list[Record]:
    """The same order, the same lines, billed again under the next number some days later."""
    order = f"WO/{book.rng.randint(1000, 9999)}/{book.rng.choice('KMT')}"
    first = book.document(party, book.day(), reference=order, source="manual")
    late = book.rng.randint(1, 8)
    second = book.copy(first, after=late, number=None, date=book.open_day(first["date"] + timedelta(late)))
    return [first, second]


def cash_memo_and_invoice(book: Book, party: Record) -> list[Record]:
    """A memo for a buyer without a name, then an invoice with his name that quotes it; both count as sales."""
    counter = next((one for one in book.parties if one["name"] == "Counter Sale"), None)
    counter = counter or book.party("customer", "Counter Sale", taxed=False, phone=None, bank=None, case=True)
    book.goods[counter["id"]] = book.goods[party["id"]]
    memo = book.document(counter, book.day(), number=f"CM{book.rng.randint(100, 999)}", reference=None)
    second = book.copy(memo, after=1, number=None, party_id=party["id"], date=memo["date"] + timedelta(1))
    second |= {"reference": memo["number"], "notes": f"GST bill for cash memo {memo['number']}"}
    return [memo, second]


def brought_over_again(book: Book, party: Record) -> list[Record]:
    """On the move from the old software the invoices were taken over twice, once with a mark before the number."""
    first = book.document(party, book.day())
    second = book.copy(first, after=book.rng.randint(20, 60), source="import", created_by="owner")
    changed(book, second, first, lambda number: f"OLD-{number}")
    return [first, second]


def import_ran_twice(book: Book, kind: str) -> None:
    """One file was taken in twice within a few minutes: three documents stand there twice."""
    last = book.day(0.2)
    for place in range(3):
        party = book.buyer() if kind == "customer" else book.one(kind)
        entered = book.moment(last, 12 + place / 900)
        first = book.document(
            party, last - timedelta(place + 1), source="import", created_by="owner", created_at=entered
        )
        second = book.copy(first, source="import", created_by="owner", created_at=entered + timedelta(minutes=7))
        changed(book, second, first, same)
        type = "duplicate_invoice" if kind == "customer" else "duplicate_supplier_bill"
        book.trouble(type, "import_ran_twice", first, second)


BILLS: tuple[Copies, ...] = (
    revised_beside_first,
    wrong_supplier_chosen,
)
INVOICES: tuple[Copies, ...] = (
    one_order_billed_twice,
    cash_memo_and_invoice,
    brought_over_again,
    revised_beside_first,
)
