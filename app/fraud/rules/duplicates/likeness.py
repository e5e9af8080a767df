"""How alike two documents are: one typed record of everything that speaks for or against their being one.

The signs come from how bills are entered twice (re-keyed from paper, copied into another record of the supplier,
typed without GST, with day and month exchanged) and from what looks the same and is not (repeat orders, instalments,
rent, bills issued anew after a credit note).
"""

from dataclasses import dataclass
from datetime import date

from app.books.records import Document
from app.fraud.rules import relations
from app.fraud.rules.duplicates import amounts, days, goods, numbers, orders, renumbering, sayings
from app.fraud.rules.duplicates.amounts import AmountRelation
from app.fraud.rules.duplicates.days import DateRelation
from app.fraud.rules.duplicates.entries import Entry
from app.fraud.rules.duplicates.goods import Goods
from app.fraud.rules.duplicates.kin import PartyRelation
from app.fraud.rules.duplicates.numbers import NumberKey
from app.fraud.rules.duplicates.orders import Order
from app.fraud.rules.duplicates.renumbering import NumberRelation
from app.fraud.rules.duplicates.shelf import Shelf
from app.values import period

LEAST_NAMED = 3
"""Characters of a number that is looked for in other fields: a shorter one stands anywhere."""
FIRST_DAYS, LEAST_HIGH_COUNT, CARRIED_WITHIN = 10, 40, 120
"""Days of a financial year in which a series that began anew has not come to such a count; days between two dates."""
PACE = 4
"""Nor has it come, in a quarter of the days that it took last year, to the same count again."""
ONE_SERIES = (NumberRelation.MISSING, NumberRelation.SERIES, NumberRelation.TYPO, NumberRelation.OTHER_SERIES,
              NumberRelation.DIFFERENT)  # fmt: skip
"""Numbers that may yet name each other in another field."""
LEAST_TELLING = 5
"""Characters of a number that hardly two firms use by chance."""
TWICE = 2
SETTLED_SHARE = 0.85
"""Of the total: tax may have been deducted."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Everything that is compared. The times count, in the books, this amount of the firm (`billed`), the same again
    as soon (`so_close`), and this number of the firm (`numbered`): some print their customer number on every bill."""

    party: PartyRelation
    number: NumberRelation
    amount: AmountRelation
    date: DateRelation
    order: Order
    goods: Goods
    times_billed: int
    times_so_close: int
    are_strangers_by_chance: bool
    times_numbered: int
    is_by_another: bool
    is_from_elsewhere: bool
    is_together: bool
    is_late: bool
    is_taken_back: bool
    are_parts: bool
    are_copies: bool
    is_one_more: bool
    has_foreign_number: bool
    are_settled: bool
    is_odd_amount: bool


def of(shelf: Shelf, one: Entry, other: Entry) -> Likeness:
    """The likeness of two documents of one kind; the order does not matter."""
    a, b = one.document, other.document
    party = shelf.desk.kin.relation(one.party, other.party)
    when = _date(shelf, one, other)
    is_period = when is DateRelation.PERIOD
    return Likeness(
        party=party,
        number=number(one, other),
        amount=amounts.relation(one, other),
        date=when,
        order=order(shelf, one, other),
        goods=goods.relation(one, other),
        times_billed=TWICE if is_period else max(shelf.times_billed(one), shelf.times_billed(other)),
        times_so_close=0 if is_period else max(shelf.times_so_close(one, other), shelf.times_so_close(other, one)),
        are_strangers_by_chance=_are_strangers_by_chance(party, one, other),
        times_numbered=max(shelf.times_numbered(one), shelf.times_numbered(other)),
        is_by_another=_differ(a.entered_by, b.entered_by),
        is_from_elsewhere=_differ(a.source, b.source),
        is_together=days.are_together(one, other),
        is_late=days.is_late(one, other),
        is_taken_back=a.id in shelf.taken_back or b.id in shelf.taken_back,
        are_parts=sayings.are_parts(a, b),
        are_copies=sayings.are_copies(a, b),
        is_one_more=sayings.is_one_more(a, b),
        has_foreign_number={shelf.is_usual_shape(one), shelf.is_usual_shape(other)} == {True, False},
        are_settled=_is_settled(a) and _is_settled(b),
        is_odd_amount=is_odd(one) and is_odd(other),
    )


