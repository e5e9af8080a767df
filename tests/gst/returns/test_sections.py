"""Where a document is reported in GSTR-1."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst import states
from app.gst.parties import Document, Recipient, SupplyKind
from app.gst.returns.sections import Name, Supply, section

AT_HOME, AWAY, ABROAD = "27", "29", "96"
INVOICE: dict[str, Any] = {"place_of_supply": AWAY, "recipient_category": Recipient.REGISTERED}
OTHERS = {"recipient_category": Recipient.UNREGISTERED}
SEZ, DEEMED = {"recipient_category": Recipient.SEZ}, {"recipient_category": Recipient.DEEMED_EXPORT}
EXPORT = {"recipient_category": Recipient.OVERSEAS, "place_of_supply": ABROAD}
CREDIT, DEBIT = {"document": Document.CREDIT_NOTE}, {"document": Document.DEBIT_NOTE}
BILL = {"document": Document.BILL_OF_SUPPLY}
OLD, NEW = date(2024, 7, 31), date(2024, 8, 1)

TO_REGISTERED: list[tuple[dict[str, Any], str, str, str]] = [
    ({}, "b2b", "4A", "between States"),
    ({"place_of_supply": AT_HOME}, "b2b", "4A", "within a State"),
    ({"recipient_category": Recipient.COMPOSITION}, "b2b", "4A", "a composition dealer is registered"),
    ({"invoice_value": 1}, "b2b", "4A", "of any value"),
    ({"is_reverse_charge": True}, "b2b", "4B", "reverse charge"),
    ({"is_reverse_charge": True, "place_of_supply": AT_HOME}, "b2b", "4B", "reverse charge within a State"),
    ({"place_of_supply": ABROAD}, "b2b", "4A", "place abroad, buyer registered here: no export"),
    ({**SEZ, "with_payment": True}, "sezwp", "6B", "IGST charged"),
    ({**SEZ, "with_payment": False}, "sezwop", "6B", "under LUT"),
    ({**SEZ, "with_payment": True, "place_of_supply": AT_HOME}, "sezwp", "6B", "SEZ in the same State"),
    ({**SEZ, "supply": SupplyKind.EXEMPT, "with_payment": False}, "sezwop", "6B", "zero-rated whatever it is"),
    (DEEMED, "deemed_export", "6C", "48/2017-CT"),
    ({**DEEMED, "place_of_supply": AT_HOME}, "deemed_export", "6C", "48/2017-CT"),
]
ABROAD_CASES: list[tuple[dict[str, Any], str, str, str]] = [
    ({**EXPORT, "with_payment": True}, "expwp", "6A", "IGST charged"),
    ({**EXPORT, "with_payment": False}, "expwop", "6A", "under LUT"),
    ({**EXPORT, "supply": SupplyKind.NIL_RATED, "with_payment": False}, "expwop", "6A", "zero-rated whatever it is"),
    ({**EXPORT, "invoice_value": 900_000, "with_payment": False}, "expwop", "6A", "never B2CL"),
    ({**EXPORT, "place_of_supply": AT_HOME}, "b2cs", "7", "a foreign guest served here is no export"),
    ({**OTHERS, "place_of_supply": ABROAD, "with_payment": False}, "expwop", "6A", "nobody registered, place abroad"),
]
TO_OTHERS: list[tuple[dict[str, Any], str, str, str]] = [
    ({"invoice_value": 100_000, "issued_on": NEW}, "b2cs", "7", "exactly the limit is not more"),
    ({"invoice_value": "100000.01", "issued_on": NEW}, "b2cl", "5", "12/2024-CT"),
    ({"invoice_value": 100_001, "issued_on": OLD}, "b2cs", "7", "2.5 lakh before 2024-08-01"),
    ({"invoice_value": 250_000, "issued_on": OLD}, "b2cs", "7", "exactly the old limit"),
    ({"invoice_value": 250_001, "issued_on": OLD}, "b2cl", "5", "above the old limit"),
    ({"invoice_value": 250_001, "issued_on": date(2017, 7, 1)}, "b2cl", "5", "the first day"),
    ({"invoice_value": 900_000, "place_of_supply": AT_HOME}, "b2cs", "7", "within a State of any value"),
    ({"invoice_value": 500, "place_of_supply": AWAY}, "b2cs", "7", "small"),
]
UNTAXED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"supply": SupplyKind.NIL_RATED}, "nil_exempt", "8", "to a registered buyer"),
    ({"supply": SupplyKind.EXEMPT, "place_of_supply": AT_HOME}, "nil_exempt", "8", "within a State"),
    ({"supply": SupplyKind.NON_GST}, "nil_exempt", "8", "outside GST"),
    ({**OTHERS, "supply": SupplyKind.EXEMPT, "invoice_value": 900_000}, "nil_exempt", "8", "never B2CL"),
    ({**BILL, "supply": SupplyKind.EXEMPT}, "nil_exempt", "8", "a bill of supply"),
    ({**CREDIT, "supply": SupplyKind.EXEMPT}, "nil_exempt", "8", "table 8 is net of notes"),
    ({**OTHERS, **DEBIT, "supply": SupplyKind.NIL_RATED}, "nil_exempt", "8", "table 8 is net of notes"),
    ({**DEEMED, "supply": SupplyKind.EXEMPT}, "nil_exempt", "8", "deemed exports are of taxable goods"),
]
NOTES: list[tuple[dict[str, Any], str, str, str]] = [
    (CREDIT, "cdnr", "9B", "to a registered buyer"),
    (DEBIT, "cdnr", "9B", "to a registered buyer"),
    ({**CREDIT, "is_reverse_charge": True}, "cdnr", "9B", "reverse charge, too"),
    ({**CREDIT, "recipient_category": Recipient.COMPOSITION}, "cdnr", "9B", "registered"),
    ({**CREDIT, **SEZ, "with_payment": True}, "cdnr", "9B", "an SEZ unit is registered"),
    ({**DEBIT, **DEEMED}, "cdnr", "9B", "the buyer of a deemed export is registered"),
    ({**CREDIT, **EXPORT, "with_payment": True}, "cdnur", "9B", "on an export"),
    ({**DEBIT, **EXPORT, "with_payment": False, "invoice_value": 10}, "cdnur", "9B", "on an export of any value"),
    ({**CREDIT, **OTHERS, "original_value": 300_000}, "cdnur", "9B", "on B2CL"),
    ({**CREDIT, **OTHERS, "original_value": 100_000}, "b2cs", "7", "on B2CS: netted"),
    ({**DEBIT, **OTHERS, "original_value": 50_000, "invoice_value": 300_000}, "b2cs", "7", "the original decides"),
    ({**CREDIT, **OTHERS, "original_value": 200_000, "issued_on": OLD}, "b2cs", "7", "below the limit of its day"),
    ({**CREDIT, **OTHERS, "original_value": 900_000, "place_of_supply": AT_HOME}, "b2cs", "7", "within a State"),
    ({**CREDIT, **OTHERS, "invoice_value": 300_000}, "cdnur", "9B", "no original known: the note's own value"),
]


class TestSection:
    @pytest.mark.parametrize(("changes", "name", "table", "why"), TO_REGISTERED + ABROAD_CASES + UNTAXED + NOTES)
    def test_document_goes_to_one_table(self, changes: dict[str, Any], name: str, table: str, why: str) -> None:
        found = section(supply(**changes))
        assert (found.section, found.table) == (name, table), why

    @pytest.mark.parametrize(("changes", "name", "table", "why"), TO_OTHERS)
    def test_sale_to_others_goes_by_value_and_day(
        self, changes: dict[str, Any], name: str, table: str, why: str
    ) -> None:
        found = section(supply(**OTHERS, **changes))
        assert (found.section, found.table) == (name, table), why

    def test_merged_territories_are_one_state(self) -> None:
        within = supply(**OTHERS | {"supplier_state": "25", "place_of_supply": "26"}, invoice_value=300_000)
        assert section(within).section is Name.B2CS, "Act 44 of 2019"

    def test_limit_that_decided_brings_its_dates(self) -> None:
        found = section(supply(**OTHERS, invoice_value=300_000, issued_on=OLD))
        assert (found.valid_from, found.valid_to) == (date(2017, 7, 1), date(2024, 7, 31))

    @given(
        st.sampled_from(Document),
        st.sampled_from(Recipient),
        st.sampled_from(SupplyKind),
        st.sampled_from([state.code for state in states.every()]),
        st.decimals(0, 10**7, places=2),
        st.dates(date(2017, 7, 1), date(2030, 1, 1)),
    )
    def test_every_document_has_a_section_and_a_law(
        self, document: Document, recipient: Recipient, kind: SupplyKind, place: str, value: Decimal, on: date
    ) -> None:
        found = section(Supply(document, on, AT_HOME, recipient, place, value, kind))
        assert found.section in Name and found.law.startswith("Form GSTR-1")
        if document.is_note:
            assert found.section in (Name.CDNR, Name.CDNUR, Name.B2CS, Name.NIL_EXEMPT)


def supply(**changes: Any) -> Supply:
    """An invoice of 50,000 rupees from Maharashtra to Karnataka, with changes."""
    fields: dict[str, Any] = {
        "document": Document.INVOICE,
        "issued_on": date(2025, 10, 15),
        "supplier_state": AT_HOME,
        "invoice_value": 50_000,
        **INVOICE,
        **changes,
    }
    for amount in ("invoice_value", "original_value"):
        if amount in fields:
            fields[amount] = Decimal(fields[amount])
    return Supply(**fields)
