"""Whether a reading leaves a gap, and whether a second reading with a tagger's help may take its place.

The grammar decides: what it read without a doubt is not asked about, and a reading with help is taken only where it is
whole, leaves no number unread, and changes no line that the grammar did not doubt.
"""

from app.invoices.records import Doubt, Said, SaidItem, Status

_OF_GOODS = frozenset(
    {
        Doubt.NOT_WHOLE,
        Doubt.NO_CUSTOMER,
        Doubt.SCATTERED_GOODS,
        Doubt.LONG_GOODS,
        Doubt.UNREAD_NUMBER,
        Doubt.UNIT_AS_GOODS,
    }
)
"""Doubts that reach the lines: a name that was missed may stand among the goods."""

_OPEN = frozenset({Doubt.NOT_WHOLE, Doubt.UNREAD_NUMBER, Doubt.UNIT_AS_GOODS})


def is_open(said: Said) -> bool:
    """Whether a tagger may know more."""
    return bool(said.doubts)


def is_better(plain: Said, filled: Said) -> bool:
    """Whether the reading with help is taken."""
    if filled.status is not Status.DRAFT or not _OPEN.isdisjoint(filled.doubts):
        return False
    if plain.status is Status.REJECTED:
        return filled.customer_name is not None
    if plain.status is not Status.DRAFT:
        return True
    if filled.customer_name is None and plain.customer_name is not None:
        return False
    return not _OF_GOODS.isdisjoint(plain.doubts) or _amounts(plain.items) == _amounts(filled.items)


def _amounts(items: tuple[SaidItem, ...]) -> list[tuple[object, ...]]:
    return [(item.quantity, item.unit_price, item.amount, item.gst_rate_percent) for item in items]