def number(one: Entry, other: Entry) -> NumberRelation:
    """How the numbers stand to each other, or the number of one to the other fields of the other."""
    found = renumbering.of_keys(one.number, other.number)
    if found in ONE_SERIES:
        return NumberRelation.ELSEWHERE if _names(one, other) or _names(other, one) else found
    years = {period.financial_year(entry.document.issued_on) for entry in (one, other)}
    is_far = days.relation(one, other) in (DateRelation.FAR, DateRelation.AGES)
    if found is NumberRelation.OTHER_YEAR and one.number.loose == other.number.loose:
        return found if is_far and not _is_carried_over(one, other) else NumberRelation.LOOKALIKE
    is_restarted = len(years) > 1 and is_far and not (one.number.year and other.number.year)
    if found in (NumberRelation.SAME, NumberRelation.LOOKALIKE) and is_restarted:
        return found if _is_carried_over(one, other) else NumberRelation.OTHER_YEAR
    return found


def order(shelf: Shelf, one: Entry, other: Entry) -> Order:
    """Whether both name one order or challan; an order under which all goods are billed twice is one delivery."""
    found = orders.relation(one, other)
    if found is not Order.SAME or one.total != other.total or sayings.is_one_more(one.document, other.document):
        return found
    if goods.relation(one, other) is not Goods.SAME_MANY:
        return found
    named = orders.named(one) & orders.named(other)
    return Order.CHALLAN if named and min(shelf.times_ordered(one, each) for each in named) <= TWICE else found


def _are_strangers_by_chance(party: PartyRelation, one: Entry, other: Entry) -> bool:
    """Whether two firms share a short number and goods at their price: every series has its 374.

    Of namesakes the wrong one may have been picked: there several lines, or an odd amount of one day, are no chance,
    and several lines are none under one phone.
    """
    if party not in (PartyRelation.DIFFERENT, PartyRelation.SHARES_CONTACT, PartyRelation.BRANCH):
        return False
    if min(len(one.number.core), len(other.number.core)) >= LEAST_TELLING:
        return False
    are_namesakes = _are_namesakes(one, other)
    if goods.relation(one, other) is Goods.SAME_MANY:
        return not (are_namesakes or party is PartyRelation.SHARES_CONTACT)
    return not (are_namesakes and one.day == other.day and one.total == other.total and is_odd(one))


def is_odd(entry: Entry) -> bool:
    """Whether the total is no multiple of ten rupees."""
    return entry.total % 1000 != 0


def _are_namesakes(one: Entry, other: Entry) -> bool:
    """Whether the wrong one of two may have been picked from a list of names."""
    return bool(one.party and other.party and relations.have_name_in_common(one.party.name, other.party.name))


def _date(shelf: Shelf, one: Entry, other: Entry) -> DateRelation:
    found = days.relation(one, other)
    is_apart = found in (DateRelation.WEEKS, DateRelation.FAR, DateRelation.AGES)
    return DateRelation.PERIOD if is_apart and shelf.is_for_one_period(one, other) else found


def _is_carried_over(one: Entry, other: Entry) -> bool:
    """Whether a number of last year that is dated in the first days of the next is last year's bill, booked late.

    Series begin anew in April: nobody reaches such a count in a week. And an order of last year was delivered then.
    """
    if orders.relation(one, other) in (Order.SAME, Order.CHALLAN):
        return abs(one.day - other.day) <= CARRIED_WITHIN
    earlier, later = sorted(_day_of_year(entry.document.issued_on) for entry in (other, one))
    is_high = (one.number.serial or 0) >= LEAST_HIGH_COUNT
    is_too_soon = earlier <= FIRST_DAYS or earlier * PACE <= later
    return is_too_soon and is_high and abs(one.day - other.day) <= CARRIED_WITHIN


def _day_of_year(on: date) -> int:
    """The days since the financial year began."""
    return (on - date(period.financial_year(on), 4, 1)).days


def _names(one: Entry, other: Entry) -> bool:
    """Whether a field of `one` but its number holds the number of `other`."""
    wanted = other.number
    if wanted.is_missing or len(wanted.core) < LEAST_NAMED:
        return False
    if one.reference.loose == wanted.loose:
        return True
    if _is_digits_of(one.reference, wanted):
        return True
    said = (one.document.reference, one.document.notes)
    return any(key.loose == wanted.loose for text in said if text for key in numbers.keys_in(text))


def _is_digits_of(field: NumberKey, wanted: NumberKey) -> bool:
    """Whether both have the same digits behind words of one first letter: "Book 12/05" and BK-12/05."""
    a, b = ([token for token in key.tokens if token.isdigit()] for key in (field, wanted))
    return a == b and sum(map(len, a)) >= LEAST_NAMED and field.plain[:1] == wanted.plain[:1]


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _is_settled(document: Document) -> bool:
    return float(document.paid) >= SETTLED_SHARE * float(document.total)
