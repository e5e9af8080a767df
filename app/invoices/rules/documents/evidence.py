"""What speaks for and against each value of a reading, as numbers: its score, its rivals, the sums it stands in, and
what the page prints beside it that nobody understood."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import log

from app.invoices.records.extractions import Check, Extraction, Found, Proposal, QRStatus, Value
from app.invoices.records.pages import Box, Medium, Source, Token
from app.invoices.rules.documents.acceptance import Booking, days, forms, naming, unread
from app.invoices.rules.documents.page.layout import Document

_HEAD_GROUPS = {"invoice_number": "number", "invoice_date": "day", "due_date": "day", "ack_date": "day"}
TWINS = {
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
    *("unread_table", "unread_foot", "unread_head", "is_uneven", "is_said_again"),
)
COLUMNS = (*GROUPS, *EVIDENCE)
RISING = ("score", "margin", "read_sure", "is_proven", "proven_share", "lines_proven", "code_agrees", "is_said_again")
FALLING = ("rivals", "is_refuted", "refuted_share", "unread_table", "unread_foot", "unread_head", "is_uneven")
MOST_UNREAD = 4
"""More words that nobody understood say no more."""
LEAST = 0.01
"""Scores are held from 0 and 1 by this before their log-odds are taken."""


def rows(extraction: Extraction, proposals: Sequence[Proposal], document: Document) -> dict[str, tuple[float, ...]]:
    """What is known of each value, in the order of `COLUMNS`."""
    rivals: dict[str, dict[Value, float]] = defaultdict(dict)
    for proposal in proposals:
        of_path = rivals[proposal.path]
        of_path[proposal.found.value] = max(proposal.found.confidence, of_path.get(proposal.found.value, 0.0))
    booking = Booking(extraction, proposals, document)
    shared, about = _shared(extraction, document) | _unread(booking), _about(extraction.checks)
    tokens = {sheet.page.number: sheet.page.tokens for sheet in document.sheets}
    uneven = {f"lines.{name}" for name in forms.uneven(booking)}
    return {
        path: row(
            group_of(twin),
            _own(extraction.fields.get(twin, found), rivals[twin], about.get(twin, ()), tokens)
            | _beside(booking, twin, uneven)
            | shared,
        )
        for path, found in extraction.fields.items()
        for twin in (TWINS.get(path, path),)
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


def _beside(booking: Booking, path: str, uneven: Collection[str]) -> dict[str, float]:
    """What the rest of the page says of a value: other lines lack theirs, or its characters stand there again."""
    group, _, name = path.rpartition(".")
    is_named = name == "name" or path == "invoice_number"
    return {
        "is_uneven": group.startswith("lines") and f"lines.{name}" in uneven,
        "is_said_again": is_named and naming.is_said_again(booking, str(booking.read.value(path))),
    }


def _unread(booking: Booking) -> dict[str, float]:
    """How much no value holds, up to `MOST_UNREAD` of each part of the page."""
    found = unread.found(booking)
    strange = sum(1 for _ in days.strange(booking))
    return {
        "unread_table": min(len(found.table), MOST_UNREAD),
        "unread_foot": min(len(found.foot), MOST_UNREAD),
        "unread_head": min(len(found.head) + strange, MOST_UNREAD),
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
