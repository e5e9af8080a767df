"""Draws the lines of a bill and adds them up by rate."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.gst import arithmetic
from app.gst.tax_head import TaxHead
from app.simulate.billing import goods
from app.simulate.billing.custom import Custom
from app.simulate.billing.goods import Goods
from app.simulate.billing.records import RateTotal, Row
from app.simulate.chance import Chance
from app.values import money

WEIGHED = ("Kg", "Kgs", "Mtr", "Ltr", "Gms")
COUNTED_FEW = ("Job", "Month", "Trip", "Days", "Nos")
SPELLINGS = {
    "Kg": ("Kg", "Kgs", "KGS", "kg"), "Nos": ("Nos", "Nos.", "NOS", "No."), "Pcs": ("Pcs", "PCS", "Pc"),
    "Bag": ("Bag", "Bags", "BAG"), "Mtr": ("Mtr", "Mtrs", "MTR"), "Btl": ("Btl", "BTL"), "Pkt": ("Pkt", "PKT", "Pkts"),
    "Box": ("Box", "BOX"), "Ltr": ("Ltr", "LTR"), "Set": ("Set", "SET"),
}  # fmt: skip
DISCOUNTS = tuple(Decimal(percent) for percent in ("2", "5", "7.5", "10", "12", "15", "20"))


def rows(chance: Chance, custom: Custom, head: TaxHead, on: date) -> list[Row]:
    """The lines of one bill; no goods twice as long as there are others."""
    catalogue = list(goods.of(custom.trade))
    if chance.happens(custom.one_rate):
        rate = chance.pick(catalogue).rate_on(on)
        catalogue = [one for one in catalogue if one.rate_on(on) == rate and not one.cess_on(on)] or catalogue
    length = chance.pick((4, 6, 8, 8))
    count = chance.whole(*custom.lines)
    chosen = chance.some(catalogue, count) + [chance.pick(catalogue) for _ in range(count - len(catalogue))]
    has_discounts = chance.happens(custom.line_discounts)
    return [_row(chance, custom, one, head, on, length, has_discounts) for one in chosen]


def by_rate(
    lines: Sequence[Row], head: TaxHead, *, tax_by_line: bool, extra: Decimal = money.ZERO
) -> tuple[RateTotal, ...]:
    """The value and tax of each rate. `extra` : freight less discount on a bill of one rate, which bears it too."""
    pairs = sorted({(row.rate_percent, row.cess_percent) for row in lines})
    return tuple(_rate(lines, *pair, head, tax_by_line=tax_by_line, extra=extra) for pair in pairs)


def _rate(
    lines: Sequence[Row], rate: Decimal, cess: Decimal, head: TaxHead, *, tax_by_line: bool, extra: Decimal
) -> RateTotal:
    same = [row for row in lines if (row.rate_percent, row.cess_percent) == (rate, cess)]
    value = sum((row.taxable_value for row in same), extra)
    by_line = arithmetic.summed(row.heads for row in same)
    return RateTotal(rate, value, by_line if tax_by_line else arithmetic.heads(value, rate, head, cess))


def _row(
    chance: Chance, custom: Custom, one: Goods, head: TaxHead, on: date, code_length: int, has_discount: bool
) -> Row:
    percent = chance.pick((Decimal(0), *DISCOUNTS)) if has_discount else Decimal(0)
    price = _price(chance, one)
    quantity = _quantity(chance, one, custom.most)
    is_taxed = head is not TaxHead.NONE or custom.reverse_charge
    row = Row(
        description=_described(chance, one),
        code=one.code[: max(code_length, 6) if one.code.startswith("99") else code_length],
        quantity=quantity,
        unit=chance.pick(SPELLINGS.get(one.unit, (one.unit,))),
        unit_price=price,
        rate_percent=one.rate_on(on) if is_taxed else Decimal(0),
        cess_percent=one.cess_on(on) if head is not TaxHead.NONE else Decimal(0),
        discount=money.rounded(quantity * price * percent / 100),
        discount_percent=percent,
        printed_price=_printed_price(price) if custom.printed_prices else None,
        taxable_value=money.ZERO,
        heads=arithmetic.Heads(),
        detail=_detail(chance, custom.detail),
    )
    return _taxed(row, head, includes_tax=custom.includes_tax)


def _taxed(row: Row, head: TaxHead, *, includes_tax: bool) -> Row:
    amount = row.gross - row.discount
    if not includes_tax:
        heads = arithmetic.heads(amount, row.rate_percent, head, row.cess_percent)
        return replace(row, taxable_value=amount, heads=heads)
    value = arithmetic.value_within(amount, row.rate_percent + row.cess_percent)
    heads = arithmetic.heads(value, row.rate_percent, head, row.cess_percent)
    return replace(row, taxable_value=amount - heads.total, heads=heads)


def _price(chance: Chance, one: Goods) -> Decimal:
    price = chance.rupees(one.low, one.high)
    step = chance.pick((Decimal("0.01"), Decimal("0.5"), Decimal(1), Decimal(1)))
    return money.rounded((price / step).quantize(Decimal(1)) * step) or Decimal(1)


def _quantity(chance: Chance, one: Goods, most: int) -> Decimal:
    if one.unit in WEIGHED and most > 9 and chance.happens(0.5):
        return Decimal(chance.whole(5, 1200)) / 10
    return Decimal(chance.whole(1, 3) if one.unit in COUNTED_FEW or one.high > 5000 else chance.whole(1, most))


def _described(chance: Chance, one: Goods) -> str:
    is_branded = not one.code.startswith("99") and chance.happens(0.5)
    return f"{chance.pick(goods.BRANDS)} {one.name}" if is_branded else one.name


def _printed_price(price: Decimal) -> Decimal:
    return money.rounded_to_rupee(price * Decimal("1.35"))


def _detail(chance: Chance, kind: str) -> str:
    if kind == "batch":
        return f"Batch {chance.letters(2)}{chance.digits(4)} Exp {chance.whole(1, 12):02d}/{chance.whole(27, 29)}"
    if kind == "serial":
        return f"Serial No: {chance.letters(3)}{chance.digits(9)}" if chance.happens(0.6) else ""
    return ""
