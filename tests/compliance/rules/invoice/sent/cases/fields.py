"""Papers about what a paper must show: with one thing wrong, and lawful ones that look like it, by their source."""

from tests.compliance.sent_papers import (
    ABROAD,
    GHEE,
    LARGE,
    LUT,
    NONE,
    NOTE,
    SHAMPOO,
    WALK_IN,
    Faulty,
    Innocent,
    line,
    of,
    paper,
)

INNOCENT: list[Innocent] = [
    ("a small counter sale, rule 46(e)", of(paper(line("5", "120", "4", **SHAMPOO)), WALK_IN)),
    ("just below 50,000 without tax, rule 46(e)", of(paper(line(price="49999.99", quantity="1")), WALK_IN)),
    (
        "50,000 with an address, rule 46(e)",
        of(
            paper(line(price="50000", quantity="1")),
            WALK_IN,
            {"recipient.name": "Ravi", "recipient.address": "4 Camp, Pune"},
        ),
    ),
    (
        "50,000 with the State in the address alone, rule 46(e)",
        of(
            paper(line(price="50000", quantity="1")),
            WALK_IN,
            {"recipient.name": "Ravi", "recipient.address": "4 Camp, Pune Maharashtra", "recipient.state_code": None},
        ),
    ),
    (
        "just below 50,000 to somebody of no known State, rule 46(e)",
        of(paper(line(price="49999.99", quantity="1")), WALK_IN, {"recipient.state_code": None}),
    ),
    (
        "50,000 only with the exempt goods",
        of(
            paper(
                line("5", "120", "4", **SHAMPOO), line("0", "60000", "1", NONE, description="Printed books", hsn="4901")
            ),
            WALK_IN,
        ),
    ),
    (
        "no code to a consumer up to 5 crore, 78/2020-CT",
        of(paper(line("5", "120", "4", description="Shampoo", hsn=None)), WALK_IN),
    ),
    ("four digits at 5 crore exactly, 78/2020-CT", of(paper(line(hsn="8471")), {"supplier_aato": 50000000})),
    ("six digits above 5 crore", of(paper(line(hsn="847130")), LARGE)),
    ("eight digits with an IRN", of(paper(), LARGE)),
    (
        "no IRN for a consumer, rule 48(4)",
        of(paper(line("5", "120", "4", description="Shampoo", hsn="330510")), WALK_IN, {"supplier_aato": 120000000}),
    ),
    (
        "no IRN below the turnover of its day",
        of(paper(line(hsn="847130")), {"invoice_date": "2023-07-31", "supplier_aato": 60000000}),
    ),
    (
        "no IRN for exempt goods",
        of(
            paper(line("0", "40", "50", NONE, description="Fresh tomatoes", hsn="070200", unit="KGS")),
            {"document_type": "bill_of_supply", "supplier_aato": 120000000},
        ),
    ),
    ("small letters and blanks in a GSTIN", of(paper(), {"recipient.gstin": " 27abcfr5521k1z2 "})),
    ("a number of sixteen characters, rule 46(b)", of(paper(), {"invoice_number": "INV/2025-26/0001"})),
    ("a number that begins with nought", of(paper(), {"invoice_number": "0001"})),
    ("an embassy buys under its UIN, s.25(9)", of(paper(), {"recipient.gstin": "2724USA00019UNX"})),
    (
        "a note needs no codes and quantities, rule 53(1A)",
        of(
            paper(line("5", "600", "5", hsn=None, unit=None, description=None)),
            NOTE,
            {"original_invoice.date": "2025-10-05"},
        ),
    ),
    (
        "words instead of codes for a state",
        of(paper(), {"place_of_supply": "27-Maharashtra", "supplier.state_code": "Maharashtra"}),
    ),
    ("a unit that is no unique quantity code, rule 46(i)", paper(line(unit="pieces"))),
    ("a tax invoice called invoice", of(paper(), {"document_type": "invoice"})),
    ("old codes of two digits, 12/2017-CT", of(paper(line(hsn="84")), {"invoice_date": "2021-03-31"})),
]

