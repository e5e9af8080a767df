"""The match of a business's bills with its GSTR-2B: files taken, months matched in the worker, shown and answered."""

from app.compliance.service.matching.showing import answer, reconciliation, refreshed, rows
from app.compliance.service.matching.uploading import upload
from app.compliance.service.matching.working import MATCH_JOB, READ_JOB, match_job, read_job

__all__ = [
    "MATCH_JOB",
    "READ_JOB",
    "answer",
    "match_job",
    "read_job",
    "reconciliation",
    "refreshed",
    "rows",
    "upload",
]
