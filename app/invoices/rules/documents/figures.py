"""Everything that a document counts: its lines of goods, its sums and its table of rates, as proposals."""

from app.invoices.records.extractions import Proposal
from app.invoices.rules.documents import tables
from app.invoices.rules.documents.foot import rates, totals
from app.invoices.rules.documents.page.layout import Document


def proposals(document: Document) -> list[Proposal]:
    """Every reading of `lines.N.*`, `totals.*` and `rates.N.*`."""
    read = tables.read(document)
    return [*tables.proposals(read.lines), *totals.proposals(document, read), *rates.proposals(document, read)]
