"""Bills whose numbers say that they were written weeks after the date they bear.

A supplier's numbers run with its dates. A number between those of May on a bill dated in March, entered in May as well,
means a paper that was dated back: costs are moved into a closed month or year. Number, date and day of entry have to
say so together, which none of the innocent twins does: two bill books (their bills are entered when they are dated),
papers typed late (their numbers run with their dates), a bill entered twice (left out), the supplier or the evening
with many late papers. Silent where the books do not say when entries were made. One such bill may be a slip in the
month; of several, or of one that comes to lie in the year before, the owner should hear.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering
from app.fraud.rules.patterns.backdated import piles, wait
from app.fraud.rules.patterns.series import Series, series, straight, without_repeats
from app.values.period import Month, financial_year

MOST_TOLD = 3
"""So many numbers fit into one sentence."""
LATE = timedelta(days=20)
ABOUT = timedelta(days=7)
"""A paper may be entered so much before the day of the number next to it: numbers of one week are handed out anyhow."""
LEAST_STRAIGHT = 5
"""So many bills show how numbers and dates run."""
MOST_ODD = 0.5
"""More bills off the run, for each on it, are no series."""
PROMPT = timedelta(days=10)
"""The middle wait of the supplier's other bills is shorter: its papers do not come late."""
ONE, ONE_OF_LAST_YEAR, BASE, EACH, MOST = 0.6, 0.72, 0.78, 0.04, 0.92


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """One finding for each such supplier; none where the books do not say when entries were made."""
    found: Mapping[object, Sequence[Document]] = {
        firm: odd for firm, bills in firms.items() if any(_is_late(one) for one in bills) and (odd := _odd(bills))
    }
    busy = piles(firms, LATE) if found else frozenset()
    kept = ([one for one in odd if gathering.entered_on(one) not in busy] for odd in found.values())
    return [_finding(books, odd) for odd in kept if odd]


def _odd(bills: Sequence[Document]) -> Sequence[Document]:
    return sorted(
        (bill for held in series(bills) for bill in _dated_back(without_repeats(held))),
        key=lambda one: (one.issued_on, one.id),
    )


def _dated_back(held: Series) -> Iterator[Document]:
    """The bills of one series that were entered when their number says, weeks after the date they bear."""
    run = straight(held) if len(held) > LEAST_STRAIGHT and any(_is_late(one) for _, one in held) else ()
    off = len(held) - len(run)
    if not off or len(run) < LEAST_STRAIGHT or off > MOST_ODD * len(run) or not _is_prompt(run):
        return
    on_run = {one.id for _, one in run}
    latest: date | None = None
    for _, bill in held:
        if bill.id in on_run:
            latest = bill.issued_on
        elif latest and _is_dated_back(bill, latest):
            yield bill


def _is_dated_back(bill: Document, latest: date) -> bool:
    """Whether the bill, whose number follows one of the day `latest`, bears a date weeks and a month before it."""
    entered = gathering.entered_on(bill)
    is_before = latest - bill.issued_on >= LATE and Month.of(bill.issued_on) < Month.of(latest)
    return is_before and _is_late(bill) and entered is not None and entered >= latest - ABOUT


def _is_late(bill: Document) -> bool:
    waited = wait(bill)
    return waited is not None and waited >= LATE


def _is_prompt(run: Series) -> bool:
    waits = sorted(waited for _, one in run if (waited := wait(one)) is not None)
    return len(waits) >= LEAST_STRAIGHT and waits[len(waits) // 2] <= PROMPT


def _finding(books: Books, odd: Sequence[Document]) -> Finding:
    told = ", ".join(one.number for one in odd[:MOST_TOLD])
    return evidence.about_bills(books, Rule.AGAINST_DATES, odd, _chance(odd), detail=told)


def _chance(odd: Sequence[Document]) -> float:
    if len(odd) == 1:
        entered = gathering.entered_on(odd[0]) or odd[0].issued_on
        is_of_last_year = financial_year(odd[0].issued_on) < financial_year(entered)
        return ONE_OF_LAST_YEAR if is_of_last_year else ONE
    return min(MOST, BASE + EACH * (len(odd) - 2))
