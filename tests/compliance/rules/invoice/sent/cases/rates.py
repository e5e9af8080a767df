"""Papers about rates and cess: with one thing wrong, and lawful ones that look like it, by their source."""

from tests.compliance.sent_papers import (
    GHEE,
    HOTEL,
    NOTE,
    SHAMPOO,
    SHIRT,
    SHOES,
    Faulty,
    Innocent,
    line,
    of,
    paper,
)

INNOCENT: list[Innocent] = [
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
    ("a room of 7,000 for two nights, 9/2025-CT(R)", paper(line("5", "7000", "2", **HOTEL))),
    (
        "a room of 4,000 by a price from day to day",
        paper(line("5", "12000", "1", **(HOTEL | {"description": "Room from 10-11-2025 to 13-11-2025"}))),
    ),
    ("a stay of unsaid length at one price", paper(line("5", "9000", "1", **HOTEL))),
    (
        "a room of 4,500 by a price for three nights",
        paper(line("5", "13500", "1", **(HOTEL | {"description": "Hotel room, 3 nights"}))),
    ),
    ("a stay above 7,500 of which nobody says how many days", paper(line("5", "12000", None, **HOTEL))),
    ("jewellery, 3%", paper(line("3", "6450", "8", description="Gold ring", hsn="7113", unit="GMS"))),
    ("0.1% to a merchant exporter, 40/2017-CT(R)", paper(line("0.1"))),
    ("a code of four digits", paper(line(hsn="8471"))),
    (
        "freight at the rate of the goods, s.8(a) and s.15(2)(c)",
        paper(
            line("40", "20", "240", description="Aerated drink", hsn="22021010", unit="BTL"),
            line("40", "300", None, description="Freight", hsn="9965", unit="NA"),
        ),
    ),
    (
        "packing at the rate of jewellery, s.15(2)(c)",
        paper(
            line("3", "6450", "8", description="Gold ring", hsn="7113", unit="GMS"),
            line("3", "300", None, description="Packing and courier charges", hsn="9968", unit="NA"),
        ),
    ),
    ("a gift, on which nothing is due", paper(line("5", "120", "4", **SHAMPOO), line("0", "0", "1", **SHAMPOO))),
]

FAULTY: list[Faulty] = [
    (
        "rate_not_in_force",
        "9/2025-CT(R): 28% after 2025-09-22",
        paper(line("28", "20", "240", description="Aerated drink", hsn="22021010", unit="BTL")),
    ),
    ("rate_not_in_force", "9/2025-CT(R): 12% for ghee", paper(line("12", "600", "5", **GHEE))),
    ("rate_not_in_force", "9%, half of a rate", paper(line("9"))),
    (
        "rate_not_in_force",
        "40% before 2025-09-22",
        of(
            paper(line("40", "20", "240", description="Aerated drink", hsn="22021010", unit="BTL")),
            {"invoice_date": "2025-09-21"},
        ),
    ),
    (
        "rate_not_in_force",
        "28% on pan masala from 2026-02-01",
        of(paper(line("28", "100", "10", description="Pan masala", hsn="21069020")), {"invoice_date": "2026-02-01"}),
    ),
    (
        "rate_not_of_goods",
        "jewellery is 3%",
        paper(line("5", "6450", "8", description="Gold ring", hsn="7113", unit="GMS")),
    ),
    ("rate_not_of_goods", "a laptop is 18%", paper(line("5"))),
    ("rate_not_of_goods", "a laptop is not free of tax", paper(line("0"))),
    ("rate_not_of_goods", "18% for shampoo after 2025-09-22", paper(line("18", "120", "4", **SHAMPOO))),
    (
        "rate_not_of_goods",
        "today's rate on an old invoice's note, s.34",
        of(paper(line("5", "600", "5", **GHEE)), NOTE),
    ),
    (
        "rate_not_of_goods",
        "today's rate on an old invoice",
        of(paper(line("5", "600", "5", **GHEE)), {"invoice_date": "2025-08-05"}),
    ),
    ("rate_not_of_goods", "a shirt above 2,500", paper(line("5", "2600", "4", **SHIRT))),
    ("rate_not_of_goods", "a shirt below 2,500", paper(line("18", "1200", "4", **SHIRT))),
    ("rate_not_of_goods", "a hotel room of 9,000, twice", paper(line("5", "9000", "2", **HOTEL))),
    ("rate_not_of_goods", "a hotel room below 7,500", paper(line("18", "4000", "2", **(HOTEL | {"unit": "DAY"})))),
    (
        "rate_not_in_force",
        "12% on tiles that are no bricks",
        paper(line("12", "80", "50", description="Ceramic floor tiles", hsn="69072100", unit="SQM")),
    ),
    (
        "rate_not_of_goods",
        "freight at a rate that no goods of the paper bear",
        paper(
            line("5", "120", "4", **SHAMPOO),
            line("40", "300", None, description="Freight", hsn="9965", unit="NA"),
        ),
    ),
    ("rate_missing", "rule 46(l)", of(paper(), {"items.0.gst_rate": None})),
    (
        "cess_not_in_force",
        "2/2025-Compensation Cess (Rate)",
        paper(line("40", "20", "240", description="Aerated drink", hsn="22021010", unit="BTL", cess=576.0)),
    ),
    (
        "cess_not_in_force",
        "19/2025-CT(R)",
        of(
            paper(line("40", "100", "10", description="Pan masala", hsn="21069020", cess=600.0)),
            {"invoice_date": "2026-02-01"},
        ),
    ),
]
