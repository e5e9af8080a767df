"""The sums at the foot of a bill, and how they hang together with its lines and its table of rates.

Names are those of `totals.`; `lines.<name>` and `rates.<name>` are the sums of the lines and of the rates. Freight and
discount may count before tax or after it (CGST Act s.15(2)(c), s.15(3)); under reverse charge the tax is not owed to
the supplier (s.9(3)); the total may be rounded to the rupee (s.170).
"""

from collections.abc import Iterable
from decimal import Decimal

from app.invoices.rules.documents.solver.search import Sum, Values, Verdict

PAISA = Decimal("0.011")
HEADS = ("cgst", "sgst", "igst", "cess")
_ZERO = Decimal(0)
_LINE = Decimal("0.011")
"""What the rounding of each line may add to a sum over lines."""


def _of(values: Values, name: str) -> Decimal:
    return values.get(name) or _ZERO


def _any(found: Decimal, expected: Iterable[Decimal], names: tuple[str, ...], tolerance: Decimal) -> Verdict:
    nearest = min(expected, key=lambda one: abs(one - found))
    return Verdict(abs(nearest - found) <= tolerance, nearest, found, names)


def _there(values: Values, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if values.get(name) is not None)


def taxes(values: Values) -> Decimal | None:
    """All heads together; by the one sum of them, or by the lines, where they are not printed apart."""
    heads = _there(values, *HEADS)
    if not heads and values.get("tax") is not None:
        return values.get("tax")
    heads = heads or _there(values, *(f"lines.{name}" for name in HEADS))
    return sum((_of(values, name) for name in heads), _ZERO) if heads else None


def lines(values: Values) -> Verdict | None:
    """The lines add up to the subtotal, or to the taxable value where none is printed."""
    name = next(iter(_there(values, "subtotal", "taxable_value")), None)
    summed = _there(values, "lines.taxable_value", "lines.total", "lines.gross")
    if name is None or not summed:
        return None
    shift = _of(values, "freight") - _of(values, "discount") if name == "taxable_value" else _ZERO
    options = [_of(values, one) + shift for one in summed] + [_of(values, one) for one in summed]
    tolerance = PAISA + _LINE * _of(values, "lines.count")
    return _any(_of(values, name), options, (name, *summed[:1]), tolerance)


def value(values: Values) -> Verdict | None:
    """Subtotal, less discount, with freight, is the taxable value."""
    if values.get("subtotal") is None or values.get("taxable_value") is None:
        return None
    subtotal, less, more = _of(values, "subtotal"), _of(values, "discount"), _of(values, "freight")
    options = {subtotal, subtotal - less, subtotal + more, subtotal - less + more}
    options |= {option - (taxes(values) or _ZERO) for option in tuple(options)}
    used = ("subtotal", "taxable_value", *_there(values, "discount", "freight"))
    return _any(_of(values, "taxable_value"), options, used, PAISA)


def halves(values: Values) -> Verdict | None:
    """CGST and the State's tax are the same."""
    if values.get("cgst") is None or values.get("sgst") is None:
        return None
    cgst, sgst = _of(values, "cgst"), _of(values, "sgst")
    return Verdict(abs(cgst - sgst) <= PAISA, cgst, sgst, ("cgst", "sgst"))


def tax(values: Values) -> Verdict | None:
    """The heads add up to the tax."""
    heads = _there(values, *HEADS)
    if not heads or values.get("tax") is None:
        return None
    summed = sum((_of(values, name) for name in heads), _ZERO)
    return _any(_of(values, "tax"), (summed, summed - _of(values, "cess")), ("tax", *heads), PAISA)


def of_lines(values: Values) -> Verdict | None:
    """The tax of the lines is the tax of the bill."""
    heads = [name for name in HEADS if values.get(name) is not None and values.get(f"lines.{name}") is not None]
    return _together(values, heads, "lines.", PAISA + _LINE * _of(values, "lines.count"))


def of_rates(values: Values) -> Verdict | None:
    """The table of rates adds up to the tax of the bill, head by head."""
    heads = [name for name in HEADS if values.get(name) is not None and values.get(f"rates.{name}") is not None]
    return _together(values, heads, "rates.", PAISA)


