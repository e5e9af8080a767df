"""Papers and parties that resemble each other and belong to different dealings."""

from datetime import timedelta

from tests.fraud.other_hands import marks, names
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.alike import again
from tests.fraud.other_hands.innocents.kinds import Case


def same_number_next_year(book: Book) -> None:
    """A small bill book begins anew each April: one number in two financial years."""
    party = book.party("supplier", book.brand("Works"), case=True)
    year = book.start.year + (book.start.month > 3)
    april = book.start.replace(year=year, month=4, day=1)
    number = str(book.rng.randint(11, 90))
    first = book.document(party, april - timedelta(book.rng.randint(4, 25)), number=number)
    second = book.document(party, april + timedelta(book.rng.randint(20, 50)), number=number)
    book.innocent("same_number_next_year", first, second)


def half_and_half(book: Book) -> None:
    """Half is billed with the order, half on completion."""
    rupees = float(book.rng.randint(9, 60) * 500)
    kind = book.buyer() if book.rng.random() < 0.5 else book.one("supplier")
    day = book.day(0.0, 0.85)
    job = f"Job {book.rng.randint(100, 999)}"
    first = book.document(kind, day, [(f"{job} - 50% with order", 1.0, rupees, 18.0)], reference=job)
    second = book.document(
        kind, day + timedelta(19), [(f"{job} - balance 50% on completion", 1.0, rupees, 18.0)], reference=job
    )
    book.innocent("half_and_half", first, second)


def freight_bill_beside(book: Book) -> None:
    """Goods and their freight come on two papers with numbers that differ by a letter."""
    first = book.document(book.one("supplier"), book.day(), number=f"{book.rng.randint(2000, 9000)}")
    freight = [("Freight on above", 1.0, float(book.rng.randint(4, 19) * 100), 5.0)]
    second = book.document(book.party_of(first), first["date"], freight, number=f"{first['number']}/F")
    book.innocent("freight_bill_beside", first, second)


def firms_with_like_names(book: Book) -> None:
    """Two firms of nearly one name, in two states, with their own PAN, bank and goods."""
    base = names.firms(book.rng, ("Agency",), 1)[0]
    parties = [book.party("supplier", name, case=True) for name in (f"{base} Pune", f"{base} Rajkot")]
    for state, party in zip(("27", "24"), parties, strict=True):
        from_pan = party["gstin"][2:12]
        party["gstin"] = marks.gstin(state, from_pan)
    day = book.day(0.1, 0.9)
    book.innocent(
        "firms_with_like_names",
        *parties,
        *(book.document(party, day + timedelta(place)) for place, party in enumerate(parties)),
    )


def proforma_withdrawn(book: Book) -> None:
    """A proforma stands in the books as cancelled beside its tax invoice."""
    notes = "proforma, not for payment"
    first = book.document(
        book.one("supplier"), book.day(), number=f"PF-{book.rng.randint(100, 999)}", status="cancelled", notes=notes
    )
    book.innocent("proforma_withdrawn", first, again(book, first, 6, reference=first["number"], notes=None))


def brother_and_sister(book: Book) -> None:
    """Two of one family, one phone, buy the same on the same day under their own names."""
    family = f"{book.rng.choice(names.FAMILY)}"
    parties = [
        book.party("customer", f"{given} {family}", taxed=False, case=True)
        for given in book.rng.sample(("Riya", "Dev", "Meet", "Jiya"), 2)
    ]
    parties[1]["phone"] = parties[0]["phone"]
    day = book.day()
    ware = book.trade.sold[1]
    line = (book.trade.described(book.rng, ware, day), 2.0 if ware[1] < 1000 else 1.0, ware[1], ware[3])
    book.innocent(
        "brother_and_sister",
        *parties,
        *(book.document(party, day, [line], reference=party["name"].split()[0]) for party in parties),
    )


def small_counter_sales(book: Book) -> None:
    """A popular thing sold over the counter several times in one day for one price."""
    counter = next((one for one in book.parties if one["name"] == "Walk-in"), None)
    counter = counter or book.party("customer", "Walk-in", taxed=False, phone=None, bank=None, case=True)
    day = book.day()
    first, *rest = sorted(book.rng.sample(range(100, 190), 4))
    memo = book.document(
        counter,
        day,
        [("Chhutak bikri", 1.0, float(book.rng.randint(60, 190)), 18.0)],
        number=None,
        delay=0,
        hour=first / 10,
        reference=None,
    )
    found = [
        memo,
        *(again(book, memo, 0, created_at=book.moment(memo["created_at"].date(), hour / 10)) for hour in rest),
    ]
    for record in found:
        book.pay_off(record, after=0, mode="cash")
    book.innocent("small_counter_sales", *found)


CASES: tuple[Case, ...] = (
    same_number_next_year,
    half_and_half,
    freight_bill_beside,
    firms_with_like_names,
    proforma_withdrawn,
    brother_and_sister,
    small_counter_sales,
)
