"""What is personal lies sealed in the database and in the object store: whoever has those alone reads none of it."""

from app.runtime.sealing.files import SealedStore
from app.runtime.sealing.problems import KeyRefused, SealBroken
from app.runtime.sealing.seals import CARRIED, Place, Seals, of

__all__ = ["CARRIED", "KeyRefused", "Place", "SealBroken", "SealedStore", "Seals", "of"]
