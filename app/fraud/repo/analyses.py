"""Finished analyses, in `ai_analysis_results` and as bytes for the cache."""

import json
from uuid import UUID

from sqlalchemy import Connection, text

from app.fraud.records import FraudAnalysis
from app.fraud.repo import analysis_json

ANALYSIS_TYPE = "fraud"
LOCK = text("select pg_advisory_xact_lock(hashtextextended('fraud:' || :business_id, 0))")
SAVE = text(
    "insert into ai_analysis_results (business_id, analysis_type, model_version, book_revision, result, created_at)"
    " values (:business_id, :type, :version, :revision, cast(:result as jsonb), :now)"
)
NEWEST = text(
    "select result from ai_analysis_results where business_id = :business_id and analysis_type = :type"
    " and subject_id is null order by book_revision desc, (model_version = :version) desc, created_at desc limit 1"
)


def lock(tx: Connection, business_id: UUID) -> None:
    """Makes a second analysis of the business wait until this transaction ends."""
    tx.execute(LOCK, {"business_id": str(business_id)})


def save(tx: Connection, analysis: FraudAnalysis) -> None:
    """Keeps the whole answer, for when no fresh one can be had."""
    values = {
        "business_id": analysis.business_id,
        "type": ANALYSIS_TYPE,
        "version": analysis.metadata["model_version"],
        "revision": analysis.revision,
        "result": dumped(analysis).decode(),
        "now": analysis.analyzed_at,
    }
    tx.execute(SAVE, values)


def fetch_newest(tx: Connection, business_id: UUID, *, version: str) -> FraudAnalysis | None:
    """The analysis of the newest state of the books, the one made by `version` before all others."""
    values = {"business_id": business_id, "type": ANALYSIS_TYPE, "version": version}
    found = tx.execute(NEWEST, values).scalar()
    return analysis_json.analysis(found) if found else None


def dumped(analysis: FraudAnalysis) -> bytes:
    """The analysis as JSON."""
    return json.dumps(analysis_json.content(analysis), ensure_ascii=False).encode()


def loaded(content: bytes) -> FraudAnalysis:
    """The analysis that `dumped` wrote."""
    return analysis_json.analysis(json.loads(content))
