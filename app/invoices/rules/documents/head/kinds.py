"""What kind of document it is: by its title, and by what only one kind says.

CGST Act s.31 and CGST Rules 46 (tax invoice), 49 (bill of supply: exempt goods, or a composition dealer under s.10), 53
(credit and debit notes), 46 second proviso (export, with its words on IGST or on the letter of undertaking). A proforma
invoice, an estimate and a quotation ask for nothing yet.
"""

import re
from collections.abc import Iterator

from app.invoices.records.extractions import DocumentType
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.page.layout import Document, Segment

_TITLES = (
    (DocumentType.CREDIT_NOTE, r"credit ?note|क्रेडिट नोट"),
    (DocumentType.DEBIT_NOTE, r"debit ?note|डेबिट नोट"),
    (DocumentType.PROFORMA, r"pro ?-?forma|quotation|\bestimate\b|\bquote\b"),
    (DocumentType.EXPORT_INVOICE, r"export ?invoice|commercial ?invoice|invoice for export"),
    (DocumentType.TAX_INVOICE, r"tax ?invoice ?/|tax ?invoice ?cum|gst ?invoice ?/"),
    (DocumentType.BILL_OF_SUPPLY, r"bill ?of ?supply|आपूर्ति बिल"),
    (DocumentType.TAX_INVOICE, r"tax ?invoice|gst ?invoice|retail ?invoice|\be-?invoice\b|tax ?bill|कर बीजक"),
    (DocumentType.RECEIPT, r"\breceipt\b|cash ?memo|cash ?bill|रसीद"),
    (DocumentType.TAX_INVOICE, r"\binvoice\b|\bbill\b|consignment ?note|इनवॉइस|बीजक|\bबिल\b"),
    (DocumentType.TAX_INVOICE, r"facture|factuur|rechnung|faktura|factura|fattura"),
)  # fmt: skip
_TITLE_WORDS = re.compile(
    r"[\W_]+|\b(?:original|duplicate|triplicate|for|recipient|supplier|transporter|copy|customer|cum|the|of|and|memo|cash"
    r"|credit|debit|note|tax|gst|invoice|bill|supply|retail|export|commercial|pro|forma|proforma|receipt|e|delivery|challan"
    r"|quotation|estimate|consignment|freight|issued|under|section|rule|payment|fees?|sale|sales|goods|services|not|a|crs?|dr|buyer|office)\b",
    re.I,
)
_EXPORT = re.compile(
    r"supply meant for (?:export|sez)|export under (?:lut|bond)|letter of undertaking|\bshipping bill\b"
    r"|port of (?:loading|discharge)|under lut\b|(?:without|on) payment of (?:igst|integrated tax)",
    re.I,
)
_COMPOSITION = re.compile(
    r"composition taxable person|composition (?:dealer|scheme|levy)|not eligible to collect tax", re.I
)
_TOP = 0.45
_MOST_WORDS = 9
_LEAST_APART = 4


def document_type(document: Document, *, has_gstin: bool, has_buyer: bool) -> DocumentType:
    """What the document is.

    has_gstin, has_buyer : whether a GSTIN and a buyer were found: without either, a paper without a title is a receipt
    """
    titled = _titled(document)
    text = document.text
    if titled in (None, DocumentType.TAX_INVOICE) and _EXPORT.search(text):
        return DocumentType.EXPORT_INVOICE
    if titled in (None, DocumentType.TAX_INVOICE) and _COMPOSITION.search(text):
        return DocumentType.BILL_OF_SUPPLY
    if titled is not None:
        return titled
    if has_gstin:
        return DocumentType.TAX_INVOICE
    return DocumentType.OTHER if has_buyer else DocumentType.RECEIPT


def is_title(segment: Segment) -> bool:
    """Whether a segment is nothing but the title of a document, or says for whom the copy is."""
    text = segment.text
    has_letters = any(character.isalpha() for character in text)
    is_titled = any(re.search(pattern, text, re.I) for _, pattern in _TITLES)
    is_copy = re.match(r"\W*(?:original|duplicate|triplicate)\b", text, re.I) is not None
    return has_letters and (is_titled or is_copy) and not _TITLE_WORDS.sub("", text)


def _titled(document: Document) -> DocumentType | None:
    """The kind that the title names: the title alone in its segment before others, the upper before the lower."""
    found = sorted(_titles(document), key=lambda each: each[:2])
    return found[0][2] if found else None


def _titles(document: Document) -> Iterator[tuple[bool, float, DocumentType]]:
    for sheet in document.sheets[:1]:
        for segment in sheet.segments:
            kind = _named(segment)
            if kind is not None:
                yield not is_title(segment), segment.box.top - segment.box.height, kind


def names_kind(segment: Segment) -> bool:
    """Whether a segment of the head names the kind of the document, alone or among other words."""
    return _named(segment) is not None


def _named(segment: Segment) -> DocumentType | None:
    if segment.box.top > _TOP or len(_joined(segment.text).split()) > _MOST_WORDS or _is_number(segment):
        return None
    text = _joined(segment.text)
    return next((kind for kind, pattern in _TITLES if re.search(pattern, text, re.I)), None)


def _joined(text: str) -> str:
    """A title whose letters are set apart, "T A X", as one word."""
    letters = text.split()
    is_apart = len(letters) >= _LEAST_APART and all(len(letter) == 1 for letter in letters)
    return "".join(letters) if is_apart else text


def _is_number(segment: Segment) -> bool:
    """Whether the words of a title only lead in a value: "Invoice No. 12", "Bill to"."""
    text = segment.text
    key = known_labels.folded(text)
    return (
        any(character.isdigit() for character in text)
        or ":" in text
        or key.endswith(("no", "number", "date", "to", "#"))
    )
