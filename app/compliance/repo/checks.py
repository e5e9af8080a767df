"""Finished checks in `ai_analysis_results`, kept as the JSON that the app receives, and whose an invoice is."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.compliance.records.issues import Compliance
from app.runtime.runtime import Runtime

ANALYSIS_TYPE = "compliance"

BUSINESS_OF = "select business_id from public.invoices where id = :id"
# The same check again, from the same books by the same rules, says the same: one row of it is enough.
INSERT = text("""
    insert into public.ai_analysis_results
        (business_id, analysis_type, subject_id, model_version, book_revision, result, created_at)
    select :business_id, :analysis_type, :invoice_id, :version, :revision, cast(:result as jsonb), :last_checked
    where not exists (
        select from public.ai_analysis_results
        where business_id = :business_id and analysis_type = :analysis_type and subject_id = :invoice_id
          and model_version = :version and book_revision = :revision)
""")


def fetch_business_id(rt: Runtime, invoice_id: UUID) -> UUID | None:
    """The business in whose books an invoice stands, whoever asks: whether they may know is for `access` to say."""
    found = rt.db.value(BUSINESS_OF, {"id": invoice_id})
    return UUID(found) if found else None


def save(tx: Connection, check: Compliance, *, business_id: UUID, revision: int) -> None:
    """Keeps a check of these books, unless it is kept already."""
    values = {
        "business_id": business_id,
        "analysis_type": ANALYSIS_TYPE,
        "invoice_id": check.invoice_id,
        "version": check.rules_version,
        "revision": revision,
        "result": dumped(check),
        "last_checked": check.last_checked,
    }
    tx.execute(INSERT, values)


def dumped(check: Compliance) -> str:
    """The check as JSON, under the names that the app reads."""
    return json.dumps(asdict(check), default=_plain, ensure_ascii=False)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
