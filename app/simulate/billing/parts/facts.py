"""Number, date and the like: a label and what it says, in one line, in two columns, or one above the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.simulate.billing.hand import Hand
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands behind a label, and the path it tells; `path` is "" for what the wire does not know."""

    label: str
    text: str
    path: str = ""


def of(bill: Bill, hand: Hand, keys: Sequence[str], *, labels: Mapping[str, str] | None = None) -> list[Fact]:
    """Those of `keys` that the bill has, in this order; `labels` in place of the hand's own words."""
    said = _said(bill, hand)
    named = labels or {}
    return [Fact(named.get(key) or hand.word(key), text, key) for key in keys if (text := said[key])]


def in_lines(
    sheet: Sheet, hand: Hand, facts: Sequence[Fact], at: tuple[float, float], *, align: str = "left", bold: bool = False
) -> float:
    """`Label: text`, one below the other; where they end."""
    x, y = at
    for fact in facts:
        _write(sheet, x, y, f"{fact.label}{hand.colon}{fact.text}", fact, align=align, bold=bold)
        y += sheet.leading
    return y


def in_columns(
    sheet: Sheet, hand: Hand, facts: Sequence[Fact], at: tuple[float, float], width: float, *, split: float = 0.45
) -> float:
    """Labels in one column, texts in another; where they end."""
    x, y = at
    mark = hand.colon.strip()
    widest = max((sheet.length(fact.label) for fact in facts), default=0.0)
    split = min(max(split, (widest + 6) / width), 0.75)
    for fact in facts:
        sheet.write(x, y, fact.label)
        lead = f"{mark} " if mark else ""
        left = x + width * split
        for number, line in enumerate(sheet.wrapped(lead + fact.text, width * (1 - split), bold=True)):
            sheet.write(left, y + number * sheet.leading, line, bold=True)
        y += sheet.leading * len(sheet.wrapped(lead + fact.text, width * (1 - split), bold=True))
        _tell(sheet, fact)
    return y


def in_boxes(sheet: Sheet, facts: Sequence[Fact], at: tuple[float, float], width: float, *, across: int = 2) -> float:
    """A grid of boxes, each with the label above its text, as on forms; where it ends."""
    x, y = at
    height, cell = sheet.leading * 2 + 5, width / across
    for number, fact in enumerate(facts):
        left, top = x + number % across * cell, y + number // across * height
        sheet.box(left, top, cell, height)
        sheet.write(left + 3, top + 2, fact.label, size=sheet.size * 0.9)
        _write(sheet, left + 3, top + 2 + sheet.leading, fact.text, fact, bold=True)
    return y + -(-len(facts) // across) * height


def _write(sheet: Sheet, x: float, y: float, text: str, fact: Fact, *, align: str = "left", bold: bool = False) -> None:
    sheet.write(x, y, text, align=align, bold=bold)
    _tell(sheet, fact)


def _tell(sheet: Sheet, fact: Fact) -> None:
    if fact.path:
        sheet.tell(fact.text, fact.path)


def _said(bill: Bill, hand: Hand) -> Mapping[str, str]:
    registered = bill.registered
    return {
        "invoice_number": bill.number,
        "invoice_date": hand.date(bill.issued_on),
        "due_date": hand.date(bill.due_on) if bill.due_on else "",
        "purchase_order": bill.order_number or "",
        "payment_terms": bill.terms or "",
        "place_of_supply": hand.state(bill.place_of_supply),
        "reverse_charge": hand.yes_no[0] if bill.reverse_charge else hand.yes_no[1],
        "irn": registered.irn if registered else "",
        "ack_no": registered.ack_no if registered else "",
        "ack_date": hand.date(registered.ack_date) if registered else "",
        "eway_bill_no": bill.eway_bill or "",
    }
