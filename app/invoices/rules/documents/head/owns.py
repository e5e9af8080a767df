"""Which number is the paper's own where none is called an invoice's: "Folio No." under the title "Guest Folio".

The title names the paper, so a number called by a word of the title is its number; else "Ref. No." in the head is.
"""

from app.invoices.rules.documents.head import kinds
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import NUMBER, Kind

_HEAD = 0.5
_REFERENCE = "ref"
_SHORTEST = 4
"""A word of a title with fewer letters is in many labels by chance."""


def is_own_number(hit: Hit, sheet: Labelled) -> bool:
    """Whether a label that announces no field announces the number of the paper."""
    if hit.kind not in (Kind.OTHER, Kind.UNKNOWN) or hit.box.middle > _HEAD or not hit.key.endswith(NUMBER):
        return False
    if any(other.kind is Kind.INVOICE_NUMBER for other in sheet.every):
        return False
    named = {known_labels.folded(token.text) for token in hit.tokens}
    return not named.isdisjoint(_title_words(sheet)) or hit.key.startswith(_REFERENCE)


def _title_words(sheet: Labelled) -> frozenset[str]:
    """The longer words of the titles of a page."""
    titles = (segment for row in sheet.rows for segment in row.segments if kinds.names_kind(segment))
    words = (known_labels.folded(token.text) for segment in titles for token in segment.tokens)
    return frozenset(word for word in words if len(word) >= _SHORTEST)
