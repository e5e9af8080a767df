"""A supplier whose amounts look invented: first digits spread unlike real trade, and hardly a price that comes twice.

Where amounts spread over several sizes their first digits follow Benford's law: three in ten begin with 1, one in
twenty with 9. Who invents amounts picks digits evenly, or stays in one band that raises no eyebrow. The law alone
proves nothing about one supplier (a price list breaks it too; M. Nigrini, "Benford's Law", 2012, warns of small sets),
so the test asks for three things together: enough bills for a p-value that holds for all suppliers that were tried;
other suppliers of the same business whose digits do follow the law; and signs of invention that a price list, a meter
or a daily delivery does not show. Each of those has steady prices, returning amounts, or amounts around a middle.
Amounts that never end in 0 or 5 are such a sign by themselves: invented figures avoid what looks round.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import log, log10
from statistics import median
from uuid import UUID

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering, significance

BENFORD: Sequence[float] = tuple(log10(1 + 1 / digit) for digit in range(1, 10))
LEAST_BILLS = 50
LEAST_PEERS = 120
"""Bills of other suppliers that show whether the law holds in this trade at all."""
UNLIKELY = 1e-6
"""After it was multiplied by the number of suppliers tried (Bonferroni)."""
FAR = 0.25
"""Chi-square per bill: even digits come to 0.40, a band from 5 to 9 to more than 2; a real supplier seldom to 0.2."""
PEERS_FAR = 0.1
LEAST_DISTINCT = 0.85
UNSTEADY = 0.12
"""Middle step, on the log scale, between one price of a thing and its next, from which on prices wander."""
LEAST_PRICES = 20
EVEN = 0.01
"""Counts that chance would give less often than this are not spread evenly."""
NEVER, OFTEN, MOSTLY = 0.05, 0.2, 0.6
ROUND_END, SHUNNED = 5, 1e-5
"""One whole amount in five ends in 0 or 5 by chance, and more where people agree on prices; who invents shuns them."""
LEAST_SIGNS = 3
BASE, PER_SIGN = 0.6, 0.08


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """One finding for each such supplier, over all its bills."""
    tried = [firm for firm, bills in firms.items() if len(bills) >= LEAST_BILLS]
    digits = {firm: first_digits(bills) for firm, bills in firms.items()} if tried else {}
    far = {firm for firm in tried if _is_far(digits[firm], len(tried))}
    peers = [sum(digits[firm][place] for firm in firms if firm not in far) for place in range(9)] if far else []
    if not far or not _follow_the_law(peers):
        return []
    others = [bill for firm, bills in firms.items() if firm not in far for bill in bills]
    registered = {one.id for one in books.parties if one.gstin}
    judged = {
        firm: _signs(firms[firm], others, is_registered=any(one.party_id in registered for one in firms[firm]))
        for firm in sorted(far)
    }
    return [_finding(books, firms, firm, signs) for firm, signs in judged.items() if signs >= LEAST_SIGNS]


def first_digits(bills: Sequence[Document]) -> Sequence[int]:
    """How many totals begin with each digit from 1 to 9."""
    counts = Counter(bill.total.normalize().as_tuple().digits[0] for bill in bills)
    return [counts[digit] for digit in range(1, 10)]


def price_step(bills: Sequence[Document]) -> float | None:
    """The middle step (log scale) between a thing's price and its next; None where few things come twice."""
    prices: dict[str, list[float]] = defaultdict(list)
    for bill in bills:
        for item in bill.items:
            if item.unit_price > 0:
                prices[item.name.strip().casefold()].append(log(item.unit_price))
    steps = [abs(b - a) for row in prices.values() for a, b in pairwise(row)]
    return median(steps) if len(steps) >= LEAST_PRICES else None


def _follow_the_law(digits: Sequence[int]) -> bool:
    """Whether enough amounts lie as near to the law as chance allows (8 is what chi-square comes to on average)."""
    return sum(digits) >= LEAST_PEERS and significance.chi_square(digits, BENFORD) - 8 <= PEERS_FAR * sum(digits)


def _is_far(digits: Sequence[int], tried: int) -> bool:
    statistic = significance.chi_square(digits, BENFORD)
    return statistic >= FAR * sum(digits) and significance.chi_square_tail(statistic) * tried <= UNLIKELY


def _signs(bills: Sequence[Document], others: Sequence[Document], *, is_registered: bool) -> int:
    """How many signs of invention there are; none where amounts return, prices are steady or sizes have a middle."""
    step, usual = price_step(bills), price_step(others)
    is_steady = step is not None and step < max(UNSTEADY, 1.5 * (usual or 0.0))
    shuns = _shuns_round_ends(bills)
    if len({one.total for one in bills}) < LEAST_DISTINCT * len(bills) or is_steady or not (shuns or _is_even(bills)):
        return 0
    return sum(
        (
            shuns,
            step is not None and _names_things(bills),
            _share(bills, _is_ordered) <= NEVER and _share(others, _is_ordered) >= OFTEN,
            is_registered and _share(bills, _is_taxed) <= NEVER and _share(others, _is_taxed) >= MOSTLY,
            _share(bills, _has_goods) <= NEVER and _share(others, _has_goods) >= OFTEN,
        )
    )


def _shuns_round_ends(bills: Sequence[Document]) -> bool:
    """Whether hardly an amount ends in 0 or 5: to who makes them up these look made up."""
    whole = [int(one.total) for one in bills if one.total % 1 == 0]
    others = sum(1 for one in whole if one % ROUND_END)
    return significance.binomial_tail(others, len(whole), 1 - 1 / ROUND_END) <= SHUNNED


def _share(bills: Sequence[Document], claim: Callable[[Document], bool]) -> float:
    return sum(1 for one in bills if claim(one)) / len(bills) if bills else 0.0


def _names_things(bills: Sequence[Document]) -> bool:
    """Whether the lines name several things: a "lot" of a market has another price each morning."""
    names = Counter(item.name.strip().casefold() for bill in bills for item in bill.items)
    return bool(names) and max(names.values()) < MOSTLY * names.total()


def _is_ordered(bill: Document) -> bool:
    return bool(bill.reference)


def _is_taxed(bill: Document) -> bool:
    return bill.tax_amount > 0


def _has_goods(bill: Document) -> bool:
    """Whether the bill counts or lists things; one line with the quantity one is a bare sum."""
    return len(bill.items) > 1 or any(item.quantity != 1 for item in bill.items)


def _is_even(bills: Sequence[Document]) -> bool:
    """Whether amounts fill their band evenly, or first digits all nine: real ones gather at a middle or trail off."""
    totals = sorted(float(one.total) for one in bills)
    low, high = totals[len(totals) // 50], totals[-1 - len(totals) // 50]
    inside = [one for one in totals if low <= one < high]
    fifths = Counter(int(5 * (one - low) / (high - low)) for one in inside)
    digits = first_digits(bills)
    is_wide = high >= 10 * low
    return _fits_evenly([fifths[place] for place in range(5)]) or (is_wide and _fits_evenly(digits))


def _fits_evenly(counts: Sequence[int]) -> bool:
    even = significance.chi_square(counts, [1 / len(counts)] * len(counts)) if sum(counts) else float("inf")
    return significance.chi_square_tail(even, degrees=len(counts) - 1) > EVEN


def _finding(books: Books, firms: Mapping[UUID, Sequence[Document]], firm: UUID, signs: int) -> Finding:
    chance = BASE + PER_SIGN * signs
    return evidence.about_bills(books, Rule.INVENTED_AMOUNTS, firms[firm], chance)
