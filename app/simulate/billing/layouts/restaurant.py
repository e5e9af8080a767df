"""The bill of an eating house: narrow, few words, CGST and SGST of 2.5 % each at the foot."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import Sheet

_WIDTH = 226.0
_LABELS = {"invoice_number": "Bill No", "invoice_date": "Date"}


def _draw(bill: Bill, hand: Hand) -> Sheet:
    height = 300 + 30.0 * len(bill.rows)
    sheet = Sheet((_WIDTH, height), hand.font, 8, margin=10)
    middle = sheet.width / 2
    y = parties.write(
        sheet,
        hand,
        bill.supplier,
        "supplier",
        (middle, 12),
        sheet.inner,
        parties.Manner(details=("phone", "gstin"), heading=None, grows=1.5, align="centre"),
    )
    y += 4
    if hand.chance.happens(0.6):
        sheet.write(middle, y, hand.title, bold=True, align="centre")
        y += sheet.leading
    y = _facts(sheet, hand, bill, y)
    keys = hand.chance.pick(
        (["description", "quantity", "price", "amount"], ["serial", "description", "quantity", "price", "amount"])
    )
    grid = Grid(sheet.margin, y + 4, sheet.inner, cells.columns(keys, hand), Ruling.DASHES)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(sheet, sums.of(bill, hand), y + 4, sheet.margin + sheet.inner * 0.3, sheet.right)
    sheet.rule(sheet.margin, y + 2, sheet.right, y + 2, dash=True)
    sheet.write(
        middle, y + 8, hand.chance.pick(("Thank you! Visit again", "Thank You", "Have a nice day")), align="centre"
    )
    return sheet


def _facts(sheet: Sheet, hand: Hand, bill: Bill, y: float) -> float:
    sheet.rule(sheet.margin, y, sheet.right, y, dash=True)
    table, waiter = hand.chance.whole(1, 24), hand.chance.pick(("Raju", "Deepa", "Sunil", "A2"))
    told = facts.of(
        bill, hand, ("invoice_number", "invoice_date"), labels=_LABELS if hand.chance.happens(0.5) else None
    )
    facts.in_lines(sheet, hand, told[:1], (sheet.margin, y + 3))
    facts.in_lines(sheet, hand, told[1:], (sheet.right, y + 3), align="right")
    sheet.write(sheet.margin, y + 3 + sheet.leading, f"Table: {table}  Waiter: {waiter}")
    clock = f"{hand.chance.whole(11, 22)}:{hand.chance.whole(10, 59)}"
    sheet.write(sheet.right, y + 3 + sheet.leading, f"Time: {clock}", align="right")
    return y + 5 + 2 * sheet.leading


RESTAURANT = Layout(
    "restaurant",
    Custom(
        Trade.FOOD,
        lines=(1, 7),
        buyer="nobody",
        line_discounts=0.0,
        bill_discount=0.15,
        rounds=0.8,
        orders=0.0,
        credit=0.0,
    ),
    _draw,
)
