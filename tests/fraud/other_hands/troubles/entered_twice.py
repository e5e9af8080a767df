"""One document entered twice: what both clerks wrote, and what the second wrote differently."""

from datetime import timedelta

from tests.fraud.other_hands import names
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Copies
from tests.fraud.other_hands.troubles.numbers import bare, changed, digit_lost, misread, same


def keyed_by_two_clerks(book: Book, party: Record) -> list[Record]:
    """The paper lay on two desks: everything agrees."""
    first = book.document(party, book.day())
    second = book.copy(first, after=book.rng.randint(1, 4))
    changed(book, second, first, same)
    return [first, second]


def only_running_number(book: Book, party: Record) -> list[Record]:
    """The second clerk left out the prefix of the number."""
    first = book.document(party, book.day())
    second = book.copy(first, after=book.rng.randint(2, 9), source="manual")
    changed(book, second, first, bare)
    return [first, second]


def scanned_and_typed(book: Book, party: Record) -> list[Record]:
    """Typed from paper, later read from the photo with one wrong letter and no lines."""
    first = book.document(party, book.day(), source="manual")
    second = book.copy(first, after=book.rng.randint(3, 12), source="ocr", items=[])
    changed(book, second, first, misread)
    return [first, second]


def digit_left_out(book: Book, party: Record) -> list[Record]:
    """One digit of the number is missing, the rest agrees."""
    first = book.document(party, book.day())
    second = book.copy(first, after=book.rng.randint(1, 7))
    changed(book, second, first, digit_lost)
    return [first, second]


def dated_when_entered(book: Book, party: Record) -> list[Record]:
    """The second time with the day of entry as its date, weeks later."""
    first = book.document(party, book.day())
    late = book.rng.randint(12, 26)
    second = book.copy(first, after=late, date=first["date"] + timedelta(late))
    changed(book, second, first, lambda number: number.replace("/", "-") if "/" in number else number.lower())
    return [first, second]


def wrong_month(book: Book, party: Record) -> list[Record]:
    """The month slipped by one in the date."""
    first = book.document(party, book.day(0.1))
    day = first["date"].replace(day=min(first["date"].day, 28))
    before = (day.replace(day=1) - timedelta(1)).replace(day=day.day)
    second = book.copy(first, after=book.rng.randint(2, 6), date=before)
    changed(book, second, first, same)
    return [first, second]


def without_tax(book: Book, party: Record) -> list[Record]:
    """Booked once more at the taxable value."""
    first = book.document(party, book.day(), delay=0)
    lines = [{**item, "tax_rate": 0} for item in first["items"]]
    total = {"tax_amount": 0.0, "total_amount": round(first["subtotal"], 0 if book.trade.rounds else 2), "items": lines}
    second = book.copy(first, after=book.rng.randint(2, 8), **total)
    changed(book, second, first, same)
    return [first, second]


def freight_added(book: Book, party: Record) -> list[Record]:
    """Booked without the freight, then again with it, under one number."""
    day = book.day()
    lines = book.lines(party, day)
    first = book.document(party, day, lines)
    extra = ("Bhada / cartage", 1.0, float(book.rng.randint(6, 24) * 20), 18.0)
    taxed = party["kind"] == "customer" or party["gstin"] is not None
    second = book.copy(first, after=book.rng.randint(1, 5), **book.sums([*lines, extra], taxed=taxed))
    changed(book, second, first, same)
    return [first, second]


def total_misread(book: Book, party: Record) -> list[Record]:
    """Same number and day, but two digits of the total changed places; the lines were not entered."""
    first = book.document(party, book.day())
    whole = str(int(first["total_amount"]))
    at = next((place for place in range(1, len(whole) - 1) if whole[place] != whole[place + 1]), None)
    swapped = whole if at is None else whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    rest = first["total_amount"] - int(first["total_amount"])
    total = round(int(swapped) + rest, 2)
    second = book.copy(
        first, after=book.rng.randint(1, 4), items=[], subtotal=total, tax_amount=0.0, total_amount=total
    )
    changed(book, second, first, same)
    return [first, second]


def other_ledger(book: Book, party: Record) -> list[Record]:
    """The party stands twice in the books, spelt in two ways with one phone; the bill stands under both."""
    first = book.document(party, book.day())
    twin = party | {"id": book.new_id(), "name": names.respelt(book.rng, party["name"]), "gstin": None, "case": True}
    twin |= {"bank": dict(party["bank"]), "bank_changes": [], "created_at": first["created_at"].date() - timedelta(20)}
    book.parties.append(twin)
    book.goods[twin["id"]] = book.goods[party["id"]]
    second = book.copy(first, after=book.rng.randint(1, 9), party_id=twin["id"])
    changed(book, second, first, same)
    return [first, second]


BOTH: tuple[Copies, ...] = (
    keyed_by_two_clerks,
    only_running_number,
    dated_when_entered,
    without_tax,
    freight_added,
    other_ledger,
    total_misread,
    wrong_month,
)
BILLS: tuple[Copies, ...] = (
    scanned_and_typed,
    digit_left_out,
)
