"""What two papers tell differently, and whether it must be put right."""

from app.compliance.records.matching import AMOUNTS, Difference
from app.compliance.rules.matching import suppliers
from app.compliance.rules.matching.numbers import Likeness, likeness
from app.compliance.rules.matching.reading import RUPEE, Reading

HARD = frozenset({"supplier_gstin", "company_gstin", "kind", "place_of_supply", "reverse_charge", "tax", *AMOUNTS})
"""What has to be put right. A number written differently, or another date, does no harm to the credit."""


def between(purchase: Reading, inward: Reading) -> tuple[Difference, ...]:
    """The fields told differently, in the order of a bill; a date is told though it does no harm."""
    return (*_of_parties(purchase, inward), *_of_the_bill(purchase, inward), *_of_amounts(purchase, inward))


def is_told_otherwise(one: object, other: object) -> bool:
    """Whether both sides say it, and differently. False is said; None and the empty text are not."""
    return one not in (None, "") and other not in (None, "") and one != other


def _of_parties(purchase: Reading, inward: Reading) -> list[Difference]:
    told = []
    if purchase.paper.kind is not inward.paper.kind:
        told.append(Difference("kind", purchase.paper.kind.value, inward.paper.kind.value))
    if not suppliers.is_same(purchase, inward):
        told.append(Difference("supplier_gstin", purchase.supplier or None, inward.supplier or None))
    if is_told_otherwise(purchase.company, inward.company):
        told.append(Difference("company_gstin", purchase.company, inward.company))
    return told


def _of_the_bill(purchase: Reading, inward: Reading) -> list[Difference]:
    told, books, portal = [], purchase.paper, inward.paper
    if likeness(purchase.number, inward.number) is not Likeness.EQUAL:
        told.append(Difference("bill_no", books.bill_no or None, portal.bill_no or None))
    if books.bill_date != portal.bill_date:
        told.append(Difference("bill_date", books.bill_date, portal.bill_date))
    if is_told_otherwise(books.place_of_supply, portal.place_of_supply):
        told.append(Difference("place_of_supply", books.place_of_supply, portal.place_of_supply))
    if is_told_otherwise(books.reverse_charge, portal.reverse_charge):
        told.append(Difference("reverse_charge", books.reverse_charge, portal.reverse_charge))
    return told


def _of_amounts(purchase: Reading, inward: Reading) -> list[Difference]:
    books, portal = purchase.paper, inward.paper
    if books.is_split and portal.is_split:
        return _of_heads(purchase, inward)
    told = [one for one in _of_heads(purchase, inward) if one.field in ("taxable_value", "cess")]
    if abs(purchase.tax - inward.tax) > RUPEE:
        told.append(Difference("tax", books.tax - books.cess, portal.tax - portal.cess))
    return told


def _of_heads(purchase: Reading, inward: Reading) -> list[Difference]:
    return [
        Difference(name, getattr(purchase.paper, name), getattr(inward.paper, name))
        for name, one, other in zip(AMOUNTS, purchase.paise, inward.paise, strict=True)
        if abs(one - other) > RUPEE
    ]
