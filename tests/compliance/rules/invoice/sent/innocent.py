"""Documents that obey the law and look as if they did not, with the law that lets them."""

from typing import Any

from tests.compliance.sent_papers import (
    ABROAD,
    BETWEEN,
    COMPOSITION,
    ELSEWHERE,
    LUT,
    NONE,
    NOTE,
    WALK_IN,
    foot,
    line,
    of,
    paper,
)

SEZ = {"recipient.category": "sez"}
RESTAURANT = {"description": "Restaurant service", "hsn": "996331", "unit": "NA"}
HOTEL = {"description": "Hotel room", "hsn": "996311", "unit": "NA"}
ADVOCATE = {"description": "Advocate services", "hsn": "998211", "unit": "NA"}
SHIRT = {"description": "Cotton shirt", "hsn": "6205", "unit": "PCS"}
SHOES = {"description": "Leather shoes", "hsn": "6403", "unit": "PRS"}
SHAMPOO = {"description": "Shampoo 200 ml", "hsn": "3305"}
GHEE = {"description": "Ghee", "hsn": "0405", "unit": "KGS"}
PAISE = (
    line("5", "33.33", "7", **SHAMPOO),
    line("5", "57.49", "3", description="Toothpaste", hsn="3306"),
    line("5", "9.99", "11", description="Sweet biscuits", hsn="19053100"),
)
IRN = "b250932c8332ada7aa47727000868d3b9d2a33db4137f4cebb9c2079c65d5c5b"
LARGE = {"supplier_aato": 120000000, "irn": IRN}

