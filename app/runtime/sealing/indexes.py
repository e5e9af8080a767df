"""Blind indexes of documents: by what two of one business are known to be the same, without telling what it is.

An index is HMAC-SHA256 under a key of its own, of the column, the business and the value; 128 bits of it are kept.
Equal values of one business are equal, those of two businesses are not.
"""

from collections.abc import Mapping
from uuid import UUID

from app.runtime.sealing.seals import Place, Seals

DOCUMENT_KEYS = ("supplier_key", "number_key", "irn")


def blinded(seals: Seals, keys: Mapping[str, str | None], business_id: UUID) -> dict[str, str | None]:
    """The keys as they are written, by the names of their columns."""
    return {name: value and seals.blind(value, _place(name, business_id)) for name, value in keys.items()}


def forms(seals: Seals, name: str, value: str | None, business_id: UUID) -> list[str]:
    """All forms in which a key may stand in a row; none where there is no key."""
    return seals.blinds(value, _place(name, business_id)) if value else []


def _place(name: str, business_id: UUID) -> Place:
    return Place(f"document_extractions.{name}", business_id)
