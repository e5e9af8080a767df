"""One document from its pages to its fields: everyone proposes, the sums choose.

Order: rows and blocks of the pages; readings of the head, the parties, the table, the totals and of receipts; the
values of the signed code over them; the set whose sums close; what kind of document it is; the short form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.invoices.records.extractions import Extraction, Proposal
from app.invoices.records.pages import Pages
from app.invoices.rules.documents import currency, dates, header, labelling, layout, parties, statements
from app.invoices.rules.documents.layout import Document


@dataclass(frozen=True, slots=True)
class Learned:
    """The learned parts that read along; None where one is not installed."""


def read(pages: Pages, *, on: date, learned: Learned | None = None) -> Extraction:
    """What the pages say. `on` is the day of reading: no document is dated later."""
    document = layout.laid_out(pages)
    best: dict[str, Proposal] = {}
    for proposal in proposals(document, on=on):
        if proposal.path not in best or proposal.found.confidence > best[proposal.path].found.confidence:
            best[proposal.path] = proposal
    return Extraction(fields={path: proposal.found for path, proposal in best.items()})


def proposals(document: Document, *, on: date) -> Sequence[Proposal]:
    """Every reading that any part suggests."""
    sheets = labelling.labelled(document)
    days = dates.reader((row.text for row in document.rows), on=on)
    return [
        *header.proposals(sheets, days=days),
        *parties.proposals(sheets),
        *currency.proposals(document),
        *(proposal for sheet in document.sheets for proposal in statements.irns(sheet)),
    ]
