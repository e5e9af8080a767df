"""One document entered twice, in every way in which hands, scanners and imports do it: the slips of any document."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.books.records import Document, DocumentKind
from app.simulate import names
from app.simulate.reentry import slips
from app.simulate.reentry.bed import BILL, SALE, Bed, Plant, further
from app.values import money

UNPAID = 0.75
"""So many second entries are found before anybody pays them."""


def again(bed: Bed, original: Document, **changes: Any) -> Sequence[Document]:
    """Entered once more with `changes`, mostly by somebody else, at times with a second slip, at times a third time."""
    chance = bed.chance
    by = {"owner": "staff1"}.get(original.entered_by or "", "owner") if chance.happens(0.6) else original.entered_by
    known: dict[str, Any] = {
        "entered_by": by,
        "entered_at": _entered_again(bed, original),
        "items": slips.retyped(chance, original.items),
        "reference": original.reference if chance.happens(0.6) else None,
    }
    if chance.happens(0.3):
        known["issued_on"] = slips.days_later(chance, original.issued_on, 5)
    if chance.happens(UNPAID):
        known["paid"] = money.ZERO
    one = bed.add(original, **(known | changes))
    return [one, bed.add(one, entered_by=original.entered_by)] if chance.happens(0.12) else [one]


def _entered_again(bed: Bed, original: Document) -> datetime | None:
    """Within minutes, days or weeks after the first entry."""
    if original.entered_at is None:
        return None
    minutes = bed.chance.weighted((bed.chance.whole(1, 12), bed.chance.whole(30, 3000)), (0.12, 0.88))
    days = bed.chance.weighted((0, bed.chance.whole(1, 8), bed.chance.whole(9, 70)), (0.4, 0.3, 0.3))
    return original.entered_at + timedelta(minutes=minutes, days=0 if minutes < 15 else days)


def word_for_word(bed: Bed, original: Document) -> Sequence[Document]:
    """Nothing is changed."""
    return again(bed, original, issued_on=original.issued_on, items=original.items)


def _rewritten(bed: Bed, original: Document) -> Sequence[Document]:
    return again(bed, original, number=slips.rewritten(bed.chance, original.number))


def _extended(bed: Bed, original: Document) -> Sequence[Document]:
    return again(bed, original, number=slips.extended(bed.chance, original.number))


def _mistyped(bed: Bed, original: Document) -> Sequence[Document]:
    number = slips.mistyped(bed.chance, original.number)
    return again(bed, original, number=number, items=original.items)


def _cut(bed: Bed, original: Document) -> Sequence[Document]:
    return again(bed, original, number=slips.cut(bed.chance, original.number))


def _unnumbered(bed: Bed, original: Document) -> Sequence[Document]:
    return again(bed, original, number=bed.chance.pick(("", "NA", "-", "0", "nil")))


def _in_another_field(bed: Bed, original: Document) -> Sequence[Document]:
    """Under a number of our own, the paper's number in another field."""
    number = bed.chance.pick(("", f"JV-{bed.chance.digits(3)}", f"V{bed.chance.digits(4)}"))
    if bed.chance.happens(0.6):
        return again(bed, original, number=number, reference=original.number)
    return again(bed, original, number=number, notes=f"{bed.chance.pick(('bill no', 'ref', 'as'))} {original.number}")


def _another_day(bed: Bed, original: Document) -> Sequence[Document]:
    most = bed.chance.pick((8, 20, 50))
    return again(bed, original, issued_on=slips.days_later(bed.chance, original.issued_on, most))


def _day_and_month(bed: Bed, original: Document) -> Sequence[Document]:
    day = slips.exchanged(original.issued_on) or slips.days_later(bed.chance, original.issued_on, 3)
    return again(bed, original, issued_on=day)


def _other_month(bed: Bed, original: Document) -> Sequence[Document]:
    """Both lie on the table in the same days."""
    day = slips.other_month(bed.chance, original.issued_on)
    entered = original.entered_at + timedelta(days=bed.chance.whole(0, 9)) if original.entered_at else None
    return again(bed, original, issued_on=day, entered_at=entered)


def _wrong_total(bed: Bed, original: Document) -> Sequence[Document]:
    return again(bed, original, **slips.wrong_total(bed.chance, original))


def _without_tax(bed: Bed, original: Document) -> Sequence[Document]:
    number = slips.rewritten(bed.chance, original.number) if bed.chance.happens(0.5) else original.number
    return again(bed, original, number=number, **slips.without_tax(bed.chance, original))


