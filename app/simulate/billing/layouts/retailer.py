"""A shop's half sheet: printed prices, a discount on each line, and how much was saved."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A5, Sheet


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet((A5[1], A5[0]), hand.font, 7.5, margin=22)
    manner = parties.Manner(("phone", "gstin"), None, 1.8)
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.margin, 18), sheet.inner * 0.5, manner)
    x = sheet.margin + sheet.inner * 0.62
    sheet.write(x, 18, hand.title, bold=True, size=11)
    told = facts.of(bill, hand, ("invoice_number", "invoice_date", "payment_terms"))
    end = facts.in_lines(sheet, hand, told, (x, 34))
    if bill.buyer:
        manner = parties.Manner(("phone", "gstin"), hand.chance.pick(("Customer:", "Bill To:", "M/s")), 1.0)
        end = parties.write(sheet, hand, bill.buyer, "buyer", (x, end + 3), sheet.inner * 0.38, manner)
    keys = ["serial", "description", "code", "mrp", "price", "measured", "discount", "rate", "taxable"]
    grid = Grid(sheet.margin, max(y, end) + 5, sheet.inner, cells.columns(keys, hand), Ruling.COLUMNS)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    saved = sum((row.discount for row in bill.rows), start=bill.totals.discount)
    if saved:
        sheet.write(sheet.margin, y + 6, f"You saved {hand.amount(saved)} on this purchase")
    feet.words(sheet, hand, bill, (sheet.margin, y + 6 + sheet.leading), sheet.inner * 0.52)
    y = sums.write(sheet, sums.of(bill, hand), y + 3, sheet.margin + sheet.inner * 0.62, sheet.right)
    sheet.write(sheet.margin, y, hand.chance.pick(feet.CONDITIONS), size=6.5)
    return sheet


RETAILER = Layout(
    "retailer",
    Custom(
        Trade.ELECTRONICS,
        lines=(1, 5),
        most=4,
        buyer="either",
        at_home=0.95,
        tax_by_line=True,
        line_discounts=0.8,
        printed_prices=True,
        orders=0.0,
        credit=0.2,
        paid=0.6,
        rounds=0.9,
    ),
    _draw,
)
