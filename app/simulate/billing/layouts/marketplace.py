"""The bill that comes with a parcel: a seller and a buyer who never met, taxes of each head in lines of their own."""

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Cell, Column, Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, feet, parties, sums
from app.simulate.billing.records import Bill, Row
from app.simulate.billing.sheet import A4, Sheet

_KEYS = ["serial", "description", "price", "discount", "quantity", "taxable"]
_HEADS = ("Sl. No", "Description", "Unit Price", "Discount", "Qty", "Net Amount")


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size)
    sheet.write(sheet.right, 34, "Tax Invoice/Bill of Supply/Cash Memo", bold=True, size=12, align="right")
    sheet.write(sheet.right, 50, "(Original for Recipient)", align="right")
    y = _parties(sheet, hand, bill, 84)
    y = _facts(sheet, hand, bill, y + 8)
    y = _lines(sheet, hand, bill, y + 10)
    sheet.box(sheet.margin, y, sheet.inner, 30)
    feet.words(sheet, hand, bill, (sheet.margin + 3, y + 3), sheet.inner - 6, stacked=True)
    feet.signature(sheet, hand, bill, sheet.right, y + 38)
    charge = f"Whether tax is payable under reverse charge - {hand.yes_no[0 if bill.reverse_charge else 1]}"
    sheet.write(sheet.margin, y + 110, charge, "reverse_charge")
    return sheet


def _parties(sheet: Sheet, hand: Hand, bill: Bill, top: float) -> float:
    half = sheet.inner / 2 - 10
    left = parties.write(
        sheet,
        hand,
        bill.supplier,
        "supplier",
        (sheet.margin, top),
        half,
        parties.Manner(details=("pan", "gstin"), heading="Sold By :"),
    )
    if bill.buyer is None:
        return left
    place = (sheet.right, top)
    right = parties.write(
        sheet,
        hand,
        bill.buyer,
        "buyer",
        place,
        half,
        parties.Manner(details=("gstin", "state"), heading="Billing Address :", align="right"),
    )
    if bill.ship_to:
        right = parties.write(
            sheet,
            hand,
            bill.ship_to,
            "ship_to",
            (sheet.right, right + 8),
            half,
            parties.Manner(heading="Shipping Address :", align="right"),
        )
    return max(left, right)


def _facts(sheet: Sheet, hand: Hand, bill: Bill, top: float) -> float:
    sheet.write(sheet.margin, top, f"Order Number{hand.colon}{bill.order_number}")
    labels = {"place_of_supply": "Place of supply", "invoice_number": "Invoice Number", "invoice_date": "Invoice Date"}
    right = facts.of(bill, hand, ("place_of_supply", "invoice_number", "invoice_date"), labels=labels)
    return facts.in_lines(sheet, hand, right, (sheet.right, top), align="right")


def _lines(sheet: Sheet, hand: Hand, bill: Bill, top: float) -> float:
    columns = [
        Column(head, column.share, column.align)
        for head, column in zip(_HEADS, cells.columns(_KEYS, hand), strict=True)
    ]
    columns += [Column("Tax Rate", 0.8, "right"), Column("Tax Type", 0.9, "centre"), Column("Tax Amount", 1.2, "right")]
    columns += [Column("Total Amount", 1.4, "right")]
    heads = sums.heads(bill) or ["igst"]
    rows = [_row(row, number, heads, hand) for number, row in enumerate(bill.rows)]
    tax, grand = bill.totals.heads.total, Cell(hand.money(bill.totals.grand_total), ("totals.grand_total",), bold=True)
    rows.append([Cell("TOTAL:", bold=True), *[Cell()] * (len(columns) - 3), Cell(hand.money(tax), bold=True), grand])
    return draw(sheet, Grid(sheet.margin, top, sheet.inner, columns, Ruling.BOXED, fill=0.87), rows)


def _row(row: Row, number: int, heads: list[str], hand: Hand) -> list[Cell]:
    path = f"lines.{number}"
    line = [cells.cell(row, number, key, hand) for key in _KEYS]
    percents = [row.cess_percent if h == "cess" else row.rate_percent / (1 if h == "igst" else 2) for h in heads]
    line[1] = Cell(
        row.description,
        (f"{path}.description", f"{path}.hsn_sac"),
        (f"HSN:{row.code}", *((row.detail,) if row.detail else ())),
    )
    return [
        *line,
        _stacked([f"{hand.percent(percent)}%" for percent in percents], f"{path}.gst_rate"),
        _stacked([sums.head_word(head, hand) for head in heads]),
        _stacked([hand.amount(getattr(row.heads, head)) for head in heads], *(f"{path}.{head}" for head in heads)),
        Cell(hand.amount(row.total), (f"{path}.total",)),
    ]


def _stacked(lines: list[str], *tells: str) -> Cell:
    """One line of text for each head of tax."""
    return Cell(" ".join(lines), tells)


MARKETPLACE = Layout(
    "marketplace",
    Custom(
        Trade.ELECTRONICS,
        lines=(1, 4),
        most=3,
        buyer="either",
        at_home=0.35,
        tax_by_line=True,
        rounds=0.0,
        ships=0.5,
        orders=1.0,
        credit=0.0,
        line_discounts=0.4,
    ),
    _draw,
)
