"""The uses of taking documents in: take one, show it, list them, set one right, delete one; and the job that reads."""

from app.intake.service.correcting import correct
from app.intake.service.extract_job import extract_job
from app.intake.service.receiving import receive
from app.intake.service.removing import remove
from app.intake.service.showing import document, listed, page
from app.intake.service.storing import JOB

__all__ = ["JOB", "correct", "document", "extract_job", "listed", "page", "receive", "remove"]
