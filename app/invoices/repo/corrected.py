"""Documents that persons have set right, as labels: their words as they were read, and what the values should be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.invoices.records.pages import Pages
from app.invoices.repo import pages_json

MOST = 5_000
AT_ONCE = 100
CORRECTED = text("""
    select e.id, e.business_id, e.pages, max(c.created_at) as at,
        json_object_agg(c.path, c.value order by c.step) as values
    from document_extractions e join document_extraction_corrections c on c.extraction_id = e.id
    where e.pages is not null
    group by e.id, e.business_id
    having max(c.created_at) > :since
    order by max(c.created_at), e.id limit :most
""").execution_options(yield_per=AT_ONCE)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One document. `values` by path: amounts and days as text, None for what is not there; yes and no are left out."""

    extraction_id: UUID
    business_id: UUID
    pages: Pages
    values: Mapping[str, str | None]
    at: datetime


def fetch(tx: Connection, since: datetime) -> Iterator[Corrected]:
    """The documents that were last set right after `since`, in that order; of a value set right twice the last."""
    for row in tx.execute(CORRECTED, {"since": since, "most": MOST}):
        values = {path: value for path, value in row.values.items() if not isinstance(value, bool)}
        yield Corrected(row.id, row.business_id, pages_json.read(row.pages), values, row.at)
