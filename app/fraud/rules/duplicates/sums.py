"""One paper that stands in the books whole and once more in parts: by line, by tax rate, or as a monthly statement.

Amounts alone prove little: among a few dozen bills of one firm at list prices some always add up to another. So parts
have to be tied to their whole: by its number, by its order, by being exactly its lines, by being all that the firm
billed in a run of days that ends with it; or amounts that no price list explains meet within days.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.fraud.records import Sign
from app.fraud.rules.duplicates import goods, parting, statements
from app.fraud.rules.duplicates.entries import Entry
from app.fraud.rules.duplicates.shelf import Shelf

WINDOW_DAYS, CLOSE_DAYS = 45, 7
"""A whole and its parts are entered from papers of the same weeks; with nothing to tie them, of the same days."""
MOST_NEAR = 60
"""So many neighbours by date of one firm are looked at, however many it has."""

BY_NUMBER, BY_ORDER, BY_LINES, BY_STATEMENT, BY_LUMP, BY_AMOUNT = 0.95, 0.88, 0.9, 0.86, 0.8, 0.78


@dataclass(frozen=True, slots=True)
class Sum:
    """A document, those that make it up, how likely that is no chance, and what ties them together."""

    whole: Entry
    parts: tuple[Entry, ...]
    probability: float
    signs: tuple[Sign, ...]


Way = Callable[[Entry, Sequence[Entry]], Iterator[Sum]]


def sums(shelf: Shelf, *, besides: Iterable[UUID] = ()) -> list[Sum]:
    """The wholes on the shelf with their parts, each document in one of them; those in `besides` are told already."""
    told = {*besides, *shelf.taken_back}
    by_firm: dict[int, list[Entry]] = defaultdict(list)
    for one in shelf.entries:
        if one.firm is not None and one.document.id not in told:
            by_firm[one.firm].append(one)
    return [found for entries in by_firm.values() if len(entries) > 2 for found in _of_firm(entries)]


def _of_firm(entries: Sequence[Entry]) -> Iterator[Sum]:
    taken: set[UUID] = set()
    ordered = sorted(range(len(entries)), key=lambda at: (-entries[at].total, entries[at].document.id))
    for at in ordered:
        if entries[at].document.id in taken:
            continue
        near = [one for one in parting.around(entries, at, MOST_NEAR, WINDOW_DAYS) if one.document.id not in taken]
        found = (one for way in WAYS for one in way(entries[at], near))
        best = next(found, None)
        if best:
            taken.update(one.document.id for one in (best.whole, *best.parts))
            yield best


def _by_number(whole: Entry, near: Sequence[Entry]) -> Iterator[Sum]:
    """The parts carry its number, alone or with a count behind it, name it as their order, or are named by it."""
    if not whole.number.is_missing or whole.document.notes or whole.lines:
        for parts in parting.adding_up(whole, parting.named_by(whole, near)):
            yield Sum(whole, parts, BY_NUMBER, (Sign.NUMBER, Sign.AMOUNT_SUM))


def _by_lines(whole: Entry, near: Sequence[Entry]) -> Iterator[Sum]:
    """The parts are its lines, one by one."""
    for parts in parting.covering(whole, near):
        is_one_order = all(parting.is_one_order(whole, one) for one in parts)
        signs = (Sign.REFERENCE,) if is_one_order else ()
        sureness = BY_NUMBER if is_one_order else BY_LINES - parting.days_cost(whole, parts)
        yield Sum(whole, parts, sureness, (*signs, Sign.ITEMS, Sign.AMOUNT_SUM))


def _by_order(whole: Entry, near: Sequence[Entry]) -> Iterator[Sum]:
    """All other papers under its order make it up, and not by so many pieces at one price."""
    tied = [one for one in near if parting.is_one_order(whole, one)]
    for parts in parting.adding_up(whole, tied):
        is_told = all(parting.may_be_part(whole, one) for one in parts)
        if is_told and len(parts) == len(tied) and not parting.are_on_a_grid(whole, parts):
            yield Sum(whole, parts, BY_ORDER, (Sign.REFERENCE, Sign.AMOUNT_SUM))


def _by_statement(whole: Entry, near: Sequence[Entry]) -> Iterator[Sum]:
    """It is dated at the end of a run of bills, which it sums up under a number of its own, or under none."""
    before = [one for one in near if one.day <= whole.day]
    for parts in statements.runs(whole, before):
        if statements.is_of_another_kind(whole, parts):
            yield Sum(whole, parts, BY_STATEMENT, (Sign.AMOUNT_SUM,))


def _by_lump(whole: Entry, near: Sequence[Entry]) -> Iterator[Sum]:
    """It names no goods, has a number of another kind, and some bills before it make it up to the paisa.

    A statement leaves out what is in dispute, or what came in after it was written.
    """
    if not whole.lines or not goods.is_lump(whole):
        return
    before = [one for one in near if 0 <= whole.day - one.day <= statements.LONGEST_RUN]
    for parts in parting.adding_up(whole, before):
        is_exact = sum(one.total for one in parts) == whole.total
        if is_exact and statements.is_of_another_kind(whole, parts) and not parting.are_on_a_grid(whole, parts):
            yield Sum(whole, parts, BY_LUMP, (Sign.AMOUNT_SUM,))


def _by_amount(whole: Entry, near: Sequence[Entry]) -> Iterator[Sum]:
    """Two papers of the same days make it up to the paisa, with amounts that no price list explains."""
    close = [one for one in near if abs(one.day - whole.day) <= CLOSE_DAYS]
    for parts in parting.two_of(whole, close):
        is_told = all(parting.may_be_part(whole, one) for one in parts)
        if is_told and not parting.are_on_a_grid(whole, parts) and not parting.list_other_goods(whole, parts):
            yield Sum(whole, parts, BY_AMOUNT, (Sign.AMOUNT_SUM,))


WAYS: tuple[Way, ...] = (_by_number, _by_lines, _by_order, _by_statement, _by_lump, _by_amount)
"""The surest first: the first that speaks is told."""
