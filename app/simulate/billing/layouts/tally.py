"""The boxed form of the accounting program that most small firms use: parties on the left, a grid of facts on the
right, taxes as lines of the table, and the tax of each code below."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Cell, Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, portal_mark, sums
from app.simulate.billing.parts.facts import Fact
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet

_GRID = ("invoice_number", "invoice_date", "eway_bill_no", "payment_terms", "purchase_order", "due_date")
_KEYS = ["serial", "description", "code", "measured", "price", "unit", "discount_percent", "amount"]
_LABELS = {"payment_terms": "Mode/Terms of Payment", "purchase_order": "Buyer's Order No.", "invoice_date": "Dated"}


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size, margin=30)
    sheet.write(sheet.width / 2, 26, hand.title, bold=True, size=12, align="centre")
    top = portal_mark.write(sheet, hand, bill, (sheet.margin, 44), sheet.inner)
    left, half = sheet.margin, sheet.inner / 2
    y = _parties(sheet, hand, bill, left, top, half)
    told = facts.of(bill, hand, _GRID, labels=_LABELS)
    spare = (Fact("Delivery Note", ""), Fact("Dispatched through", ""), Fact("Destination", ""))
    end = facts.in_boxes(sheet, [*told, *spare], (left + half, top), half)
    y = max(y, end)
    sheet.box(left, top, half, y - top)
    sheet.box(left + half, top, half, y - top)
    y = _lines(sheet, hand, bill, left, y)
    y = feet.words(sheet, hand, bill, (left + 3, y + 3), sheet.inner - 6, stacked=True)
    if bill.totals.heads.total and y < sheet.height - 210:
        y = feet.by_code(sheet, hand, bill, left, y + 4, sheet.inner)
    _foot(sheet, hand, bill, left, y + 6)
    return sheet


def _parties(sheet: Sheet, hand: Hand, bill: Bill, left: float, top: float, half: float) -> float:
    y = parties.write(
        sheet,
        hand,
        bill.supplier,
        "supplier",
        (left + 3, top + 2),
        half - 6,
        parties.Manner(details=("gstin", "state", "email"), heading=None),
    )
    if bill.ship_to:
        sheet.rule(left, y, left + half, y)
        y = parties.write(
            sheet,
            hand,
            bill.ship_to,
            "ship_to",
            (left + 3, y + 2),
            half - 6,
            parties.Manner(heading="Consignee (Ship to)"),
        )
    if bill.buyer:
        sheet.rule(left, y, left + half, y)
        y = parties.write(
            sheet, hand, bill.buyer, "buyer", (left + 3, y + 2), half - 6, parties.Manner(heading="Buyer (Bill to)")
        )
    place = facts.of(bill, hand, ("place_of_supply",), labels={"place_of_supply": "Place of Supply"})
    return facts.in_lines(sheet, hand, place, (left + 3, y)) + 2


def _lines(sheet: Sheet, hand: Hand, bill: Bill, left: float, top: float) -> float:
    keys = [key for key in _KEYS if key != "discount_percent" or any(row.discount for row in bill.rows)]
    rows = cells.rows(bill, keys, hand)
    blank = [Cell()] * (len(keys) - 3)
    for fact in sums.of(bill, hand, opening=False)[:-1]:
        tells = (fact.path,) if fact.path else ()
        rows.append([Cell(), Cell(fact.label, bold=True), *blank, Cell(fact.text, tells, bold=True)])
    total = Cell(hand.money(bill.totals.grand_total), ("totals.grand_total",), bold=True)
    rows.append([Cell(), Cell("Total", bold=True), *blank, total])
    grid = Grid(left, top, sheet.inner, cells.columns(keys, hand), Ruling.COLUMNS, least=180)
    return draw(sheet, grid, rows)


def _foot(sheet: Sheet, hand: Hand, bill: Bill, left: float, y: float) -> None:
    sheet.write(left, y, f"Company's PAN : {bill.supplier.pan}", "supplier.pan")
    sheet.paragraph(
        left, y + sheet.leading * 2, sheet.inner * 0.45, f"Declaration: {feet.DECLARATION}", size=sheet.size * 0.9
    )
    end = feet.bank(sheet, hand, bill, (left + sheet.inner * 0.55, y), heading="Company's Bank Details")
    feet.signature(sheet, hand, bill, sheet.right, end + 4)
    sheet.write(sheet.width / 2, sheet.height - 22, "This is a Computer Generated Invoice", align="centre", size=7)


TALLY = Layout(
    "tally",
    Custom(Trade.HARDWARE, lines=(1, 8), tax_by_line=True, registers=0.35, ships=0.4, eway=0.3, credit=0.6),
    _draw,
)
