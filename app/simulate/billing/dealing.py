"""Draws what a bill says: who sold what to whom, and what the law makes of it (`app.gst`).

Tax is added up line by line, or rate by rate over the whole bill, as programs differ; CGST Act s.15 says what the value
is, s.170 lets the total be rounded to the rupee.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from app.gst import arithmetic, states
from app.gst.tax_head import TaxHead, decide
from app.simulate.billing import firms, lining, portal, words
from app.simulate.billing.custom import Custom
from app.simulate.billing.records import Bill, Firm, Kind, RateTotal, Row, Totals
from app.simulate.chance import Chance
from app.values import money, period

FIRST, LAST = date(2024, 4, 1), date(2026, 10, 31)
NUMBERS = (
    "INV-{n:04d}", "INV/{y}/{n}", "{y}/{n:04d}", "A/{n}/{y}", "SI{c}{n:05d}", "TI-{n:04d}", "{n}", "{s}/{y}/{n:03d}",
    "GST-{n:03d}", "{s}{c}-{n:04d}", "#{n}", "B2B-{n:05d}",
)  # fmt: skip
TERMS = ((0, "Immediate"), (7, "7 Days"), (15, "15 Days"), (30, "30 Days"), (30, "Net 30"), (45, "45 Days"))


def drawn(chance: Chance, custom: Custom) -> Bill:
    """One bill of a trade."""
    on = chance.day_within(FIRST, LAST)
    supplier = firms.firm(chance)
    buyer = _buyer(chance, custom, supplier)
    place = _place(supplier, buyer)
    head = TaxHead.NONE if custom.untaxed or custom.buyer == "abroad" else decide(_state(supplier), place, on=on).head
    rows = lining.rows(chance, custom, head, on)
    rates, totals = _added_up(chance, custom, rows, head)
    currency = "USD" if custom.buyer == "abroad" else "INR"
    bill = Bill(
        kind=custom.kind,
        number=_number(chance, on),
        issued_on=on,
        supplier=supplier,
        buyer=buyer,
        place_of_supply=place,
        rows=tuple(rows),
        rates=rates,
        totals=totals,
        words=words.amount(totals.grand_total, currency, chance),
        currency=currency,
        exchange_rate=chance.rupees(82, 88) if currency == "USD" else None,
        reverse_charge=custom.reverse_charge,
        includes_tax=custom.includes_tax,
    )
    return _completed(chance, custom, bill)


def _completed(chance: Chance, custom: Custom, bill: Bill) -> Bill:
    """With what only some bills bear."""
    if custom.kind in (Kind.CREDIT_NOTE, Kind.DEBIT_NOTE):
        before = bill.issued_on - timedelta(days=chance.whole(3, 60))
        bill = replace(bill, against=(_number(chance, before), before))
    if chance.happens(custom.credit):
        days, terms = chance.pick(TERMS)
        bill = replace(bill, terms=terms, due_on=bill.issued_on + timedelta(days=days))
    if chance.happens(custom.orders):
        bill = replace(bill, order_number=f"{chance.pick(('PO', 'PO-', 'ORD/', 'P.O.'))}{chance.digits(5)}")
    if bill.buyer and chance.happens(custom.ships):
        bill = replace(bill, ship_to=firms.firm(chance, bill.buyer.state_code))
    if chance.happens(custom.eway):
        bill = replace(bill, eway_bill=chance.digits(12))
    if chance.happens(custom.registers):
        bill = replace(bill, registered=portal.registered(bill, chance))
    return bill


def _buyer(chance: Chance, custom: Custom, supplier: Firm) -> Firm | None:
    if custom.buyer == "abroad":
        return firms.abroad(chance)
    state = supplier.state_code if chance.happens(custom.at_home) else None
    if custom.buyer == "nobody":
        return None
    is_firm = custom.buyer == "firm" or (custom.buyer == "either" and chance.happens(0.4))
    return firms.firm(chance, state) if is_firm else firms.person(chance, state)


def _place(supplier: Firm, buyer: Firm | None) -> str:
    """The buyer's State; over the counter the supplier's (IGST Act s.10(1)(ca))."""
    if buyer is None:
        return _state(supplier)
    return buyer.state_code or states.OUTSIDE_INDIA


def _state(supplier: Firm) -> str:
    return supplier.state_code or states.OUTSIDE_INDIA


def _number(chance: Chance, on: date) -> str:
    """A serial number of at most 16 characters (CGST Rules, rule 46(b))."""
    year = period.financial_year(on)
    short = f"{year % 100}-{(year + 1) % 100}"
    serial = chance.whole(1, 4800)
    form = chance.pick(NUMBERS)
    return form.format(n=serial, y=short, c=short.replace("-", ""), s=chance.letters(2))


def _added_up(
    chance: Chance, custom: Custom, rows: Sequence[Row], head: TaxHead
) -> tuple[tuple[RateTotal, ...], Totals]:
    subtotal = sum((row.taxable_value for row in rows), money.ZERO)
    is_plain = len({(row.rate_percent, row.cess_percent) for row in rows}) == 1 and not custom.tax_by_line
    freight = Decimal(chance.whole(2, 30) * 50) if is_plain and chance.happens(custom.freight) else money.ZERO
    discount = money.rounded(subtotal / 50) if is_plain and chance.happens(custom.bill_discount) else money.ZERO
    rates = lining.by_rate(rows, head, tax_by_line=custom.tax_by_line, extra=freight - discount)
    heads = arithmetic.summed(rate.heads for rate in rates)
    taxable = subtotal + freight - discount
    exact = taxable + heads.total
    is_rounded = custom.buyer != "abroad" and chance.happens(custom.rounds)
    grand = money.rounded_to_rupee(exact) if is_rounded else exact
    paid = grand if chance.happens(custom.paid) else None
    totals = Totals(
        subtotal=subtotal,
        taxable_value=taxable,
        heads=heads,
        round_off=grand - exact,
        grand_total=grand,
        discount=discount,
        freight=freight,
        paid=paid,
    )
    return rates, totals
