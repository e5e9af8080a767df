"""A chemist's wholesale bill: batches and expiry under the names, printed prices, discounts in percent."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A5, Sheet

_FACTS = ("invoice_number", "invoice_date", "due_date", "payment_terms")


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet((A5[1] * 1.2, A5[0] * 1.2), hand.font, 8, margin=20)
    third = sheet.inner / 3
    manner = parties.Manner(("phone", "gstin"), None, 1.4)
    ends = [parties.write(sheet, hand, bill.supplier, "supplier", (sheet.margin, 20), third - 8, manner)]
    sheet.write(sheet.margin, ends[0], f"D.L. No: {hand.chance.letters(2)}-{hand.chance.digits(6)}")
    sheet.write(sheet.width / 2, 20, hand.title, bold=True, size=10, align="centre")
    ends.append(facts.in_columns(sheet, hand, facts.of(bill, hand, _FACTS), (sheet.margin + third, 40), third - 8))
    if bill.buyer:
        place = (sheet.margin + 2 * third, 20.0)
        ends.append(parties.write(sheet, hand, bill.buyer, "buyer", place, third, parties.Manner(("gstin", "state"))))
    keys = [
        "quantity",
        "unit",
        "description",
        "code",
        "mrp",
        "price",
        "discount_percent",
        "taxable",
        *cells.tax_keys(bill),
    ]
    grid = Grid(
        sheet.margin, max(ends) + sheet.leading + 4, sheet.inner, cells.columns(keys, hand), Ruling.COLUMNS, least=120
    )
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    feet.by_rate(sheet, hand, bill, sheet.margin, y + 4, sheet.inner * 0.5, ruling=Ruling.HEAD)
    y = sums.write(sheet, sums.of(bill, hand), y + 4, sheet.margin + sheet.inner * 0.66, sheet.right)
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 2), sheet.inner)
    feet.signature(sheet, hand, bill, sheet.right, y)
    return sheet


CHEMIST = Layout(
    "chemist",
    Custom(
        Trade.MEDICINE,
        lines=(2, 7),
        tax_by_line=True,
        line_discounts=0.6,
        printed_prices=True,
        orders=0.0,
        credit=0.7,
        detail="batch",
        at_home=0.85,
    ),
    _draw,
)
