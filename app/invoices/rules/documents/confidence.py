"""How sure each value of a reading is, as a learned scorer says, and which documents are taken without a person.

Without a scorer the readings keep their own scores and no document is accepted unseen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.invoices.records.extractions import Extraction, Found, Proposal
from app.invoices.records.pages import Medium
from app.invoices.rules.documents import acceptance, evidence
from app.invoices.rules.documents.acceptance import Booking
from app.invoices.rules.documents.evidence import TWINS
from app.invoices.rules.documents.page.layout import Document
from ml_models.contracts import Scorer

RECEIPTS_FROM = 0.978
"""Of 320 scanned receipts, each read by a model that had not seen it, in three divisions into five: 86 of 100 totals
had at least this chance, and 818 of these 823 were right; from .95 on 98.5 of 100 were."""
_OF_A_RECEIPT = ("company", "date", "total")
"""What all receipts said on which that was measured; they were scans, or boxes of a recogniser."""
_RECEIPTS = frozenset({Medium.IMAGE, Medium.BOXES})
BOOKED = frozenset(
    ("number", "day", "name", "gstin", "sum", "grand_total", "line_text", "line_number", "line_rate", "line_amount")
)
"""What goes into the books: numbers, days, parties, sums, and every line."""
ACCEPTED_FROM = 0.95
"""The least chance of each booked value of a document that is taken unseen, besides the gates. Of 36 papers without a
doubt (33 generated, in their own hand or a stranger's, and 3 of other authors) all were right in all that is booked,
and each of their values had .954 or more."""


def calibrated(
    extraction: Extraction, proposals: Sequence[Proposal], document: Document, scorer: Scorer | None
) -> Extraction:
    """The same values with their chances of being right, and whether a person need look at all.

    scorer : the serving `field_confidence`; None leaves everything as it is
    """
    if scorer is None or not extraction.fields:
        return extraction
    chances = scorer(list(evidence.rows(extraction, proposals, document).values()))
    fields = {
        path: replace(found, confidence=float(chance))
        for (path, found), chance in zip(extraction.fields.items(), chances, strict=True)
    }
    is_whole = is_sure(fields, document.medium) and not any(acceptance.doubts(Booking(extraction, proposals, document)))
    return replace(extraction, fields=fields, auto_accept=is_whole)


def is_sure(fields: Mapping[str, Found], medium: Medium) -> bool:
    """Whether each booked value of a PDF is sure. Photographs and texts have no measured precision: a person looks."""
    booked = [found.confidence for path, found in fields.items() if is_booked(path)]
    return medium is Medium.PDF and min(booked, default=0.0) >= ACCEPTED_FROM


def is_booked(path: str) -> bool:
    """Whether a value of this path goes into the books."""
    return evidence.group_of(TWINS.get(path, path)) in BOOKED


def is_sure_receipt(fields: Mapping[str, Found], medium: Medium) -> bool:
    """Whether a receipt is taken without a person: its reader is sure of the total, and it looks like a receipt."""
    total = fields.get("totals.grand_total")
    is_whole = medium in _RECEIPTS and all(path in fields for path in _OF_A_RECEIPT)
    return is_whole and total is not None and total.confidence >= RECEIPTS_FROM
