"""One document entered twice, in every way in which hands, scanners and imports do it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.books.records import Document, DocumentKind
from app.simulate import names
from app.simulate.reentry import slips
from app.simulate.reentry.bed import BILL, SALE, Bed, Plant, further


def _again(bed: Bed, original: Document, **changes: Any) -> Sequence[Document]:
    """Entered once more with `changes`, mostly by somebody else, at times with a second slip, at times a third time."""
    chance = bed.chance
    by = {"owner": "staff1"}.get(original.entered_by or "", "owner") if chance.happens(0.7) else original.entered_by
    known: dict[str, Any] = {
        "entered_by": by,
        "items": slips.retyped(chance, original.items),
        "reference": original.reference if chance.happens(0.6) else None,
    }
    if chance.happens(0.3):
        known["issued_on"] = slips.days_later(chance, original.issued_on, 5)
    again = bed.add(original, **(known | changes))
    return [again, bed.add(again, entered_by=original.entered_by)] if chance.happens(0.15) else [again]


def _word_for_word(bed: Bed, original: Document) -> Sequence[Document]:
    return _again(bed, original, issued_on=original.issued_on, items=original.items)


def _rewritten(bed: Bed, original: Document) -> Sequence[Document]:
    return _again(bed, original, number=slips.rewritten(bed.chance, original.number))


def _extended(bed: Bed, original: Document) -> Sequence[Document]:
    return _again(bed, original, number=slips.extended(bed.chance, original.number))


def _mistyped(bed: Bed, original: Document) -> Sequence[Document]:
    number = slips.mistyped(bed.chance, original.number)
    return _again(bed, original, number=number, items=original.items)


def _unnumbered(bed: Bed, original: Document) -> Sequence[Document]:
    return _again(bed, original, number=bed.chance.pick(("", "NA", "-", "0")))


def _another_day(bed: Bed, original: Document) -> Sequence[Document]:
    return _again(bed, original, issued_on=slips.days_later(bed.chance, original.issued_on, 20))


def _day_and_month(bed: Bed, original: Document) -> Sequence[Document]:
    day = slips.exchanged(original.issued_on) or slips.days_later(bed.chance, original.issued_on, 3)
    return _again(bed, original, issued_on=day)


def _wrong_total(bed: Bed, original: Document) -> Sequence[Document]:
    return _again(bed, original, **slips.wrong_total(bed.chance, original))


def _without_tax(bed: Bed, original: Document) -> Sequence[Document]:
    number = slips.rewritten(bed.chance, original.number) if bed.chance.happens(0.5) else original.number
    return _again(bed, original, number=number, **slips.without_tax(bed.chance, original))


def _other_record(bed: Bed, original: Document) -> Sequence[Document]:
    party = next((one for one in bed.parties if one.id == original.party_id), None)
    if party is None:
        return _word_for_word(bed, original)
    is_known = bed.chance.happens(0.5)
    name = f"{party.name} PVT LTD" if is_known else names.misspelt(bed.chance, party.name)
    twin = replace(party, id=bed.chance.uuid(), name=name, gstin=None, phone=party.phone if is_known else None)
    bed.parties.append(twin)
    number = slips.rewritten(bed.chance, original.number) if bed.chance.happens(0.3) else original.number
    return _again(bed, original, party_id=twin.id, number=number)


def _one_of_many(bed: Bed, original: Document) -> Sequence[Document]:
    """One of several honest bills of the same amount, which alone is entered twice."""
    gap = bed.chance.pick((7, 30))
    for step in range(1, bed.chance.whole(2, 5)):
        day, number = original.issued_on + timedelta(days=gap * step), further(original.number, 9 * step)
        bed.add(original, issued_on=day, number=number, reference=None)
    ways = (original.number, slips.rewritten(bed.chance, original.number), slips.extended(bed.chance, original.number))
    return _again(bed, original, number=bed.chance.pick(ways))


def _invoiced_again(bed: Bed, original: Document) -> Sequence[Document]:
    """Under the next free number; what ties the two together is the order, the goods and the day."""
    day = original.issued_on + timedelta(days=bed.chance.weighted((0, 1, 3, 8, 16), (0.4, 0.2, 0.15, 0.15, 0.1)))
    reference = original.reference or (f"DC-{bed.chance.digits(5)}" if bed.chance.happens(0.5) else None)
    original = bed.change(original, reference=reference)
    number = further(original.number, bed.chance.whole(1, 30))
    return _again(bed, original, number=number, issued_on=day, items=original.items, reference=reference)


def _imported_again(bed: Bed, original: Document) -> Sequence[Document]:
    number = slips.rewritten(bed.chance, original.number) if bed.chance.happens(0.6) else original.number
    return _again(bed, original, number=number, issued_on=original.issued_on)


TWICE: Mapping[tuple[DocumentKind, str], Plant] = {
    (BILL, "word_for_word"): _word_for_word,
    (BILL, "number_rewritten"): _rewritten,
    (BILL, "number_extended"): _extended,
    (BILL, "number_mistyped"): _mistyped,
    (BILL, "number_missing"): _unnumbered,
    (BILL, "another_day"): _another_day,
    (BILL, "day_and_month_exchanged"): _day_and_month,
    (BILL, "wrong_total"): _wrong_total,
    (BILL, "without_gst"): _without_tax,
    (BILL, "other_record_of_supplier"): _other_record,
    (BILL, "one_of_many"): _one_of_many,
    (SALE, "invoiced_again"): _invoiced_again,
    (SALE, "imported_again"): _imported_again,
    (SALE, "invoice_number_mistyped"): _mistyped,
}
