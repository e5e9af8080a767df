"""Papers about sums: with one thing wrong, and lawful ones that look like it, by their source."""

from tests.compliance.sent_papers import (
    ABROAD,
    BETWEEN,
    ELSEWHERE,
    LUT,
    NONE,
    SHAMPOO,
    Faulty,
    Innocent,
    foot,
    line,
    of,
    paper,
)

PAISE = (
    line("5", "33.33", "7", **SHAMPOO),
    line("5", "57.49", "3", description="Toothpaste", hsn="3306"),
    line("5", "9.99", "11", description="Sweet biscuits", hsn="19053100"),
)

INNOCENT: list[Innocent] = [
    ("paise on each line, s.170", paper(*PAISE)),
    ("heads rounded to the rupee, s.170", paper(*PAISE, totals={"cgst": 13.0, "sgst": 13.0, "grand_total": 541.67})),
    ("total rounded to the rupee with its round-off", paper(*PAISE, totals={"round_off": -0.45, "grand_total": 541.0})),
    ("total rounded without a round-off", paper(*PAISE, totals={"grand_total": 541.0})),
    (
        "tax rounded once at the foot",
        paper(
            *(line("5", "33.33", "1", **SHAMPOO) for _ in range(300)),
            totals={"cgst": 249.98, "sgst": 249.98, "grand_total": 10498.96},
        ),
    ),
    (
        "tax rounded to the rupee on each of many lines",
        paper(*(line("5", "33.33", "1", cgst=1.0, sgst=1.0, **SHAMPOO) for _ in range(40))),
    ),
    (
        "prices with tax, rule 35",
        paper(line(quantity="2", price="53100") | {"taxable_value": 90000.0, "cgst": 8100.0, "sgst": 8100.0}),
    ),
    ("a discount of the whole price", paper(line(), line(price="100", quantity="1", discount=100))),
    ("a discount as a line of its own", paper(line(), line(price="-500", quantity="1"))),
    ("discount on a line, s.15(3)(a)", paper(line(price="1000", quantity="10", discount=500))),
    (
        "discount at the foot before tax",
        of(
            paper(line(price="1000", quantity="10") | {"cgst": 810.0, "sgst": 810.0}),
            {
                "totals": {
                    "taxable_value": 9000,
                    "cgst": 810,
                    "sgst": 810,
                    "igst": 0,
                    "cess": 0,
                    "discount": 1000,
                    "round_off": 0,
                    "grand_total": 10620,
                }
            },
        ),
    ),
    ("two rates on one paper", paper(line(), line("5", "120", "4", **SHAMPOO))),
    (
        "a service without quantity",
        paper(line(price="5000", quantity=None, description="Repair of computers", hsn="998712", unit=None)),
    ),
    (
        "a service with a quantity of nought",
        of(
            paper(line(price="5000", quantity=None, description="Repair of computers", hsn="998712")),
            {"items.0.quantity": 0},
        ),
    ),
    (
        "taxes at the foot only",
        of(paper(line() | {"cgst": None, "sgst": None, "igst": None, "cess": None}), {"totals": foot([line()])}),
    ),
    (
        "no cess and no round-off are named",
        of(paper(), {"totals.cess": None, "totals.round_off": None, "items.0.cess": None}),
    ),
    ("two thousand lines", paper(*(line("5", "33.33", "1", **SHAMPOO) for _ in range(2000)))),
]

FAULTY: list[Faulty] = [
    ("line_value_wrong", "s.15(1)", paper(line() | {"quantity": 3.0})),
    ("line_value_wrong", "s.15(3): the discount is not taken off", paper(line() | {"discount": 500.0})),
    (
        "discount_too_large",
        "s.15(3): with a value of nought",
        paper(line(), line(price="100", quantity="2", discount=300) | {"taxable_value": 0, "cgst": 0, "sgst": 0}),
    ),
    ("discount_too_large", "s.15(3)", paper(line(), line(price="100", quantity="2", discount=300))),
    ("line_tax_wrong", "rule 46(m): 18% on each half", paper(line(cgst=16200.0, sgst=16200.0))),
    ("line_tax_wrong", "rule 46(m): half of the tax", of(paper(line(heads=BETWEEN, igst=8100.0)), ELSEWHERE)),
    ("line_tax_wrong", "rule 46(m): another rate than stated", paper(line(cgst=2250.0, sgst=2250.0))),
    ("line_tax_wrong", "rule 46(m): none on one of two lines", paper(line(), line(heads=NONE))),
    (
        "line_tax_wrong",
        "s.8 Compensation Act: cess at another rate",
        of(
            paper(line("28", "100", "10", description="Pan masala", hsn="21069020", cess=500.0, cess_rate=60)),
            {"invoice_date": "2025-10-05"},
        ),
    ),
    ("halves_differ", "s.9(1)", paper(line(cgst=8200.0, sgst=8000.0))),
    ("halves_differ", "s.9(1): one half only", paper(line(cgst=16200.0, sgst=0.0))),
    ("subtotal_wrong", "rule 46(k)", of(paper(), {"totals.taxable_value": 91000.0, "totals.grand_total": 107200.0})),
    ("subtotal_wrong", "rule 46(k): with the right total", of(paper(), {"totals.taxable_value": 91000.0})),
    (
        "tax_wrong",
        "rule 46(m): header is not the sum",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"totals.igst": 16150.0, "totals.grand_total": 106150.0}),
    ),
    (
        "tax_wrong",
        "rule 46(m): header is not the sum, the total is right",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"totals.igst": 16150.0}),
    ),
    (
        "tax_wrong",
        "rule 46(m): one half at the foot",
        of(paper(), {"totals.sgst": 8000.0, "totals.grand_total": 106100.0}),
    ),
    (
        "tax_wrong",
        "rule 46(m): cess that no line bears",
        of(paper(), {"totals.cess": 500.0, "totals.grand_total": 106700.0}),
    ),
    ("tax_wrong", "rule 46(m): two rupees off", of(paper(), {"totals.cgst": 8102.0, "totals.grand_total": 106202.0})),
    ("total_wrong", "rule 46(j)", of(paper(), {"totals.grand_total": 106700.0})),
    ("total_wrong", "rule 46(j): two rupees off", of(paper(), {"totals.grand_total": 106202.0})),
    (
        "total_wrong",
        "rule 46(j): round-off of the wrong sign",
        of(paper(), {"totals.round_off": -0.6, "totals.grand_total": 106200.6}),
    ),
    ("total_wrong", "the tax is not in it", of(paper(), {"totals.grand_total": 90000.0})),
    (
        "total_wrong",
        "rule 46(j) on an export",
        of(paper(line(heads=NONE)), ABROAD, LUT, {"totals.grand_total": 106200.0}),
    ),
    ("round_off_too_large", "s.170", of(paper(), {"totals.round_off": 5.0, "totals.grand_total": 106205.0})),
]
