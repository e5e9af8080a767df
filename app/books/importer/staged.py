"""Books on their way in: rows of the app's tables, and the facts those tables cannot hold."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.books.importer import checks
from app.books.importer.faults import Fault, Spot
from app.books.importer.fields import Fields
from app.books.importer.identity import Identity, identity

Row = dict[str, Any]

TABLES = (
    "businesses", "customers", "suppliers", "products", "invoices", "invoice_items", "payments", "expenses",
    "cashbook_entries", "recurring_payments",
)  # fmt: skip
"""In the order in which they can be written, each naming only what stands before it."""

WITH_BUSINESS = frozenset(TABLES) - {"businesses", "invoice_items"}


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one subject beyond the app's columns; employees and notes stand here whole."""

    business_id: UUID
    kind: str
    subject_id: UUID
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """One record naming another, to be looked up once everything is read. `kinds` are those it may be."""

    spot: Spot
    field: str
    kinds: tuple[str, ...]
    written: str
    id: UUID
    business_id: UUID


@dataclass
class Staged:
    """Everything read so far. `known` remembers who has which id, `skipped` the fields that nothing here takes.

    `has_items` says whether the source knows the lines of its invoices: then those it does not name are gone.
    """

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    facts: list[Fact] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    known: dict[tuple[str, UUID], tuple[Spot, UUID]] = field(default_factory=dict)
    skipped: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    has_items: bool = True

    @property
    def business_ids(self) -> set[UUID]:
        """Every business that has a row here."""
        own = {row["id"] for row in self.rows["businesses"]}
        return own.union(
            *({row["business_id"] for row in self.rows[table]} for table in TABLES if table in WITH_BUSINESS)
        )

    def enter(self, record: Fields, kind: str, within: UUID | None, *, owner_id: UUID) -> Identity:
        """The identity of `record`, remembered; a fault when it has no id, or one that another `kind` had before.

        `within` is its business; a business itself has none and is known by its owner.
        """
        written = record.need("id", checks.reference)
        who = identity(kind, written or "", within or owner_id)
        if written is not None:
            first, _ = self.known.setdefault((kind, who.id), (record.spot, within or who.id))
            if first is not record.spot:
                record.blame("id", f"is the id of another {kind} before it")
        return who

    def note(self, business_id: UUID, kind: str, subject_id: UUID, facts: dict[str, Any]) -> None:
        """Keep `facts`, if there are any."""
        if facts:
            self.facts.append(Fact(business_id, kind, subject_id, facts))

    def dangling(self) -> Iterator[Fault]:
        """A fault for every mention of something that the file does not hold, or that is another business's."""
        for mention in self.mentions:
            found = [self.known.get((kind, mention.id)) for kind in mention.kinds]
            if not any(place is not None and place[1] == mention.business_id for place in found):
                what = " or ".join(mention.kinds)
                yield Fault(mention.spot, mention.field, f"there is no {what} {mention.written!r} in the file")
