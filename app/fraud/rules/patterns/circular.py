"""The same goods sold to a trader and bought back, or bought and sold back, within days at nearly the same price.

Goods that go round make sales where there are none: to get a loan, or input tax credit for papers. Twice or more, since
once may be an exchange. The two sides are one trader: one firm, one PAN, one account, one phone. Innocent are traders
who buy one thing and sell another, returns (by a note), job work and repairs (other amounts).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import identity, relations

WITHIN = timedelta(days=10)
NEAR = Decimal("0.03")
"""The commission for which papers go round is a few per cent; a trader's own margin is more."""
LEAST_PAIRS = 2
MOST_LOOKED_AT = 40
"""So many documents of one trader within the days are compared with each."""
GOODS_CHANCE = {2: 0.82, 3: 0.9}
AMOUNTS_CHANCE = {2: 0.5, 3: 0.66}
"""By the number of pairs, the last for more: with the same goods on both papers, and where one names none."""
MOST_CHANCE, MOST_AMOUNTS_CHANCE = 0.94, 0.76

BOTH = frozenset({DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL})

Pair = tuple[Document, Document]


def findings(books: Books) -> list[Finding]:
    """One finding for each trader with whom goods went round."""
    traders = _traders(books)
    sides: dict[UUID, set[DocumentKind]] = defaultdict(set)
    for one in books.documents:
        if one.party_id in traders:
            sides[traders[one.party_id]].add(one.kind)
    both = {trader for trader, kinds in sides.items() if kinds >= BOTH}
    trade = (one for one in books.documents_by_date if one.kind in BOTH and traders.get(one.party_id) in both)
    by_trader: dict[UUID, list[Document]] = defaultdict(list)
    for one in trade if both else ():
        if one.counts and one.total > 0:
            by_trader[traders[one.party_id]].append(one)
    return [found for held in by_trader.values() for found in _judged(books, held)]


def _traders(books: Books) -> Mapping[UUID | None, UUID]:
    """For every party the id that stands for all its records, as customer and as supplier."""
    groups = identity.Groups()
    for party, firm in identity.firms(books.parties, across_kinds=True).items():
        groups.join(party, firm)
    first: dict[str, UUID] = {}
    for one in sorted(books.parties, key=lambda one: one.id):
        for trait in (identity.pan(one), *sorted(relations.accounts_of(one)), (one.upi_id or "").casefold()):
            if trait:
                groups.join(one.id, first.setdefault(trait, one.id))
    return {one.id: groups.of(one.id) for one in books.parties}


def _judged(books: Books, documents: Sequence[Document]) -> Iterator[Finding]:
    pairs = list(_pairs(books, documents))
    if len(pairs) < LEAST_PAIRS:
        return
    has_goods = all(sale.items and purchase.items for sale, purchase in pairs)
    named = sorted({one.id: one for pair in pairs for one in pair}.values(), key=lambda one: (one.issued_on, one.id))
    sold = sum((sale.total for sale, _ in pairs), Decimal(0))
    table, most = (GOODS_CHANCE, MOST_CHANCE) if has_goods else (AMOUNTS_CHANCE, MOST_AMOUNTS_CHANCE)
    buyers, sellers = ({pair[side].party_id for pair in pairs} for side in (0, 1))
    parties = [sorted(one for one in side if one)[0] for side in (buyers, sellers)]
    yield Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=Rule.BOUGHT_BACK,
        probability=table.get(len(pairs), most),
        amount_at_risk=sold,
        documents=tuple(one.id for one in named),
        parties=tuple(dict.fromkeys(parties)),
        actual=sold,
        on=named[0].issued_on,
    )


def _pairs(books: Books, documents: Sequence[Document]) -> Iterator[Pair]:
    """Each sale with the nearest purchase that fits it; no document twice."""
    sales = [one for one in documents if one.kind is DocumentKind.SALES_INVOICE]
    purchases = [one for one in documents if one.kind is DocumentKind.SUPPLIER_BILL]
    taken: set[UUID] = set()
    for sale in sales:
        start = bisect_left(purchases, sale.issued_on - WITHIN, key=lambda one: one.issued_on)
        end = bisect_right(purchases, sale.issued_on + WITHIN, key=lambda one: one.issued_on)
        fitting = [
            one
            for one in purchases[start : min(end, start + MOST_LOOKED_AT)]
            if one.id not in taken and _fits(books, sale, one)
        ]
        if fitting:
            nearest = min(fitting, key=lambda one: (abs(one.issued_on - sale.issued_on), one.id))
            taken.add(nearest.id)
            yield sale, nearest


def _fits(books: Books, sale: Document, purchase: Document) -> bool:
    """Whether both are about the same goods at nearly the same price, and neither was taken back by a note."""
    is_near = (
        abs(sale.total - purchase.total) <= NEAR * sale.total
        or abs(sale.subtotal - purchase.subtotal) <= NEAR * sale.subtotal
    )
    return is_near and _is_about_the_same(sale, purchase) and not _was_taken_back(books, (sale, purchase))


def _is_about_the_same(sale: Document, purchase: Document) -> bool:
    goods, other = ({(item.name.casefold().strip(), item.quantity) for item in one.items} for one in (sale, purchase))
    return goods == other or not goods or not other


def _was_taken_back(books: Books, pair: Pair) -> bool:
    return any(books.notes_by_document.get(one.id) for one in pair)