HEADS = [
    ("within a State, IGST Act s.8", paper()),
    ("between States, IGST Act s.7", of(paper(line(heads=BETWEEN)), ELSEWHERE)),
    (
        "SEZ in the same State with payment, s.7(5)(b)",
        of(paper(line(heads=BETWEEN)), SEZ, {"export_with_payment": True}),
    ),
    ("SEZ under LUT, s.16(3)(a)", of(paper(line(heads=NONE)), SEZ, LUT)),
    ("SEZ in another State under LUT", of(paper(line(heads=NONE)), ELSEWHERE, SEZ, LUT)),
    ("export under LUT, s.16(3)(a)", of(paper(line(heads=NONE)), ABROAD, LUT)),
    ("export under LUT at a rate of nought", of(paper(line("0", heads=NONE)), ABROAD, LUT)),
    ("export with payment, s.16(3)(b)", of(paper(line(heads=BETWEEN)), ABROAD, {"export_with_payment": True})),
    ("export with payment that nobody marked", of(paper(line(heads=BETWEEN)), ABROAD)),
    ("deemed export within the State, s.147", of(paper(), {"recipient.category": "deemed_export"})),
    (
        "deemed export between States, s.147",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"recipient.category": "deemed_export"}),
    ),
    ("a composition dealer buys, s.9", of(paper(), {"recipient.category": "composition"})),
    (
        "bill-to ship-to, IGST Act s.10(1)(b)",
        of(
            paper(line(heads=BETWEEN)),
            ELSEWHERE,
            {"ship_to": {"name": "Om Works", "address": "Pune", "state_code": "27", "gstin": "27AALCS3377P2ZF"}},
        ),
    ),
    (
        "goods for the buyer's own site in the seller's State, s.10(1)(a)",
        of(paper(), ELSEWHERE, {"place_of_supply": "27", "ship_to": {"name": "Deccan Stores", "state_code": "27"}}),
    ),
    ("goods over the counter to a buyer from elsewhere, s.10(1)(c)", of(paper(), ELSEWHERE, {"place_of_supply": "27"})),
    (
        "a restaurant's guest from elsewhere, s.12(4)",
        of(paper(line("5", "2400", None, **RESTAURANT)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    (
        "a hotel's guest from elsewhere, s.12(3)",
        of(paper(line("5", "4000", None, **HOTEL)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    (
        "a hotel's guest from abroad, s.12(3) and s.13(4)",
        of(paper(line("5", "4000", None, **HOTEL)), ABROAD, {"place_of_supply": "27"}),
    ),
    ("no place of supply within a State, rule 46(n)", of(paper(), {"place_of_supply": None})),
    (
        "Chandigarh: UTGST",
        of(paper(), {"supplier.gstin": "04AAGCK7412M1ZF", "supplier.state_code": "04", "place_of_supply": "04"}),
    ),
    (
        "Ladakh, 38",
        of(paper(), {"supplier.gstin": "38AAGCK7412M1Z4", "supplier.state_code": "38", "place_of_supply": "38"}),
    ),
    ("Other Territory, 97", of(paper(line(heads=BETWEEN)), {"place_of_supply": "97"})),
    (
        "a consumer elsewhere, over one lakh",
        of(
            paper(line(price="60000", heads=BETWEEN)),
            {
                "place_of_supply": "29",
                "recipient": {
                    "name": "Ravi",
                    "address": "8 MG Road, Bengaluru",
                    "state_code": "29",
                    "gstin": None,
                    "category": "unregistered",
                },
            },
        ),
    ),
    (
        "Daman's old code after the merger",
        of(paper(), {"supplier.gstin": "25AAGCK7412M1ZB", "supplier.state_code": "26", "place_of_supply": "26"}),
    ),
]

GROUNDS = [
    (
        "reverse charge, s.9(3)",
        of(paper(line(price="20000", quantity=None, heads=NONE, **ADVOCATE)), {"reverse_charge": True}),
    ),
    (
        "reverse charge between States",
        of(paper(line(price="20000", quantity=None, heads=NONE, **ADVOCATE)), ELSEWHERE, {"reverse_charge": True}),
    ),
    ("composition, rule 49", of(paper(line("0", "120", "48", NONE, **SHAMPOO)), COMPOSITION, WALK_IN)),
    (
        "composition that shows the goods' rate",
        of(paper(line("5", "120", "48", NONE, **SHAMPOO)), COMPOSITION, WALK_IN),
    ),
    (
        "composition over 50,000 to nobody, rule 49(c)",
        of(paper(line("0", "600", "100", NONE, **SHAMPOO)), COMPOSITION, WALK_IN),
    ),
    (
        "composition without unit and code, rule 49",
        of(paper(line("0", "120", None, NONE, description="Shampoo", hsn=None, unit=None)), COMPOSITION, WALK_IN),
    ),
    (
        "a bill of supply for exempt goods, s.31(3)(c)",
        of(
            paper(line("0", "40", "50", NONE, description="Fresh tomatoes", hsn="0702", unit="KGS")),
            {"document_type": "bill_of_supply"},
        ),
    ),
    ("exempt goods on a tax invoice", paper(line("0", "250", "4", NONE, description="Printed books", hsn="4901"))),
    (
        "taxed and exempt goods on one paper, rule 46A",
        of(
            paper(
                line("5", "120", "4", **SHAMPOO),
                line("0", "40", "5", NONE, description="Fresh tomatoes", hsn="0702", unit="KGS"),
            ),
            {"document_type": "invoice_cum_bill_of_supply"},
            WALK_IN,
        ),
    ),
    (
        "taxed and exempt goods on a tax invoice",
        paper(line("5", "120", "4", **SHAMPOO), line("0", "250", "4", NONE, description="Printed books", hsn="4901")),
    ),
    (
        "who is not registered charges none, s.22",
        of(paper(line("0", heads=NONE)), {"supplier.registration": "unregistered", "supplier.gstin": None}),
    ),
    (
        "who is not registered shows the goods' rate",
        of(paper(line(heads=NONE)), {"supplier.registration": "unregistered", "supplier.gstin": None}),
    ),
    (
        "import of services under reverse charge, IGST Act s.5(3)",
        of(
            paper(
                line(price="20000", quantity=None, heads=NONE, description="Software support", hsn="998313", unit="NA")
            ),
            {
                "supplier": {
                    "name": "Blue Ocean LLC",
                    "address": "Dubai",
                    "state_code": "96",
                    "gstin": None,
                    "registration": "overseas",
                },
                "reverse_charge": True,
            },
        ),
    ),
    ("branches of one registration, s.25(4)", of(paper(line(heads=NONE)), {"recipient.gstin": "27AAGCK7412M1Z7"})),
    ("a line that is said to be exempt, s.11", paper(line("0", heads=NONE, supply="exempt"))),
]

RATES = [
    ("12% on bricks, 14/2025-CT(R)", paper(line("12", "8", "5000", description="Building bricks", hsn="69041000"))),
    (
        "6% on bricks, the scheme without credit",
        paper(line("6", "8", "5000", description="Building bricks", hsn="69041000")),
    ),
    (
        "the old rate on its last day, 1/2017-CT(R)",
        of(paper(line("12", "600", "5", **GHEE)), {"invoice_date": "2025-09-21"}),
    ),
    (
        "the new rate on its first day, 9/2025-CT(R)",
        of(paper(line("5", "600", "5", **GHEE)), {"invoice_date": "2025-09-22"}),
    ),
    (
        "a credit note at its original's rate, s.34",
        of(paper(line("12", "600", "5", **GHEE)), {"invoice_date": "2025-11-20"}, NOTE),
    ),
    (
        "a debit note at its original's rate, s.34",
        of(paper(line("12", "600", "5", **GHEE)), NOTE, {"document_type": "debit_note"}),
    ),
    (
        "a credit note on an invoice of now",
        of(paper(line("5", "600", "5", **GHEE)), NOTE, {"original_invoice.date": "2025-10-05"}),
    ),
    (
        "28% and cess in their time",
        of(
            paper(line("28", "20", "240", description="Aerated drink", hsn="22021010", unit="BTL", cess=576.0)),
            {"invoice_date": "2025-08-05"},
        ),
    ),
    (
        "28% on pan masala until 2026-01-31",
        of(
            paper(line("28", "100", "10", description="Pan masala", hsn="21069020", cess=600.0)),
            {"invoice_date": "2026-01-31"},
        ),
    ),
    (
        "40% on drinks, 9/2025-CT(R)",
        paper(line("40", "20", "240", description="Aerated drink", hsn="22021010", unit="BTL")),
    ),
    ("a shirt of 2,500, 9/2025-CT(R)", paper(line("5", "2500", "4", **SHIRT))),
    ("a shirt above 2,500", paper(line("18", "2600", "4", **SHIRT))),
    ("a shirt below 2,500 after its discount, s.15(3)", paper(line("5", "2600", "4", discount=600, **SHIRT))),
    (
        "a shirt above 1,000 before 2025-09-22",
        of(paper(line("12", "1200", "4", **SHIRT)), {"invoice_date": "2025-09-01"}),
    ),
    ("shirts by the dozen: the price of one is not told", paper(line("5", "12000", "4", **(SHIRT | {"unit": "DOZ"})))),
    ("shoes of 2,400 a pair", paper(line("5", "2400", "3", **SHOES))),
    ("shoes above 2,500 a pair", paper(line("18", "2999", "3", **SHOES))),
    ("a hotel room above 7,500", paper(line("18", "9000", "2", **(HOTEL | {"unit": "DAY"})))),
    ("a stay above 7,500 of which nobody says how many days", paper(line("5", "12000", None, **HOTEL))),
    ("jewellery, 3%", paper(line("3", "6450", "8", description="Gold ring", hsn="7113", unit="GMS"))),
    ("0.1% to a merchant exporter, 40/2017-CT(R)", paper(line("0.1"))),
    ("a code of four digits", paper(line(hsn="8471"))),
]

SUMS = [
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

FIELDS = [
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

INNOCENT: list[tuple[str, dict[str, Any]]] = HEADS + GROUNDS + RATES + SUMS + FIELDS
