"""Whether two documents name the same order or challan, in whatever field it was written.

One challan is one delivery, which is billed once; the number of an order may stand in the field for it or in the words
(`quotes`).
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from app.fraud.rules.duplicates import quotes, renumbering
from app.fraud.rules.duplicates.entries import Entry
from app.fraud.rules.duplicates.numbers import NumberKey
from app.fraud.rules.duplicates.quotes import Quoted
from app.fraud.rules.duplicates.renumbering import NumberRelation

ONE_ORDER = (NumberRelation.SAME, NumberRelation.LOOKALIKE, NumberRelation.SUFFIX, NumberRelation.TAIL)
FIELD = "field"
"""The kind of a number that stands in the field for orders with nothing to say what it is."""
NONE: frozenset[int] = frozenset()
TELL_NOTHING = ({quotes.BARE}, {FIELD}, {quotes.DELIVERY, quotes.ORDER})
"""Kinds of one count on two papers that need not be of one order."""

_CHALLAN = re.compile(r"D\.?\s?C\b|CH(?:ALLAN|LN)?\b|D\.?\s?N\b|L\.?\s?R\b|G\.?\s?R\b|GRN\b|DELIVERY|E-?WAY|EWB|CHALAN")


class Order(StrEnum):
    """Whether both name the same order or challan. `CHALLAN`: the same paper of one delivery, which is billed once;
    `UNLIKE`: numbers of other kinds, as an order and its challan."""

    SAME = "same"
    CHALLAN = "challan"
    UNLIKE = "unlike"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


def relation(one: Entry, other: Entry) -> Order:
    """Whether both name the same order or challan; words without a number ("by phone") say nothing."""
    a, b = one.reference, other.reference
    found = Order.UNKNOWN if a.is_missing or b.is_missing else _of_fields(a, b)
    if found in (Order.UNKNOWN, Order.UNLIKE):
        return _told_by_words(one, other) or found
    return found


def named(entry: Entry) -> frozenset[int]:
    """The counts of the orders and challans that a document names in its field or its words."""
    own = entry.reference.serial
    if not entry.quoted:
        return NONE if own is None else frozenset((own,))
    return frozenset((*(() if own is None else (own,)), *(count for _, count in entry.quoted)))


def _of_fields(a: NumberKey, b: NumberKey) -> Order:
    is_one_kind = a.stem[:1] == b.stem[:1] or quotes.kind(a.plain) == quotes.kind(b.plain) != ""
    found = renumbering.of_keys(a, b)
    if (a.serial is not None and a.serial == b.serial and is_one_kind) or found in ONE_ORDER:
        return Order.CHALLAN if _CHALLAN.match(a.plain) or _CHALLAN.match(b.plain) else Order.SAME
    return Order.DIFFERS if is_one_kind else Order.UNLIKE


def _told_by_words(one: Entry, other: Entry) -> Order | None:
    """The order or challan that both name, one of them at least in words; not two long numbers that may be anything.

    The same words on both name a contract, under which much may be billed, unless they name a delivery.
    """
    a, b = one.quoted, other.quoted
    if not a and not b:
        return None
    both = [{x[0], y[0]} for x in {*a, *_field(one)} for y in {*b, *_field(other)} if x[1] == y[1]]
    shared = [kinds for kinds in both if kinds not in TELL_NOTHING]
    if any(quotes.DELIVERY in kinds for kinds in shared):
        return Order.CHALLAN
    is_standing = bool(one.document.notes) and one.document.notes == other.document.notes
    return Order.SAME if shared and not is_standing else None


def _field(entry: Entry) -> Iterator[Quoted]:
    key = entry.reference
    if key.serial is not None and not key.is_missing:
        yield quotes.kind(key.plain) or FIELD, key.serial
