"""In which currency a document counts, by the signs and words before its amounts (codes: ISO 4217).

The currency that stands before most amounts is the document's: an export invoice names rupees once for the customs.
"""

import re
from collections import Counter
from collections.abc import Iterator

from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Document, Row

_SIGNS = (
    ("INR", re.compile(r"₹|(?<![^\W_])(?:rs\.?(?=[\d\s.,:)]|$)|inr|rupees?)(?![^\W\d_])|रु(?:पये|पए|पया|\.)?|रू\.", re.I)),
    ("USD", re.compile(r"(?:us ?)?\$|(?<![^\W_])(?:usd|us dollars?)(?![^\W_])", re.I)),
    ("EUR", re.compile(r"€|(?<![^\W_])(?:eur|euros?)(?![^\W\d_])", re.I)),
    ("GBP", re.compile(r"£|(?<![^\W_])gbp(?![^\W_])", re.I)),
    ("MYR", re.compile(r"(?<![^\W_])(?:rm(?=[\d\s.)]|$)|myr|ringgit)(?![^\W\d_])")),
    ("PLN", re.compile(r"(?<![^\W_])(?:zł|pln)(?![^\W_])", re.I)),
    ("AED", re.compile(r"(?<![^\W_])(?:aed|dirhams?)(?![^\W_])", re.I)),
    ("SGD", re.compile(r"(?<![^\W_])sgd(?![^\W_])|s\$", re.I)),
)  # fmt: skip
_NAMED = re.compile(r"currency\b", re.I)
_NAMED_WEIGHT = 10
"""A document that says "Currency: USD" counts in it, however often another one is printed."""


def proposals(document: Document) -> list[Proposal]:
    """Every currency that is printed, the more often the likelier, at its first place."""
    places: dict[str, tuple[Token, int]] = {}
    counts: Counter[str] = Counter()
    for row in document.rows:
        for code, token, weight in _named(row):
            places.setdefault(code, (token, row.page))
            counts[code] += weight
    total = counts.total()
    return [
        placing.proposed("currency", code, (token,), page=page, score=0.95 * counts[code] / total)
        for code, (token, page) in places.items()
    ]


def _named(row: Row) -> Iterator[tuple[str, Token, int]]:
    """The currencies of a row with the words that name them."""
    weight = _NAMED_WEIGHT if _NAMED.search(row.text) else 1
    for token in row.tokens:
        code = next((code for code, sign in _SIGNS if sign.search(token.text)), None)
        if code is not None:
            yield code, token, weight
