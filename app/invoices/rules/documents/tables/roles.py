"""What an "Amount" or a "Total" column of one table holds: before discount, before tax, or with tax; by the sums.

One meaning for the whole table: the one under which most sums of its lines close. Heads alone are not trusted, since
programs write "Amount" over all three.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from app.invoices.rules.documents.tables import columns
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.items import Line
from app.values import money

_MAY_BE: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.AMOUNT: (Kind.TAXABLE, Kind.TOTAL, Kind.GROSS),
    Kind.TOTAL: (Kind.TOTAL, Kind.TAXABLE),
    Kind.TAXABLE: (Kind.TAXABLE, Kind.GROSS),
    Kind.GROSS: (Kind.GROSS, Kind.TAXABLE),
    Kind.DISCOUNT: (Kind.DISCOUNT, Kind.DISCOUNT_RATE),
    Kind.PRICE: (Kind.PRICE,),
    Kind.MRP: (Kind.MRP, Kind.PRICE),
}
_STRANGENESS = Decimal("0.01")
"""What each step away from what the head says costs, in closed sums of one line: only ties are decided by it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one line under one meaning of its columns."""

    of: Mapping[Kind, Decimal]

    def get(self, kind: Kind) -> Decimal | None:
        return self.of.get(kind)

    @property
    def product(self) -> Decimal | None:
        """Quantity by price, to the paisa."""
        quantity, price = self.get(Kind.QUANTITY), self.get(Kind.PRICE) or self.get(Kind.PRICE_WITH_TAX)
        return money.rounded(quantity * price) if quantity is not None and price is not None else None

    @property
    def gross(self) -> Decimal | None:
        """Before discount: quantity by price, or as it is printed."""
        product = self.product
        return product if product is not None else self.get(Kind.GROSS)

    @property
    def net(self) -> Decimal | None:
        """After the line's discount."""
        gross, rate = self.gross, self.get(Kind.DISCOUNT_RATE)
        if gross is None:
            return None
        amount = self.get(Kind.DISCOUNT)
        if amount is None and rate is not None:
            amount = money.rounded(gross * rate / 100)
        return gross - abs(amount or money.ZERO)

    @property
    def rate(self) -> Decimal | None:
        """Percent of tax, all heads but cess."""
        parts = [self.get(columns.RATES[head]) for head in (Kind.CGST, Kind.SGST, Kind.IGST)]
        known = [part for part in parts if part is not None]
        return sum(known, Decimal(0)) if known else self.get(Kind.GST_RATE)

    @property
    def tax(self) -> Decimal | None:
        """Rupees of tax, all heads."""
        known = [amount for head in columns.HEADS if (amount := self.get(head)) is not None]
        return sum(known, Decimal(0)) if known else self.get(Kind.TAX)

    def closed(self) -> Iterator[bool]:
        """Each sum that can be tried, and whether it closes."""
        net, taxable, total, rate, tax = self.net, self.get(Kind.TAXABLE), self.get(Kind.TOTAL), self.rate, self.tax
        gross, product = self.get(Kind.GROSS), self.product
        if gross is not None and product is not None:
            yield _near(gross, product)
        if net is not None and (taxable is not None or total is not None):
            yield any(_near(net, amount) for amount in (taxable, total) if amount is not None)
        if taxable is not None and rate is not None and tax is not None:
            yield _near(taxable * rate / 100, tax - (self.get(Kind.CESS) or 0))
        if taxable is not None and total is not None and (tax is not None or rate is not None):
            yield _near(taxable + (tax if tax is not None else taxable * (rate or 0) / 100), total)


def _near(one: Decimal, other: Decimal) -> bool:
    """To two paise, or to a part in ten thousand where prices are printed rounded."""
    return abs(one - other) <= max(Decimal("0.02"), abs(other) / 10000)


def decided(lines: Sequence[Line]) -> Mapping[Kind, Kind]:
    """Each column that stands in the lines, and what it holds."""
    present = [kind for kind in _MAY_BE if any(line.readings.get(kind) for line in lines)]
    options = [
        dict(zip(present, choice, strict=True))
        for choice in product(*(_MAY_BE[kind] for kind in present))
        if len(set(choice)) == len(choice)
    ]
    return max(options, key=lambda option: _worth(lines, option), default={})


def _worth(lines: Sequence[Line], option: Mapping[Kind, Kind]) -> Decimal:
    strange = sum(_MAY_BE[kind].index(role) for kind, role in option.items())
    return sum((_closed(figures(line, option)) for line in lines), Decimal(0)) - strange * _STRANGENESS * len(lines)


def _closed(of: Figures) -> Decimal:
    """Sums that close, less half of those that do not."""
    tried = list(of.closed())
    return sum(tried) - Decimal(len(tried) - sum(tried)) / 2


def figures(line: Line, option: Mapping[Kind, Kind]) -> Figures:
    """The likeliest numbers of a line under a meaning of its columns."""
    found = {option.get(kind, kind): value for kind in line.readings if (value := line.best(kind)) is not None}
    return Figures(found)
