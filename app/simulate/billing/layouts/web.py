"""The bill of a program on the web: a large word on top, light lines, and the sender at the foot of the page."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet

_FACTS = ("invoice_number", "invoice_date", "due_date", "purchase_order")


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size + 0.5, margin=48)
    sheet.write(sheet.margin, 46, hand.title, bold=True, size=22)
    end = facts.in_columns(sheet, hand, facts.of(bill, hand, _FACTS), (sheet.margin, 86), sheet.inner * 0.42)
    if bill.buyer:
        manner = parties.Manner(("email", "gstin"))
        place = (sheet.margin + sheet.inner * 0.55, 86.0)
        end = max(end, parties.write(sheet, hand, bill.buyer, "buyer", place, sheet.inner * 0.45, manner))
    supply = facts.of(bill, hand, ("place_of_supply", "reverse_charge"))
    y = facts.in_lines(sheet, hand, supply, (sheet.margin, end + 8))
    heads = cells.tax_keys(bill, with_rates=False)
    keys = hand.chance.pick(
        (
            ["service", "sac", "quantity", "price", "rate", *heads, "total"],
            ["service", "sac", "rate", "taxable", "total"],
        )
    )
    grid = Grid(sheet.margin, y + 14, sheet.inner, cells.columns(keys, hand), Ruling.ROWS)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(sheet, sums.of(bill, hand), y + 10, sheet.margin + sheet.inner * 0.55, sheet.right)
    if hand.chance.happens(0.6):
        feet.words(sheet, hand, bill, (sheet.margin, y + 10), sheet.inner)
    _sender(sheet, hand, bill)
    return sheet


def _sender(sheet: Sheet, hand: Hand, bill: Bill) -> None:
    top = sheet.bottom - 8.5 * sheet.leading
    sheet.rule(sheet.margin, top - 6, sheet.right, top - 6)
    heading = hand.chance.pick(("Issued by", "From", "Seller"))
    manner = parties.Manner(("gstin", "phone", "email"), heading)
    parties.write(sheet, hand, bill.supplier, "supplier", (sheet.margin, top), sheet.inner, manner)


WEB = Layout(
    "web",
    Custom(
        Trade.SERVICES,
        lines=(1, 5),
        most=12,
        buyer="either",
        at_home=0.4,
        tax_by_line=True,
        line_discounts=0.0,
        credit=0.7,
        rounds=0.2,
    ),
    _draw,
)
