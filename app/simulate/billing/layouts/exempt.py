"""A bill of supply: goods that bear no tax, or a seller under composition, who may charge none (CGST Act s.10(4))."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill, Kind
from app.simulate.billing.sheet import A5, Sheet

_COMPOSITION = "Composition taxable person, not eligible to collect tax on supplies"


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A5, hand.font, hand.size, margin=24)
    sheet.write(sheet.margin, 18, f"{hand.word('gstin')}{hand.colon}{bill.supplier.gstin}", "supplier.gstin")
    sheet.write(
        sheet.right, 18, f"{hand.word('phone')}{hand.colon}{bill.supplier.phone}", "supplier.phone", align="right"
    )
    sheet.write(sheet.width / 2, 32, hand.title, bold=True, align="centre")
    manner = parties.Manner((), None, 1.6, "centre")
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.width / 2, 44), sheet.inner, manner)
    if hand.chance.happens(0.5):
        sheet.write(sheet.width / 2, y, _COMPOSITION, size=6.5, align="centre")
        y += sheet.leading
    sheet.rule(sheet.margin, y + 2, sheet.right, y + 2)
    told = facts.of(bill, hand, ("invoice_number", "invoice_date"))
    facts.in_lines(sheet, hand, told[:1], (sheet.margin, y + 6), bold=True)
    facts.in_lines(sheet, hand, told[1:], (sheet.right, y + 6), align="right", bold=True)
    y += 10 + sheet.leading
    if bill.buyer:
        y = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin, y), sheet.inner, parties.Manner(("gstin",)))
    keys = ["serial", "description", "code", "quantity", "unit", "price", "untaxed"]
    if hand.chance.happens(0.3):
        keys.remove("code")
    ruling = hand.chance.pick((Ruling.COLUMNS, Ruling.BOXED))
    grid = Grid(sheet.margin, y + 4, sheet.inner, cells.columns(keys, hand), ruling, least=150)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    opening = bool(bill.totals.freight or bill.totals.round_off)
    y = sums.write(
        sheet, sums.of(bill, hand, opening=opening), y, sheet.margin + sheet.inner / 2, sheet.right, ruled=True
    )
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 4), sheet.inner)
    feet.signature(sheet, hand, bill, sheet.right, y + 8)
    return sheet


EXEMPT = Layout(
    "exempt",
    Custom(
        Trade.FRESH,
        Kind.BILL_OF_SUPPLY,
        lines=(1, 7),
        buyer="either",
        at_home=0.9,
        untaxed=True,
        line_discounts=0.0,
        freight=0.2,
        orders=0.0,
        credit=0.0,
    ),
    _draw,
)
