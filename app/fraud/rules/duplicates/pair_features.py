"""The likeness of two documents as the row of numbers that scorers read; serving and training come through here."""

from math import log2

from app.books.records import DocumentKind
from app.fraud.rules.duplicates.likeness import Likeness
from ml_models.fraud.columns import COLUMNS, MOST_TIMES, PLACES

SIDES = {DocumentKind.SUPPLIER_BILL: "bill", DocumentKind.SALES_INVOICE: "invoice"}

Row = tuple[float, ...]


def row(kind: DocumentKind, alike: Likeness) -> Row:
    """The inputs of one pair, in the order of `COLUMNS`; what no column tells of (an unknown order) is left out."""
    side = SIDES[kind]
    values = [0.0] * len(COLUMNS)
    for name in (
        f"party_{alike.party.value}",
        f"amount_{alike.amount.value}",
        f"date_{alike.date.value}",
        f"goods_{alike.goods.value}",
        f"{side}_number_{alike.number.value}",
        f"{side}_order_{alike.order.value}",
        *_facts(alike, side),
    ):
        if name in PLACES:
            values[PLACES[name]] = 1.0
    values[PLACES["times_billed"]] = _power_of_two(alike.times_billed - 1)
    values[PLACES["times_so_close"]] = _power_of_two(alike.times_so_close + 1)
    values[PLACES["times_numbered"]] = _power_of_two(alike.times_numbered - 1)
    return tuple(values)


def _power_of_two(times: int) -> float:
    return min(log2(max(times, 1)), MOST_TIMES)


def _facts(alike: Likeness, side: str) -> list[str]:
    facts = {
        "is_by_another": alike.is_by_another,
        "is_from_elsewhere": alike.is_from_elsewhere,
        "is_together": alike.is_together,
        "is_late": alike.is_late,
        "is_odd_amount": alike.is_odd_amount,
        "is_taken_back": alike.is_taken_back,
        "are_parts": alike.are_parts,
        "are_copies": alike.are_copies,
        "are_strangers_by_chance": alike.are_strangers_by_chance,
        "is_one_more": alike.is_one_more,
        "has_foreign_number": alike.has_foreign_number,
        f"{side}s_are_settled": alike.are_settled,
    }
    return [name for name, holds in facts.items() if holds]
