"""Invoices that obey the law and look as if they did not: none gets an issue."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Business, Document, DocumentKind, DocumentStatus, Party
from tests.compliance.papers import (
    BENGALURU,
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
    codes,
    item,
    noted,
)

OLD = date(2025, 8, 5)
HALF_UP = {"cgst_amount": "5.83", "sgst_amount": "5.83"}
SHAMPOO = item("33.33", "5", "7", name="Shampoo", hsn_code="3305")

INNOCENT: list[tuple[str, Document, Party | None, Business]] = [
    ("an ordinary invoice within a State", INVOICE, STORES, SHOP),
    ("heads within a State, IGST Act s.8", noted(WITHIN), STORES, SHOP),
    ("heads between States, IGST Act s.7", noted(BETWEEN), BUYER_IN_KARNATAKA, SHOP),
    ("a supplier's bill", replace(INVOICE, kind=DocumentKind.SUPPLIER_BILL), SUPPLIER, SHOP),
    (
        "a supplier of another State",
        noted({"igst_amount": 16200}, replace(INVOICE, kind=DocumentKind.SUPPLIER_BILL)),
        replace(BUYER_IN_KARNATAKA, kind=SUPPLIER.kind),
        SHOP,
    ),
    (
        "a supplier without GSTIN who charges none",
        bill([item(rate="0")], kind=DocumentKind.SUPPLIER_BILL),
        replace(SUPPLIER, gstin=None, address=None),
        SHOP,
    ),
    (
        "a bill without HSN, unit or address in the books: the paper may have them",
        bill([item(hsn_code=None, unit=None)], kind=DocumentKind.SUPPLIER_BILL),
        replace(SUPPLIER, address=None),
        SHOP,
    ),
    ("a small counter sale to nobody, rule 46(e)", bill([item(hsn_code=None)]), None, SHOP),
    ("a counter sale just below 50,000 without tax", bill([item("49999.99")]), WALK_IN, SHOP),
    ("paise on every line", bill([SHAMPOO], tax_amount=Decimal("11.66"), total=Decimal("244.97")), STORES, SHOP),
    (
        "paise on every line with their heads",
        noted(HALF_UP, bill([SHAMPOO], tax_amount=Decimal("11.66"), total=Decimal("244.97"))),
        STORES,
        SHOP,
    ),
    (
        "heads rounded to the rupee, CGST Act s.170",
        noted({"cgst_amount": 6, "sgst_amount": 6}, bill([SHAMPOO], tax_amount=Decimal(12), total=Decimal(245))),
        STORES,
        SHOP,
    ),
    ("total rounded to the rupee", bill([item("99.99")], total=Decimal(118)), STORES, SHOP),
    ("prices with tax, rule 35", bill([item("118")], subtotal=100, tax_amount=18, total=118), STORES, SHOP),
    (
        "discount before tax, shown gross, s.15(3)(a)",
        bill([item("1100")], discount=100, tax_amount=180, total=1180),
        STORES,
        SHOP,
    ),
    (
        "discount before tax, shown net, s.15(3)(a)",
        bill([item("1100")], discount=100, subtotal=1000, tax_amount=180, total=1180),
        STORES,
        SHOP,
    ),
    ("discount after tax", bill([item("1000")], discount=80, tax_amount=180, total=1100), STORES, SHOP),
    (
        "discount within the lines",
        bill([item("1000", discount=Decimal(100), amount=Decimal(900))], discount=100, total=1062, tax_amount=162),
        STORES,
        SHOP,
    ),
    (
        "discount on the whole with heads on the lines",
        noted({"cgst_amount": 90, "sgst_amount": 90}, bill([item("1100")], discount=100, tax_amount=180, total=1180)),
        STORES,
        SHOP,
    ),
    (
        "12% on its last day",
        bill([item(rate="12", hsn_code="0405", name="Ghee")], issued_on=date(2025, 9, 21)),
        STORES,
        SHOP,
    ),
    ("12% on bricks, 14/2025-CT(R)", bill([item(rate="12", hsn_code="69041000", name="Bricks")]), STORES, SHOP),
    (
        "28% with compensation cess",
        bill([item(rate="28", hsn_code="2202")], issued_on=OLD, tax_amount=400, total=1400),
        STORES,
        SHOP,
    ),
    (
        "a tax in rupees instead of a rate",
        bill([item("55.55", "17.98")], tax_amount=10, total=Decimal("65.55")),
        STORES,
        SHOP,
    ),
    ("a line that is not taxable", bill([item(is_taxable=False)], tax_amount=0, total=1000), STORES, SHOP),
    ("exempt goods, s.11", bill([item(rate="0")]), STORES, SHOP),
    (
        "a seller without GSTIN who charges no tax, s.22",
        bill([item(rate="0")]),
        WALK_IN,
        replace(SHOP, gstin=None),
    ),
    (
        "export under LUT, IGST Act s.16(3)(a)",
        bill([LAPTOP], tax_amount=0, total=90000, notes="Export under LUT AD27"),
        replace(WALK_IN, address="4 Harbor St, Dubai"),
        SHOP,
    ),
    (
        "reverse charge, s.9(3)",
        noted({"reverse_charge": True}, bill([LAPTOP], tax_amount=0, total=90000)),
        STORES,
        SHOP,
    ),
    (
        "bill to one, ship to another, IGST Act s.10(1)(b)",
        noted({"igst_amount": 16200, "place_of_supply": "29"}),
        STORES,
        SHOP,
    ),
    (
        "a restaurant's guest from another State, s.12(4)",
        noted(
            {"cgst_amount": 60, "sgst_amount": 60},
            bill([item("2400", "5", hsn_code="996331", name="Dinner", quantity="1", unit=None)]),
        ),
        BUYER_IN_KARNATAKA,
        SHOP,
    ),
    (
        "an SEZ unit in the same State, IGST Act s.7(5)(b)",
        noted({"igst_amount": 16200}, replace(INVOICE, notes="Supply to SEZ unit with tax")),
        STORES,
        SHOP,
    ),
    (
        "goods over the counter to a buyer from elsewhere",
        noted({"cgst_amount": 8100, "sgst_amount": 8100}),
        replace(WALK_IN, address="1 MG Road, Bengaluru, Karnataka"),
        SHOP,
    ),
    ("GSTIN typed in small letters with blanks", INVOICE, replace(STORES, gstin=" 27abcfr5521k1z2 "), SHOP),
    (
        "a road named after another State",
        INVOICE,
        replace(STORES, address="Goa Road, near Punjab National Bank, Pune"),
        SHOP,
    ),
    (
        "a code of the territory that was merged",
        INVOICE,
        replace(STORES, gstin="25AAGCK7412M1ZB", address="Moti Daman, Dadra and Nagar Haveli and Daman and Diu"),
        SHOP,
    ),
    ("a draft without a number", replace(INVOICE, status=DocumentStatus.DRAFT, number=" "), STORES, SHOP),
    ("a service without a unit", bill([item(hsn_code="998314", unit=None)]), STORES, SHOP),
    ("HSN of two digits before 2021-04-01", bill([item(hsn_code="84")], issued_on=date(2021, 3, 31)), STORES, SHOP),
    (
        "a credit note at the old rate, s.34",
        bill([item(rate="12", hsn_code="0405")], kind=DocumentKind.CREDIT_NOTE),
        STORES,
        SHOP,
    ),
    (
        "goods from abroad on a bill of entry, rule 36(1)(d)",
        replace(INVOICE, kind=DocumentKind.SUPPLIER_BILL, notes="Bill of Entry 4412087"),
        replace(SUPPLIER, gstin=None, address="Shenzhen"),
        SHOP,
    ),
    (
        "a supplier without GSTIN who charges none, though the goods have a rate, s.22",
        bill([LAPTOP], tax_amount=0, total=90000, kind=DocumentKind.SUPPLIER_BILL),
        replace(SUPPLIER, gstin=None),
        SHOP,
    ),
    (
        "prices with tax beside their heads, rule 35",
        noted({"cgst_amount": 9, "sgst_amount": 9}, bill([item("118")], subtotal=100, tax_amount=18, total=118)),
        STORES,
        SHOP,
    ),
    (
        "a discount as a line of its own, s.15(3)",
        bill([LAPTOP, item("-100", name="Discount", hsn_code=None, unit=None)]),
        STORES,
        SHOP,
    ),
    (
        "paise that round the total as a line of their own, s.170",
        bill([item("999.60"), item("0.47", "0", name="Round off", hsn_code=None, unit=None)], total=Decimal(1180)),
        STORES,
        SHOP,
    ),
    (
        "a credit note without HSN and unit, rule 53(1A)",
        bill([item(hsn_code=None, unit=None)], kind=DocumentKind.CREDIT_NOTE),
        STORES,
        SHOP,
    ),
    (
        "goods sent back to a supplier of another State: the tax is as on the bill, s.34",
        noted({"igst_amount": 16200}, replace(INVOICE, kind=DocumentKind.DEBIT_NOTE)),
        replace(BUYER_IN_KARNATAKA, kind=SUPPLIER.kind, address=None),
        SHOP,
    ),
]


@pytest.mark.parametrize(("why", "document", "party", "business"), INNOCENT, ids=[row[0] for row in INNOCENT])
def test_lawful_invoice_gets_no_issue(why: str, document: Document, party: Party | None, business: Business) -> None:
    assert codes(document, party, business) == set(), why


@pytest.mark.parametrize("gap", [Decimal("-1"), Decimal("0.99"), Decimal(1)])
@pytest.mark.parametrize("field", ["tax_amount", "total", "subtotal"])
def test_a_rupee_is_no_fault(field: str, gap: Decimal) -> None:
    changes: dict[str, Any] = {field: getattr(INVOICE, field) + gap}
    assert codes(replace(INVOICE, **changes)) == set()


@pytest.mark.parametrize(
    "metadata",
    [
        {"cess_amount": 500},
        {"cgst_amount": 8100},
        {"cgst_amount": "?", "sgst_amount": None},
        {"igst_amount": "NaN"},
        {"cgst_amount": 0, "sgst_amount": 0, "igst_amount": 0},
        {"place_of_supply": "nowhere", "reverse_charge": "no"},
        {"place_of_supply": {"code": 27}, "igst_amount": [1]},
    ],
)
def test_metadata_that_cannot_be_read_says_nothing(metadata: dict[str, Any]) -> None:
    assert codes(noted(metadata)) == set()


def test_the_numbers_of_these_tests_are_numbers() -> None:
    assert {MUMBAI[:2], BENGALURU[:2]} == {"27", "29"}
