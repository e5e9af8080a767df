"""Customers as far as a draft needs to know them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer in the books, as far as a draft needs to know them."""

    id: UUID
    name: str
    phone: str | None = None
    email: str | None = None
    gstin: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The customer that a name stands for; several `candidates` and no `customer` when more than one fits."""

    customer: Customer | None = None
    candidates: tuple[Customer, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the books hold anybody of this name."""
        return self.customer is not None or bool(self.candidates)
