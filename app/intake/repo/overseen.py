"""What admins see of all businesses' documents: the newest of them, their words, and who looked at whose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.intake.records import Kept, Status
from app.intake.records.overseen import Deed, Done
from app.intake.repo import extractions
from app.invoices.records.pages import Pages
from app.invoices.repo import pages_json
from app.runtime import sealing
from app.runtime.sealing.columns import DOCUMENT_PAGES

COLUMNS = ", ".join(f"e.{name.strip()}" for name in extractions.COLUMNS.split(","))
LATEST = text(f"""
    select {COLUMNS}, b.name from document_extractions e join public.businesses b on b.id = e.business_id
    where (cast(:status as text) is null or e.status = :status)
      and (cast(:business_id as uuid) is null or e.business_id = :business_id)
    order by e.created_at desc, e.id limit :most offset :skipped
""")
COUNTS = text("""
    select status, count(*) as documents from document_extractions
    where cast(:business_id as uuid) is null or business_id = :business_id group by status
""")
PAGES = text("select pages from document_extractions where id = :id and business_id = :business_id")
NAME = text("select name from public.businesses where id = :id")
INSERT = text("""
    insert into public.document_deeds (business_id, extraction_id, deed, actor, at)
    select cast(:business_id as uuid), cast(:extraction_id as uuid), :deed, :actor, cast(:now as timestamptz)
    where not exists (
        select from public.document_deeds
        where extraction_id = :extraction_id and deed = :deed and actor = :actor
          and at >= cast(:since as timestamptz))
""")
DEEDS = text("""
    select business_id, extraction_id, deed, actor, at from public.document_deeds
    where cast(:id as uuid) is null or extraction_id = :id order by id desc limit :most
""")


def fetch_latest(
    tx: Connection, *, status: Status | None, business_id: UUID | None, most: int, skipped: int
) -> list[tuple[Kept, str]]:
    """Documents, the newest first, each with the name of its business."""
    values = {"status": status and status.value, "business_id": business_id, "most": most, "skipped": skipped}
    rows = tx.execute(LATEST, values).mappings()
    return [
        (extractions.kept(tx, {name: value for name, value in row.items() if name != "name"}), row["name"])
        for row in rows
    ]


def fetch_counts(tx: Connection, business_id: UUID | None) -> Mapping[Status, int]:
    """How many documents there are in each state."""
    return {Status(row.status): row.documents for row in tx.execute(COUNTS, {"business_id": business_id})}


def fetch_name(tx: Connection, business_id: UUID) -> str:
    """What the business is called."""
    name: str = tx.execute(NAME, {"id": business_id}).scalar_one()
    return name


def fetch_pages(tx: Connection, kept: Kept) -> Pages | None:
    """The words of a document; None where they are no longer kept, or nothing was read."""
    told = tx.execute(PAGES, {"id": kept.id, "business_id": kept.business_id}).scalar()
    words = sealing.of(tx).opened_json(told, DOCUMENT_PAGES.place(kept.id))
    return pages_json.read(words) if words else None


def save_deed(tx: Connection, done: Done, *, unless_since: datetime | None = None) -> None:
    """Writes it down; not again where the same was done since `unless_since`."""
    values = {
        "business_id": done.business_id,
        "extraction_id": done.extraction_id,
        "deed": done.deed.value,
        "actor": done.actor,
        "now": done.at,
        "since": unless_since,
    }
    tx.execute(INSERT, values)


def fetch_deeds(tx: Connection, extraction_id: UUID | None = None, *, most: int) -> Sequence[Done]:
    """The latest deeds, with one document or with all, the newest first."""
    rows = tx.execute(DEEDS, {"id": extraction_id, "most": most}).mappings()
    return [Done(**{**row, "deed": Deed(row["deed"])}) for row in rows]
