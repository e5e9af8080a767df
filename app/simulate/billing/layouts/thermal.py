"""The roll of a supermarket's till: one width of letter, prices with the tax in them, the tax of each rate below."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Trade
from app.simulate.billing.hand import Hand
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.parts import sums
from app.simulate.billing.records import Bill, Row
from app.simulate.billing.sheet import Sheet

_COLUMNS = 40
_SIZE = 7.6


@dataclass(frozen=True, slots=True)
class _Strip:
    """One printed line and what it tells: the path, and the words that show it."""

    text: str
    tells: tuple[tuple[str, str], ...] = ()


def _draw(bill: Bill, hand: Hand) -> Sheet:
    strips = [*_head(bill, hand), *_lines(bill, hand), *_sums(bill, hand), *_taxes(bill, hand)]
    width = _COLUMNS * _SIZE * 0.602 + 16
    sheet = Sheet((width, (len(strips) + 4) * _SIZE * 1.3), hand.font, _SIZE, margin=8)
    for number, strip in enumerate(strips):
        sheet.write(sheet.margin, 10 + number * _SIZE * 1.3, strip.text)
        for path, shown in strip.tells:
            sheet.tell(shown, path)
    return sheet


def _head(bill: Bill, hand: Hand) -> Iterator[_Strip]:
    supplier = bill.supplier
    yield _centred(supplier.name, ("supplier.name", supplier.name))
    for number, text in enumerate((*supplier.streets, supplier.place)):
        for part in _folded(text):
            yield _centred(part, *([("supplier.address", supplier.address)] if number == 0 else []))
    yield _centred(f"Ph: {supplier.phone}", ("supplier.phone", supplier.phone or ""))
    yield _centred(f"GSTIN: {supplier.gstin}", ("supplier.gstin", supplier.gstin or ""))
    yield _centred(hand.title)
    yield _Strip("-" * _COLUMNS)
    day = hand.date(bill.issued_on)
    label = hand.chance.pick(("Bill No", "Inv No", "Bill#"))
    yield _Strip(f"{label}: {bill.number}", (("invoice_number", bill.number),))
    yield _Strip(f"Date: {day}  {hand.chance.whole(10, 21)}:{hand.chance.whole(10, 59)}", (("invoice_date", day),))
    yield _Strip("-" * _COLUMNS)


def _lines(bill: Bill, hand: Hand) -> Iterator[_Strip]:
    yield _Strip(f"{'Item/HSN':<16}{'Qty':>6}{'Rate':>8}{'Amount':>10}")
    yield _Strip("-" * _COLUMNS)
    for number, row in enumerate(bill.rows):
        yield from _line(row, f"lines.{number}", number, hand)
    yield _Strip("-" * _COLUMNS)


def _line(row: Row, path: str, number: int, hand: Hand) -> Iterator[_Strip]:
    yield _Strip(f"{number + 1} {row.description}"[:_COLUMNS], ((f"{path}.description", row.description),))
    amount = hand.amount(row.gross - row.discount)
    rate = f"{hand.percent(row.rate_percent)}%"
    text = f"  {row.code:<9}{rate:<5}{hand.count(row.quantity):>6}{hand.amount(row.unit_price):>8}{amount:>10}"
    shown = {"hsn_sac": row.code, "gst_rate": rate, "unit_price": hand.amount(row.unit_price), "total": amount}
    tells = [(f"{path}.{name}", part) for name, part in shown.items()]
    yield _Strip(text, ((f"{path}.quantity", hand.count(row.quantity)), *tells))


def _sums(bill: Bill, hand: Hand) -> Iterator[_Strip]:
    totals = bill.totals
    pieces = sum(int(row.quantity) for row in bill.rows)
    yield _Strip(f"Items: {len(bill.rows)}  Qty: {pieces}")
    if totals.round_off:
        yield _pair("Round Off", hand.amount(totals.round_off), "totals.round_off")
    yield _pair(
        hand.chance.pick(("NET AMOUNT", "TOTAL", "GRAND TOTAL", "Bill Amount")),
        hand.money(totals.grand_total),
        "totals.grand_total",
    )
    if totals.paid is not None:
        yield _Strip(f"Paid by {hand.chance.pick(('UPI', 'CARD', 'CASH'))}")
    yield _Strip("-" * _COLUMNS)


def _taxes(bill: Bill, hand: Hand) -> Iterator[_Strip]:
    heads = sums.heads(bill)
    yield _centred("GST BREAKUP")
    names = "".join(f"{sums.head_word(head, hand):>9}" for head in heads)
    yield _Strip(f"{'GST%':<6}{'Taxable':>10}{names}"[: _COLUMNS + 8])
    for number, rate in enumerate(bill.rates):
        amounts = [(head, hand.amount(getattr(rate.heads, head))) for head in heads]
        told = [
            ("gst_rate", hand.percent(rate.rate_percent)),
            ("taxable_value", hand.amount(rate.taxable_value)),
            *amounts,
        ]
        text = f"{told[0][1]:<6}{told[1][1]:>10}" + "".join(f"{amount:>9}" for _, amount in amounts)
        yield _Strip(text, tuple((f"rates.{number}.{name}", shown) for name, shown in told))
    yield _Strip("-" * _COLUMNS)
    yield _centred(hand.chance.pick(("*** THANK YOU ***", "Prices incl. of all taxes", "Visit again")))


def _pair(label: str, amount: str, path: str) -> _Strip:
    return _Strip(f"{label}{amount:>{_COLUMNS - len(label)}}", ((path, amount),))


def _centred(text: str, *tells: tuple[str, str]) -> _Strip:
    return _Strip(text.center(_COLUMNS).rstrip(), tells)


def _folded(text: str) -> list[str]:
    if len(text) <= _COLUMNS:
        return [text]
    cut = text.rfind(" ", 0, _COLUMNS)
    return [text[:cut], *_folded(text[cut + 1 :])]


THERMAL = Layout(
    "thermal",
    Custom(
        Trade.GROCERY,
        lines=(2, 9),
        most=6,
        buyer="nobody",
        includes_tax=True,
        tax_by_line=True,
        line_discounts=0.0,
        rounds=0.8,
        orders=0.0,
        credit=0.0,
        paid=0.5,
        one_rate=0.3,
    ),
    _draw,
    font="courier",
)
