"""Which id a record gets: its own where that is a UUID, else one that the same file yields again on every import."""

import re
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID, uuid5

WRITTEN_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True)
class Identity:
    """The id in the tables, and what the file called it where that was no UUID."""

    id: UUID
    original: str | None = None

    @property
    def facts(self) -> dict[str, str]:
        """What is remembered beside the tables: nothing, where the file's own id was kept."""
        return {} if self.original is None else {"original_id": self.original}


@lru_cache(maxsize=20_000)
def identity(kind: str, written: str, within: UUID) -> Identity:
    """The identity of what the file calls `written`: a `kind` of record `within` a business (a business: its owner).

    A UUID is kept; anything else becomes uuid5 of kind and text, so two businesses may both have an invoice "17".
    """
    if WRITTEN_UUID.fullmatch(written):
        return Identity(UUID(written))
    return Identity(uuid5(within, f"{kind}:{written}"), written)
