"""Credit and debit notes, which name the invoice that they correct (CGST Act s.34; CGST Rules, rule 53)."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, portal_mark, sums
from app.simulate.billing.records import Bill, Kind
from app.simulate.billing.sheet import A4, Sheet

_REASONS = ("Goods returned", "Rate difference", "Short supply", "Damaged in transit")


def _credit(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size)
    manner = parties.Manner(("gstin", "state", "phone"), None, 1.4)
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.margin, 34), sheet.inner * 0.55, manner)
    sheet.write(sheet.right, 34, hand.title, bold=True, size=15, align="right")
    labels = {"invoice_number": "Credit Note No.", "invoice_date": "Date"}
    told = [*facts.of(bill, hand, ("invoice_number", "invoice_date"), labels=labels), *_against(bill, hand)]
    end = facts.in_lines(sheet, hand, told, (sheet.right, 58), align="right")
    y = portal_mark.write(sheet, hand, bill, (sheet.margin, max(y, end) + 6), sheet.inner)
    if bill.buyer:
        y = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin, y + 4), sheet.inner / 2)
    keys = ["serial", "description", "code", "quantity", "unit", "price", "taxable", *cells.tax_keys(bill), "total"]
    grid = Grid(sheet.margin, y + 8, sheet.inner, cells.columns(keys, hand), Ruling.ROWS, fill=0.9)
    y = draw(sheet, grid, cells.rows(bill, keys, hand))
    y = sums.write(sheet, sums.of(bill, hand), y + 4, sheet.margin + sheet.inner * 0.6, sheet.right)
    sheet.write(sheet.margin, y, f"Reason: {hand.chance.pick(_REASONS)}")
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 2 * sheet.leading), sheet.inner)
    feet.signature(sheet, hand, bill, sheet.right, y + 14)
    return sheet


def _debit(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size, margin=46)
    sheet.write(sheet.width / 2, 34, hand.title, bold=True, size=13, align="centre")
    manner = parties.Manner(("gstin", "email"), None, 1.3, "centre")
    y = parties.write(sheet, hand, bill.supplier, "supplier", (sheet.width / 2, 54), sheet.inner, manner)
    labels = {"invoice_number": "Debit Note No", "invoice_date": "Dated"}
    told = facts.of(bill, hand, ("invoice_number", "invoice_date", "place_of_supply"), labels=labels)
    y = facts.in_boxes(sheet, [*told, *_against(bill, hand)], (sheet.margin, y + 6), sheet.inner, across=3)
    if bill.buyer:
        manner = parties.Manner(("gstin", "state"), "Party's Details")
        y = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin + 3, y + 4), sheet.inner, manner)
    keys = ["description", "code", "measured", "price", "rate", "amount"]
    y = draw(
        sheet,
        Grid(sheet.margin, y + 6, sheet.inner, cells.columns(keys, hand), Ruling.BOXED),
        cells.rows(bill, keys, hand),
    )
    y = sums.write(sheet, sums.of(bill, hand, by_rate=True), y, sheet.margin + sheet.inner / 2, sheet.right, ruled=True)
    y = feet.words(sheet, hand, bill, (sheet.margin, y + 6), sheet.inner, stacked=True)
    sheet.write(sheet.margin, y + 6, f"Being: {hand.chance.pick(_REASONS)}")
    feet.signature(sheet, hand, bill, sheet.right, y + 24)
    return sheet


def _against(bill: Bill, hand: Hand) -> list[facts.Fact]:
    """The corrected invoice; the wire has no field for it."""
    if bill.against is None:
        return []
    number, day = bill.against
    return [facts.Fact("Original Invoice No.", number), facts.Fact("Original Invoice Date", hand.date(day))]


CREDIT_NOTE = Layout(
    "credit_note",
    Custom(
        Trade.ELECTRONICS,
        Kind.CREDIT_NOTE,
        lines=(1, 4),
        most=12,
        tax_by_line=True,
        registers=0.2,
        orders=0.0,
        credit=0.0,
    ),
    _credit,
)
DEBIT_NOTE = Layout(
    "debit_note",
    Custom(Trade.HARDWARE, Kind.DEBIT_NOTE, lines=(1, 3), most=20, tax_by_line=True, orders=0.0, credit=0.0),
    _debit,
)
