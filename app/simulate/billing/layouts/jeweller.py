"""A jeweller's memo: weight, price a gram and value, 3 % of tax, framed and centred."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size + 0.5, margin=60)
    sheet.box(44, 44, sheet.width - 88, sheet.height - 200)
    manner = parties.Manner(("gstin", "phone"), None, 2.0, "centre")
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.width / 2, 56), sheet.inner, manner)
    sheet.write(sheet.width / 2, y + 4, f"*  {hand.title}  *", align="centre", bold=True)
    y += 2 * sheet.leading + 4
    if bill.buyer:
        manner = parties.Manner(("phone", "gstin"), hand.chance.pick(("Customer", "Name", "Sold To")), 1.0)
        end = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin, y), sheet.inner * 0.55, manner)
    else:
        end = y
    told = facts.of(bill, hand, ("invoice_number", "invoice_date", "place_of_supply"))
    y = max(end, facts.in_lines(sheet, hand, told, (sheet.right, y), align="right"))
    keys = ["serial", "description", "code", "measured", "price", "amount"]
    grid = Grid(sheet.margin, y + 10, sheet.inner, cells.columns(keys, hand), Ruling.BOXED)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(
        sheet, sums.of(bill, hand, opening=len(bill.rows) > 1), y + 4, sheet.margin + sheet.inner * 0.5, sheet.right
    )
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 6), sheet.inner)
    y = feet.conditions(sheet, hand, (sheet.margin, y + 10), sheet.inner)
    feet.signature(sheet, hand, bill, sheet.right, y + 4)
    return sheet


JEWELLER = Layout(
    "jeweller",
    Custom(
        Trade.JEWELLERY,
        lines=(1, 3),
        most=14,
        buyer="person",
        at_home=0.9,
        line_discounts=0.0,
        bill_discount=0.3,
        orders=0.0,
        credit=0.0,
        rounds=0.9,
    ),
    _draw,
)
