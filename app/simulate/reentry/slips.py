"""How hands err when a document is entered once more: its number, its day, its amount, its lines.

Each function takes one part as it is on the paper and returns what somebody typed; none of them changes what it was.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.books.records import Document, Item
from app.simulate.chance import Chance
from app.values import money

LOOKALIKES = str.maketrans("015826", "OISBZG")
HINDI = str.maketrans("0123456789", "०१२३४५६७८९")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
VAGUE = ("Goods as per bill", "Material as per invoice", "Sundry goods", "Bill amount")
ENDINGS = ("R", " R", "A", "-A", " COPY", "/REVISED", "B", "/1", "-1", " (2)", ".1", "_2")
HEADS = ("INV", "BILL ", "SI-", "PI", "TI ")


def rewritten(chance: Chance, number: str) -> str:
    """The same number, written in another way: case, separators, zeros, a letter for a digit, words before it."""
    plain = number.replace("-", "").replace("/", "").replace(" ", "")
    variants = (
        plain,
        number.lower(),
        number.replace("/", "-").replace(" ", "-"),
        number.translate(LOOKALIKES),
        number.translate(str.maketrans("0", "Q")),
        number.translate(HINDI),
        number.translate(WIDE),
        number.replace("00", "", 1),
        f"Bill No. {number}",
        f"0{number}" if number[:1].isdigit() else number,
    )
    return chance.pick([one for one in variants if one and one != number] or [f"{number} "])


def extended(chance: Chance, number: str) -> str:
    """The number with something added at either end."""
    return f"{chance.pick(HEADS)}{number}" if chance.happens(0.3) else f"{number}{chance.pick(ENDINGS)}"


def mistyped(chance: Chance, number: str) -> str:
    """The number with two neighbours exchanged, one character wrong, or one lost."""
    places = [at for at, sign in enumerate(number) if sign.isdigit()]
    if len(places) < 3:
        return f"{number}{chance.whole(1, 9)}"
    at = chance.pick(places[1:])
    swapped = number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
    wrong = number[:at] + str((int(number[at]) + chance.whole(1, 9)) % 10) + number[at + 1 :]
    lost = number[:at] + number[at + 1 :]
    return chance.pick([one for one in (swapped, swapped, wrong, lost) if one != number])


def exchanged(day: date) -> date | None:
    """Day and month exchanged, None where that is no other day."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(day=day.month, month=day.day)


def cut(chance: Chance, number: str) -> str:
    """Only the last digits of the number."""
    digits = "".join(one for one in number if one.isdigit())
    return digits[-chance.whole(3, 4) :] if len(digits) > 4 else f"0{digits}"


def other_month(chance: Chance, day: date) -> date:
    """The same day of another month, or of the year before or after."""
    if chance.happens(0.5):
        return day - timedelta(days=365)
    month = day.month % 12 + 1
    return day.replace(day=min(day.day, 28), month=month, year=day.year + (month == 1))


def days_later(chance: Chance, day: date, most: int) -> date:
    """A day up to `most` days later."""
    return day + timedelta(days=chance.whole(1, most))


def wrong_total(chance: Chance, document: Document) -> dict[str, Any]:
    """The total with two digits exchanged, rounded up, or off by less than one in a hundred; tax to match."""
    whole = str(int(document.total))
    at = chance.whole(1, max(len(whole) - 1, 1))
    swapped = Decimal(whole[: at - 1] + whole[at] + whole[at - 1] + whole[at + 1 :]) if len(whole) > at else None
    near = money.rounded(document.total * Decimal(str(round(chance.between(1.0005, 1.008), 4))))
    total = swapped if swapped and chance.happens(0.6) else near
    return {"total": total, "subtotal": total - document.tax_amount, "items": ()}


def without_tax(chance: Chance, document: Document) -> dict[str, Any]:
    """Only the amount before tax, as one vague line."""
    line = one_line(chance, document.subtotal)
    return {"total": document.subtotal, "tax_amount": money.ZERO, "items": (line,)}


def less_tds(chance: Chance, document: Document) -> dict[str, Any]:
    """What was to be paid after tax deducted at source, as one vague line or none."""
    percent = Decimal(chance.pick(("0.1", "1", "2", "10")))
    total = money.rounded(document.total - document.subtotal * percent / 100)
    lines = (one_line(chance, total),) if chance.happens(0.5) else ()
    return {"total": total, "subtotal": total, "tax_amount": money.ZERO, "items": lines}


def with_freight(chance: Chance, document: Document) -> dict[str, Any]:
    """With carriage on top, as a line more or only in the total."""
    freight = money.rounded_to_rupee(document.total * Decimal(str(round(chance.between(0.01, 0.05), 3))))
    line = Item(
        chance.pick(("Freight", "Cartage", "Hamali", "Packing and forwarding")),
        Decimal(1),
        freight,
        money.ZERO,
        freight,
    )
    lines = (*document.items, line) if document.items and chance.happens(0.7) else document.items
    return {"total": document.total + freight, "subtotal": document.subtotal + freight, "items": lines}


def at_other_prices(chance: Chance, document: Document) -> dict[str, Any]:
    """The same goods, all dearer or cheaper by the same share."""
    factor = Decimal(str(round(1 + chance.pick((-1, 1)) * chance.between(0.01, 0.05), 3)))
    lines = tuple(
        replace(one, amount=money.rounded(one.amount * factor), unit_price=money.rounded(one.unit_price * factor))
        for one in document.items
    )
    tax = money.rounded(document.tax_amount * factor)
    net = money.rounded(document.subtotal * factor)
    return {"total": net + tax, "subtotal": net, "tax_amount": tax, "items": lines}


def one_line(chance: Chance, amount: Decimal) -> Item:
    """The whole as one vague line."""
    return Item(chance.pick(VAGUE), Decimal(1), amount, money.ZERO, amount)


def retyped(chance: Chance, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The lines as another hand enters them: mostly the same, at times left out, or in other words."""
    way = chance.weighted(("same", "none", "vague", "other words"), (0.6, 0.2, 0.1, 0.1))
    if way == "same" or not items:
        return items
    if way == "none":
        return ()
    if way == "vague":
        return (one_line(chance, sum((one.amount for one in items), money.ZERO)),)
    return tuple(replace(one, name=one.name.split(",")[0].upper()) for one in items)
