"""On which side of a document the business stands: by its GSTIN, by its PAN, else by its name.

A branch in another state has another GSTIN with the same PAN (CGST Act 2017, section 25(4)), so the PAN tells it. Where
both sides or none look like the business, nothing is guessed.
"""

from typing import Literal

from app.fraud.rules import identity
from app.gst import gstin
from app.intake.records import Own, Side, Standing
from app.invoices.records.extractions import Extraction

By = Literal["gstin", "pan", "name"]
_PAN = slice(2, 12)


def standing(extraction: Extraction, own: Own) -> Standing:
    """The side of `own` on the document, and what told it."""
    for by in _MEANS:
        is_supplier, is_buyer = (_is_own(by, extraction, party, own) for party in ("supplier", "buyer"))
        if is_supplier != is_buyer:
            return Standing(Side.SALE if is_supplier else Side.PURCHASE, by)
    return Standing(Side.UNKNOWN, is_ours_to_pay=_is_supplier_somebody_else(extraction, own))


_MEANS: tuple[By, ...] = ("gstin", "pan", "name")


def _is_own(by: By, extraction: Extraction, party: str, own: Own) -> bool:
    if by == "name":
        name = _text(extraction, f"{party}.name")
        return (
            bool(name)
            and identity.is_similar_name(name, own.name)
            and not _is_numbered_otherwise(extraction, party, own)
        )
    ours, theirs = gstin.normalised(own.gstin), gstin.normalised(_text(extraction, f"{party}.gstin"))
    if by == "pan":
        ours, theirs = ours[_PAN], theirs[_PAN] or _text(extraction, f"{party}.pan")
    return bool(ours) and ours == theirs


def _is_numbered_otherwise(extraction: Extraction, party: str, own: Own) -> bool:
    """Whether the party bears a right GSTIN of another person, so that it is a namesake at most."""
    theirs, ours = gstin.read(_text(extraction, f"{party}.gstin")), gstin.read(own.gstin or "")
    return theirs.is_valid and ours.is_valid and theirs.number[_PAN] != ours.number[_PAN]


def _is_supplier_somebody_else(extraction: Extraction, own: Own) -> bool:
    """Whether the document names a supplier, and one that the business is not."""
    has_supplier = any(_text(extraction, f"supplier.{name}") for name in ("name", "gstin"))
    return has_supplier and not any(_is_own(by, extraction, "supplier", own) for by in _MEANS)


def _text(extraction: Extraction, path: str) -> str:
    value = extraction.value(path)
    return value if isinstance(value, str) else ""
