"""One fault at a time: the rule that must speak, why by law, and the invoice with nothing else wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.books.records import DocumentKind, DocumentStatus
from tests.compliance.papers import (
    BETWEEN,
    BUYER_IN_KARNATAKA,
    INVOICE,
    LAPTOP,
    MUMBAI,
    SHOP,
    STORES,
    SUPPLIER,
    WALK_IN,
    WITHIN,
    bill,
    item,
    noted,
)

BILL = replace(INVOICE, kind=DocumentKind.SUPPLIER_BILL)
SPLIT = {"cgst_amount": 4050, "sgst_amount": 4050, "igst_amount": 8100}
DOUBLED = {"cgst_amount": 16200, "sgst_amount": 16200}
COMPANY = replace(BUYER_IN_KARNATAKA, name="Deccan Electronics Pvt. Ltd.", gstin=None)
REVERSE = {"reverse_charge": "yes"}

IDENTITY = [
    ("supplier_gstin_missing", "rule 46(a): we charge tax without a GSTIN", INVOICE, STORES, replace(SHOP, gstin=None)),
    ("supplier_gstin_missing", "rule 46(a): they charge tax without a GSTIN", BILL, replace(SUPPLIER, gstin=""), SHOP),
    ("supplier_gstin_invalid", "rule 10: check digit", INVOICE, STORES, replace(SHOP, gstin="27AAGCK7412M1Z8")),
    ("supplier_gstin_invalid", "rule 10: state 45", BILL, replace(SUPPLIER, gstin="45ABCFR5521K1Z4"), SHOP),
    ("supplier_unknown", "rule 46(a): nobody is named", BILL, None, SHOP),
    ("recipient_gstin_invalid", "rule 10: length", INVOICE, replace(STORES, gstin="27ABCFR5521K1Z"), SHOP),
    ("recipient_gstin_invalid", "rule 10: check digit", INVOICE, replace(STORES, gstin="27ABCFR5521K1Z3"), SHOP),
    (
        "recipient_gstin_needed",
        "s.9(3): reverse charge",
        noted(REVERSE, bill([LAPTOP], tax_amount=0, total=90000)),
        replace(STORES, gstin=None),
        SHOP,
    ),
    ("company_without_gstin", "rule 46(d): a company elsewhere", noted(BETWEEN), COMPANY, SHOP),
    (
        "gstin_of_another_state",
        "s.25: the buyer's address",
        INVOICE,
        replace(STORES, address="8 MG Road, Bengaluru, Karnataka"),
        SHOP,
    ),
    ("gstin_of_another_state", "s.25: our own profile", INVOICE, STORES, replace(SHOP, state="Gujarat")),
    ("gstin_of_both", "s.7(1)(a): our own number on the buyer's card", INVOICE, replace(STORES, gstin=MUMBAI), SHOP),
]

HEADS = [
    (
        "igst_due",
        "IGST Act s.7: place of supply elsewhere",
        noted(WITHIN | {"place_of_supply": "29"}),
        BUYER_IN_KARNATAKA,
        SHOP,
    ),
    (
        "igst_due",
        "IGST Act s.7: buyer registered elsewhere",
        noted({"cgst_amount": 8100, "sgst_amount": 8100}),
        BUYER_IN_KARNATAKA,
        SHOP,
    ),
    (
        "igst_due",
        "IGST Act s.7(5)(b): SEZ",
        noted(WITHIN, replace(INVOICE, notes="SEZ supply with payment of tax")),
        STORES,
        SHOP,
    ),
    ("cgst_due", "IGST Act s.8", noted({"igst_amount": 16200}), STORES, SHOP),
    ("cgst_due", "IGST Act s.8, on a bill", noted({"igst_amount": 16200}, BILL), SUPPLIER, SHOP),
    ("heads_mixed", "IGST Act s.7 and s.8", noted(SPLIT), STORES, SHOP),
    (
        "rate_not_in_force",
        "9/2025-CT(R): 12% for ghee",
        bill([item(rate="12", hsn_code="0405", name="Ghee")]),
        STORES,
        SHOP,
    ),
    (
        "rate_not_in_force",
        "9/2025-CT(R): 28% for drinks",
        bill([item(rate="28", hsn_code="22021010", name="Cola")]),
        STORES,
        SHOP,
    ),
    ("rate_not_in_force", "9% is half of a rate", bill([item(rate="9")]), STORES, SHOP),
    ("rate_not_in_force", "40% before 2025-09-22", bill([item(rate="40")], issued_on=date(2025, 9, 21)), STORES, SHOP),
    (
        "rate_not_in_force",
        "a note at a rate that never was",
        bill([item(rate="13")], kind=DocumentKind.CREDIT_NOTE),
        STORES,
        SHOP,
    ),
    (
        "rate_kept_for_few",
        "14/2025-CT(R), nothing says what was sold",
        bill([item(rate="12", name="", hsn_code=None)]),
        None,
        SHOP,
    ),
    ("tax_under_reverse_charge", "s.9(3)", noted(REVERSE), STORES, SHOP),
    ("tax_not_charged", "zero tax without a reason", bill([LAPTOP], tax_amount=0, total=90000), STORES, SHOP),
    (
        "tax_not_charged",
        "zero tax from a supplier with GSTIN, perhaps under composition",
        bill([LAPTOP], tax_amount=0, total=90000, kind=DocumentKind.SUPPLIER_BILL),
        SUPPLIER,
        SHOP,
    ),
]

SUMS = [
    ("line_value_wrong", "s.15(1)", bill([item(amount=Decimal(1200))]), STORES, SHOP),
    (
        "line_tax_wrong",
        "rule 46(m): 18% on each half",
        noted(DOUBLED, bill([LAPTOP], tax_amount=32400, total=122400)),
        STORES,
        SHOP,
    ),
    ("halves_differ", "s.9(1)", noted({"cgst_amount": 8200, "sgst_amount": 8000}), STORES, SHOP),
    ("subtotal_wrong", "rule 46(k)", bill([item()], subtotal=1100, tax_amount=180, total=1280), STORES, SHOP),
    (
        "tax_wrong",
        "rule 46(m): header is not the sum of the lines",
        noted({"igst_amount": 16200}, replace(INVOICE, tax_amount=Decimal(16150), total=Decimal(106150))),
        BUYER_IN_KARNATAKA,
        SHOP,
    ),
    (
        "tax_wrong",
        "rule 46(m): without heads",
        replace(INVOICE, tax_amount=Decimal(16250), total=Decimal(106250)),
        STORES,
        SHOP,
    ),
    (
        "tax_wrong",
        "cess ended, 19/2025-CT(R)",
        bill([item(rate="18")], issued_on=date(2026, 2, 1), tax_amount=400, total=1400),
        STORES,
        SHOP,
    ),
    ("total_wrong", "the total is not the sum", replace(INVOICE, total=Decimal(106700)), STORES, SHOP),
    ("total_wrong", "the total is not the sum, on a bill", replace(BILL, total=Decimal(106700)), SUPPLIER, SHOP),
]

FIELDS = [
    ("number_missing", "rule 46(b)", replace(INVOICE, number=" "), STORES, SHOP),
    ("number_malformed", "rule 46(b): #", replace(INVOICE, number="INV#2025/1"), STORES, SHOP),
    ("number_malformed", "rule 46(b): 17 characters", replace(INVOICE, number="A" * 17), STORES, SHOP),
    ("dated_ahead", "s.31", replace(INVOICE, issued_on=date(2026, 11, 22)), STORES, SHOP),
    ("recipient_unnamed", "rule 46(e): 50,000 exactly", bill([item("50000")]), None, SHOP),
    ("recipient_address_missing", "rule 46(d)", INVOICE, replace(STORES, address=None), SHOP),
    ("recipient_address_missing", "rule 46(e): 50,000 exactly", bill([item("50000")]), WALK_IN, SHOP),
    ("recipient_state_unknown", "rule 46(e)", bill([item("50000")]), replace(WALK_IN, address="Camp, Pune"), SHOP),
    ("hsn_missing", "78/2020-CT", bill([item(hsn_code=None)]), STORES, SHOP),
    ("hsn_too_short", "78/2020-CT", bill([item(hsn_code="84")]), STORES, SHOP),
    ("hsn_malformed", "rule 46(g): five digits", bill([item(hsn_code="84713")]), STORES, SHOP),
    ("hsn_malformed", "rule 46(g): letters, to a consumer too", bill([item(hsn_code="ABCD")]), WALK_IN, SHOP),
    ("description_missing", "rule 46(h)", bill([item(name=" ")]), STORES, SHOP),
    ("quantity_not_positive", "rule 46(i)", bill([item(quantity="0", amount=Decimal(1000))]), STORES, SHOP),
    ("unit_missing", "rule 46(i)", bill([item(unit=None)]), STORES, SHOP),
]

SCOPE = [
    ("lines_missing", "only total and tax", replace(INVOICE, items=()), STORES, SHOP),
    (
        "lines_missing",
        "only a total",
        replace(BILL, items=(), subtotal=Decimal(0), tax_amount=Decimal(0)),
        SUPPLIER,
        SHOP,
    ),
    (
        "rates_missing",
        "rule 46(l): a tax and no rate",
        bill([item(rate="0")], tax_amount=180, total=1180),
        STORES,
        SHOP,
    ),
    ("before_gst", "s.1(3)", replace(INVOICE, issued_on=date(2017, 6, 30), number="###"), STORES, SHOP),
    (
        "cancelled",
        "nothing is left to tax",
        replace(INVOICE, status=DocumentStatus.CANCELLED, number="###"),
        STORES,
        SHOP,
    ),
]

PLANTED = IDENTITY + HEADS + SUMS + FIELDS + SCOPE
