"""Papers about whether tax is charged: with one thing wrong, and lawful ones that look like it, by their source."""

from tests.compliance.sent_papers import (
    ABROAD,
    ADVICE,
    ADVOCATE,
    BETWEEN,
    COMPOSITION,
    ELSEWHERE,
    FROM_ABROAD,
    LUT,
    NONE,
    SEZ,
    SHAMPOO,
    TOMATOES,
    WALK_IN,
    Faulty,
    Innocent,
    line,
    of,
    paper,
)

INNOCENT: list[Innocent] = [
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
    (
        "a bill of supply for a code of which the tables are not sure",
        of(
            paper(line("0", "40", "50", NONE, description="Rice", hsn="1006", unit="KGS")),
            {"document_type": "bill_of_supply"},
        ),
    ),
    (
        "a bill of supply for goods that are said to be exempt",
        of(paper(line("0", heads=NONE, supply="exempt")), {"document_type": "bill_of_supply"}),
    ),
    (
        "no word on reverse charge, rule 46(p)",
        {name: value for name, value in paper().items() if name != "reverse_charge"},
    ),
    (
        "a bill of supply says nothing of reverse charge, rule 49",
        of(
            paper(line("0", "40", "50", NONE, **TOMATOES)),
            {"document_type": "bill_of_supply", "reverse_charge": None},
        ),
    ),
    (
        "a carrier of goods who pays the tax, 13/2017-CT(R) S.No. 1",
        paper(line("5", "20000", None, description="Goods transport agency", hsn="996511", unit="NA")),
    ),
    (
        "legal documents by a company that is no advocate",
        paper(line(price="20000", quantity=None, **(ADVOCATE | {"description": "Document drafting"}))),
    ),
    ("an advocate serves a consumer", of(paper(line(price="20000", quantity=None, **ADVOCATE)), WALK_IN)),
    ("a line that is said to be exempt, s.11", paper(line("0", heads=NONE, supply="exempt"))),
]

FAULTY: list[Faulty] = [
    (
        "tax_under_reverse_charge",
        "s.9(3)",
        of(paper(line(price="20000", quantity=None, **ADVOCATE)), {"reverse_charge": True}),
    ),
    (
        "tax_under_reverse_charge",
        "IGST Act s.5(3), in the wrong head too",
        of(paper(line(price="20000", quantity=None, **ADVOCATE)), ELSEWHERE, {"reverse_charge": True}),
    ),
    ("tax_by_composition", "s.10(4)", of(paper(line("5", "120", "48", **SHAMPOO)), COMPOSITION, WALK_IN)),
    (
        "tax_by_composition",
        "s.10(4): on a tax invoice",
        of(paper(line("5", "120", "48", **SHAMPOO)), COMPOSITION, WALK_IN, {"document_type": "tax_invoice"}),
    ),
    (
        "invoice_by_composition",
        "s.31(3)(c)",
        of(paper(line("0", "120", "48", NONE, **SHAMPOO)), COMPOSITION, WALK_IN, {"document_type": "tax_invoice"}),
    ),
    (
        "composition_between_states",
        "s.10(2)(c)",
        of(paper(line("0", "120", "48", NONE, **SHAMPOO)), COMPOSITION, ELSEWHERE),
    ),
    ("tax_by_unregistered", "s.32(1)", of(paper(), {"supplier.registration": "unregistered", "supplier.gstin": None})),
    (
        "tax_from_abroad",
        "IGST Act s.5(3)",
        of(paper(line(price="20000", quantity=None, heads=BETWEEN, **ADVICE)), {"supplier": FROM_ABROAD}),
    ),
    (
        "tax_on_bill_of_supply",
        "rule 49",
        of(paper(line("5", "40", "50", **TOMATOES)), {"document_type": "bill_of_supply"}),
    ),
    ("bill_for_taxable", "s.31(1)", of(paper(line(heads=NONE)), {"document_type": "bill_of_supply"})),
    (
        "bill_for_taxable",
        "s.31(1): at a rate of nought",
        of(paper(line("0", heads=NONE)), {"document_type": "bill_of_supply"}),
    ),
    ("reverse_charge_unsaid", "rule 46(p)", of(paper(), {"reverse_charge": None})),
    ("buyer_pays", "13/2017-CT(R) S.No. 2", paper(line(price="20000", quantity=None, **ADVOCATE))),
    (
        "buyer_pays",
        "10/2017-IT(R): between States",
        of(
            paper(line(price="20000", quantity=None, heads=BETWEEN, **(ADVOCATE | {"description": "Lawyer's fees"}))),
            ELSEWHERE,
        ),
    ),
    ("tax_under_undertaking", "IGST Act s.16(3)(a)", of(paper(line(heads=BETWEEN)), ABROAD, LUT)),
    ("tax_under_undertaking", "IGST Act s.16(3)(a), SEZ", of(paper(), SEZ, LUT)),
    ("tax_on_exempt", "s.11", paper(line(), line(supply="exempt"))),
    (
        "tax_under_undertaking",
        "s.16(3)(a): an undertaking is named",
        of(paper(line(heads=BETWEEN)), ABROAD, {"lut_number": "AD270425000001X"}),
    ),
    ("tax_omitted", "s.9(1)", paper(line(heads=NONE))),
    (
        "tax_omitted",
        "s.9(1): an undertaking does not help at home",
        of(paper(line(heads=NONE)), {"lut_number": "AD270425000001X"}),
    ),
    (
        "tax_omitted",
        "s.16(3)(b): with payment of tax, but none",
        of(paper(line(heads=NONE)), ABROAD, {"export_with_payment": True}),
    ),
    (
        "tax_omitted",
        "s.147: a deemed export is taxed",
        of(paper(line(heads=NONE)), {"recipient.category": "deemed_export"}),
    ),
    ("undertaking_not_named", "rule 46 proviso", of(paper(line(heads=NONE)), ABROAD, {"export_with_payment": False})),
    ("undertaking_not_named", "rule 96A, SEZ", of(paper(line(heads=NONE)), SEZ)),
]
