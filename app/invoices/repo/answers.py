"""What was read, kept in `ai_analysis_results` once per identical request and state of the books; and the customers'
names that a draft needs, read straight: a sentence is no reason to load a whole set of books."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, text

from app.invoices.records import Customer, Generation, Reading

_NAMESPACE = UUID("5d0e4a3c-6c0e-4b5e-9a42-1f7b2f1f9d10")
_MOST_CUSTOMERS = 20_000

CUSTOMERS = text(
    "select id, name, phone, email, gst_number, address from public.customers where business_id = :business_id"
    " order by name, id limit :most"
)
LOCK = text("select pg_advisory_xact_lock(hashtextextended(:subject, 0))")
INSERT = text("""
    insert into public.ai_analysis_results
        (business_id, analysis_type, subject_id, model_version, book_revision, result, created_at)
    select :business_id, :analysis_type, :subject_id, :version, :revision, cast(:result as jsonb), :now
    where not exists (
        select from public.ai_analysis_results
        where business_id = :business_id and analysis_type = :analysis_type and subject_id = :subject_id
          and model_version = :version and book_revision = :revision)
    returning id
""")


def fetch_customers(tx: Connection, business_id: UUID) -> list[Customer]:
    """The customers of a business, by name."""
    rows = tx.execute(CUSTOMERS, {"business_id": business_id, "most": _MOST_CUSTOMERS})
    return [Customer(row.id, row.name, row.phone, row.email, row.gst_number, row.address) for row in rows]


def subject_id(business_id: UUID, request: tuple[str, ...]) -> UUID:
    """The id of an answer: the same for the same request about the same business."""
    return uuid5(_NAMESPACE, json.dumps([str(business_id), *request]))


def save_once(
    tx: Connection,
    answer: Generation | Reading,
    *,
    business_id: UUID,
    request: tuple[str, ...],
    version: str,
    revision: int,
    now: datetime,
) -> bool:
    """Keeps an answer; whether it is new. `request` names the call and holds all that decided the answer; of it only
    a digest is kept. Repeats at the same time wait for each other.
    """
    subject = subject_id(business_id, request)
    tx.execute(LOCK, {"subject": str(subject)})
    values = {
        "business_id": business_id,
        "analysis_type": request[0],
        "subject_id": subject,
        "version": version,
        "revision": revision,
        "result": json.dumps(asdict(answer), default=_plain, ensure_ascii=False),
        "now": now,
    }
    return tx.execute(INSERT, values).first() is not None


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
