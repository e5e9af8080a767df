"""The one table of ages: how long rows of each table and files of each kind live, and why.

Ninety days where nothing speaks for another age. A new table without a decision here fails
`tests/runtime/test_retention.py`. Where a table has several lines, which one holds depends on the row.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

USUAL = 90
"""Days: what the operators' guides ask for."""
LABELS = 730
"""Days: what people said about answers teaches the models for two years."""
BOOKS = 8 * 365
"""Days: as long as books must be (CGST Act 2017, section 36: 72 months after the annual return), and some."""
PROOF = 3 * 365
"""Days: within three years somebody may still sue (Limitation Act 1963, articles 113 and 137)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of `table` go `days` after the moment in the column `moment`, where the condition `only` holds as well."""

    table: str
    days: int
    moment: str
    because: str
    only: str = "true"


KINDS: tuple[Kind, ...] = (
    Kind("idempotency_keys", 1, "created_at", "a call is repeated within a day"),
    Kind("ai_analysis_results", USUAL, "created_at", "analyses are made anew"),
    Kind("business_insights", USUAL, "generated_at", "insights are made anew"),
    Kind("document_extractions", USUAL, "created_at", "what was read is in the books by then"),
    Kind("jobs", USUAL, "finished_at", "dead ones wait for an operator", "state in ('done', 'failed')"),
    Kind("ai_analytics_events", USUAL, "created_at", "counts of use"),
    Kind("feature_flag_events", USUAL, "created_at", "counts of use"),
    Kind("insight_deeds", USUAL, "at", "as the audit"),
    Kind("document_deeds", USUAL, "at", "as the audit"),
    Kind("ml_model_refusals", USUAL, "at", "the file itself goes after 30 days"),
    Kind("ml_model_loads", USUAL, "seen_at", "of processes that have ended"),
    Kind("service_points", USUAL, "at", "counts of nobody; reports keep their sums"),
    Kind("service_calls", USUAL, "day", "counts of nobody; reports keep their sums"),
    Kind("service_processes", 1, "seen_at", "of processes that were killed"),
    Kind("service_table_looks", 365, "looked_at", "how tables grow within a year"),
    Kind("service_reports", LABELS, "written_at", "a year beside the year before"),
    Kind("feedback", LABELS, "created_at", "labels"),
    Kind("document_corrections", LABELS, "created_at", "labels"),
    Kind("ml_model_observations", 365, "predicted_at", "nobody said what became of it", "outcome is null"),
    Kind("ml_model_observations", LABELS, "predicted_at", "labels; their counts stay", "outcome is not null"),
    Kind("fraud_alerts", 365, "last_seen_at", "it went away by itself", "status = 'resolved'"),
    Kind(
        "fraud_alerts",
        LABELS,
        "last_seen_at",
        "while it is found it would be asked about again",
        "status not in ('open', 'resolved', 'confirmed')",
    ),
    Kind("fraud_alerts", BOOKS, "last_seen_at", "it may be needed with the books", "status = 'confirmed'"),
    Kind("gstr2b_uploads", BOOKS, "created_at", "it belongs to the returns of its month"),
    Kind("gstr2b_answers", BOOKS, "answered_at", "it belongs to the returns of its month"),
    Kind("ai_privacy_requests", PROOF, "finished_at", "receipts", "state = 'done'"),
    Kind("ai_privacy_requests", USUAL, "created_at", "nobody confirmed it", "state = 'unconfirmed'"),
)
GO_WITH: Mapping[str, str] = {
    "insight_evidence": "business_insights",
    "document_extraction_corrections": "document_extractions",
    "job_lines": "jobs",
    "gstr2b_papers": "gstr2b_uploads",
    "gstr2b_reconciliations": "gstr2b_uploads",
}
"""Rows that are deleted with the row they belong to."""
ARCHIVED: Mapping[str, str] = {
    "ai_audit_logs": "after 90 days to the archive, without who and about what",
    "ai_audit_actors": "a user who did nothing for 92 days is forgotten",
}
"""What `auditing.archiving` does each night."""
STAY: Mapping[str, str] = {
    "ai_audit_archive": "hashes that the trail hangs on; it names nobody",
    "ai_audit_heads": "one row a trail",
    "ai_audit_anchors": "signatures over the trail",
    "ai_privacy_settings": "one row a business, while there is the business",
    "ai_user_consents": "the proof of what was agreed to",
    "book_facts": "part of the books",
    "book_revisions": "one row a business",
    "feature_flags": "what is switched on",
    "feature_flag_overrides": "what is switched on for a business",
    "feature_flag_changes": "how a flag came to stand as it does",
    "fraud_exceptions": "until its owner takes it back",
    "fraud_scans": "one row a business",
    "gstr2b_rows": "made anew at each matching of the month",
    "hsn_codes": "the official list",
    "insight_looks": "one row a business",
    "insight_preferences": "one row a business",
    "ml_models": "the register of models",
    "ml_model_events": "how a model came to serve",
    "ml_model_pointers": "what serves",
    "ml_model_predictions": "counts by day, of nobody",
    "ml_model_validations": "how a version was judged",
    "ml_model_weeks": "counts by week, of nobody",
    "sealing_keys": "which keys have sealed something, never a key",
    "service_state": "one row",
    "schema_migrations": "what made this database",
}
"""Tables that do not grow with time, or whose rows are needed as long as there is what they are about."""
FILES: Mapping[str, int] = {
    "uploads": 1,
    "unfinished": 1,
    "audit-exports": 7,
    "privacy-exports": 7,
    "quarantine": 30,
}
"""Days by kind of file. A job deletes the upload it was given: this is for what a lost job has left. Refused model
files wait for whoever looks into a refusal; unfinished is what a killed process was writing. Exports are made anew by
whoever still needs them."""
FILES_BY_SETTING: Mapping[str, str] = {"documents": "document_retention_days", "pages": "document_retention_days"}
"""Originals of documents and the pictures of their pages: the setting that says how long."""
ELSEWHERE: Mapping[str, str] = {
    "backups": "`BACKUP_RETENTION_DAYS`, with each night's backup; one that is sound always stays",
    "model files": "by `flask models gc`, once no version names them",
    "log files": "30 days, by `monitoring/logrotate.conf`",
    "cached results": "1 minute to 7 days, by their own lifetimes in Redis",
}
"""What ages in other hands."""


def settable() -> frozenset[str]:
    """The tables for which RETENTION_DAYS may name another age: of one line above, with the usual age."""
    lines = Counter(kind.table for kind in KINDS)
    return frozenset(kind.table for kind in KINDS if kind.days == USUAL and lines[kind.table] == 1)
