"""The uses of reading invoices: a sentence becomes a draft, the text of a bill its fields, a photo its text.

Sentences and texts are read in the request; nothing is stored as an invoice, so a repeat creates nothing. What needs a
model or an engine is done by jobs in the worker.
"""

from app.invoices.service import tagging
from app.invoices.service.bills import parse, read
from app.invoices.service.corrections import correct
from app.invoices.service.photos import JOB, extract_text, ocr_job
from app.invoices.service.sentences import drafted, generate
from app.invoices.service.tag_job import tag

TAG_JOB = tagging.JOB

__all__ = ["JOB", "TAG_JOB", "correct", "drafted", "extract_text", "generate", "ocr_job", "parse", "read", "tag"]
