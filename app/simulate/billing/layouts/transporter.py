"""A carrier's consignment note and bill in one: no tax on it, because the consignee owes it by reverse charge
(13/2017-CT(R), S.No. 1)."""

from app.simulate import names
from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet

_HEAD = parties.Manner(("phone", "gstin", "pan"), None, 1.8, "centre")
CONSIGNOR = ""
"""Who handed the goods over is no party of the bill: the wire has no path for him."""
_FACTS = ("invoice_number", "invoice_date", "eway_bill_no", "place_of_supply")


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size, margin=40)
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.width / 2, 34), sheet.inner, _HEAD)
    sheet.box(sheet.margin, 28, sheet.inner, y - 24)
    y = facts.in_boxes(sheet, _facts(bill, hand), (sheet.margin, y + 4), sheet.inner, across=3)
    half = sheet.inner / 2
    ends = [y]
    if bill.ship_to:
        manner = parties.Manner(("gstin",), "Consignor")
        ends.append(
            parties.write(sheet, hand, bill.ship_to, CONSIGNOR, (sheet.margin + half + 3, y + 3), half - 6, manner)
        )
    if bill.buyer:
        manner = parties.Manner(("gstin", "state"), hand.chance.pick(("Consignee (Billed to)", "Bill To", "Party")))
        ends.append(parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin + 3, y + 3), half - 6, manner))
    sheet.box(sheet.margin, y, sheet.inner, max(ends) - y + 3)
    keys = ["serial", "service", "sac", "quantity", "price", "amount"]
    grid = Grid(sheet.margin, max(ends) + 3, sheet.inner, cells.columns(keys, hand), Ruling.COLUMNS, least=110)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(sheet, sums.closing(bill, hand), y, sheet.margin + sheet.inner * 0.6, sheet.right, ruled=True)
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 6), sheet.inner)
    rate = hand.percent(bill.rows[0].rate_percent)
    note = f"GST @ {rate}% is payable by the recipient under reverse charge. We have not availed input tax credit."
    y = sheet.paragraph(sheet.margin, y + 4, sheet.inner, note)
    sheet.write(sheet.margin, y, f"Tax payable on reverse charge: {hand.yes_no[0]}", "reverse_charge")
    y = feet.conditions(
        sheet, hand, (sheet.margin, y + 2 * sheet.leading), sheet.inner * 0.6, heading="AT OWNER'S RISK"
    )
    feet.signature(sheet, hand, bill, sheet.right, y + 6)
    return sheet


def _facts(bill: Bill, hand: Hand) -> list[facts.Fact]:
    labels = {"invoice_number": hand.chance.pick(("Bill No", "Freight Bill No", "Invoice No."))}
    told = facts.of(bill, hand, _FACTS, labels=labels)
    lorry = f"{hand.chance.pick(('GJ05', 'MH12', 'PB10', 'TN07'))} {hand.chance.letters(2)} {hand.chance.digits(4)}"
    told.append(facts.Fact("Vehicle No", lorry))
    told.append(facts.Fact("L.R. / C.N. No", hand.chance.digits(6)))
    return [*told, facts.Fact("Driver's Mobile", names.phone(hand.chance)[3:])]


TRANSPORTER = Layout(
    "transporter",
    Custom(
        Trade.TRANSPORT,
        lines=(1, 2),
        most=3,
        untaxed=True,
        reverse_charge=True,
        line_discounts=0.0,
        ships=0.6,
        eway=0.5,
        orders=0.0,
        credit=0.0,
    ),
    _draw,
)
