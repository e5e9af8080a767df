"""A consultant's letter: name and address across the top, few lines under service codes, hardly a ruling."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet

_FACTS = ("invoice_number", "invoice_date", "due_date", "payment_terms", "purchase_order", "place_of_supply")
_LETTERHEAD = parties.Manner(("phone", "email"), None, 1.7, "centre")


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size + 1, margin=54)
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.width / 2, 40), sheet.inner, _LETTERHEAD)
    sheet.rule(sheet.margin, y + 4, sheet.right, y + 4, weight=1.4)
    sheet.write(sheet.margin, y + 16, hand.title, bold=True, size=14)
    half, top = sheet.inner / 2, y + 46
    end = facts.in_columns(sheet, hand, facts.of(bill, hand, _FACTS), (sheet.margin + half + 10, top), half - 10)
    if bill.buyer:
        end = max(end, parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin, top), half - 14))
    keys = hand.chance.pick(
        (["serial", "service", "sac", "amount"], ["service", "sac", "quantity", "unit", "price", "amount"])
    )
    grid = Grid(
        sheet.margin, end + 16, sheet.inner, cells.columns(keys, hand), hand.chance.pick((Ruling.HEAD, Ruling.ROWS))
    )
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(sheet, sums.of(bill, hand), y + 6, sheet.margin + sheet.inner * 0.55, sheet.right)
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 8), sheet.inner) + 14
    _registrations(sheet, hand, bill, y)
    end = feet.bank(sheet, hand, bill, (sheet.margin, y + 3.5 * sheet.leading), heading="Please remit to")
    feet.signature(sheet, hand, bill, sheet.right, end + 10)
    return sheet


def _registrations(sheet: Sheet, hand: Hand, bill: Bill, y: float) -> None:
    """The numbers of the letter's sender stand below it."""
    supplier = bill.supplier
    sheet.write(sheet.margin, y, f"{hand.word('gstin')}{hand.colon}{supplier.gstin}", "supplier.gstin")
    sheet.write(sheet.margin, y + sheet.leading, f"{hand.word('pan')}{hand.colon}{supplier.pan}", "supplier.pan")


CONSULTANT = Layout(
    "consultant",
    Custom(
        Trade.SERVICES,
        lines=(1, 4),
        most=20,
        at_home=0.5,
        orders=0.6,
        credit=0.9,
        line_discounts=0.0,
        rounds=0.4,
        one_rate=1,
    ),
    _draw,
)
