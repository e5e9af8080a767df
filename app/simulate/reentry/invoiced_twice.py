"""One sale invoiced twice: our own invoices bear another number each time, so order, goods and days tie them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from app.books.records import Document, DocumentKind
from app.simulate.reentry import slips
from app.simulate.reentry.bed import BILL, SALE, Bed, Plant, further
from app.simulate.reentry.twice import again


def _invoiced_again(bed: Bed, original: Document) -> Sequence[Document]:
    """Under the next free number; what ties the two together is the order, the goods and the day."""
    day = original.issued_on + timedelta(days=bed.chance.weighted((0, 1, 3, 8, 16), (0.4, 0.2, 0.15, 0.15, 0.1)))
    reference = original.reference or (_paper(bed) if bed.chance.happens(0.6) else None)
    original = bed.change(original, reference=reference)
    number = further(original.number, bed.chance.whole(1, 30))
    return again(bed, original, number=number, issued_on=day, items=original.items, reference=reference)


def _order_billed_again(bed: Bed, original: Document) -> Sequence[Document]:
    """Weeks later somebody finds the order and bills it once more."""
    original = bed.change(original, reference=f"PO/{bed.chance.digits(4)}")
    day = original.issued_on + timedelta(days=bed.chance.whole(10, 40))
    number = further(original.number, bed.chance.whole(6, 80))
    return again(bed, original, number=number, issued_on=day, reference=original.reference)


def _challan_billed_again(bed: Bed, original: Document) -> Sequence[Document]:
    """A challan left in the tray is billed once more, at today's prices or at the same."""
    number = bed.chance.digits(4)
    written = (f"DC {number}", f"DC-{number}", f"Challan {number}", number)
    original = bed.change(original, reference=bed.chance.pick(written[:3]))
    day = original.issued_on + timedelta(days=bed.chance.whole(0, 25))
    changes = slips.at_other_prices(bed.chance, original) if bed.chance.happens(0.6) else {"items": original.items}
    serial = further(original.number, bed.chance.whole(1, 40))
    return again(bed, original, number=serial, issued_on=day, reference=bed.chance.pick(written), **changes)


def _tapped_twice(bed: Bed, original: Document) -> Sequence[Document]:
    """Saved twice by an impatient finger, minutes apart."""
    entered = original.entered_at + timedelta(seconds=bed.chance.whole(5, 700)) if original.entered_at else None
    return again(
        bed, original, number=further(original.number, 1), issued_on=original.issued_on, items=original.items,
        entered_at=entered, entered_by=original.entered_by, reference=original.reference,
    )  # fmt: skip


def _imported_again(bed: Bed, original: Document) -> Sequence[Document]:
    number = slips.rewritten(bed.chance, original.number) if bed.chance.happens(0.6) else original.number
    return again(bed, original, number=number, issued_on=original.issued_on)


def _from_another_system(bed: Bed, original: Document) -> Sequence[Document]:
    """Under the number of another book or machine."""
    number = f"{bed.chance.pick(('POS', 'BK', 'WEB', 'CM'))}-{bed.chance.digits(4)}"
    return again(bed, original, number=number, issued_on=original.issued_on, items=original.items)


def _named_by_the_next(bed: Bed, original: Document) -> Sequence[Document]:
    """Reissued with another address or for a cash memo, which it names; the first one stands on."""
    word = bed.chance.pick(("in lieu of {}", "revised copy of {}", "for cash memo {}", "see {}"))
    number = further(original.number, bed.chance.whole(1, 9))
    day = slips.days_later(bed.chance, original.issued_on, 9)
    return again(bed, original, number=number, issued_on=day, notes=word.format(original.number), items=original.items)


def _period_billed_again(bed: Bed, original: Document) -> Sequence[Document]:
    """The same month or quarter of a service, billed once more."""
    said = f"{bed.chance.pick(('Service for', 'AMC', 'Rent', 'Hire for'))} {original.issued_on:%B %Y}"
    line = slips.one_line(bed.chance, original.subtotal)
    named = bed.change(
        original, items=(line.__class__(said, line.quantity, line.unit_price, line.rate_percent, line.amount),)
    )
    day = original.issued_on + timedelta(days=bed.chance.whole(4, 70))
    return again(
        bed, named, number=further(original.number, bed.chance.whole(10, 300)), issued_on=day, items=named.items
    )


def _paper(bed: Bed) -> str:
    return f"{bed.chance.pick(('DC-', 'PO/', 'Challan '))}{bed.chance.digits(5)}"


INVOICED_TWICE: Mapping[tuple[DocumentKind, str], Plant] = {
    (SALE, "invoiced_again"): _invoiced_again,
    (SALE, "order_billed_again"): _order_billed_again,
    (SALE, "challan_billed_again"): _challan_billed_again,
    (SALE, "tapped_twice"): _tapped_twice,
    (SALE, "imported_again"): _imported_again,
    (SALE, "from_another_system"): _from_another_system,
    (SALE, "named_by_the_next"): _named_by_the_next,
    (SALE, "period_billed_again"): _period_billed_again,
    (BILL, "period_booked_again"): _period_billed_again,
}
