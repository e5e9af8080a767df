"""The lines of a bill as cells of a table: which column shows what, and which path of the wire it tells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.simulate.billing.grids import Cell, Column
from app.simulate.billing.hand import Hand
from app.simulate.billing.records import Bill, Row


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of column: the word for its head, its usual part of the width, its side, the paths and the text."""

    word: str
    share: float
    align: str
    tells: tuple[str, ...]
    text: Callable[[Row, Hand], str]


def _half(row: Row) -> Decimal:
    return row.rate_percent / 2


def _measured(row: Row, hand: Hand) -> str:
    return f"{hand.count(row.quantity)} {row.unit}"


def _percent_off(row: Row, hand: Hand) -> str:
    return hand.percent(row.discount_percent) if row.discount_percent else ""


KINDS: Mapping[str, Kind] = {
    "description": Kind("description", 4.2, "left", ("description",), lambda row, hand: row.description),
    "service": Kind("service", 4.6, "left", ("description",), lambda row, hand: row.description),
    "code": Kind("code", 1.2, "centre", ("hsn_sac",), lambda row, hand: row.code),
    "sac": Kind("sac", 1.2, "centre", ("hsn_sac",), lambda row, hand: row.code),
    "quantity": Kind("quantity", 0.9, "right", ("quantity",), lambda row, hand: hand.count(row.quantity)),
    "unit": Kind("unit", 0.8, "centre", ("unit",), lambda row, hand: row.unit),
    "measured": Kind("quantity", 1.3, "right", ("quantity", "unit"), _measured),
    "price": Kind("price", 1.2, "right", ("unit_price",), lambda row, hand: hand.amount(row.unit_price)),
    "mrp": Kind("mrp", 1.1, "right", (), lambda row, hand: hand.amount(row.printed_price or row.unit_price)),
    "gross": Kind("gross", 1.3, "right", (), lambda row, hand: hand.amount(row.gross)),
    "discount_percent": Kind("discount_percent", 0.8, "right", (), _percent_off),
    "discount": Kind("discount", 1.1, "right", ("discount",), lambda row, hand: hand.amount(row.discount)),
    "taxable": Kind("taxable", 1.4, "right", ("taxable_value",), lambda row, hand: hand.amount(row.taxable_value)),
    "amount": Kind("amount", 1.5, "right", ("taxable_value",), lambda row, hand: hand.amount(row.taxable_value)),
    "untaxed": Kind("amount", 1.5, "right", ("total",), lambda row, hand: hand.amount(row.total)),
    "rate": Kind("rate", 0.8, "right", ("gst_rate",), lambda row, hand: hand.rate(row.rate_percent)),
    "cgst_rate": Kind("cgst_rate", 0.8, "right", ("gst_rate",), lambda row, hand: hand.rate(_half(row))),
    "cgst": Kind("cgst", 1.2, "right", ("cgst",), lambda row, hand: hand.amount(row.heads.cgst)),
    "sgst_rate": Kind("sgst_rate", 0.8, "right", ("gst_rate",), lambda row, hand: hand.rate(_half(row))),
    "sgst": Kind("sgst", 1.2, "right", ("sgst",), lambda row, hand: hand.amount(row.heads.sgst)),
    "igst_rate": Kind("igst_rate", 0.8, "right", ("gst_rate",), lambda row, hand: hand.rate(row.rate_percent)),
    "igst": Kind("igst", 1.2, "right", ("igst",), lambda row, hand: hand.amount(row.heads.igst)),
    "cess": Kind("cess", 1.0, "right", ("cess",), lambda row, hand: hand.amount(row.heads.cess)),
    "tax": Kind("tax", 1.2, "right", (), lambda row, hand: hand.amount(row.heads.total)),
    "total": Kind("total", 1.5, "right", ("total",), lambda row, hand: hand.amount(row.total)),
}  # fmt: skip


def columns(keys: Sequence[str], hand: Hand) -> list[Column]:
    """Columns in their order; "serial" counts the lines, "blank" is an empty one."""
    return [_column(key, hand) for key in keys]


def rows(bill: Bill, keys: Sequence[str], hand: Hand) -> list[list[Cell]]:
    """All lines of a bill."""
    return [[cell(row, number, key, hand) for key in keys] for number, row in enumerate(bill.rows)]


def cell(row: Row, number: int, key: str, hand: Hand) -> Cell:
    """What one line shows in one column."""
    if key == "serial":
        return Cell(str(number + 1))
    kind = KINDS[key]
    under = (row.detail,) if row.detail and key in ("description", "service") else ()
    text = kind.text(row, hand)
    return Cell(text, tuple(f"lines.{number}.{name}" for name in kind.tells) if text else (), under)


def tax_keys(bill: Bill, *, with_rates: bool = True) -> list[str]:
    """The columns of the heads that a bill bears, with or without their rates, and of the cess where there is one."""
    heads = ["igst"] if bill.is_inter_state else ["cgst", "sgst"]
    keys = [key for head in heads for key in ((f"{head}_rate", head) if with_rates else (head,))]
    return keys + (["cess"] if bill.totals.heads.cess else [])


def _column(key: str, hand: Hand) -> Column:
    if key == "serial":
        return Column(hand.word("serial"), 0.6, "centre")
    kind = KINDS[key]
    return Column(hand.word(kind.word), kind.share, kind.align)
