"""An export under a letter of undertaking: dollars, no tax, and the same in rupees (IGST Act s.16)."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, portal_mark, sums
from app.simulate.billing.records import Bill, Kind
from app.simulate.billing.sheet import A4, Sheet
from app.values import money

_FACTS = ("invoice_number", "invoice_date", "purchase_order", "payment_terms", "place_of_supply")
_NOTE = "SUPPLY MEANT FOR EXPORT UNDER LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX"


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size, margin=34)
    sheet.write(sheet.width / 2, 28, hand.title, bold=True, size=13, align="centre")
    sheet.write(sheet.width / 2, 46, _NOTE, size=6.5, align="centre")
    top = portal_mark.write(sheet, hand, bill, (sheet.margin, 60), sheet.inner)
    half = sheet.inner / 2
    manner = parties.Manner(("gstin", "pan", "email"), "Exporter")
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.margin + 3, top + 3), half - 6, manner)
    end = facts.in_columns(sheet, hand, facts.of(bill, hand, _FACTS), (sheet.margin + half + 3, top + 3), half - 6)
    end = _shipment(sheet, hand, bill, sheet.margin + half + 3, end)
    if bill.buyer:
        sheet.rule(sheet.margin, y, sheet.margin + half, y)
        heading = parties.Manner((), hand.chance.pick(("Buyer", "Bill To", "Sold to")))
        y = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin + 3, y + 3), half - 6, heading)
    y = max(y, end)
    sheet.box(sheet.margin, top, half, y - top)
    sheet.box(sheet.margin + half, top, half, y - top)
    keys = ["serial", "description", "code", "measured", "price", "amount"]
    grid = Grid(sheet.margin, y + 4, sheet.inner, cells.columns(keys, hand), Ruling.BOXED, fill=0.9)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    told = [facts.Fact(f"IGST @ 0% ({hand.chance.pick(('LUT', 'Under LUT', 'Bond/LUT'))})", "0.00", "totals.igst")]
    y = sums.write(sheet, [*told, *sums.closing(bill, hand)], y + 2, sheet.margin + half, sheet.right)
    _rupees(sheet, bill, y + 2)
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 2 * sheet.leading + 4), sheet.inner)
    sheet.paragraph(sheet.margin, y + 6, sheet.inner * 0.6, feet.DECLARATION, size=sheet.size * 0.9)
    feet.signature(sheet, hand, bill, sheet.right, y + 34)
    return sheet


def _shipment(sheet: Sheet, hand: Hand, bill: Bill, x: float, y: float) -> float:
    port = hand.chance.pick(("Nhava Sheva", "Mundra", "Chennai", "Cochin"))
    where = bill.buyer.place.split(", ")[-1] if bill.buyer else ""
    lines = (f"Port of Loading: {port}", f"Country of Destination: {where}", f"LUT ARN: AD24{hand.chance.digits(11)}")
    for line in lines:
        sheet.write(x, y, line)
        y += sheet.leading
    return y


def _rupees(sheet: Sheet, bill: Bill, y: float) -> None:
    rate = bill.exchange_rate or money.ZERO
    value = money.rounded(bill.totals.grand_total * rate)
    sheet.write(
        sheet.right - 3, y, f"Exchange rate 1 USD = {rate} / FOB value in local currency {value}", align="right"
    )


EXPORTER = Layout(
    "exporter",
    Custom(
        Trade.HANDICRAFT,
        Kind.EXPORT_INVOICE,
        lines=(1, 5),
        most=900,
        buyer="abroad",
        line_discounts=0.0,
        registers=0.3,
        orders=0.8,
        credit=0.6,
    ),
    _draw,
)
