"""One delivery booked from two different papers: challan and bill, proforma and invoice, parts and whole."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Copies
from tests.fraud.other_hands.troubles.numbers import changed, suffixed


def challan_and_bill(book: Book, party: Record) -> list[Record]:
    """Booked from the delivery challan, then from the tax invoice that quotes it."""
    challan = f"DC{book.rng.randint(1000, 9999)}"
    first = book.document(party, book.day(), number=challan, reference=None, notes="booked on challan", source="manual")
    late = book.rng.randint(4, 13)
    second = book.copy(
        first,
        after=late,
        number=None,
        date=first["date"] + timedelta(late - 1),
        reference=challan,
        notes="bill recd later",
    )
    return [first, second]


def proforma_and_invoice(book: Book, party: Record) -> list[Record]:
    """The proforma was booked like a bill, and so was the tax invoice."""
    proforma = f"PI/{book.rng.randint(20, 900)}"
    first = book.document(party, book.day(), number=proforma, reference=None, notes="proforma")
    late = book.rng.randint(3, 15)
    notes = f"against {proforma}"
    second = book.copy(
        first, after=late, number=None, date=first["date"] + timedelta(late), reference=proforma, notes=notes
    )
    return [first, second]


def whole_and_parts(book: Book, party: Record) -> list[Record]:
    """The whole bill, and beside it the same goods as parts A and B."""
    day = book.day()
    lines = [
        (book.trade.described(book.rng, ware, day), float(max(1, ware[2][1] // 2)), ware[1], ware[3])
        for ware in book.goods[party["id"]][:2]
    ]
    taxed = party["kind"] == "customer" or party["gstin"] is not None
    whole = book.document(party, day, lines)
    parts = [
        book.copy(whole, after=after, **book.sums([line], taxed=taxed))
        for after, line in zip((2, 3), lines, strict=True)
    ]
    for letter, part in zip("AB", parts, strict=True):
        changed(book, part, whole, suffixed(f"-{letter}"))
    return [whole, *parts]


def monthly_statement_booked(book: Book, party: Record) -> list[Record]:
    """Three bills, and then the supplier's statement of them as a fourth."""
    day = book.day()
    bills = [book.document(party, book.open_day(day + timedelta(4 * place))) for place in range(3)]
    total = round(sum(bill["total_amount"] for bill in bills), 2)
    subtotal, tax = (round(sum(bill[name] for bill in bills), 2) for name in ("subtotal", "tax_amount"))
    statement = book.copy(
        bills[2], after=9, date=bills[2]["date"] + timedelta(8), subtotal=subtotal, tax_amount=tax, total_amount=total
    )
    statement["number"] = f"STMT-{day:%b%y}".upper()

    def quote() -> None:
        numbers = ", ".join(bill["number"] for bill in bills)
        items = [
            {
                "name": f"Bill {bill['number']}",
                "quantity": 1,
                "unit_price": bill["subtotal"],
                "tax_rate": 0,
                "amount": bill["subtotal"],
            }
            for bill in bills
        ]
        statement.update(items=items, notes=f"bills {numbers}", reference=None)

    book.later.append(quote)
    return [*bills, statement]


def same_quarter_twice(book: Book, party: Record) -> list[Record]:
    """A service for one quarter, billed at its beginning and again at its end."""
    day = book.day(0.0, 0.75)
    name = f"AMC / service contract, quarter from {day:%d.%m.%Y}"
    lines = [(name, 1.0, float(book.rng.randint(31, 120) * 90), 18.0)]
    first = book.document(party, day, lines, reference=None, notes=None)
    second = book.document(party, day + timedelta(book.rng.randint(50, 85)), lines, reference=None, notes=None)
    return [first, second]


CASES: tuple[Copies, ...] = (
    challan_and_bill,
    proforma_and_invoice,
    whole_and_parts,
    monthly_statement_booked,
    same_quarter_twice,
)
