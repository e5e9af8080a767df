"""The likeness of two documents as the row of numbers that scorers read; serving and training come through here."""

from math import log2

from app.books.records import DocumentKind
from app.fraud.rules.duplicates.likeness import Fact, Likeness
from ml_models.fraud.columns import COLUMNS, MOST_TIMES, PLACES

SIDES = {DocumentKind.SUPPLIER_BILL: "bill", DocumentKind.SALES_INVOICE: "invoice"}

Row = tuple[float, ...]


def row(kind: DocumentKind, alike: Likeness) -> Row:
    """The inputs of one pair, in the order of `COLUMNS`."""
    claims = {
        f"party_{alike.party}",
        f"amount_{alike.amount}",
        f"date_{alike.date}",
        f"{SIDES[kind]}_number_{alike.number}",
        f"{SIDES[kind]}_reference_{alike.reference}",
        f"items_{_items(alike)}",
        *_facts(alike),
    }
    values = [float(name in claims) for name in COLUMNS]
    values[PLACES["times_billed"]] = _power_of_two(alike.times_billed)
    values[PLACES["times_numbered"]] = _power_of_two(alike.times_numbered)
    return tuple(values)


def _power_of_two(times: int) -> float:
    return min(log2(max(times - 1, 1)), MOST_TIMES)


def _items(alike: Likeness) -> str:
    if alike.items is Fact.SAME:
        return "same_many" if alike.item_lines > 1 else "same_one"
    return str(alike.items)


def _facts(alike: Likeness) -> list[str]:
    facts = {
        "entered_by_differs": alike.entered_by is Fact.DIFFERS,
        "is_odd_amount": alike.is_odd_amount,
        "is_noted": alike.is_noted,
        "is_instalment": alike.is_instalment,
    }
    return [name for name, holds in facts.items() if holds]
