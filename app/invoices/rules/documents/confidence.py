"""How sure each value of a reading is: what speaks for and against it as numbers, and what a scorer makes of it.

Without a scorer the readings keep their own scores and no document is accepted unseen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log

from app.invoices.records.extractions import Check, Extraction, Found, Proposal, QRStatus, Value
from app.invoices.records.pages import Box, Medium, Source, Token
from app.invoices.rules.documents.page.layout import Document
from ml_models.contracts import Scorer

_HEAD_GROUPS = {"invoice_number": "number", "invoice_date": "day", "due_date": "day", "ack_date": "day"}
_TWINS = {
    "company": "supplier.name",
    "date": "invoice_date",
    "address": "supplier.address",
    "total": "totals.grand_total",
}
"""The short form says what its typed twin says."""
_PARTY_GROUPS = {
    "name": "name", "address": "address", "gstin": "gstin", "pan": "gstin", "state_code": "gstin", "phone": "contact",
    "email": "contact",
}  # fmt: skip
_LINE_GROUPS = {
    "description": "line_text", "hsn_sac": "line_code", "unit": "line_code", "quantity": "line_number",
    "unit_price": "line_number", "gst_rate": "line_rate",
}  # fmt: skip
_TOTAL_GROUPS = {"grand_total": "grand_total", "amount_in_words": "words"}
GROUPS = (
    *("number", "day", "head", "name", "address", "gstin", "contact", "ship_to", "sum", "grand_total", "words"),
    *("line_text", "line_code", "line_number", "line_rate", "line_amount", "rate"),
)
"""Kinds of fields that are alike in how they go wrong."""
EVIDENCE = (
    *("score", "margin", "rivals", "is_recognised", "is_signed", "is_derived", "read_sure", "is_proven", "is_refuted"),
    *("proven_share", "refuted_share", "lines_proven", "code_agrees", "is_photograph", "is_plain"),
)
COLUMNS = (*GROUPS, *EVIDENCE)
RISING = ("score", "margin", "read_sure", "is_proven", "proven_share", "lines_proven", "code_agrees")
FALLING = ("rivals", "is_refuted", "refuted_share")
LEAST = 0.01
"""Scores are held from 0 and 1 by this before their log-odds are taken."""
NEEDED = ("invoice_number", "invoice_date", "supplier.name", "supplier.gstin", "totals.grand_total")
"""What a document must at least say to be accepted without a person."""
RECEIPTS_FROM = 0.978
"""Of 320 scanned receipts, each read by a model that had not seen it, in three divisions into five: 86 of 100 totals
had at least this chance, and 818 of these 823 were right; from .95 on 98.5 of 100 were."""
BOOKED = frozenset(("number", "day", "gstin", "sum", "grand_total"))
"""What goes into the books: numbers, days, registrations, sums."""
ACCEPTED_FROM = 0.95
"""The least chance of each booked value of a document that is taken unseen. Of 660 generated bills as PDF that had it,
each read by a model that had not seen its layout, 2 had a wrong one: 99.7 % right, with 95 % certainty at least
99.0 % (Clopper and Pearson, 1934). Photographs and texts have no such evidence yet: a person looks at each."""


def calibrated(
    extraction: Extraction, proposals: Sequence[Proposal], document: Document, scorer: Scorer | None
) -> Extraction:
    """The same values with their chances of being right, and whether a person need look at all.

    scorer : the serving `field_confidence`; None leaves everything as it is
    """
    if scorer is None or not extraction.fields:
        return extraction
    chances = scorer(list(rows(extraction, proposals, document).values()))
    fields = {
        path: replace(found, confidence=float(chance))
        for (path, found), chance in zip(extraction.fields.items(), chances, strict=True)
    }
    return replace(extraction, fields=fields, auto_accept=is_accepted(fields, extraction.checks, document.medium))


def is_accepted(fields: Mapping[str, Found], checks: Iterable[Check], medium: Medium) -> bool:
    """Whether a document is taken without a person: complete, all sums closed, each booked value sure."""
    told = [check.is_ok for check in checks]
    if medium is not Medium.PDF or not told or not all(told) or not all(path in fields for path in NEEDED):
        return False
    return all(found.confidence >= ACCEPTED_FROM for path, found in fields.items() if is_booked(path))


def is_booked(path: str) -> bool:
    """Whether a value of this path goes into the books."""
    return group_of(_TWINS.get(path, path)) in BOOKED


def is_sure_receipt(fields: Mapping[str, Found]) -> bool:
    """Whether a receipt is taken without a person: the scorer of receipts is sure of its total."""
    total = fields.get("totals.grand_total")
    return total is not None and total.confidence >= RECEIPTS_FROM


def rows(extraction: Extraction, proposals: Sequence[Proposal], document: Document) -> dict[str, tuple[float, ...]]:
    """What is known of each value, in the order of `COLUMNS`."""
    rivals: dict[str, dict[Value, float]] = defaultdict(dict)
    for proposal in proposals:
        of_path = rivals[proposal.path]
        of_path[proposal.found.value] = max(proposal.found.confidence, of_path.get(proposal.found.value, 0.0))
    shared, about = _shared(extraction, document), _about(extraction.checks)
    tokens = {sheet.page.number: sheet.page.tokens for sheet in document.sheets}
    return {
        path: row(
            group_of(twin),
            _own(extraction.fields.get(twin, found), rivals[twin], about.get(twin, ()), tokens) | shared,
        )
        for path, found in extraction.fields.items()
        for twin in (_TWINS.get(path, path),)
    }


def group_of(path: str) -> str:
    """The kind of field that a path is."""
    head, _, name = path.rpartition(".")
    if head.startswith("lines"):
        return _LINE_GROUPS.get(name, "line_amount")
    if head.startswith("rates"):
        return "rate"
    if head == "totals":
        return _TOTAL_GROUPS.get(name, "sum")
    if head == "ship_to":
        return "ship_to"
    return _PARTY_GROUPS[name] if head else _HEAD_GROUPS.get(name, "head")


def row(group: str, evidence: Mapping[str, float]) -> tuple[float, ...]:
    """One value in the order of `COLUMNS`; evidence that is not named is nothing."""
    return (*(float(group == one) for one in GROUPS), *(float(evidence.get(name, 0.0)) for name in EVIDENCE))


def _about(checks: Sequence[Check]) -> Mapping[str, Sequence[bool]]:
    """How the checks went in which each value takes part."""
    found: dict[str, list[bool]] = defaultdict(list)
    for check in checks:
        for path in dict.fromkeys(check.paths):
            found[path].append(check.is_ok)
    return found


def _own(
    found: Found,
    readings: Mapping[Value, float],
    about: Sequence[bool],
    tokens: Mapping[int, Sequence[Token]],
) -> dict[str, float]:
    others = [score for value, score in readings.items() if value != found.value]
    held = min(max(found.confidence, LEAST), 1 - LEAST)
    return {
        "score": log(held / (1 - held)),
        "margin": held - max(others, default=0.0),
        "rivals": min(len(others), 3),
        "is_recognised": found.source is Source.OCR,
        "is_signed": found.source is Source.QR,
        "is_derived": found.source is Source.DERIVED,
        "read_sure": _read_sure(found, tokens),
        "is_proven": any(about),
        "is_refuted": not all(about),
    }


def _shared(extraction: Extraction, document: Document) -> dict[str, float]:
    checks = extraction.checks
    lines = {path.split(".")[1] for path in extraction.fields if path.startswith("lines.")}
    proven = {check.name.split(".")[1] for check in checks if check.is_ok and check.name.startswith("lines.")}
    return {
        "proven_share": sum(check.is_ok for check in checks) / (len(checks) + 1),
        "refuted_share": sum(not check.is_ok for check in checks) / (len(checks) + 1),
        "lines_proven": len(lines & proven) / len(lines) if lines else 0.0,
        "code_agrees": extraction.signed_qr.status in (QRStatus.DECODED, QRStatus.VERIFIED),
        "is_photograph": document.medium is Medium.IMAGE,
        "is_plain": document.medium in (Medium.TEXT, Medium.BOXES),
    }


def _read_sure(found: Found, tokens: Mapping[int, Sequence[Token]]) -> float:
    """How sure the reader of pixels was of the least sure word of a value; 1 where none was read."""
    if found.box is None or found.page is None or found.source is not Source.OCR:
        return 1.0
    inside = (token.confidence for token in tokens.get(found.page, ()) if _holds(found.box, token.box))
    return min(inside, default=1.0)


def _holds(outer: Box, inner: Box) -> bool:
    return outer.left <= inner.centre <= outer.right and outer.top <= inner.middle <= outer.bottom
