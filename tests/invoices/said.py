"""Short ways to say in a test what a sentence should give."""

from datetime import date
from decimal import Decimal

from app.invoices.records import Said
from app.invoices.rules.sentences import assemble, sentence

TODAY = date(2026, 4, 10)


def read(text: str) -> Said:
    """What `text` says on the day of the tests, a Friday."""
    return sentence.read(text, on=TODAY)


def lines(text: str) -> list[tuple[str, str, str | None, str]]:
    """Goods, quantity, unit and price of each line of `text`."""
    return [
        (item.description, _plain(item.quantity), item.unit, _plain(assemble.unit_price(item)))
        for item in read(text).items
    ]


def total(text: str) -> Decimal:
    """What the draft of `text` comes to."""
    return assemble.draft(read(text), on=TODAY).total_amount


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
