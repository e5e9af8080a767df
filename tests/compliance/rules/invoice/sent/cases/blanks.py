"""Papers whose amounts are left blank: with one thing wrong, and lawful ones that look like it, by their source."""

from tests.compliance.sent_papers import (
    BETWEEN,
    ELSEWHERE,
    NONE,
    SHAMPOO,
    Faulty,
    Innocent,
    foot,
    line,
    of,
    paper,
)

NO_TAX = {"cgst": None, "sgst": None, "igst": None, "cess": None}
NO_FOOT = {f"totals.{name}": None for name in NO_TAX}

INNOCENT: list[Innocent] = [
    (
        "no IGST within a State",
        of(paper(), {"items.0.igst": None, "totals.igst": None, "items.0.cess": None, "totals.cess": None}),
    ),
    (
        "no CGST and SGST between States",
        of(
            paper(line(heads=BETWEEN)),
            ELSEWHERE,
            {"items.0.cgst": None, "items.0.sgst": None, "totals.cgst": None, "totals.sgst": None},
        ),
    ),
    ("UTGST for SGST", of(paper(), {"items.0.sgst": None, "items.0.utgst": 8100.0})),
    ("taxes at the foot alone", of(paper(line() | NO_TAX), {"totals": foot([line()])})),
    ("taxes on the lines alone", of(paper(), NO_FOOT)),
    ("nothing but blanks where no tax is due", paper(line("0", "250", "4", NONE, hsn="4901") | NO_TAX)),
    (
        "blanks on the line that bears none",
        paper(line("5", "120", "4", **SHAMPOO), line("0", "250", "4", NONE, hsn="4901") | NO_TAX),
    ),
]

FAULTY: list[Faulty] = [
    ("items_missing", "rule 46(h)", of(paper(), {"items": []})),
    ("items_missing", "rule 46(h): null", of(paper(), {"items": None})),
    ("subtotal_missing", "rule 46(k)", of(paper(), {"totals.taxable_value": None})),
    (
        "subtotal_missing",
        "rule 46(k), between States",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"totals.taxable_value": None}),
    ),
    ("line_head_missing", "rule 46(m): one half", of(paper(), {"items.0.cgst": None})),
    ("line_head_missing", "rule 46(m): the other half", of(paper(), {"items.0.sgst": None})),
    ("line_head_missing", "rule 46(m): IGST", of(paper(line(heads=BETWEEN)), ELSEWHERE, {"items.0.igst": None})),
    (
        "line_head_missing",
        "rule 46(m): all on one of two lines",
        paper(line(), line() | NO_TAX, totals=foot([line(), line()])),
    ),
    ("total_head_missing", "rule 46(m): one half", of(paper(), {"totals.cgst": None})),
    ("total_head_missing", "rule 46(m): both halves", of(paper(), {"totals.cgst": None, "totals.sgst": None})),
    ("total_head_missing", "rule 46(m): IGST", of(paper(line(heads=BETWEEN)), ELSEWHERE, {"totals.igst": None})),
]
