"""How alike two documents are: one typed record of everything that speaks for or against their being one.

The signs come from how bills are entered twice (re-keyed from paper, copied into another record of the supplier,
typed without GST, with day and month exchanged) and from what looks the same and is not (repeat orders, instalments,
rent, bills issued anew after a credit note).
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.books.records import Document
from app.fraud.rules import identity
from app.fraud.rules.duplicates import numbers
from app.fraud.rules.duplicates.candidates import Shelf
from app.fraud.rules.duplicates.numbers import NumberRelation

_INSTALMENT = re.compile(
    r"\b(\d{1,3})\s*(?:of|/|out of)\s*\d{1,3}\b"
    r"|\b(?:instal?lment|emi|part|phase|milestone|stage|ra bill)\s*(?:no\.?\s*)?(\d{1,3})\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"as per|goods|material|sundry|misc|various|items|purchase|bill amount|total", re.IGNORECASE)


class AmountRelation(StrEnum):
    """How two amounts stand to each other."""

    EQUAL = "equal"
    WITHOUT_GST = "without_gst"
    TYPO = "typo"
    NEAR = "near"
    DIFFERENT = "different"


class PartyRelation(StrEnum):
    """Whether two documents are from or to one firm."""

    SAME = "same"
    OTHER_RECORD = "other_record"
    SIMILAR_NAME = "similar_name"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


class DateRelation(StrEnum):
    """How two dates stand to each other."""

    SAME = "same"
    NEAR = "near"
    SWAPPED = "swapped"
    WEEKS = "weeks"
    FAR = "far"
    AGES = "ages"


class Fact(StrEnum):
    """Whether a detail is the same, differs, or is missing on either side."""

    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Everything that is compared. `times_billed` counts this amount in the firm's whole history, `times_numbered`
    this number: some print their customer number on every bill."""

    party: PartyRelation
    number: NumberRelation
    amount: AmountRelation
    date: DateRelation
    reference: Fact
    items: Fact
    entered_by: Fact
    item_lines: int
    times_billed: int
    times_numbered: int
    is_noted: bool
    is_instalment: bool
    is_odd_amount: bool


def of(shelf: Shelf, one: Document, other: Document) -> Likeness:
    """The likeness of two documents of one kind; the order does not matter."""
    parts = {_instalment(one), _instalment(other)}
    return Likeness(
        party=_party(shelf, one, other),
        number=numbers.relation(one.number, other.number),
        amount=amount_relation(one, other),
        date=date_relation(one.issued_on, other.issued_on),
        reference=_fact(_text(one.reference), _text(other.reference)),
        items=_same_items(one, other),
        entered_by=_fact(one.entered_by, other.entered_by),
        item_lines=min(len(one.items), len(other.items)),
        times_billed=max(shelf.times_billed[shelf.firm(x), round(x.total)] for x in (one, other)),
        times_numbered=max(shelf.times_numbered[shelf.numbered(x)] for x in (one, other)),
        is_noted=one.id in shelf.noted_documents or other.id in shelf.noted_documents,
        is_instalment=len(parts) == 2 and None not in parts,
        is_odd_amount=all(x.total % 10 != 0 for x in (one, other)),
    )


def amount_relation(one: Document, other: Document) -> AmountRelation:
    """How the totals stand to each other, to the rupee."""
    if abs(one.total - other.total) <= 1:
        return AmountRelation.EQUAL
    for full, net in ((one, other), (other, one)):
        if full.tax_amount > 0 and net.tax_amount == 0 and abs(full.subtotal - net.total) <= 1:
            return AmountRelation.WITHOUT_GST
    if numbers.is_digit_slip(_digits(one.total), _digits(other.total)):
        return AmountRelation.TYPO
    is_near = abs(one.total - other.total) * 100 <= max(one.total, other.total)
    return AmountRelation.NEAR if is_near else AmountRelation.DIFFERENT


def date_relation(one: date, other: date) -> DateRelation:
    """How two dates stand to each other; exchanged day and month need two different numbers up to 12."""
    days = abs((one - other).days)
    if days == 0:
        return DateRelation.SAME
    if (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return DateRelation.SWAPPED
    if days <= 5:
        return DateRelation.NEAR
    if days <= 21:
        return DateRelation.WEEKS
    return DateRelation.FAR if days <= 150 else DateRelation.AGES


def _party(shelf: Shelf, one: Document, other: Document) -> PartyRelation:
    a, b = shelf.party(one), shelf.party(other)
    if a is None or b is None:
        return PartyRelation.UNKNOWN
    if a.id == b.id:
        return PartyRelation.SAME
    if shelf.firm(one) == shelf.firm(other):
        return PartyRelation.OTHER_RECORD
    is_similar = identity.is_similar_name(a.name, b.name) and not identity.are_two_persons(a, b)
    return PartyRelation.SIMILAR_NAME if is_similar else PartyRelation.DIFFERENT


def _fact(one: object, other: object) -> Fact:
    if not one or not other:
        return Fact.UNKNOWN
    return Fact.SAME if one == other else Fact.DIFFERS


def _same_items(one: Document, other: Document) -> Fact:
    """Whether both list the same goods; one vague line for the whole ("goods as per bill") says nothing."""
    is_vague = any(len(items) == 1 and _VAGUE.search(items[0].name) for items in (one.items, other.items))
    found = _fact(_items(one), _items(other))
    return Fact.UNKNOWN if is_vague and found is Fact.DIFFERS else found


def _text(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", text or "").upper()


def _items(document: Document) -> Counter[tuple[str, Decimal]]:
    return Counter((" ".join(item.name.casefold().split()), item.amount) for item in document.items)


def _instalment(document: Document) -> str | None:
    texts = [document.notes or "", *(item.name for item in document.items)]
    for match in (_INSTALMENT.search(text) for text in texts):
        if match:
            return match.group(1) or match.group(2)
    return None


def _digits(amount: Decimal) -> str:
    return str(int(amount))
