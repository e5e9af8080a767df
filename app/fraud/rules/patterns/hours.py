"""Bills entered in the middle of the night, where nobody usually works at that hour.

Three or more bills of one supplier on as many nights, or more of them on fewer, at hours between 22:00 and 07:00
Indian time to which hardly any other entry falls: neither of the business nor of the person who made them. A shop that
works until one or two has its own habit and is left alone up to then; an entry at four stands out there too. Innocent
are nights on which a pile of papers of many parties is worked off, what a program brings in, and suppliers all of whose
bills come before dawn on their own day: a market, a delivery.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import timedelta
from uuid import UUID

from app.books.records import Books, DocumentKind
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity
from app.fraud.rules.patterns import entry_times, evidence, gathering, significance
from app.fraud.rules.patterns.entry_times import Entry

LEAST_BILLS, FEWEST_BILLS = 4, 3
WITHIN = timedelta(days=45)
NIGHT = frozenset({22, 23, 0, 1, 2, 3, 4, 5, 6})
MOSTLY = 0.5
DAWN = frozenset({4, 5, 6})
NEIGHBOUR = 8
"""Of the entries of the hour before or after, one in so many is taken to have come a little early or late."""
USUAL_SHARE = 0.01
"""From this share of the other entries on, an hour is one at which people work here."""
LEAST_ENTRIES = 60
"""Other entries that show when this business works."""
LEAST_BY_ONE = 40
"""Entries of one person that show when that person works."""
UNLIKELY = 1e-5
BASE, PER_BILL, MOST = 0.78, 0.02, 0.9
ONE_NIGHT, THREE_NIGHTS, FEW = 0.72, 0.72, 0.6
"""Three nights are few: they count as more only where one person entered bills without an order."""

Hours = Mapping[str | None, Sequence[int]]


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier; none where the books do not say when entries were made."""
    entries = entry_times.typed(books)
    if sum(1 for one in entries if one.at.hour in NIGHT) < FEWEST_BILLS:
        return []
    usual, alone = entry_times.usual_hours(entries), entry_times.alone(entries, NIGHT)
    firms = identity.firms(books.parties)
    groups: dict[UUID, list[Entry]] = defaultdict(list)
    for one in sorted(entries, key=lambda one: (one.document.issued_on, one.document.id)):
        bill = one.document
        if bill.kind is DocumentKind.SUPPLIER_BILL and bill.counts and bill.party_id and bill.party_id in firms:
            groups[firms[bill.party_id]].append(one)
    found = []
    for bills in groups.values():
        run = _run(bills, alone, usual) if any(one.document.id in alone for one in bills) else ()
        if run and _is_unlikely(run, len(bills), usual):
            found.append(evidence.about_bills(books, Rule.AT_NIGHT, [one.document for one in run], _chance(run)))
    return found


def _run(bills: Sequence[Entry], alone: Set[UUID], usual: Hours) -> Sequence[Entry]:
    """The odd ones among a supplier's bills: all of them where they are most, else those that lie close together."""
    own = entry_times.usual_hours(bills)
    odd = [one for one in bills if one.document.id in alone and _is_odd(one, own, usual)]
    if all(_is_of_the_day(one) for one in odd):
        return ()
    if len(odd) >= max(LEAST_BILLS, MOSTLY * len(bills)):
        return odd
    by_id = {one.document.id: one for one in odd}
    close = gathering.joined_windows(
        [one.document for one in odd], WITHIN, lambda window: _is_run([by_id[one.id] for one in window])
    )
    return [by_id[one.id] for one in close]


def _is_unlikely(run: Sequence[Entry], bills: int, usual: Hours) -> bool:
    """Whether chance would hardly put so many of a supplier's bills into hours of which the business has so few.

    Where one person made them all, that person's own hours count as well.
    """
    people = {one.document.entered_by for one in run}
    told = [("", LEAST_ENTRIES), *((who, LEAST_BY_ONE) for who in people if len(people) == 1)]
    shares = [_share(run, usual[who]) for who, least in told if sum(usual[who]) - len(run) >= least]
    return bool(shares) and significance.binomial_tail(len(run), bills, min(shares)) <= UNLIKELY


def _share(run: Sequence[Entry], hours: Sequence[int]) -> float:
    """The share of all other entries that falls into the hours of the run."""
    at_night = sum(hours[one] for one in {one.at.hour for one in run}) - len(run)
    return max(at_night, 1) / (sum(hours) - len(run))


def _is_odd(entry: Entry, own: Hours, usual: Hours) -> bool:
    """Whether hardly anybody else's entries, or hardly any other of this person's, fall within an hour of it."""
    return any(
        sum(usual[who]) - sum(own[who]) >= least
        and _around(usual[who], entry) - _around(own[who], entry) < USUAL_SHARE * (sum(usual[who]) - sum(own[who]))
        for who, least in (("", LEAST_ENTRIES), (entry.document.entered_by, LEAST_BY_ONE))
    )


def _is_of_the_day(entry: Entry) -> bool:
    """Whether it was entered before dawn on the bill's own day."""
    return entry.at.hour in DAWN and entry.at.date() == entry.document.issued_on


def _around(hours: Sequence[int], entry: Entry) -> int:
    place = entry.at.hour
    return hours[place] + max(hours[place - 1], hours[(place + 1) % 24]) // NEIGHBOUR


def _is_run(bills: Sequence[Entry]) -> bool:
    nights = {one.at.date() for one in bills}
    return len(bills) >= (FEWEST_BILLS if len(nights) > 1 else LEAST_BILLS)


def _is_one_hand(run: Sequence[Entry]) -> bool:
    """Whether all were entered by one person, or the books name nobody."""
    return len({one.document.entered_by for one in run}) == 1


def _chance(run: Sequence[Entry]) -> float:
    nights = len({one.at.date() for one in run})
    if nights == 1:
        return ONE_NIGHT if len(run) > LEAST_BILLS else FEW
    if len(run) < LEAST_BILLS:
        is_bare = all(one.document.reference is None for one in run)
        return THREE_NIGHTS if nights == len(run) and is_bare and _is_one_hand(run) else FEW
    return min(MOST, BASE + PER_BILL * (len(run) - LEAST_BILLS))
