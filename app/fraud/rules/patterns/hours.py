"""Bills entered in the middle of the night, where nobody usually works at that hour.

Four or more bills of one supplier within some weeks, at hours between 22:00 and 07:00 Indian time to which
hardly any other entry falls: neither of the business nor of the person who made them. A shop that works until one or
two has its own habit and is left alone up to then; an entry at four stands out there too. Innocent are nights on which
a pile of papers of many parties is worked off, and what a program brings in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import timedelta
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity
from app.fraud.rules.patterns import entry_times, gathering, significance

LEAST_BILLS, FEWEST_BILLS = 4, 3
WITHIN = timedelta(days=45)
NIGHT = frozenset({22, 23, 0, 1, 2, 3, 4, 5, 6})
MOSTLY = 0.5
USUAL_SHARE = 0.01
"""From this share of the other entries on, an hour is one at which people work here."""
LEAST_ENTRIES = 60
"""Other entries that show when this business works."""
LEAST_BY_ONE = 40
"""Entries of one person that show when that person works."""
UNLIKELY = 1e-5
BASE, PER_BILL, MOST, ONE_NIGHT, FEW = 0.78, 0.02, 0.9, 0.72, 0.6

Hours = Mapping[str | None, Sequence[int]]


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier; none where the books do not say when entries were made."""
    timed = entry_times.typed(books)
    night = frozenset(one.id for one in timed if entry_times.hour(one) in NIGHT)
    alone = {one.id for one in entry_times.outside_batches(timed, night)}
    usual = entry_times.usual_hours(timed)
    firms = identity.firms(books.parties)
    groups: dict[UUID, list[Document]] = defaultdict(list)
    for bill in sorted(timed, key=lambda one: (one.issued_on, one.id)):
        if bill.kind is DocumentKind.SUPPLIER_BILL and bill.counts and bill.party_id and bill.party_id in firms:
            groups[firms[bill.party_id]].append(bill)
    runs = [(bills, _run(bills, alone, usual)) for bills in groups.values()]
    return [
        gathering.about_bills(books, Rule.AT_NIGHT, run, _chance(run))
        for bills, run in runs
        if run and _is_unlikely(run, len(bills), usual[""])
    ]


def _run(bills: Sequence[Document], alone: Set[UUID], usual: Hours) -> Sequence[Document]:
    """The odd ones among a supplier's bills: all of them where they are most, else those that lie close together."""
    own = entry_times.usual_hours(bills)
    odd = [one for one in bills if one.id in alone and _is_odd(one, own, usual)]
    if len(odd) >= max(LEAST_BILLS, MOSTLY * len(bills)):
        return odd
    return gathering.joined_windows(odd, WITHIN, _is_run)


def _is_unlikely(run: Sequence[Document], bills: int, hours: Sequence[int]) -> bool:
    """Whether chance would hardly put so many of a supplier's bills into hours of which the business has so few."""
    others = sum(hours) - len(run)
    at_night = max(sum(hours[one] for one in {entry_times.hour(one) for one in run}) - len(run), 1)
    return others >= LEAST_ENTRIES and significance.binomial_tail(len(run), bills, at_night / others) <= UNLIKELY


def _is_odd(bill: Document, own: Mapping[str | None, Sequence[int]], usual: Mapping[str | None, Sequence[int]]) -> bool:
    """Whether hardly anybody else's entries, or hardly any other of this person's, fall within an hour of it."""
    return any(
        sum(usual[who]) - sum(own[who]) >= least
        and _around(usual[who], bill) - _around(own[who], bill) < USUAL_SHARE * (sum(usual[who]) - sum(own[who]))
        for who, least in (("", LEAST_ENTRIES), (bill.entered_by, LEAST_BY_ONE))
    )


def _around(hours: Sequence[int], bill: Document) -> int:
    place = entry_times.hour(bill)
    return hours[place] + max(hours[place - 1], hours[(place + 1) % 24]) // 2


def _is_run(bills: Sequence[Document]) -> bool:
    nights = {gathering.entered_on(one) for one in bills}
    return len(bills) >= (FEWEST_BILLS if len(nights) > 1 else LEAST_BILLS)


def _chance(run: Sequence[Document]) -> float:
    nights = {gathering.entered_on(one) for one in run}
    if len(run) < LEAST_BILLS or len(nights) == 1:
        return ONE_NIGHT if len(run) > LEAST_BILLS else FEW
    return min(MOST, BASE + PER_BILL * (len(run) - LEAST_BILLS))
