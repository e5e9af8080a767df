"""The business and those it deals with, as far as a document needs to know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Known:
    """A customer or supplier in the books."""

    id: UUID
    name: str
    gstin: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """The business itself, with its suppliers and customers. `currency` by its code in ISO 4217."""

    id: UUID
    name: str
    gstin: str | None
    currency: str
    suppliers: Sequence[Known] = ()
    customers: Sequence[Known] = ()
