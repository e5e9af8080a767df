"""Whether two papers name one supplier, or the books a mistaken one.

One PAN has a GSTIN in each State in which it is registered, and may have several in one; each counts its own bills.
"""

from app.compliance.records.matching import Family
from app.compliance.rules.matching import dates
from app.compliance.rules.matching.reading import Reading


def is_same(purchase: Reading, inward: Reading) -> bool:
    """Whether both name one supplier. A bill of entry is the customs', who names nobody on it."""
    if purchase.supplier == inward.supplier:
        return bool(purchase.supplier) or purchase.family is Family.IMPORT
    return purchase.family is Family.IMPORT and not (purchase.supplier and inward.supplier)


def is_mistaken(purchase: Reading, inward: Reading) -> bool:
    """Whether the books name another registration of the PAN, a mistyped GSTIN, or none on a day near enough."""
    if not purchase.supplier:
        return bool(inward.supplier) and dates.is_near(purchase, inward)
    if purchase.pan and purchase.pan == inward.pan:
        return True
    return is_mistyped(purchase.supplier, inward.supplier)


def is_mistyped(one: str, other: str) -> bool:
    """Whether one character is wrong, lost or doubled, or two neighbours are changed about."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    places = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(places) == 2:
        first, second = places
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(places) == 1
