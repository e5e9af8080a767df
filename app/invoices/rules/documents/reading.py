"""One document from its pages to its fields: everyone proposes, the sums choose.

Order: rows and blocks of the pages; readings of the head, the parties, the table, the totals and of receipts; the
values of the signed code over them; the set whose sums close; what kind of document it is; the short form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.invoices.records.extractions import DocumentType, Extraction, Proposal
from app.invoices.records.pages import Medium, Pages
from app.invoices.rules.documents import confidence, figures, proofs, receipts, short_form, solver
from app.invoices.rules.documents.head import header, kinds, unlabelled
from app.invoices.rules.documents.labels import labelling
from app.invoices.rules.documents.page import layout
from app.invoices.rules.documents.page.layout import Document
from app.invoices.rules.documents.parties import sides
from app.invoices.rules.documents.receipts import ReceiptScorer
from app.invoices.rules.documents.signed import signed_codes, signed_values
from app.invoices.rules.documents.signed.signed_codes import PortalKeys
from app.invoices.rules.documents.values import currency, dates, statements
from ml_models.contracts import Scorer

_UNTAXED = frozenset({DocumentType.BILL_OF_SUPPLY, DocumentType.RECEIPT, DocumentType.OTHER})
"""Kinds of papers on which no tax is charged unless it is printed."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The learned parts that read along; None where one is not installed."""

    receipts: ReceiptScorer | None = None
    confidence: Scorer | None = None
    """The chance that each value is right, by the columns of `evidence.COLUMNS`."""


def read(pages: Pages, *, on: date, learned: Learned | None = None, keys: PortalKeys | None = None) -> Extraction:
    """What the pages say.

    on : the day of reading; no document is dated later
    keys : the portal's, to prove a signed code; without any its values count as decoded
    """
    document, learned = layout.laid_out(pages), learned or Learned()
    extraction, found = settled(document, pages, on=on, learned=learned, keys=keys)
    if learned.receipts is not None and is_receipt(document, found):
        return _noted(
            replace(extraction, auto_accept=confidence.is_sure_receipt(extraction.fields, document.medium)), pages
        )
    return _noted(confidence.calibrated(extraction, found, document, learned.confidence), pages)


def _noted(extraction: Extraction, pages: Pages) -> Extraction:
    """With the characters that nobody sees; whoever put them within words wanted a machine to read something else."""
    unseen = sum(page.unseen for page in pages.pages)
    return replace(extraction, unseen=unseen, auto_accept=extraction.auto_accept and not unseen)


def settled(
    document: Document, pages: Pages, *, on: date, learned: Learned | None = None, keys: PortalKeys | None = None
) -> tuple[Extraction, Sequence[Proposal]]:
    """What the pages say with the scores of the rules, and every reading that was proposed."""
    code = signed_codes.read(pages, keys)
    printed = proposals(document, on=on, learned=learned or Learned())
    found = [*printed, *signed_values.proposals(code)]
    paths = {proposal.path for proposal in found}
    kind = kinds.document_type(document, has_gstin="supplier.gstin" in paths, has_buyer="buyer.name" in paths)
    chosen = solver.settled(found, on=on, is_taxed=kind not in _UNTAXED)
    signed, differences = signed_values.compared(code, printed)
    fields = short_form.filled(chosen.fields)
    checks = (*chosen.checks, *proofs.checks(fields, on=on), *differences)
    return Extraction(kind, fields, checks, signed), found


def rechecked(extraction: Extraction, *, on: date) -> Extraction:
    """The same fields with their sums and proofs tried anew, after someone set a value right."""
    kept = tuple(check for check in extraction.checks if check.name.startswith("signed_qr"))
    checks = (*solver.checks(extraction.fields, on=on), *proofs.checks(extraction.fields, on=on), *kept)
    return replace(extraction, checks=checks, auto_accept=False)


def proposals(document: Document, *, on: date, learned: Learned) -> Sequence[Proposal]:
    """Every reading that any part suggests from the printed words."""
    sheets = labelling.labelled(document)
    days = dates.reader((row.text for row in document.rows), on=on)
    found = [
        *header.proposals(sheets, days=days),
        *unlabelled.proposals(document, days=days),
        *sides.proposals(sheets),
        *currency.proposals(document),
        *(proposal for sheet in document.sheets for proposal in statements.irns(sheet)),
        *figures.proposals(document),
    ]
    if learned.receipts is None or not is_receipt(document, found):
        return found
    learned_of = receipts.proposals(document, learned.receipts)
    paths = {proposal.path for proposal in learned_of}
    return [*(proposal for proposal in found if proposal.path not in paths), *learned_of]


def is_receipt(document: Document, found: Sequence[Proposal]) -> bool:
    """Whether a paper is of those that the receipt scorer has learned: photographed or given as lines of text, without
    a GSTIN and not counted in rupees."""
    is_indian = any(each.path.endswith(".gstin") or each.found.value == "INR" for each in found)
    return document.medium is not Medium.PDF and not is_indian
