"""What an "Amount" or a "Total" column of one table holds: before discount, before tax, or with tax; by the sums.

One meaning for the whole table: the one under which most sums of its lines close. Heads alone are not trusted, since
programs write "Amount" over all three.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product

from app.gst import slabs
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
    **{head: (head, columns.RATES[head]) for head in columns.HEADS},
    Kind.TAX: (Kind.TAX, Kind.GST_RATE),
    Kind.PRICE: (Kind.PRICE,),
    Kind.MRP: (Kind.MRP, Kind.PRICE),
}
_MOST_LINES = 24
"""So many lines tell as well as all of them, and bound the time."""
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
        """After the line's discount and with its charge, in the way that gives what is printed, if one does."""
        return next(iter(self._nets), None)

    @property
    def charged(self) -> Decimal | None:
        """Rupees that the line's charge puts on quantity by price; None where that gives nothing that is printed."""
        net, gross = self.net, self.gross
        more = net - gross + self._less if net is not None and gross is not None else money.ZERO
        return more if more and net is not None and self._is_printed(net) else None

    @property
    def _less(self) -> Decimal:
        amount, rate = self.get(Kind.DISCOUNT), self.get(Kind.DISCOUNT_RATE)
        if amount is None and rate is not None and self.gross is not None:
            amount = money.rounded(self.gross * rate / 100)
        return abs(amount or money.ZERO)

    @property
    def _nets(self) -> list[Decimal]:
        """With the charge of the line, of each piece, in percent, and without: what is printed first."""
        gross, charge = self.gross, self.get(Kind.CHARGE)
        if gross is None:
            return []
        quantity = self.get(Kind.QUANTITY) or money.ZERO
        more = (charge, charge * quantity, gross * charge / 100, money.ZERO) if charge else (money.ZERO,)
        nets = [gross + money.rounded(each) - self._less for each in more]
        return sorted(nets, key=lambda net: not self._is_printed(net))

    def _is_printed(self, net: Decimal) -> bool:
        printed = (self.get(Kind.TAXABLE), self.get(Kind.TOTAL), self.get(Kind.GROSS))
        return any(_near(net, amount) for amount in printed if amount is not None)

    @property
    def is_proven(self) -> bool:
        """Whether quantity and price give an amount that is printed."""
        return self.product is not None and self.net is not None and self._is_printed(self.net)

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
        base = taxable if taxable is not None else net
        if base is not None and rate is not None and tax is not None:
            yield _near(base * rate / 100, tax - (self.get(Kind.CESS) or 0))
        is_taxed = bool(tax) if tax is not None else bool(rate) and taxable is not None
        if base is not None and total is not None and is_taxed:
            yield _near(base + (tax if tax is not None else base * (rate or 0) / 100), total)
        yield from self._lawful()

    def _lawful(self) -> Iterator[bool]:
        """Whether each head's rate, or what its amount is of the value, is a rate that there is."""
        taxable = self.get(Kind.TAXABLE) or self.net
        for head in (Kind.CGST, Kind.SGST, Kind.IGST, Kind.TAX):
            parts = 2 if head in (Kind.CGST, Kind.SGST) else 1
            rate, amount = self.get(columns.RATES.get(head, Kind.GST_RATE)), self.get(head)
            if rate is not None:
                yield rate * parts in _whole_rates()
            elif amount is not None and taxable:
                yield any(_near(taxable * rate / parts / 100, amount) for rate in _whole_rates())


@cache
def _whole_rates() -> frozenset[Decimal]:
    """Every rate that GST has had since 2017 (`gst/data/rate_slabs.csv`), since bills of any year are read; a head of a
    State bears half of one."""
    return frozenset(slab.rate_percent for slab in slabs.every())


def _near(one: Decimal, other: Decimal) -> bool:
    """To two paise, or to a part in ten thousand where prices are printed rounded."""
    return abs(one - other) <= max(Decimal("0.02"), abs(other) / 10000)


def decided(lines: Sequence[Line]) -> Mapping[Kind, Kind]:
    """Each column that stands in the lines, and what it holds."""
    lines = lines[:_MOST_LINES]
    present = [kind for kind in _MAY_BE if any(line.readings.get(kind) for line in lines)]
    options = [
        dict(zip(present, choice, strict=True))
        for choice in product(*(_MAY_BE[kind] for kind in present))
        if len(set(choice)) == len(choice) and not _contradicts(choice, lines)
    ]
    return max(options, key=lambda option: _worth(lines, option), default={})


def _contradicts(choice: Sequence[Kind], lines: Sequence[Line]) -> bool:
    """Whether a meaning gives a column that another column has already, or tells the halves of a tax apart."""
    fixed = {kind for line in lines for kind in line.readings if kind not in _MAY_BE}
    halves = {kind for kind in choice if kind in _HALVES}
    return bool(fixed & set(choice)) or (len(halves) == 2 and halves not in (set(_HALVES[:2]), set(_HALVES[2:])))


_HALVES = (Kind.CGST, Kind.SGST, Kind.CGST_RATE, Kind.SGST_RATE)


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