def _less_tds(bed: Bed, original: Document) -> Sequence[Document]:
    return again(bed, original, **slips.less_tds(bed.chance, original))


def _with_freight(bed: Bed, original: Document) -> Sequence[Document]:
    return again(bed, original, **slips.with_freight(bed.chance, original))


def _revised(bed: Bed, original: Document) -> Sequence[Document]:
    """Sent anew at other prices; the first one is left standing."""
    number = slips.extended(bed.chance, original.number) if bed.chance.happens(0.6) else original.number
    notes = bed.chance.pick((None, "revised rate", "corrected"))
    return again(bed, original, number=number, notes=notes, **slips.at_other_prices(bed.chance, original))


def _other_record(bed: Bed, original: Document) -> Sequence[Document]:
    party = next((one for one in bed.parties if one.id == original.party_id), None)
    if party is None:
        return word_for_word(bed, original)
    is_known = bed.chance.happens(0.5)
    name = (
        bed.chance.pick((f"{party.name} PVT LTD", f"{party.name} Nagpur"))
        if is_known
        else names.misspelt(bed.chance, party.name)
    )
    twin = replace(party, id=bed.chance.uuid(), name=name, gstin=None, phone=party.phone if is_known else None)
    bed.parties.append(twin)
    number = slips.rewritten(bed.chance, original.number) if bed.chance.happens(0.3) else original.number
    return again(bed, original, party_id=twin.id, number=number)


def _wrong_party(bed: Bed, original: Document) -> Sequence[Document]:
    """The line above or below was picked from the list of names."""
    other = bed.other_party(original)
    return again(bed, original, party_id=other.id, issued_on=original.issued_on) if other else []


def _one_of_many(bed: Bed, original: Document) -> Sequence[Document]:
    """One of several honest bills of the same amount, which alone is entered twice."""
    gap = bed.chance.pick((7, 30))
    for step in range(1, bed.chance.whole(2, 5)):
        day, number = original.issued_on + timedelta(days=gap * step), further(original.number, 12 * step)
        bed.add(original, issued_on=day, number=number, reference=None)
    ways = (original.number, slips.rewritten(bed.chance, original.number), slips.extended(bed.chance, original.number))
    return again(bed, original, number=bed.chance.pick(ways))


def _before_and_after(bed: Bed, original: Document) -> Sequence[Document]:
    """The proforma or challan was booked like the bill that followed it."""
    number = f"{bed.chance.pick(('PI', 'PF', 'DC', 'EST', 'OC'))}/{bed.chance.digits(3)}"
    day = original.issued_on - timedelta(days=bed.chance.whole(0, 15))
    if bed.chance.happens(0.5):
        bed.change(original, reference=number)
    return again(bed, original, number=number, issued_on=day, items=original.items)


TWICE: Mapping[tuple[DocumentKind, str], Plant] = {
    (BILL, "word_for_word"): word_for_word,
    (BILL, "number_rewritten"): _rewritten,
    (BILL, "number_extended"): _extended,
    (BILL, "number_mistyped"): _mistyped,
    (BILL, "number_cut"): _cut,
    (BILL, "number_missing"): _unnumbered,
    (BILL, "number_in_another_field"): _in_another_field,
    (BILL, "another_day"): _another_day,
    (BILL, "day_and_month_exchanged"): _day_and_month,
    (BILL, "other_month_or_year"): _other_month,
    (BILL, "wrong_total"): _wrong_total,
    (BILL, "without_gst"): _without_tax,
    (BILL, "less_tds"): _less_tds,
    (BILL, "with_freight"): _with_freight,
    (BILL, "revised"): _revised,
    (BILL, "other_record_of_supplier"): _other_record,
    (BILL, "wrong_supplier"): _wrong_party,
    (BILL, "one_of_many"): _one_of_many,
    (BILL, "before_and_after"): _before_and_after,
    (SALE, "invoice_number_mistyped"): _mistyped,
    (SALE, "invoice_of_other_month"): _other_month,
    (SALE, "invoice_with_wrong_total"): _wrong_total,
    (SALE, "invoice_without_gst"): _without_tax,
    (SALE, "invoice_with_freight"): _with_freight,
    (SALE, "invoice_revised"): _revised,
    (SALE, "other_record_of_customer"): _other_record,
}
