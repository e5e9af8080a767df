"""What somebody made in a spreadsheet and printed without its lines."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet

_FACTS = ("invoice_number", "invoice_date", "purchase_order", "payment_terms", "place_of_supply")


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size + 1, margin=50)
    sheet.write(sheet.margin, 44, hand.title, bold=True)
    half = sheet.inner / 2
    manner = parties.Manner(("gstin", "phone"), hand.chance.pick((None, "")), 1.0)
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.margin, 66), half, manner)
    y = facts.in_columns(sheet, hand, facts.of(bill, hand, _FACTS), (sheet.margin, y + 10), half)
    if bill.buyer:
        manner = parties.Manner(("gstin", "state"), "", 1.0)
        y = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin, y + 10), half, manner)
    keys = hand.chance.pick(
        (
            ["serial", "description", "code", "quantity", "unit", "price", "amount"],
            ["description", "code", "quantity", "price", "rate", "taxable", "tax", "total"],
        )
    )
    grid = Grid(sheet.margin, y + 16, sheet.inner, cells.columns(keys, hand), Ruling.BARE)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(sheet, sums.of(bill, hand), y + 8, sheet.margin, sheet.right, align="right")
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 10), sheet.inner)
    feet.bank(sheet, hand, bill, (sheet.margin, y + 14))
    return sheet


SPREADSHEET = Layout(
    "spreadsheet", Custom(Trade.HARDWARE, lines=(1, 7), tax_by_line=True, line_discounts=0.0, credit=0.6), _draw
)
