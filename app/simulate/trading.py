"""What is sold and bought, day by day: invoices to customers and suppliers' bills with their lines."""

from datetime import date
from decimal import Decimal

from app.simulate import seasons
from app.simulate.chance import Chance
from app.simulate.ledger import Ledger
from app.simulate.papers import Contact, Line, line_tax
from app.simulate.profiles import Good
from app.values import money
from app.values.period import financial_year

WORKING_DAYS_A_MONTH = 26.0
MOST_RUPEES_A_LINE = {"sales_invoice": 16000.0, "supplier_bill": 34000.0}
PRICE_RISE_A_YEAR = 0.05


def add(ledger: Ledger) -> None:
    """Sales and purchases of the whole period."""
    sales, bills = ledger.chance("sales"), ledger.chance("bills")
    for day in seasons.days(ledger.first, ledger.last):
        a_day = 1 / WORKING_DAYS_A_MONTH
        for _ in range(sales.count(ledger.profile.sales_a_month * a_day * seasons.selling(day, ledger.first))):
            _add(ledger, sales, "sales_invoice", ledger.customers, day)
        for _ in range(bills.count(ledger.profile.bills_a_month * a_day * seasons.buying(day, ledger.first))):
            _add(ledger, bills, "supplier_bill", ledger.suppliers, day)


def _add(ledger: Ledger, chance: Chance, kind: str, contacts: list[Contact], day: date) -> None:
    awake = [contact for contact in contacts if contact.last_on is None or day <= contact.last_on]
    contact = chance.weighted(awake, [one.weight for one in awake])
    goods = chance.some(ledger.profile.goods, chance.weighted((1, 2, 3, 4), (0.4, 0.3, 0.2, 0.1)))
    lines = [line(ledger, chance, good, contact, kind, day) for good in goods]
    has_order = chance.happens(0.4 if kind == "sales_invoice" else 0.3)
    paper = ledger.paper(chance, kind, contact, day, lines, reference=f"PO-{chance.digits(5)}" if has_order else None)
    if chance.happens(0.07):
        paper.due_on = None
    if kind == "sales_invoice" and chance.happens(0.35):
        for one in lines:
            state_heads(one, is_intra_state=paper.is_intra_state, place=contact.state_code)


def line(ledger: Ledger, chance: Chance, good: Good, contact: Contact, kind: str, day: date) -> Line:
    """A line of `good`, as much of it as `contact` usually takes, at the price of the day."""
    rise = (1 + PRICE_RISE_A_YEAR) ** ((day - ledger.first).days / 365)
    factor = good.markup if kind == "sales_invoice" else 1.0
    price = money.rounded(Decimal(str(good.cost * factor * rise * chance.between(0.97, 1.03))))
    wanted = MOST_RUPEES_A_LINE[kind] * contact.scale * chance.factor(0.5) / 2
    quantity = max(1, round(min(wanted, 6 * MOST_RUPEES_A_LINE[kind]) / float(price)))
    return Line(good.name, Decimal(quantity), price, good.rate_on(day), good.hsn_code, good.unit)


def state_heads(line: Line, *, is_intra_state: bool, place: str) -> None:
    """Note on the line how its tax is split, as an invoice printed by a program says it."""
    tax = line_tax(line, is_intra_state=is_intra_state)
    heads = {"cgst_amount": tax / 2, "sgst_amount": tax / 2} if is_intra_state else {"igst_amount": tax}
    line.metadata = {name: float(amount) for name, amount in heads.items()} | {"place_of_supply": place}


def number_sales(ledger: Ledger) -> None:
    """Give invoices that have no number one of the business's own series, in the order in which they were entered."""
    for paper in sorted(ledger.papers, key=lambda paper: (paper.issued_on, paper.entered_at)):
        if paper.kind == "sales_invoice" and not paper.number:
            name = series(ledger, paper.issued_on)
            ledger.last_numbers[name] = ledger.last_numbers.get(name, 0) + 1
            paper.number = f"{name}/{ledger.last_numbers[name]:04d}"


def series(ledger: Ledger, day: date) -> str:
    """The business's own series in the financial year of `day`; numbers stay within the law's sixteen letters."""
    year = financial_year(day)
    return f"{ledger.profile.prefix}/{year % 100}-{(year + 1) % 100}"
