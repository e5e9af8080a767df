"""Which purchases read like those whose credit section 17(5) of the CGST Act 2017 blocks: a hint, never a verdict.

A car is blocked for a shop and not for its dealer, food for an office and not for a caterer; the books do not tell.
"""

import re

from app.compliance.records.invoices import Invoice

_CODES = (
    ("8703", "s.17(5)(a): motor vehicles for up to 13 persons"),
    ("996331", "s.17(5)(b)(i): food and beverages"),
    ("996332", "s.17(5)(b)(i): food and beverages"),
    ("996334", "s.17(5)(b)(i): outdoor catering"),
    ("999721", "s.17(5)(b)(i): beauty treatment"),
    ("999722", "s.17(5)(b)(i): beauty treatment"),
    ("999723", "s.17(5)(b)(i): health services"),
    ("997131", "s.17(5)(b)(i): life insurance"),
    ("997133", "s.17(5)(b)(i): health insurance"),
)
_WORDS = (
    (re.compile(r"\b(outdoor catering|catering)\b", re.I), "s.17(5)(b)(i): outdoor catering"),
    (re.compile(r"\b(club|gym|fitness) (member(ship)?|fees?)\b", re.I), "s.17(5)(b)(ii): membership of a club"),
    (re.compile(r"\b(health|life|mediclaim) insurance\b|\bmediclaim\b", re.I), "s.17(5)(b)(i): insurance"),
    (re.compile(r"\b(diwali|corporate|festival) gifts?\b", re.I), "s.17(5)(h): gifts"),
    (re.compile(r"\b(motor ?car|passenger car)\b", re.I), "s.17(5)(a): motor vehicles for up to 13 persons"),
)


def hint(invoice: Invoice) -> str | None:
    """Which part of s.17(5) a line of a bill brings to mind; None where no line does, or no tax is charged."""
    if not invoice.tax:
        return None
    for line in invoice.lines:
        for code, law in _CODES:
            if (line.hsn or "").strip().startswith(code):
                return law
        for words, law in _WORDS:
            if words.search(line.description or ""):
                return law
    return None
