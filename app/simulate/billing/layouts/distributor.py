"""A distributor's long bill: sideways, every head of tax in columns of its own, carried forward from page to page."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Cell, Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import LANDSCAPE, Sheet
from app.values import money

_FACTS = (
    "invoice_number",
    "invoice_date",
    "due_date",
    "purchase_order",
    "eway_bill_no",
    "reverse_charge",
    "place_of_supply",
)
_NEEDED_BELOW = 150.0
_KEYS = ["serial", "description", "code", "quantity", "unit", "price", "gross", "discount", "taxable"]


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(LANDSCAPE, hand.font, 7.5, margin=26)
    y = _head(sheet, hand, bill)
    keys = [*_KEYS, *cells.tax_keys(bill), "total"]
    if not any(row.discount for row in bill.rows):
        keys = [key for key in keys if key not in ("gross", "discount")]
    grid = Grid(
        *(sheet.margin, y + 4, sheet.inner, cells.columns(keys, hand), Ruling.BOXED),
        limit=sheet.bottom - 20,
        broken=lambda y, count: _carried(sheet, hand, bill, y, count),
        fill=0.9,
    )
    y = draw(sheet, grid, [*cells.rows(bill, keys, hand), _total(bill, hand, keys)])
    if y > sheet.height - _NEEDED_BELOW:
        sheet.next_page()
        y = sheet.margin
    _foot(sheet, hand, bill, y)
    return sheet


def _head(sheet: Sheet, hand: Hand, bill: Bill) -> float:
    sheet.write(sheet.width / 2, 20, hand.title, bold=True, size=11, align="centre")
    third = sheet.inner / 3
    manner = parties.Manner(("gstin", "pan", "phone"), None)
    ends = [parties.write(sheet, hand, bill.supplier, "supplier", (sheet.margin, 36), third - 10, manner)]
    if bill.buyer:
        ends.append(parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin + third, 36), third - 10))
    told = facts.of(bill, hand, _FACTS)
    ends.append(facts.in_columns(sheet, hand, told, (sheet.margin + 2 * third, 36), third, split=0.5))
    return max(ends)


def _carried(sheet: Sheet, hand: Hand, bill: Bill, y: float, count: int) -> float:
    """Turn the page with what was added up so far; where the table goes on."""
    so_far = hand.amount(sum((row.total for row in bill.rows[:count]), money.ZERO))
    sheet.write(sheet.right - 3, y + 3, f"Carried forward {so_far}", align="right")
    sheet.next_page()
    sheet.write(sheet.margin, 20, f"{bill.supplier.name}  {hand.word('invoice_number')}{hand.colon}{bill.number}")
    sheet.write(sheet.right, 20, f"Page {sheet.pages}", align="right")
    sheet.write(sheet.right - 3, 34, f"Brought forward {so_far}", align="right")
    return 50


def _total(bill: Bill, hand: Hand, keys: list[str]) -> list[Cell]:
    totals = bill.totals
    amounts = {"taxable": ("taxable_value", totals.taxable_value)}
    amounts |= {head: (head, getattr(totals.heads, head)) for head in sums.heads(bill)}
    row = [Cell("Total", bold=True) if key == "description" else Cell() for key in keys]
    for at, key in enumerate(keys):
        if key in amounts:
            name, value = amounts[key]
            row[at] = Cell(hand.amount(value), (f"totals.{name}",), bold=True)
    row[-1] = Cell(hand.amount(totals.grand_total - totals.round_off), bold=True)
    return row


def _foot(sheet: Sheet, hand: Hand, bill: Bill, y: float) -> None:
    left = sheet.margin + sheet.inner * 0.68
    facts_below = [fact for fact in sums.of(bill, hand, opening=False) if fact.path in _BELOW]
    end = sums.write(sheet, facts_below, y + 4, left, sheet.right, ruled=True)
    below = feet.words(sheet, hand, bill, (sheet.margin, y + 6), sheet.inner * 0.6)
    feet.by_rate(sheet, hand, bill, sheet.margin, below + 4, sheet.inner * 0.5, ruling=Ruling.BOXED)
    feet.signature(sheet, hand, bill, sheet.right, end + 8)


_BELOW = ("totals.round_off", "totals.grand_total", "totals.amount_paid", "totals.amount_due")

DISTRIBUTOR = Layout(
    "distributor",
    Custom(Trade.GROCERY, lines=(14, 60), tax_by_line=True, line_discounts=0.5, eway=0.5, credit=0.8, one_rate=0.1),
    _draw,
    font="helvetica",
)
