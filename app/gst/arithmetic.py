"""Tax on a value, split into its heads, and what makes up a value (CGST Act 2017, s.9, s.15; IGST Act 2017, s.5).

CGST and the State's tax are each half of the rate and always equal; an inter-State supply bears IGST alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.gst.tax_head import TaxHead
from app.values import money

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Heads:
    """Rupees of each tax; `sgst` stands for UTGST too."""

    cgst: Decimal = money.ZERO
    sgst: Decimal = money.ZERO
    igst: Decimal = money.ZERO
    cess: Decimal = money.ZERO

    def __add__(self, other: Self) -> "Heads":
        """Head by head."""
        return Heads(self.cgst + other.cgst, self.sgst + other.sgst, self.igst + other.igst, self.cess + other.cess)

    @property
    def total(self) -> Decimal:
        """All heads together."""
        return self.cgst + self.sgst + self.igst + self.cess

    @property
    def is_split(self) -> bool:
        """Whether it carries both the heads of a State and that of inter-State trade, which no supply does."""
        return bool(self.igst) and bool(self.cgst or self.sgst)


def heads(taxable_value: Decimal, rate_percent: Decimal, head: TaxHead, cess_percent: Decimal = Decimal(0)) -> Heads:
    """The tax on a value, each head to the paisa; nothing where no tax is charged."""
    if head is TaxHead.NONE:
        return Heads()
    cess = money.rounded(taxable_value * cess_percent / _HUNDRED)
    if head is TaxHead.IGST:
        return Heads(igst=money.rounded(taxable_value * rate_percent / _HUNDRED), cess=cess)
    half = money.rounded(taxable_value * rate_percent / _HUNDRED / 2)
    return Heads(cgst=half, sgst=half, cess=cess)


def summed(parts: Iterable[Heads]) -> Heads:
    """All parts, head by head."""
    return sum(parts, Heads())


def value_within(price: Decimal, rate_percent: Decimal) -> Decimal:
    """The taxable value in a price that includes the tax (CGST Rules 2017, rule 35), to the paisa."""
    return money.rounded(price * _HUNDRED / (_HUNDRED + rate_percent))


def shared(amount: Decimal, values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """A discount on the whole invoice, shared among its lines by value (CGST Act 2017, s.15(3)(a)).

    Paise that rounding leaves over go to the lines one by one, so the shares always add up to `amount` to the paisa.
    """
    whole = sum(values, money.ZERO)
    if not whole:
        return tuple(money.ZERO for _ in values)
    shares, given, seen = [], money.ZERO, money.ZERO
    for value in values:
        seen += value
        due = money.rounded(amount * seen / whole)
        shares.append(due - given)
        given = due
    return tuple(shares)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line as it is asked: rupees a piece, rates in percent. `discount` is in rupees on the whole line."""

    quantity: Decimal
    unit_price: Decimal
    rate_percent: Decimal
    discount: Decimal = money.ZERO
    cess_percent: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal:
        """What the line comes to before anything on the whole invoice, to the paisa."""
        return money.rounded(self.quantity * self.unit_price) - self.discount


@dataclass(frozen=True, slots=True)
class Sum:
    """An invoice added up: the value before tax, the tax by head, and both together."""

    taxable_value: Decimal
    heads: Heads

    @property
    def total(self) -> Decimal:
        """What the buyer pays."""
        return self.taxable_value + self.heads.total


def added_up(
    lines: Sequence[PricedLine],
    head: TaxHead,
    *,
    includes_tax: bool = False,
    discount: Decimal = money.ZERO,
    freight: Decimal = money.ZERO,
) -> Sum:
    """The invoice of these lines, each head of each line to the paisa.

    discount, freight : rupees on the whole invoice, shared among the lines by value, so that each bears the rate of its
    line (CGST Act s.15(3)(a), s.15(2)(c), s.8(a)). With `includes_tax` they, too, include it (rule 35).
    """
    amounts = [line.amount for line in lines]
    shares = shared(freight - discount, amounts)
    within = includes_tax and head is not TaxHead.NONE
    values = [
        value_within(amount + share, line.rate_percent + line.cess_percent) if within else amount + share
        for line, amount, share in zip(lines, amounts, shares, strict=True)
    ]
    taxes = (
        heads(value, line.rate_percent, head, line.cess_percent) for line, value in zip(lines, values, strict=True)
    )
    return Sum(sum(values, money.ZERO), summed(taxes))
