"""What looks like a document entered twice and is not: the repeats of ordinary trade."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from app.books.records import Document, DocumentKind
from app.simulate.reentry import slips
from app.simulate.reentry.bed import BILL, SALE, Bed, Plant, further


def _next_in_series(bed: Bed, original: Document) -> Sequence[Document]:
    """The next number of the same series for the same goods, hours or days later."""
    day = original.issued_on + timedelta(days=bed.chance.whole(0, 12))
    number = further(original.number, bed.chance.whole(1, 4))
    return [bed.add(original, number=number, issued_on=day, reference=_order(bed, original))]


def _ordered_again(bed: Bed, original: Document) -> Sequence[Document]:
    """The same goods again under another order, or under none, with a number further on."""
    days = bed.chance.weighted((0, 2, 9, 30), (0.15, 0.15, 0.4, 0.3)) + bed.chance.whole(0, 10)
    day = original.issued_on + timedelta(days=days)
    number = further(original.number, bed.chance.whole(6, 400))
    return [bed.add(original, number=number, issued_on=day, reference=_order(bed, original))]


def _again_next_year(bed: Bed, original: Document) -> Sequence[Document]:
    """Series begin anew each year, so the same number comes back, unless it names its year."""
    if re.search(r"\d\d-\d\d", original.number):
        return []
    return [bed.add(original, issued_on=original.issued_on + timedelta(days=365), reference=None)]


def _other_party_same_number(bed: Bed, original: Document) -> Sequence[Document]:
    """Everybody's series has a 77; at times for the same single thing at its list price."""
    other = bed.other_party(original)
    if other is None:
        return []
    if bed.chance.happens(0.3):
        line = replace(slips.one_line(bed.chance, original.subtotal), name="Air cooler 50L")
        number = bed.chance.digits(bed.chance.whole(2, 4))
        bed.change(original, items=(line,), number=number)
        day = original.issued_on + timedelta(days=bed.chance.pick((0, 0, 1, 4)))
        return [bed.add(original, items=(line,), party_id=other.id, number=number, issued_on=day, reference=None)]
    total = original.total * bed.chance.whole(2, 5)
    day = original.issued_on + timedelta(days=bed.chance.whole(-90, 90))
    return [bed.add(original, party_id=other.id, total=total, issued_on=day, reference=None)]


def _noted_and_billed_again(bed: Bed, original: Document) -> Sequence[Document]:
    """Taken back by a note, which names the document by id, by number or only by its amount, then billed anew."""
    day = slips.days_later(bed.chance, original.issued_on, 15)
    way = bed.chance.pick(("id", "number", "amount"))
    note = bed.add(
        original,
        kind=DocumentKind.DEBIT_NOTE if original.kind is BILL else DocumentKind.CREDIT_NOTE,
        number=f"N-{bed.chance.digits(3)}",
        issued_on=day,
        reference=original.number if way == "number" else None,
        related_document_id=original.id if way == "id" else None,
    )
    ways = (slips.extended(bed.chance, original.number), original.number, further(original.number, 3))
    return [note, bed.add(original, number=bed.chance.pick(ways), issued_on=slips.days_later(bed.chance, day, 6))]


def _instalments(bed: Bed, original: Document) -> Sequence[Document]:
    """Parts of one price, which say so."""
    count, gap = bed.chance.whole(2, 6), bed.chance.pick((0, 7, 30))
    word = bed.chance.pick(("part {} of {}", "instalment {} of {}", "Milestone {} / {}", "{} of {}"))
    bed.change(original, notes=word.format(1, count))
    return [
        bed.add(
            original,
            number=further(original.number, part),
            issued_on=original.issued_on + timedelta(days=gap * part),
            notes=word.format(part + 1, count),
        )
        for part in range(1, count)
    ]


def _standing(bed: Bed, original: Document) -> Sequence[Document]:
    """The same every week or month: under a customer number, without a number, or numbered on."""
    way, gap = bed.chance.pick(("account", "none", "series")), bed.chance.pick((1, 7, 30))
    has_orders = original.kind is SALE or bed.chance.happens(0.5)
    number = {"account": f"ACC-{bed.chance.digits(5)}", "none": ""}
    bed.change(original, number=number.get(way, original.number))
    return [
        bed.add(
            original,
            number=number.get(way) if way in number else further(original.number, step * 7),
            issued_on=original.issued_on + timedelta(days=gap * step),
            reference=_order(bed, original) if has_orders else original.reference,
        )
        for step in range(1, bed.chance.whole(4, 9))
    ]


def _order(bed: Bed, original: Document) -> str | None:
    """Another order; at times none, and for bills at times the same order again, delivered in two equal halves."""
    if original.kind is BILL and original.reference and bed.chance.happens(0.15):
        return original.reference
    return f"PO-{bed.chance.digits(5)}" if bed.chance.happens(0.7 if original.reference else 0.3) else None


def _two_who_buy_the_same(bed: Bed, original: Document) -> Sequence[Document]:
    other = bed.other_party(original)
    number = further(original.number, 1)
    return [bed.add(original, party_id=other.id, number=number)] if other else []


HONEST: Mapping[tuple[DocumentKind, str], Plant] = {
    (BILL, "next_in_series"): _next_in_series,
    (BILL, "ordered_again"): _ordered_again,
    (BILL, "again_next_year"): _again_next_year,
    (BILL, "other_party_same_number"): _other_party_same_number,
    (BILL, "noted_and_billed_again"): _noted_and_billed_again,
    (BILL, "instalments"): _instalments,
    (BILL, "standing"): _standing,
    (SALE, "sold_again"): _ordered_again,
    (SALE, "sold_again_in_series"): _next_in_series,
    (SALE, "sale_noted_and_billed_again"): _noted_and_billed_again,
    (SALE, "sold_in_instalments"): _instalments,
    (SALE, "sold_every_month"): _standing,
    (SALE, "two_who_buy_the_same"): _two_who_buy_the_same,
}
