"""A supplier whose bills come to round thousands, of differing amounts, far more often than bills do here.

Real goods seldom do; invented bills often do. The share of round bills among the supplier's is held against the share
among all others. Innocent are retainers and rents (one amount again and again), freight and labour (small round sums
by custom), bills that name an order, and shops in which round bills are usual.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering, significance

LEAST_BILLS = 5
WITHIN = timedelta(days=120)
LEAST_AMOUNTS = 3
LEAST_MIDDLE = Decimal(10000)
"""Rupees; small bills are rounded by custom."""
ROUND = 1000
MOSTLY = 0.7
"""From this share of a supplier's bills on, all its round ones count together, however far apart."""
USUAL_SHARE = 0.12
"""Share of the other bills from which on roundness is usual here and says nothing."""
UNLIKELY = 1e-4
BASE, PER_BILL, MOST = 0.76, 0.02, 0.9

_CUSTOM = re.compile(
    r"freight|transport|cartage|lorry|bhada|\brent|kiraya|wage|salary|labour|labor|majdoori|mazdoori|hamali|retainer"
    r"|deposit|loan|tuition|\bfees?\b|premium|subscription|donation|advance|किराया|भाड़ा|मजदूरी|वेतन",
    re.IGNORECASE,
)


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """One finding for each supplier, over its round bills."""
    kept = [(bills, run) for bills in firms.values() for run in _runs(bills)]
    rounded = sum(1 for bills in firms.values() for one in bills if _is_round(one))
    others = sum(len(bills) for bills in firms.values()) - sum(len(run) for _, run in kept)
    share = (rounded - sum(len(run) for _, run in kept) + 1) / (others + 1)
    if share > USUAL_SHARE:
        return []
    return [
        evidence.about_bills(books, Rule.ROUND_AMOUNTS, run, min(MOST, BASE + PER_BILL * (len(run) - LEAST_BILLS)))
        for bills, run in kept
        if significance.binomial_tail(len(run), len(bills), share) <= UNLIKELY
    ]


def _runs(bills: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """A supplier's round bills, all or those close together, where they are many, large and varied enough."""
    rounded = [one for one in bills if _is_round(one) and not one.reference]
    customary = sum(1 for one in rounded if any(_CUSTOM.search(item.name) for item in one.items))
    if customary * 2 > len(rounded):
        return
    is_most = len(rounded) >= MOSTLY * len(bills) and _is_suspect(rounded)
    run = rounded if is_most else gathering.joined_windows(rounded, WITHIN, _is_suspect)
    if run:
        yield run


def _is_suspect(bills: Sequence[Document]) -> bool:
    totals = sorted(one.total for one in bills)
    is_varied = len(totals) >= LEAST_BILLS and len(set(totals)) >= LEAST_AMOUNTS
    return is_varied and totals[len(totals) // 2] >= LEAST_MIDDLE


def _is_round(bill: Document) -> bool:
    return bill.total % ROUND == 0
