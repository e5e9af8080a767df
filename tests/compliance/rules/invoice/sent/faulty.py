"""Documents with one thing wrong: the rule that must speak, and alone; why by law; the document."""

from typing import Any

from tests.compliance.rules.invoice.sent.innocent import ADVOCATE, GHEE, HOTEL, LARGE, RESTAURANT, SEZ, SHAMPOO, SHIRT
from tests.compliance.sent_papers import (
    ABROAD,
    BETWEEN,
    COMPOSITION,
    ELSEWHERE,
    LUT,
    NONE,
    NOTE,
    WALK_IN,
    line,
    of,
    paper,
)

TOMATOES = {"description": "Fresh tomatoes", "hsn": "0702", "unit": "KGS"}
ADVICE = {"description": "Software support", "hsn": "998313", "unit": "NA"}
OTHER = {"name": "Om Works", "address": "Pune", "state_code": "27", "gstin": "27AALCS3377P2ZF"}
FROM_ABROAD = {
    "name": "Blue Ocean LLC",
    "address": "Dubai",
    "state_code": "96",
    "gstin": None,
    "registration": "overseas",
}

NUMBERS = [
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

HEADS = [
    ("cgst_due", "IGST Act s.8: IGST within a State", paper(line(heads=BETWEEN))),
    (
        "cgst_due",
        "IGST Act s.8: IGST on a consumer's bill",
        of(paper(line("5", "120", "4", BETWEEN, **SHAMPOO)), WALK_IN),
    ),
    (
        "cgst_due",
        "s.12(4): IGST for a guest from elsewhere",
        of(paper(line("5", "2400", None, BETWEEN, **RESTAURANT)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    ("igst_due", "IGST Act s.7: CGST between States", of(paper(), ELSEWHERE)),
    (
        "igst_due",
        "IGST Act s.7: CGST to Ladakh",
        of(paper(), WALK_IN, {"place_of_supply": "38", "recipient.name": "Tashi", "recipient.address": "Leh"}),
    ),
    ("igst_due", "s.7(5)(b): CGST to an SEZ", of(paper(), SEZ, {"export_with_payment": True})),
    ("igst_due", "s.7(5)(a): CGST on an export", of(paper(), ABROAD, {"export_with_payment": True})),
    ("igst_due", "s.10(1)(b): CGST where the ordering person is elsewhere", of(paper(), ELSEWHERE, {"ship_to": OTHER})),
    ("igst_due", "s.7 on a note", of(paper(line("12", "600", "5", **GHEE)), ELSEWHERE, NOTE)),
    ("heads_mixed", "s.7 and s.8: both on a line", paper(line(cgst=4050.0, sgst=4050.0, igst=8100.0))),
    ("heads_mixed", "s.7 and s.8: one each on two lines", paper(line(), line(heads=BETWEEN))),
    (
        "place_not_of_buyer",
        "s.10(1)(b): the place of who only takes the goods",
        of(paper(), ELSEWHERE, {"place_of_supply": "27", "ship_to": OTHER}),
    ),
    (
        "place_not_of_buyer",
        "s.12(2)(a): support for a buyer elsewhere",
        of(paper(line(price="20000", quantity=None, **ADVICE)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    ("place_not_of_seller", "s.12(3): a hotel's room", of(paper(line("5", "4000", None, BETWEEN, **HOTEL)), ELSEWHERE)),
    (
        "place_not_of_seller",
        "s.12(4): a restaurant's meal",
        of(paper(line("5", "2400", None, BETWEEN, **RESTAURANT)), ELSEWHERE),
    ),
    ("place_missing", "rule 46(n)", of(paper(line(heads=BETWEEN)), ELSEWHERE, {"place_of_supply": None})),
    ("place_missing", "rule 46(n): blank", of(paper(line(heads=BETWEEN)), ELSEWHERE, {"place_of_supply": ""})),
]

CHARGES = [
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

RATES = [
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
    ("rate_not_of_goods", "a hotel room below 7,500", paper(line("18", "4000", "2", **(HOTEL | {"unit": "DAY"})))),
    (
        "rate_not_in_force",
        "12% on tiles that are no bricks",
        paper(line("12", "80", "50", description="Ceramic floor tiles", hsn="69072100", unit="SQM")),
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

SUMS = [
    ("line_value_wrong", "s.15(1)", paper(line() | {"quantity": 3.0})),
    ("line_value_wrong", "s.15(3): the discount is not taken off", paper(line() | {"discount": 500.0})),
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

FIELDS = [
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
        "recipient_state_unknown",
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

FAULTY: list[tuple[str, str, dict[str, Any]]] = NUMBERS + HEADS + CHARGES + RATES + SUMS + FIELDS
