"""A hand that begins at the right: amounts first and descriptions last, parties and facts on changed sides."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet

_FACTS = ("invoice_number", "invoice_date", "due_date", "reverse_charge", "place_of_supply")


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size, margin=40)
    manner = parties.Manner(("gstin", "pan", "phone", "email"), None, 1.5, "right")
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.right, 36), sheet.inner * 0.5, manner)
    sheet.write(sheet.margin, 36, hand.title, bold=True, size=15)
    end = facts.in_columns(sheet, hand, facts.of(bill, hand, _FACTS), (sheet.margin, 62), sheet.inner * 0.45)
    y = max(y, end) + 12
    if bill.buyer:
        manner = parties.Manner(("gstin", "state", "phone"))
        y = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin, y), sheet.inner * 0.5, manner)
    keys = ["taxable", "rate", "price", "unit", "quantity", "code", "description", "serial"]
    ruling = hand.chance.pick((Ruling.BOXED, Ruling.ROWS, Ruling.HEAD))
    grid = Grid(sheet.margin, y + 12, sheet.inner, cells.columns(keys, hand), ruling, fill=0.85)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(sheet, sums.of(bill, hand), y + 6, sheet.margin, sheet.margin + sheet.inner * 0.42)
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 8), sheet.inner, stacked=True)
    y = feet.conditions(sheet, hand, (sheet.margin, y + 8), sheet.inner * 0.5)
    feet.signature(sheet, hand, bill, sheet.right, y)
    return sheet


MIRRORED = Layout(
    "mirrored",
    Custom(Trade.ELECTRONICS, lines=(1, 5), most=10, tax_by_line=True, line_discounts=0.0, credit=0.6),
    _draw,
)