def _together(values: Values, heads: list[str], prefix: str, tolerance: Decimal) -> Verdict | None:
    if not heads:
        return None
    gaps = {name: abs(_of(values, name) - _of(values, prefix + name)) for name in heads}
    worst = max(heads, key=lambda name: gaps[name])
    return Verdict(gaps[worst] <= tolerance, _of(values, prefix + worst), _of(values, worst), tuple(heads))


def rates_value(values: Values) -> Verdict | None:
    """The taxable values of the table of rates add up to that of the bill."""
    name = next(iter(_there(values, "taxable_value", "subtotal")), None)
    if name is None or values.get("rates.taxable_value") is None:
        return None
    return _any(_of(values, name), [_of(values, "rates.taxable_value")], (name,), PAISA)


def grand(values: Values) -> Verdict | None:
    """Everything together is the grand total, to the rupee where it was rounded without saying so."""
    found = values.get("grand_total")
    start = next(iter(_there(values, "taxable_value", "subtotal", "lines.taxable_value", "lines.total")), None)
    if found is None or start is None:
        return None
    options, used = _made(values, start)
    if values.get("round_off") is not None:
        off = _of(values, "round_off")
        options = {option + sign * off for option in options for sign in (1, -1)}
        used = (*used, "round_off")
    elif found == found.to_integral_value():
        options |= {found for option in options if abs(option - found) < Decimal("0.505")}
    return _any(found, options, ("grand_total", *used), PAISA)


def _made(values: Values, start: str) -> tuple[set[Decimal], tuple[str, ...]]:
    """What the total may be before it is rounded, and from what."""
    begin, owed = _of(values, start), taxes(values) or _ZERO
    less, more = _of(values, "discount"), _of(values, "freight") + _of(values, "other_charges")
    options = {begin + owed, begin + owed + more, begin + owed - less, begin + owed + more - less}
    if start in ("subtotal", "lines.total"):
        options |= {begin, begin - less, begin + more, begin + more - less}
    if values.get("is_reverse_charge"):
        options |= {begin, begin + more, begin - less}
    heads = _there(values, *HEADS) or _there(values, "tax")
    used = (start, *heads, *_there(values, "freight", "discount")) if start in values else heads
    return options, used


def words(values: Values) -> Verdict | None:
    """The amount in words is the grand total, or its rupees."""
    spoken, found = values.get("words"), values.get("grand_total")
    if spoken is None or found is None:
        return None
    return Verdict(abs(spoken - abs(found)) <= PAISA, spoken, found, ("grand_total", "amount_in_words"))


def due(values: Values) -> Verdict | None:
    """The total less what was paid is what is due."""
    found, whole = values.get("amount_due"), values.get("grand_total")
    if found is None or whole is None:
        return None
    return _any(found, [whole - _of(values, "amount_paid")], ("amount_due", "grand_total", "amount_paid"), PAISA)


NAMES = (
    *("grand_total", "words", "round_off", "taxable_value", *HEADS, "tax"),
    *("freight", "discount", "subtotal", "amount_paid", "amount_due"),
)
_MADE = ("taxable_value", "subtotal", *HEADS, "tax", "freight", "discount", "round_off", "grand_total")
EVERY = (
    Sum("words", ("words", "grand_total"), words),
    Sum("halves", ("cgst", "sgst"), halves, weight=0.6),
    Sum("tax", (*HEADS, "tax"), tax),
    Sum("line_taxes", HEADS, of_lines),
    Sum("rate_taxes", HEADS, of_rates),
    Sum("rate_values", ("taxable_value", "subtotal"), rates_value),
    Sum("lines", ("subtotal", "taxable_value", "freight", "discount"), lines),
    Sum("taxable_value", ("subtotal", "taxable_value", *HEADS, "tax", "freight", "discount"), value),
    Sum("grand_total", _MADE, grand),
    Sum("amount_due", ("amount_due", "grand_total", "amount_paid"), due),
)
