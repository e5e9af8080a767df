"""The amounts at the foot of a bill, and whether they close: subtotal - discount + taxes + charges = total."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.invoices.records import DraftLine
from app.values import money

AMOUNT = re.compile(r"(?<![\w.,/-])-?(?:\d{1,3}(?:,\d{2,3}){1,4}|\d{1,12})(?:\.\d{1,4})?(?![\w%/]|[.,-]\d)")
_LABELS = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("rounded_total", r"\btotal (?:rounded|after)\b"),
        ("round_off", r"\bround(?:ing|ed)?[ -]?(?:off)?\b"),
        ("amount_paid", r"\b(?:amount paid|paid|received|advance)\b"),
        ("amount_due", r"\b(?:balance|amount due|amt due|due amount|outstanding)\b"),
        ("discount_amount", r"\b(?:discount|less)\b"),
        ("cgst_amount", r"\bcgst\b"),
        ("sgst_amount", r"\b(?:sgst|utgst)\b"),
        ("igst_amount", r"\bigst\b"),
        ("cess_amount", r"\bcess\b"),
        ("freight_amount", r"\b(?:freight|shipping|delivery|packing)\b"),
        ("subtotal", r"\btotal\b.{0,20}\b(?:excl\w{0,6}|before)\b"),
        ("subtotal", r"\b(?:sub[ -]?total|taxable (?:value|amount|amt)|total before tax|assessable)\b|करयोग्य"),
        ("grand_total", r"\b(?:grand total|(?:invoice|bill) total|invoice value|amount payable)\b|कुल राशि"),
        ("grand_total", r"\b(?:net (?:amount|payable)|total (?:amount|amt|payable|value))\b"),
        ("grand_total", r"\btotal\b.{0,20}\bincl\w{0,6}\b|\b(?:amount|amt)\.? payable\b"),
        ("tax_total", r"\b(?:total (?:tax|gst)|tax (?:amount|total)|gst amount)\b"),
        ("total", r"\btotal\b|कुल"),
    )
)
_WORDS_LINE = re.compile(r"\bwords\b|\bqty\b|\bquantity\b|\brate\b.*\bamount\b|\brupees\b", re.I)
_NO_SUM = re.compile(r"\btotal\b.{0,12}\b(?:items?|qty|quantity|savings?|points|includes|discount)\b", re.I)
_CURRENCY = re.compile(r"\b(?:rs\.?|inr|rm) ?(?=[\d-])", re.I)
_PERCENT = re.compile(r"(\d{1,2}(?:\.\d{1,3})?) ?%")
HEADS = ("cgst_amount", "sgst_amount", "igst_amount", "cess_amount")
_TOLERANCE = Decimal("1.00")


def read(lines: Sequence[str]) -> dict[str, Decimal]:
    """The labelled amounts, each read from its own line or, where that holds none, from the next."""
    found: dict[str, Decimal] = {}
    totals: list[Decimal] = []
    plain = [_CURRENCY.sub("", line) for line in lines]
    for line, following in zip(plain, [*plain[1:], ""], strict=False):
        label = _label(line)
        if label is None:
            continue
        stands_alone = AMOUNT.fullmatch(following.strip(" ₹"))
        amount = last_amount(line)
        if amount is None and stands_alone:
            amount = last_amount(following)
        if amount is not None:
            found[label] = amount
            totals.extend([amount] if label.endswith("total") else [])
    return _settled(found, totals)


def _label(line: str) -> str | None:
    """What the amount of a line is, by its words. Several sums behind "Total" are the foot of a table: no total."""
    if _WORDS_LINE.search(line) or _NO_SUM.search(line):
        return None
    label = next((name for name, pattern in _LABELS if pattern.search(line)), None)
    return None if label == "total" and len(AMOUNT.findall(line)) > 1 else label


def rate_percent(lines: Sequence[str], amounts: Mapping[str, Decimal]) -> Decimal | None:
    """The one GST rate printed beside the tax heads (CGST and SGST together); None when there are several or none."""
    rates: dict[str, set[Decimal]] = {}
    for line in lines:
        label = _label(line)
        if label in HEADS and label in amounts and (match := _PERCENT.search(line)):
            rates.setdefault(label, set()).add(Decimal(match[1]))
    if not rates or any(len(values) > 1 for values in rates.values()):
        return None
    return sum((next(iter(values)) for values in rates.values()), Decimal(0))


def last_amount(line: str) -> Decimal | None:
    """The last amount of a line; percentages, codes and dates are none."""
    found = AMOUNT.findall(line)
    try:
        return money.parsed(found[-1]) if found else None
    except ValueError:
        return None


def closes(amounts: Mapping[str, Decimal], lines: Sequence[DraftLine]) -> bool | None:
    """Whether the amounts add up, to the rupee that a bill may be rounded to; None when there is nothing to compare."""
    total, subtotal = amounts.get("total_amount"), amounts.get("subtotal")
    if total is None or subtotal is None:
        return None
    if lines and abs(sum((line.total_price for line in lines), money.ZERO) - subtotal) > _TOLERANCE:
        return False
    charges = amounts.get("freight_amount", money.ZERO) + amounts.get("round_off", money.ZERO)
    expected = subtotal - amounts.get("discount_amount", money.ZERO) + amounts.get("tax_amount", money.ZERO) + charges
    return abs(expected - total) <= _TOLERANCE


def _settled(found: dict[str, Decimal], totals: Sequence[Decimal]) -> dict[str, Decimal]:
    """One total under one name, the rounded one where both are printed, and the tax as the sum of its heads."""
    total = found.pop("grand_total", None)
    plain_total = found.pop("total", None)
    if total is None:
        total = plain_total if plain_total is not None else found.get("amount_due")
    rounding = abs(found.get("round_off", money.ZERO))
    if total is not None and rounding:
        total = next((each for each in (total + rounding, total - rounding) if each in totals), total)
    total = found.pop("rounded_total", total)
    heads = [found[name] for name in HEADS if name in found]
    tax_total = found.pop("tax_total", None)
    tax = sum(heads, money.ZERO) if heads else tax_total
    settled = {name: abs(value) if name != "round_off" else value for name, value in found.items()}
    if total is not None:
        settled["total_amount"] = total
    if tax is not None:
        settled["tax_amount"] = tax
    return settled
