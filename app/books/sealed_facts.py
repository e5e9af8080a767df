"""The sealed parts of facts: bank accounts and whatever else of a person stands nowhere in the app's own tables.

Seals are bound to the business, not to the row: an account that hundreds of payments name is sealed once, and opened
once. So equal values of one business are equal in the table too, and an import that changes nothing writes nothing.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.runtime import sealing
from app.runtime.sealing import Seals, envelope
from app.runtime.sealing.columns import FACTS

PARTS = frozenset(FACTS)
SEALED = text(f"""
    select subject_kind, subject_id, part.name, facts -> part.name as told
    from public.book_facts, unnest(array[{", ".join(f"'{part}'" for part in FACTS)}]) as part (name)
    where business_id = :id and facts ? part.name
""")
Facts = Mapping[str, Any]


class Opener:
    """Opens the facts of one business; each seal once, however many rows have it."""

    def __init__(self, tx: Connection, business_id: UUID) -> None:
        self._seals: Seals = sealing.of(tx)
        self._business_id = business_id
        self._known: dict[tuple[str, str], Any] = {}

    def opened(self, facts: Facts) -> Facts:
        """The facts as they were before they were sealed."""
        if PARTS.isdisjoint(facts):
            return facts
        return {name: self.part(name, told) if name in PARTS else told for name, told in facts.items()}

    def part(self, name: str, told: Any) -> Any:
        """One part, opened."""
        found = envelope.in_json(told)
        if found is None:
            return told
        known = (name, found.text())
        if known not in self._known:
            place = FACTS[name].place(self._business_id)
            self._known[known] = self._seals.opened_json(told, place)
        return self._known[known]


class Sealer:
    """Seals the facts of one business; a value that stands there already keeps its seal."""

    def __init__(self, tx: Connection, business_id: UUID) -> None:
        self._seals: Seals = sealing.of(tx)
        self._business_id = business_id
        self._own: dict[tuple[str, UUID, str, str], Any] = {}
        self._any: dict[tuple[str, str], Any] = {}
        opener = Opener(tx, business_id)
        for row in tx.execute(SEALED, {"id": business_id}):
            if envelope.in_json(row.told):
                plain = _written(opener.part(row.name, row.told))
                self._own[row.subject_kind, row.subject_id, row.name, plain] = row.told
                self._any[row.name, plain] = row.told

    def sealed(self, kind: str, subject_id: UUID, facts: Facts) -> dict[str, Any]:
        """The facts of a subject as they are written."""
        return {
            name: self._part(kind, subject_id, name, told) if name in PARTS else told for name, told in facts.items()
        }

    def _part(self, kind: str, subject_id: UUID, name: str, told: Any) -> Any:
        plain = _written(told)
        own = self._own.get((kind, subject_id, name, plain))
        if own is not None:
            return own
        if (name, plain) not in self._any:
            self._any[name, plain] = self._seals.json(told, FACTS[name].place(self._business_id))
        return self._any[name, plain]


def _written(plain: Any) -> str:
    return json.dumps(plain, sort_keys=True, default=float)
