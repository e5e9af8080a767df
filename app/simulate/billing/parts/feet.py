"""What stands at the foot: the total in words, the bank, terms, the tax by code or by rate, and who signed."""

from collections.abc import Sequence
from decimal import Decimal

from app.gst import arithmetic
from app.simulate import names
from app.simulate.billing.grids import Cell, Column, Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.parts import sums
from app.simulate.billing.records import Bill, Row
from app.simulate.billing.sheet import Sheet
from app.values import money

CONDITIONS = (
    "Goods once sold will not be taken back.",
    "Interest @ 18% p.a. will be charged if the payment is not made within the stipulated time.",
    "Subject to local jurisdiction only.",
    "Our responsibility ceases as soon as goods leave our premises.",
    "Please quote the number of this document with your payment.",
    "E. & O.E.",
)
DECLARATION = (
    "We declare that this invoice shows the actual price of the goods described and that all particulars are true and"
    " correct."
)


def words(
    sheet: Sheet, hand: Hand, bill: Bill, at: tuple[float, float], width: float, *, stacked: bool = False
) -> float:
    """The total in words behind its label, or below it; where it ends."""
    x, y = at
    label = hand.word("words")
    if stacked:
        sheet.write(x, y, label, size=sheet.size * 0.9)
        end = sheet.paragraph(x, y + sheet.leading, width, bill.words, bold=True)
    else:
        end = sheet.paragraph(x, y, width, f"{label}{hand.colon}{bill.words}")
    sheet.tell(bill.words, "totals.amount_in_words")
    return end


def bank(sheet: Sheet, hand: Hand, bill: Bill, at: tuple[float, float], *, heading: str = "Bank Details") -> float:
    """Where to pay; where it ends."""
    x, y = at
    ifsc, account = names.bank(hand.chance)
    lines = (heading, f"A/c Holder: {bill.supplier.name}", f"A/c No: {account}", f"Branch & IFS Code: {ifsc}")
    for number, line in enumerate(lines):
        sheet.write(x, y, line, bold=number == 0)
        y += sheet.leading
    return y


def conditions(
    sheet: Sheet, hand: Hand, at: tuple[float, float], width: float, *, heading: str = "Terms & Conditions"
) -> float:
    """Some of the usual sentences; where they end."""
    x, y = at
    sheet.write(x, y, heading, bold=True, size=sheet.size * 0.9)
    y += sheet.leading
    for number, text in enumerate(hand.chance.some(CONDITIONS, hand.chance.whole(2, 4)), 1):
        y = sheet.paragraph(x, y, width, f"{number}. {text}", size=sheet.size * 0.85)
    return y


def signature(sheet: Sheet, hand: Hand, bill: Bill, right: float, y: float) -> float:
    """For whom it was signed, sometimes with a stamp; where it ends."""
    sheet.write(right, y, f"for {bill.supplier.name}", align="right", bold=True)
    if hand.chance.happens(0.3):
        sheet.stamp(right - 60, y + 30, (bill.supplier.name[:16], bill.supplier.place[:14]))
    sheet.write(right, y + 42, "Authorised Signatory", align="right")
    return y + 42 + sheet.leading


def by_code(sheet: Sheet, hand: Hand, bill: Bill, left: float, top: float, width: float) -> float:
    """Value and tax of every code, as the books of many programs close a bill; where it ends."""
    heads = sums.heads(bill)
    columns = [Column(hand.word("code"), 1.6), Column("Taxable Value", 1.4, "right")]
    columns += [part for head in heads for part in _head_columns(head, hand)]
    columns += [Column("Total Tax Amount", 1.3, "right")]
    groups = _groups(bill)
    rows = [_code_row(code, rate, lines, heads, hand) for (code, rate), lines in groups]
    rows.append(_code_total(bill, heads, hand))
    return draw(sheet, Grid(left, top, width, columns, Ruling.BOXED), rows)


def by_rate(sheet: Sheet, hand: Hand, bill: Bill, left: float, top: float, width: float, *, ruling: Ruling) -> float:
    """Value and tax of every rate; where it ends."""
    heads = sums.heads(bill)
    columns = [Column("GST %", 0.8, "right"), Column(hand.word("taxable"), 1.4, "right")]
    columns += [Column(sums.head_word(head, hand), 1.1, "right") for head in heads]
    rows = []
    for number, rate in enumerate(bill.rates):
        path = f"rates.{number}"
        row = [Cell(hand.rate(rate.rate_percent), (f"{path}.gst_rate",))]
        row += [Cell(hand.amount(rate.taxable_value), (f"{path}.taxable_value",))]
        row += [Cell(hand.amount(getattr(rate.heads, head)), (f"{path}.{head}",)) for head in heads]
        rows.append(row)
    return draw(sheet, Grid(left, top, width, columns, ruling), rows)


def _head_columns(head: str, hand: Hand) -> list[Column]:
    word = {"cgst": "Central Tax", "sgst": "State Tax", "igst": "Integrated Tax", "cess": "Cess"}[head]
    return [Column(f"{word} Rate", 0.8, "right"), Column(f"{word} Amount", 1.2, "right")]


def _groups(bill: Bill) -> list[tuple[tuple[str, Decimal], list[Row]]]:
    keys = dict.fromkeys((row.code, row.rate_percent) for row in bill.rows)
    return [(key, [row for row in bill.rows if (row.code, row.rate_percent) == key]) for key in keys]


def _code_row(code: str, rate: Decimal, lines: Sequence[Row], heads: Sequence[str], hand: Hand) -> list[Cell]:
    taxes = arithmetic.summed(row.heads for row in lines)
    row = [Cell(code), Cell(hand.amount(sum((line.taxable_value for line in lines), money.ZERO)))]
    for head in heads:
        percent = rate / 2 if head in ("cgst", "sgst") else rate
        row += [Cell(f"{hand.percent(percent if head != 'cess' else lines[0].cess_percent)}%")]
        row += [Cell(hand.amount(getattr(taxes, head)))]
    return [*row, Cell(hand.amount(taxes.total))]


def _code_total(bill: Bill, heads: Sequence[str], hand: Hand) -> list[Cell]:
    totals = bill.totals
    row = [Cell("Total", bold=True), Cell(hand.amount(totals.taxable_value), ("totals.taxable_value",), bold=True)]
    for head in heads:
        row += [Cell(), Cell(hand.amount(getattr(totals.heads, head)), (f"totals.{head}",), bold=True)]
    return [*row, Cell(hand.amount(totals.heads.total), bold=True)]
