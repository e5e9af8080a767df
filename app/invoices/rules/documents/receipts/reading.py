"""A receipt's lines and what each field may be, beside the numbers by which the model chooses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.invoices.records.pages import Page
from app.invoices.rules.documents.receipts import day_cues, looks, span_cues, spans, sum_cues, sums
from app.invoices.rules.documents.receipts.day_cues import Day
from app.invoices.rules.documents.receipts.lines import Line, lines
from app.invoices.rules.documents.receipts.spans import Span
from app.invoices.rules.documents.receipts.sum_cues import Value
from ml_models.receipt_fields.records import Evidence


@dataclass(frozen=True, slots=True)
class Receipt:
    """What may be what, in the order of the evidence's candidates."""

    lines: Sequence[Line]
    names: Sequence[Span]
    addresses: Sequence[Span]
    days: Sequence[Day]
    values: Sequence[Value]
    evidence: Evidence


def read(pages: Iterable[Page]) -> Receipt:
    """Everything that the four fields may be."""
    found = lines(pages)
    names, addresses = list(spans.names(found)), list(spans.addresses(found))
    days, sheet = day_cues.days_of(found), sum_cues.Sheet(found, sums.printed(found))
    head = span_cues.Sheet(found[: looks.HEAD + 1])
    evidence = Evidence(
        looks.of_head(found),
        {
            "company": head.candidates(names),
            "address": head.candidates(addresses),
            "date": day_cues.candidates(found, days),
            "total": sheet.candidates(),
        },
    )
    return Receipt(found, names, addresses, days, sheet.values, evidence)
