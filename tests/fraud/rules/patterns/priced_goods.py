"""Honest buying at list prices for tests of amounts: six makers, two years, quantities of all sizes."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from app.books.records import Document, Item
from tests.fraud.shop import DAY, bill, supplier

MAKERS = [supplier(f"Maker {n}") for n in range(6)]
GOODS = {"Ceiling fan": 1450, "LED bulb": 85, "Switch": 42, "Wire roll": 1190, "Geyser": 6400, "Iron": 730}


def trade(count: int = 400) -> list[Document]:
    """Honest bills of six makers over two years: list prices, quantities of all sizes, some orders."""
    chance = Random(7)
    held = []
    for n in range(count):
        goods = chance.sample(sorted(GOODS), 2)
        lines = [
            line(one, GOODS[one] * chance.uniform(0.97, 1.03), int(chance.lognormvariate(2, 1.3)) + 1) for one in goods
        ]
        held.append(
            of_lines(f"T{n}", lines, days=n * 700 // count, of=MAKERS[n % 6], reference=chance.choice(("PO-7", None)))
        )
    return held


def line(name: str, price: float, quantity: int) -> Item:
    """One line at a price of two places."""
    each = Decimal(str(price)).quantize(Decimal("0.01"))
    return Item(name, Decimal(quantity), each, Decimal(18), each * quantity)


def of_lines(number: str, lines: Sequence[Item], *, days: int, **known: Any) -> Document:
    """A bill over lines, so many days before the last day, with 18 % GST unless `tax` says otherwise."""
    net = sum((one.amount for one in lines), Decimal(0))
    tax = Decimal(known.pop("tax", net * 18 / 100)).quantize(Decimal("0.01"))
    return bill(number, net + tax, DAY - timedelta(days=days), tax=tax, items=tuple(lines), **known)
