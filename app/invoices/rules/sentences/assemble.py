"""From what was said to the app's form: exact arithmetic, to the paisa.

The discount comes off before tax (CGST Act 2017, section 15(3)(a)). Prices that contain the tax are taken apart:
taxable value = price / (1 + rate) (CGST Rules 2017, rule 35). No GST said: no tax, and the answer says so.
"""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from app.invoices.records import Customer, Draft, DraftLine, Said, SaidItem
from app.values import money

HUNDRED = Decimal(100)
_PRECISION = 40


def due_on(said: Said, issued_on: date) -> date:
    """When payment is due; on the day of the invoice when nothing was said."""
    if said.due_on is not None:
        return said.due_on
    return issued_on + timedelta(days=said.due_in_days or 0)


def line_sum(item: SaidItem) -> Decimal:
    """What a line comes to as it was said, before discount, with tax where the prices contain it."""
    if item.amount is not None:
        return money.rounded(item.amount)
    return money.rounded((item.quantity or Decimal(0)) * (item.unit_price or Decimal(0)))


def unit_price(item: SaidItem) -> Decimal | None:
    """The price of one as it was said, or what it comes to where the sum of the line was said; None for neither."""
    if item.unit_price is not None or item.amount is None:
        return item.unit_price
    return money.rounded(item.amount / item.quantity) if item.quantity else None


def total_agrees(said: Said, drawn: Draft | None) -> bool:
    """Whether the total that was said is the draft's, before or after tax; true where none was said."""
    if said.stated_total is None or drawn is None:
        return True
    taxable = drawn.subtotal - drawn.discount_amount
    return money.rounded(said.stated_total) in (drawn.total_amount, taxable, drawn.subtotal)


def contradicted_lines(said: Said, drawn: Draft | None) -> tuple[SaidItem, ...]:
    """The lines that come to something else than was said beside their price, before or after tax.

    A sum behind the last line may be that of all lines: what the draft comes to contradicts nothing.
    """
    if drawn is None:
        return ()
    sums = {drawn.total_amount, drawn.subtotal - drawn.discount_amount, drawn.subtotal}
    return tuple(item for item in said.items if item.stated_sum is not None and not _is_sum(item, said, sums))


def _is_sum(item: SaidItem, said: Said, sums: Collection[Decimal]) -> bool:
    plain = line_sum(item)
    stated = money.rounded(item.stated_sum or Decimal(0))
    return stated in (plain, money.rounded(plain * (1 + rate_of(item, said) / HUNDRED)), *sums)


def is_representable(said: Said) -> bool:
    """Whether every sum fits the app's columns."""
    with localcontext(prec=_PRECISION):
        total = sum((line_sum(item) for item in said.items), Decimal(0))
        return total * 2 <= money.LARGEST and all((item.quantity or 0) < money.LARGEST for item in said.items)


def discount_exceeds(said: Said) -> bool:
    """Whether the discount is more than there is to pay."""
    if said.discount is None:
        return False
    limit = HUNDRED if said.discount.kind == "percent" else sum((line_sum(item) for item in said.items), Decimal(0))
    return said.discount.value > limit


def draft(said: Said, *, on: date, customer: Customer | None = None) -> Draft:
    """The draft of a complete request, dated `on` when no date was said."""
    with localcontext(prec=_PRECISION):
        return _draft(said, on=on, customer=customer)


def _draft(said: Said, *, on: date, customer: Customer | None) -> Draft:
    lines = tuple(_line(item, said) for item in said.items)
    subtotal = sum((line.total_price for line in lines), money.ZERO)
    gross = sum((line_sum(item) for item in said.items), money.ZERO)
    discount = _discount(said, subtotal, gross)
    tax = _tax(said, lines, subtotal, discount, gross)
    issued_on = said.issued_on or on
    return Draft(
        customer_name=customer.name if customer else said.customer_name or "",
        issued_on=issued_on,
        due_on=due_on(said, issued_on),
        items=lines,
        subtotal=subtotal,
        tax_rate_percent=_shown_rate(said, subtotal - discount, tax),
        tax_amount=tax,
        discount_amount=discount,
        total_amount=subtotal - discount + tax,
        customer_email=customer.email if customer else None,
        customer_phone=said.phone or (customer.phone if customer else None),
        customer_id=customer.id if customer else None,
        invoice_number=said.invoice_number,
        notes=_notes(said),
    )


def rate_of(item: SaidItem, said: Said) -> Decimal:
    """The GST rate that applies to a line; zero when none was said for it."""
    rate = item.gst_rate_percent if item.gst_rate_percent is not None else said.gst_rate_percent
    return rate if rate is not None else Decimal(0)


def _line(item: SaidItem, said: Said) -> DraftLine:
    """A line without tax."""
    rate, gross = rate_of(item, said), line_sum(item)
    divisor = 1 + rate / HUNDRED if said.is_tax_inclusive else Decimal(1)
    total = money.rounded(gross / divisor)
    quantity = item.quantity or Decimal(1)
    is_exact = item.unit_price is not None and divisor == 1
    unit_price = money.rounded(item.unit_price) if is_exact and item.unit_price else money.rounded(total / quantity)
    return DraftLine(item.description, quantity, unit_price, total, item.unit, item.gst_rate_percent)


def _discount(said: Said, subtotal: Decimal, gross: Decimal) -> Decimal:
    """What comes off the untaxed sum; an amount off prices with tax is taken apart like them."""
    if said.discount is None:
        return money.ZERO
    if said.discount.kind == "percent":
        return money.rounded(subtotal * said.discount.value / HUNDRED)
    return min(money.rounded(said.discount.value * subtotal / gross), subtotal) if gross else money.ZERO


def _tax(said: Said, lines: tuple[DraftLine, ...], subtotal: Decimal, discount: Decimal, gross: Decimal) -> Decimal:
    """The tax of all lines after the discount's share. Inclusive prices without discount give back what was said."""
    if said.is_tax_inclusive and not discount:
        return gross - subtotal
    kept = (subtotal - discount) / subtotal if subtotal else Decimal(0)
    pairs = zip(lines, said.items, strict=True)
    tax = sum((line.total_price * kept * rate_of(item, said) / HUNDRED for line, item in pairs), Decimal(0))
    return tax.quantize(money.PAISA, rounding=ROUND_HALF_UP)


def _shown_rate(said: Said, taxable: Decimal, tax: Decimal) -> Decimal:
    """The form's one rate: what was said, or what the lines' rates come to together."""
    if said.gst_rate_percent is not None:
        return said.gst_rate_percent
    return money.rounded(tax / taxable * HUNDRED) if taxable else money.ZERO


def _notes(said: Said) -> str | None:
    """What the form has no field for."""
    parts = [f"Payment: {said.payment_mode.replace('_', ' ')}"] if said.payment_mode else []
    if said.paid_in_advance:
        parts.append(f"Paid in advance: {money.spoken(said.paid_in_advance)}")
    return "; ".join(parts) or None