FAULTY: list[Faulty] = [
    ("supplier_unnamed", "rule 46(a)", of(paper(), {"supplier.name": None})),
    ("supplier_address_missing", "rule 46(a)", of(paper(), {"supplier.address": ""})),
    ("recipient_unnamed", "rule 46(d)", of(paper(), {"recipient.name": None})),
    ("recipient_unnamed", "rule 46(e): 50,000 exactly", of(paper(line(price="50000", quantity="1")), WALK_IN)),
    ("recipient_address_missing", "rule 46(d)", of(paper(), {"recipient.address": None})),
    (
        "recipient_address_missing",
        "rule 46(e): 50,000 exactly",
        of(paper(line(price="50000", quantity="1")), WALK_IN, {"recipient.name": "Ravi"}),
    ),
    (
        "recipient_address_missing",
        "rule 46 proviso: abroad",
        of(paper(line(heads=NONE)), ABROAD, LUT, {"recipient.address": None}),
    ),
    (
        "recipient_state_missing",
        "rule 46(e)",
        of(
            paper(line(price="50000", quantity="1")),
            WALK_IN,
            {
                "recipient.name": "Ravi",
                "recipient.address": "Camp",
                "recipient.state_code": None,
                "place_of_supply": None,
            },
        ),
    ),
    (
        "recipient_state_missing",
        "rule 46(e): also where the place of supply is named",
        of(
            paper(line(price="50000", quantity="1")),
            WALK_IN,
            {"recipient.name": "Ravi", "recipient.address": "Camp", "recipient.state_code": None},
        ),
    ),
    ("number_missing", "rule 46(b)", of(paper(), {"invoice_number": None})),
    ("number_malformed", "rule 46(b): #", of(paper(), {"invoice_number": "INV#2025/1"})),
    ("number_malformed", "rule 46(b): 17 characters", of(paper(), {"invoice_number": "INV/2025-26/00001"})),
    ("number_malformed", "rule 46(b): a blank within", of(paper(), {"invoice_number": "INV 101"})),
    ("number_used", "rule 46(b)", of(paper(), {"existing": [{"number": "inv/25-26/0101", "date": "2025-06-01"}]})),
    ("date_missing", "rule 46(c)", of(paper(), {"invoice_date": None})),
    ("dated_ahead", "s.31", of(paper(), {"invoice_date": "2026-12-05"})),
    ("description_missing", "rule 46(h)", of(paper(), {"items.0.description": None})),
    ("quantity_missing", "rule 46(i)", of(paper(), {"items.0.quantity": None})),
    ("unit_missing", "rule 46(i)", of(paper(), {"items.0.unit": ""})),
    ("value_missing", "rule 46(k)", of(paper(), {"items.0.taxable_value": None})),
    ("total_missing", "rule 46(j)", of(paper(), {"totals.grand_total": None})),
    ("original_missing", "rule 53(1A)(g)", of(paper(), {"document_type": "credit_note"})),
    (
        "original_missing",
        "rule 53(1A)(g): no number",
        of(paper(line("12", "600", "5", **GHEE)), NOTE, {"original_invoice.number": None}),
    ),
    (
        "original_missing",
        "rule 53(1A)(g): no date",
        of(paper(line("12", "600", "5", **GHEE)), NOTE, {"original_invoice.date": None}),
    ),
    ("original_later", "s.34", of(paper(line("5", "600", "5", **GHEE)), NOTE, {"original_invoice.date": "2025-12-05"})),
    ("hsn_missing", "78/2020-CT", paper(line(hsn=None))),
    (
        "hsn_missing",
        "78/2020-CT: to consumers above 5 crore",
        of(paper(line("5", "120", "4", description="Shampoo", hsn=None)), WALK_IN, {"supplier_aato": 120000000}),
    ),
    ("hsn_malformed", "rule 46(g): three digits", paper(line(hsn="847"))),
    ("hsn_malformed", "rule 46(g): letters", paper(line(hsn="LAPTOP"))),
    ("hsn_too_short", "78/2020-CT: two digits", paper(line(hsn="84"))),
    ("hsn_too_short", "78/2020-CT: four digits above 5 crore", of(paper(line(hsn="8471")), LARGE)),
    ("hsn_not_listed", "GSTN's list", paper(line(hsn="84713099"))),
    ("irn_missing", "rule 48(4)", of(paper(), {"supplier_aato": 120000000})),
    ("irn_missing", "rule 48(4): an export", of(paper(line(heads=NONE)), ABROAD, LUT, {"supplier_aato": 60000000})),
    ("irn_malformed", "rule 46(r)", of(paper(), LARGE, {"irn": "b250932c"})),
    ("irn_of_another", "NIC: the number gives another", of(paper(), LARGE, {"invoice_number": "INV/25-26/0102"})),
    (
        "number_refused",
        "NIC",
        of(
            paper(),
            LARGE,
            {"invoice_number": "0001", "irn": "fbe3bf3e24cc8dfb27048b271f4f5861a1639d650d593e596978f22b4c910335"},
        ),
    ),
]
