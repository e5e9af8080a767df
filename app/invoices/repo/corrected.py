"""Documents that persons have set right, as labels: their words as they were read, and what the values should be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.invoices.records.pages import Pages
from app.invoices.repo import pages_json
from app.runtime import sealing
from app.runtime.sealing.columns import DOCUMENT_PAGES, DOCUMENT_VALUE

MOST = 5_000
AT_ONCE = 100
CORRECTED = text("""
    select e.id, e.business_id, e.pages, max(c.created_at) as at,
        json_object_agg(c.path, c.value order by c.step) as values
    from document_extractions e join document_extraction_corrections c on c.extraction_id = e.id
    join ai_training_businesses willing on willing.business_id = e.business_id
    where e.pages is not null and not (:is_of_words and willing.is_anonymous)
      and not exists (select from ai_training_refusals r where r.user_id = c.user_id)
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


def fetch(tx: Connection, since: datetime, *, is_of_words: bool = False) -> Iterator[Corrected]:
    """The documents that were last set right after `since`, in that order; of a value set right twice the last.

    Only what may be learned from: neither the business nor who set it right said no.
    is_of_words : for learning words themselves, so without businesses that want nobody's name learned
    """
    seals = sealing.of(tx)
    for row in tx.execute(CORRECTED, {"since": since, "most": MOST, "is_of_words": is_of_words}):
        place = DOCUMENT_VALUE.place(row.id)
        opened = {path: seals.opened_json(value, place) for path, value in row.values.items()}
        values = {path: value for path, value in opened.items() if not isinstance(value, bool)}
        pages = pages_json.read(seals.opened_json(row.pages, DOCUMENT_PAGES.place(row.id)))
        yield Corrected(row.id, row.business_id, pages, values, row.at)
