"""Which businesses meet a canary: always the same ones for a model, as many as its share says."""

from hashlib import sha256
from uuid import UUID

BITS = 53
"""Of the hash count: as many as a float holds exactly."""


def position(name: str, business_id: UUID) -> float:
    """Where a business stands on the line 0..1 for model `name`: stable, and another place for every model."""
    digest = sha256(f"{name}:{business_id}".encode()).digest()
    return (int.from_bytes(digest[:8]) >> (64 - BITS)) / float(1 << BITS)


def is_chosen(name: str, business_id: UUID | None, share: float) -> bool:
    """Whether the canary of model `name` answers for this business; a larger share keeps everyone it already has."""
    return business_id is not None and position(name, business_id) < share
