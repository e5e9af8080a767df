"""Papers about who sold to whom: with one thing wrong, by their source."""

from tests.compliance.sent_papers import (
    ADVOCATE,
    BETWEEN,
    COMPOSITION,
    ELSEWHERE,
    GHEE,
    NONE,
    NOTE,
    SEZ,
    SHAMPOO,
    WALK_IN,
    Faulty,
    line,
    of,
    paper,
)

FAULTY: list[Faulty] = [
    ("supplier_gstin_missing", "rule 46(a): blank", of(paper(), {"supplier.gstin": ""})),
    (
        "supplier_gstin_missing",
        "rule 46(a): absent",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"supplier.gstin": None}),
    ),
    (
        "supplier_gstin_missing",
        "rule 49(a): composition",
        of(paper(line("0", "120", "4", NONE, **SHAMPOO)), COMPOSITION, {"supplier.gstin": None}),
    ),
    ("supplier_gstin_invalid", "rule 10: two characters swapped", of(paper(), {"supplier.gstin": "27AAGCK7421M1Z7"})),
    ("supplier_gstin_invalid", "rule 10: fourteen characters", of(paper(), {"supplier.gstin": "27AAGCK7412M1Z"})),
    ("supplier_kind", "s.51: a deductor's number", of(paper(), {"supplier.gstin": "27AAGCK7412M1DG"})),
    ("supplier_kind", "s.25(9): an embassy's number", of(paper(), {"supplier.gstin": "2724USA00019UNX"})),
    ("recipient_gstin_missing", "rule 46(d)", of(paper(line(heads=BETWEEN)), ELSEWHERE, {"recipient.gstin": None})),
    (
        "recipient_gstin_missing",
        "rule 46(d): a composition dealer",
        of(paper(), {"recipient.gstin": "", "recipient.category": "composition"}),
    ),
    (
        "recipient_gstin_missing",
        "rule 46(d): an SEZ unit",
        of(paper(line(heads=BETWEEN)), SEZ, {"recipient.gstin": None, "export_with_payment": True}),
    ),
    (
        "recipient_gstin_missing",
        "rule 53(1A)(e): on a note",
        of(paper(line("12", "600", "5", **GHEE)), NOTE, {"recipient.gstin": None}),
    ),
    ("recipient_gstin_invalid", "rule 10: state 45", of(paper(), {"recipient.gstin": "45ABCFR5521K1Z4"})),
    ("recipient_gstin_invalid", "rule 10: check digit", of(paper(), {"recipient.gstin": "27ABCFR5521K1Z3"})),
    (
        "recipient_gstin_invalid",
        "rule 10: a letter of another script",
        of(paper(), {"recipient.gstin": "27ABCFR5521K1Ζ2"}),
    ),
    ("recipient_gstin_invalid", "rule 10: O for 0", of(paper(), {"recipient.gstin": "27ABCFR552IK1Z2"})),
    ("recipient_kind", "s.52: an operator's number", of(paper(), {"recipient.gstin": "27AAGCK7412M1CI"})),
    (
        "recipient_gstin_needed",
        "s.9(3): reverse charge",
        of(
            paper(line(price="20000", quantity=None, heads=NONE, **ADVOCATE)),
            {"reverse_charge": True, "recipient.gstin": None},
        ),
    ),
    (
        "recipient_gstin_needed",
        "s.9(3): reverse charge to a consumer",
        of(paper(line(price="20000", quantity=None, heads=NONE, **ADVOCATE)), WALK_IN, {"reverse_charge": True}),
    ),
    ("gstin_of_another_state", "s.25: the buyer's", of(paper(), {"recipient.gstin": "29ABCFR5521K1ZY"})),
    ("gstin_of_another_state", "s.25: the seller's", of(paper(), {"supplier.gstin": "29AAGCK7412M1Z3"})),
    ("gstin_of_both", "s.7(1)(a)", of(paper(), {"recipient.gstin": "27AAGCK7412M1Z7"})),
]
