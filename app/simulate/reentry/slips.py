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

LOOKALIKES = str.maketrans("0158", "OISB")
VAGUE = ("Goods as per bill", "Material as per invoice", "Sundry goods", "Bill amount")
ENDINGS = ("R", " R", "A", "-A", " COPY", "/REVISED", "B")
HEADS = ("INV", "BILL ", "SI-", "PI", "TI ")


def rewritten(chance: Chance, number: str) -> str:
    """The same number, written in another way: case, separators, zeros, a letter for a digit, words before it."""
    plain = number.replace("-", "").replace("/", "").replace(" ", "")
    variants = (
        plain,
        number.lower(),
        number.replace("/", "-").replace(" ", "-"),
        number.translate(LOOKALIKES),
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
