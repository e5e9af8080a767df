"""What lies in goods, for how many days of sales it lasts, and what does not sell.

The app keeps a product's stock of today and its buying price, and no history of either. Items of invoices and bills are
tied to products by their name, since that is all they have in common. Where they hardly match, purchases stand in for
the cost of the goods sold (in a shop whose stock stays as it is both are the same), and no product is called slow.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.books.records import Books, Document, DocumentKind, Product
from app.insights.records.capital import CostSource, Stock, StockLine, StockState
from app.insights.rules import history
from app.insights.rules.capital.ratios import LEAST_DOCUMENTS, WINDOW_DAYS
from app.values import money

ZERO = Decimal(0)

LEAST_MATCHED = 0.5
"""Below this share of sales in known products their cost says too little about the whole."""

IDLE_DAYS = 180
"""Half a year: not sold for so long is dead, enough for longer than this is slow."""

NAMED = 10


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened to one product: quantities of the window, and the last days."""

    sold: Decimal
    bought: Decimal
    last_sold_on: date | None
    last_bought_on: date | None


STILL = Moved(ZERO, ZERO, None, None)


def stock(books: Books, on: date) -> Stock | None:
    """The stock of today; None where the books name no product."""
    active = sorted((one for one in books.products if one.is_active), key=lambda one: one.id.int)
    if not active:
        return None
    priced = [one for one in active if one.in_stock > 0 and (one.buying_price or 0) > 0]
    moved = _moved(books, on)
    matched = _matched_share(books, active, on)
    cost, source = _cost_of_sales(books, active, moved, matched, on)
    worth = sum(map(value, priced), ZERO)
    return Stock(
        value=worth,
        products=len(priced),
        without_price=sum(one.in_stock > 0 and (one.buying_price or 0) <= 0 for one in active),
        cost_of_sales=cost,
        cost_from=source,
        matched_share=round(matched, 3),
        dio_days=round(float(worth / cost) * WINDOW_DAYS, 1) if cost and worth > 0 else None,
        piled_up=_piled_up(priced, moved) if matched >= LEAST_MATCHED else ZERO,
        named=_named(active, moved, matched, books, on),
    )


def value(product: Product) -> Decimal:
    """What lies in stock of it at its buying price; never below nothing."""
    return max(product.in_stock, ZERO) * (product.buying_price or ZERO)


def _named(
    products: Iterable[Product], moved: Mapping[str, Moved], matched: float, books: Books, on: date
) -> tuple[StockLine, ...]:
    """Products below nothing, and, where invoices tell what sells, slow and dead ones: the most money first."""
    first = min((d.issued_on for d in _itemised(books, DocumentKind.SALES_INVOICE)), default=on)
    can_judge = matched >= LEAST_MATCHED and (on - first).days >= IDLE_DAYS
    lines = [_line(one, moved.get(_key(one.name), STILL), on, can_judge) for one in products]
    kept = [line for line in lines if line is not None]
    return tuple(sorted(kept, key=lambda line: (-line.value, line.product_id.int))[:NAMED])


def _line(product: Product, moved: Moved, on: date, can_judge: bool) -> StockLine | None:
    cover = round(product.in_stock / moved.sold * WINDOW_DAYS) if moved.sold > 0 and product.in_stock > 0 else None
    state = StockState.NEGATIVE if product.in_stock < 0 else _idle(product, moved, cover, on) if can_judge else None
    if state is None:
        return None
    return StockLine(
        product.id, product.name, state, product.in_stock, value(product), moved.sold, cover, moved.last_sold_on
    )


def _idle(product: Product, moved: Moved, cover: int | None, on: date) -> StockState | None:
    """Whether what lies there is dead or slow; what was bought within the window is still on its way to be sold."""
    half_a_year_ago = on - timedelta(days=IDLE_DAYS)
    if value(product) <= 0 or moved.bought > 0:
        return None
    if moved.last_sold_on is None or moved.last_sold_on < half_a_year_ago:
        return StockState.DEAD
    return StockState.SLOW if cover is None or cover > IDLE_DAYS else None


def _piled_up(products: Iterable[Product], moved: Mapping[str, Moved]) -> Decimal:
    flows = ((one, moved.get(_key(one.name), STILL)) for one in products)
    return sum(((flow.bought - flow.sold) * (one.buying_price or ZERO) for one, flow in flows), ZERO)


def _cost_of_sales(
    books: Books, products: Sequence[Product], moved: Mapping[str, Moved], matched: float, on: date
) -> tuple[Decimal | None, CostSource | None]:
    """Of the window; what is known of a part of the sales is taken to hold for the rest."""
    if matched >= LEAST_MATCHED:
        cost = sum((moved.get(_key(one.name), STILL).sold * (one.buying_price or ZERO) for one in products), ZERO)
        if cost > 0:
            return money.rounded(cost / Decimal(str(matched))), CostSource.ITEMS
    since = on - timedelta(days=WINDOW_DAYS)
    bought = [value for document, value in history.purchases(books) if document.issued_on > since]
    total = sum(bought, ZERO)
    return (total, CostSource.PURCHASES) if len(bought) >= LEAST_DOCUMENTS and total > 0 else (None, None)


def _matched_share(books: Books, products: Iterable[Product], on: date) -> float:
    """The share of the window's sales whose items are products with a buying price; 0 where no item is known."""
    since = on - timedelta(days=WINDOW_DAYS)
    priced = {_key(one.name) for one in products if (one.buying_price or 0) > 0}
    whole = matched = ZERO
    for document in _itemised(books, DocumentKind.SALES_INVOICE):
        if document.issued_on > since:
            whole += max(document.total - document.tax_amount, ZERO)
            matched += sum((item.amount for item in document.items if _key(item.name) in priced), ZERO)
    return min(float(matched / whole), 1.0) if whole > 0 else 0.0


def _moved(books: Books, on: date) -> Mapping[str, Moved]:
    """What happened to each product by its name: what was sold, and what was bought."""
    since = on - timedelta(days=WINDOW_DAYS)
    flows: dict[DocumentKind, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    last: dict[DocumentKind, dict[str, date]] = defaultdict(dict)
    for kind in (DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL):
        for document in _itemised(books, kind):
            for item in document.items:
                name = _key(item.name)
                last[kind][name] = max(document.issued_on, last[kind].get(name, document.issued_on))
                if document.issued_on > since:
                    flows[kind][name] += max(item.quantity, ZERO)
    sale, bill = DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL
    return {
        name: Moved(
            flows[sale].get(name, ZERO), flows[bill].get(name, ZERO), last[sale].get(name), last[bill].get(name)
        )
        for name in {*last[sale], *last[bill]}
    }


def _itemised(books: Books, kind: DocumentKind) -> Iterable[Document]:
    return (one for one in books.documents if one.kind is kind)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
