"""The four fields of a receipt as proposals: the likeliest readings of each, with the chance that each is right."""

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from app.invoices.records.extractions import Proposal, Value
from app.invoices.records.pages import Source, Token
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Document
from app.invoices.rules.documents.receipts import reading
from app.invoices.rules.documents.receipts.reading import Receipt
from app.invoices.rules.documents.receipts.spans import Span
from ml_models.receipt_fields.records import Evidence, Field

MOST = 3
LEAST_CHANCE = 0.02
"""A reading less likely than this is no help to the sums."""

TWINS: dict[Field, str] = {
    "company": "supplier.name",
    "address": "supplier.address",
    "date": "invoice_date",
    "total": "totals.grand_total",
}


class ReceiptScorer(Protocol):
    """Says of each field's candidates how likely each is right, in their order."""

    def chances(self, evidence: Evidence) -> dict[Field, list[float]]: ...


def proposals(document: Document, scorer: ReceiptScorer) -> list[Proposal]:
    """The likeliest readings of company, date, address and total as printed, and of the typed fields beside them."""
    receipt = reading.read(sheet.page for sheet in document.sheets)
    chances = scorer.chances(receipt.evidence)
    return [
        proposal
        for field, twin in TWINS.items()
        for place in _likeliest(chances[field])
        for proposal in _both(receipt, field, twin, place, chances[field][place])
    ]


def _likeliest(chances: Sequence[float]) -> list[int]:
    order = sorted(range(len(chances)), key=lambda place: -chances[place])[:MOST]
    return [place for place in order if chances[place] >= LEAST_CHANCE]


def _both(receipt: Receipt, field: Field, twin: str, place: int, chance: float) -> Iterator[Proposal]:
    value, printed, raw, tokens, page = _shown(receipt, field, place)
    yield placing.proposed(field, printed, tokens, page=page, score=chance, raw=raw)
    yield placing.proposed(twin, value, tokens, page=page, score=chance, raw=raw)


def _shown(receipt: Receipt, field: Field, place: int) -> tuple[Value, str, str, Sequence[Token], int]:
    """The typed value, the value as it is written down, its characters, its words and its page."""
    if field in ("company", "address"):
        span = (receipt.names if field == "company" else receipt.addresses)[place]
        text = written(span)
        return text, text, " ".join(token.text for token in span.tokens), span.tokens, receipt.lines[span.start].page
    shown = (receipt.days if field == "date" else receipt.values)[place].shown
    line = receipt.lines[shown.place]
    raw = line.text[shown.start : shown.end].strip(" -(")
    tokens = line.within(shown.start, shown.end)
    if field == "date":
        return receipt.days[place].day, raw, raw, tokens, line.page
    return receipt.values[place].value, _amount(receipt.values[place].value), raw, tokens, line.page


def _amount(value: Decimal) -> str:
    """Without currency and groups: so 27 of 28 totals of receipts are written down, whatever is printed."""
    return f"{value:.2f}"


def written(span: Span) -> str:
    """A name or an address on one line. Marks above Latin letters that a recogniser saw are dirt on such paper."""
    text = span.text
    if any(token.source is Source.OCR for token in span.tokens):
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or ord(c) > 0x36F)
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split()).strip(" -:;|")
