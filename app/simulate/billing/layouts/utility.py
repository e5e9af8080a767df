"""A carrier's monthly bill: the sum to pay in a box on top, what was paid before beside it, charges below."""

from datetime import timedelta

from app.simulate.billing import cells
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.grids import Grid, Ruling, draw
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import facts, parties, sums
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import A4, Sheet

_LABELS = {"invoice_number": "Bill Number", "invoice_date": "Bill Date", "due_date": "Due Date"}


def _draw(bill: Bill, hand: Hand) -> Sheet:
    sheet = Sheet(A4, hand.font, hand.size)
    sheet.write(sheet.margin, 32, bill.supplier.name, "supplier.name", bold=True, size=16)
    sheet.write(sheet.right, 36, hand.title, align="right", bold=True)
    sheet.rule(sheet.margin, 58, sheet.right, 58, weight=2)
    half, y = sheet.inner * 0.55, 72.0
    if bill.buyer:
        manner = parties.Manner(("phone", "gstin", "state"), None, 1.1)
        y = parties.write(sheet, hand, bill.buyer, "buyer", (sheet.margin, 72), half - 16, manner)
    end = _summary(sheet, hand, bill, sheet.margin + half, 72, sheet.inner - half)
    keys = ["service", "sac", "quantity", "price", "amount"]
    y = max(y, end) + 20
    sheet.write(sheet.margin, y, "This month's charges", bold=True, size=sheet.size * 1.2)
    ruling = hand.chance.pick((Ruling.HEAD, Ruling.ROWS))
    y = draw(
        sheet, Grid(sheet.margin, y + 18, sheet.inner, cells.columns(keys, hand), ruling), cells.rows(bill, keys, hand)
    )
    y = sums.write(sheet, sums.of(bill, hand)[:-1], y + 4, sheet.margin + sheet.inner / 2, sheet.right)
    _address(sheet, hand, bill)
    return sheet


def _summary(sheet: Sheet, hand: Hand, bill: Bill, x: float, y: float, width: float) -> float:
    """The box with what a hurried customer wants to know."""
    chance = hand.chance
    before = chance.rupees(300, 2000)
    told = facts.of(bill, hand, ("invoice_number", "invoice_date", "due_date", "place_of_supply"), labels=_LABELS)
    first = bill.issued_on - timedelta(days=30)
    told.append(facts.Fact("Bill Period", f"{hand.date(first)} to {hand.date(bill.issued_on)}"))
    told.append(facts.Fact("Account No", chance.digits(10)))
    end = facts.in_columns(sheet, hand, told, (x + 5, y + 5), width - 10)
    rows = [
        facts.Fact("Previous balance", hand.amount(before)),
        facts.Fact("Payments received", f"-{hand.amount(before)}"),
        facts.Fact(
            chance.pick(("Amount Payable", "Total Payable")), hand.money(bill.totals.grand_total), "totals.grand_total"
        ),
    ]
    end = sums.write(sheet, rows, end + 4, x + 2, x + width - 2)
    sheet.box(x, y, width, end - y + 2)
    return end


def _address(sheet: Sheet, hand: Hand, bill: Bill) -> None:
    """The seller's address and numbers in the last line, as on forms of large companies."""
    supplier = bill.supplier
    sheet.rule(sheet.margin, sheet.bottom - 40, sheet.right, sheet.bottom - 40)
    sheet.write(sheet.margin, sheet.bottom - 34, f"Registered office: {supplier.address}", "supplier.address")
    numbers = f"GSTIN: {supplier.gstin}   PAN: {supplier.pan}   Email: {supplier.email}"
    sheet.write(sheet.margin, sheet.bottom - 34 + sheet.leading, numbers)
    for name in ("gstin", "pan", "email"):
        sheet.tell(numbers, f"supplier.{name}")


UTILITY = Layout(
    "utility",
    Custom(
        Trade.TELECOM,
        lines=(1, 4),
        most=2,
        buyer="either",
        at_home=0.95,
        line_discounts=0.0,
        orders=0.0,
        credit=1.0,
        rounds=0.5,
        one_rate=1.0,
    ),
    _draw,
)
