"""What the bills of a trade hold, and how often: the order from which one is drawn."""

from dataclasses import dataclass

from app.simulate.billing.goods import Trade
from app.simulate.billing.records import Kind


@dataclass(frozen=True, slots=True)
class Custom:
    """The custom of a trade's bills: what they hold, and how often (shares of 1).

    lines : least and most. most : of one thing, where it is counted by the dozen. buyer : "firm", "person", "either",
    "nobody" or "abroad". tax_by_line : whether each line's tax is rounded apart. untaxed : exempt, under composition,
    or by the recipient's reverse charge. detail : "batch" or "serial" under the descriptions
    """

    trade: Trade
    kind: Kind = Kind.TAX_INVOICE
    lines: tuple[int, int] = (1, 6)
    most: int = 60
    buyer: str = "firm"
    at_home: float = 0.6
    tax_by_line: bool = False
    includes_tax: bool = False
    untaxed: bool = False
    reverse_charge: bool = False
    line_discounts: float = 0.2
    bill_discount: float = 0.0
    freight: float = 0.0
    rounds: float = 0.6
    registers: float = 0.0
    ships: float = 0.0
    eway: float = 0.0
    orders: float = 0.3
    credit: float = 0.4
    paid: float = 0.0
    one_rate: float = 0.5
    printed_prices: bool = False
    detail: str = ""
