"""The sums of one line of goods (CGST Act 2017, s.15: the value is the price less a discount shown on the invoice).

Quantity by price, less discount, is the taxable value, or the total where the price includes the tax; value by rate is
the tax, half of it central and half the State's; value and tax are the total. Programs round each to the paisa.
"""

from decimal import Decimal

from app.invoices.rules.documents.solver.search import Sum, Values, Verdict
from app.values import money

PAISA = Decimal("0.011")
"""One paisa of rounding between two amounts that were rounded apart."""
RATE = Decimal("0.021")
"""Two heads, each rounded to the paisa."""
_PRICE_SHARE = Decimal("0.005")
"""A price is printed to the paisa, so quantity by price may be off by half a paisa a piece."""
TAXES = ("cgst", "sgst", "igst")


def _net(values: Values) -> Decimal | None:
    """Quantity by price, less discount, with what is charged on top."""
    quantity, price = values.get("quantity"), values.get("unit_price")
    if quantity is None or price is None:
        return None
    less = abs(values.get("discount") or values.get("less") or money.ZERO)
    return money.rounded(quantity * price) - less + (values.get("more") or money.ZERO)


def _nearest(net: Decimal, tax: Decimal, total: Decimal) -> Decimal:
    """The tax where the total holds it on top of the price; nothing where the price holds it already."""
    return tax if abs(net + tax - total) < abs(net - total) else money.ZERO


def amount(values: Values) -> Verdict | None:
    """Quantity by price, less discount, is what the line comes to."""
    quantity, price = values.get("quantity"), values.get("unit_price")
    taxable, total = values.get("taxable_value"), values.get("total")
    if quantity is None or price is None or (taxable is None and total is None):
        return None
    net = _net(values) or money.ZERO
    if taxable is None and values.get("tax") is not None and values.get("total") is not None:
        net += _nearest(net, values.get("tax") or money.ZERO, total or money.ZERO)
    tolerance = max(PAISA, abs(quantity) * _PRICE_SHARE if price != price.to_integral_value() else PAISA)
    names = [name for name in ("taxable_value", "total") if values.get(name) is not None]
    name = min(names, key=lambda each: abs((values[each] or 0) - net))
    found = values[name] or Decimal(0)
    used = ("quantity", "unit_price", name, *(("discount",) if values.get("discount") else ()))
    return Verdict(abs(found - net) <= tolerance, net, found, used)


def tax(values: Values) -> Verdict | None:
    """Taxable value by rate is the tax of all heads."""
    taxable, rate = values.get("taxable_value"), values.get("gst_rate")
    taxable = _net(values) if taxable is None and values.get("total") is not None else taxable
    heads = [name for name in (*TAXES, "tax") if values.get(name) is not None]
    if taxable is None or rate is None or not heads:
        return None
    parts = [name for name in heads if name != "tax"] or heads
    found = sum((values[name] or Decimal(0) for name in parts), Decimal(0))
    expected = money.rounded(taxable * rate / 100)
    if values.get("taxable_value") is None and abs(found - expected) > RATE:
        return None
    return Verdict(abs(found - expected) <= RATE, expected, found, ("taxable_value", "gst_rate", *parts))


def halves(values: Values) -> Verdict | None:
    """CGST and the State's tax are the same (CGST Act s.9, the State's Act s.9)."""
    cgst, sgst = values.get("cgst"), values.get("sgst")
    if cgst is None or sgst is None:
        return None
    return Verdict(abs(cgst - sgst) <= PAISA, cgst, sgst, ("cgst", "sgst"))


def total(values: Values) -> Verdict | None:
    """Taxable value and tax are the total; without printed taxes, by the rate."""
    taxable, found, rate = values.get("taxable_value"), values.get("total"), values.get("gst_rate")
    heads = [name for name in (*TAXES, "cess", "tax") if values.get(name) is not None]
    if taxable is None or found is None or (not heads and rate is None):
        return None
    parts = [name for name in heads if name != "tax"] if len(heads) > 1 else heads
    taxes = sum((values[name] or Decimal(0) for name in parts), Decimal(0))
    expected = taxable + (taxes if heads else money.rounded(taxable * (rate or 0) / 100))
    used = ("taxable_value", "total", *(parts if heads else ("gst_rate",)))
    return Verdict(abs(found - expected) <= RATE, expected, found, used)


_VALUES = ("quantity", "unit_price", "discount", "less", "more", "taxable_value", "total")
EVERY = (
    Sum("amount", _VALUES, amount),
    Sum("tax", (*_VALUES, "gst_rate", *TAXES, "tax"), tax),
    Sum("halves", ("cgst", "sgst"), halves, weight=0.6),
    Sum("total", ("taxable_value", "gst_rate", *TAXES, "cess", "tax", "total"), total),
)
NAMES = (*_VALUES, "gst_rate", *TAXES, "cess", "tax")
