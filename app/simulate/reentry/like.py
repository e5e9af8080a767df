"""More that looks like a document entered twice and is not: parts of one order, two of a kind, services that go on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from app.books.records import Document, DocumentKind, Item
from app.simulate.reentry.bed import BILL, SALE, Bed, Plant, further


def _halves_of_an_order(bed: Bed, original: Document) -> Sequence[Document]:
    """One order, delivered or paid for in two equal parts, which mostly say so."""
    first, second = bed.chance.pick(
        (("50% with order", "balance 50% on completion"), ("advance", "final bill"), ("1st lot", "2nd lot"),
         ("lot A", "lot B"), (None, "balance quantity"), ("part 1", "part 2"), (None, "remaining"),
         ("phase I", "phase II"), (None, None))
    )  # fmt: skip
    original = bed.change(original, reference=f"PO/{bed.chance.digits(4)}", notes=first)
    day = original.issued_on + timedelta(days=bed.chance.whole(3, 25))
    number = further(original.number, bed.chance.whole(1, 40))
    return [bed.add(original, number=number, issued_on=day, notes=second, reference=original.reference)]


def _two_of_a_kind(bed: Bed, original: Document) -> Sequence[Document]:
    """Two vehicles, sites or lots on one day, each with a paper of its own."""
    one, other = bed.chance.pick((("MH12 4410", "MH14 7782"), ("site A", "site B"), ("lot 311", "lot 312")))
    bed.change(original, items=_named(original.items, one), reference=f"DC {bed.chance.digits(4)}")
    number = further(original.number, bed.chance.whole(1, 3))
    return [
        bed.add(original, number=number, items=_named(original.items, other), reference=f"DC {bed.chance.digits(4)}")
    ]


def _service_that_goes_on(bed: Bed, original: Document) -> Sequence[Document]:
    """Every month or quarter, in words that name it or that stay the same."""
    gap, names_it = bed.chance.pick((30, 91)), bed.chance.happens(0.6)
    days = [original.issued_on + timedelta(days=gap * step) for step in range(bed.chance.whole(2, 6))]
    said = [f"Service contract {day:%B %Y}" if names_it else "Service contract as agreed" for day in days]
    bed.change(original, items=(_line(original, said[0]),))
    return [
        bed.add(original, number=further(original.number, 11 * step), issued_on=day, items=(_line(original, words),))
        for step, (day, words) in enumerate(zip(days, said, strict=True))
        if step
    ]


def _same_price_same_day(bed: Bed, original: Document) -> Sequence[Document]:
    """A regular who takes the same again in the afternoon, as he often does."""
    line = (_line(original, "Bisleri 20L jar"),)
    bed.change(original, items=line, reference=None)
    return [
        bed.add(original, number=further(original.number, 3 * step), items=line, reference=None,
                issued_on=original.issued_on + timedelta(days=step // 2))
        for step in range(1, bed.chance.whole(3, 8))
    ]  # fmt: skip


def _next_year_early(bed: Bed, original: Document) -> Sequence[Document]:
    """The same low number of the new year, for the same standing goods; a high one is not reached again so soon."""
    number = str(bed.chance.whole(1, 39))
    bed.change(original, number=number, issued_on=original.issued_on.replace(day=20, month=3))
    day = original.issued_on.replace(day=20, month=3) + timedelta(days=bed.chance.whole(24, 120))
    return [bed.add(original, number=number, issued_on=day, reference=None)]


def _of_two_branches(bed: Bed, original: Document) -> Sequence[Document]:
    """Two branches of one chain buy the same on one day."""
    party = next((one for one in bed.parties if one.id == original.party_id and one.gstin), None)
    if party is None or not party.gstin:
        return []
    state = "29" if party.gstin[:2] != "29" else "33"
    branch = replace(
        party, id=bed.chance.uuid(), gstin=f"{state}{party.gstin[2:]}", phone=None, name=f"{party.name} (South)"
    )
    bed.parties.append(branch)
    return [
        bed.add(original, party_id=branch.id, number=further(original.number, bed.chance.whole(1, 60)), reference=None)
    ]


def _of_one_household(bed: Bed, original: Document) -> Sequence[Document]:
    """Brother and sister under one phone, each with a fee of their own."""
    party = next((one for one in bed.parties if one.id == original.party_id), None)
    if party is None:
        return []
    sister = replace(party, id=bed.chance.uuid(), name=bed.chance.pick(("Anvi Doshi", "Zoya Kazi")), gstin=None)
    bed.parties.append(sister)
    line = (_line(original, "Tuition fee"),)
    bed.change(original, items=line)
    return [bed.add(original, party_id=sister.id, items=line, number=further(original.number, 2), reference=None)]


def _line(original: Document, name: str) -> Item:
    return Item(name, original.total.__class__(1), original.subtotal, original.total * 0, original.subtotal)


def _named(items: Sequence[Item], words: str) -> tuple[Item, ...]:
    return tuple(replace(one, name=f"{one.name} {words}") for one in items)


LIKE: Mapping[tuple[DocumentKind, str], Plant] = {
    (BILL, "halves_of_an_order"): _halves_of_an_order,
    (BILL, "two_of_a_kind"): _two_of_a_kind,
    (BILL, "service_that_goes_on"): _service_that_goes_on,
    (BILL, "same_price_same_day"): _same_price_same_day,
    (BILL, "next_year_early"): _next_year_early,
    (BILL, "of_two_branches"): _of_two_branches,
    (SALE, "sold_in_halves"): _halves_of_an_order,
    (SALE, "two_of_a_kind_sold"): _two_of_a_kind,
    (SALE, "service_sold_on"): _service_that_goes_on,
    (SALE, "same_price_sold_same_day"): _same_price_same_day,
    (SALE, "to_two_branches"): _of_two_branches,
    (SALE, "of_one_household"): _of_one_household,
}
