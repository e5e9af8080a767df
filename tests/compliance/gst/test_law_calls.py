"""The law calls through their schemas and services: every form of a question, and what cannot be answered."""

from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
import pytest

from app.compliance.api.gst import CALLS
from app.compliance.records.questions import QuestionRefused
from app.runtime.identity import Caller
from app.runtime.runtime import assemble
from app.runtime.settings import Settings
from app.values.language import Language

NOW = datetime(2026, 11, 21, tzinfo=UTC)
RT = assemble(Settings(environment="test"))
"""On no server: these calls ask for none."""
ITEM = {"quantity": 1, "unit_price": 1000, "gst_rate": 18}
AMOUNT = {"supplier_state": "27", "place_of_supply": "27", "items": [ITEM]}
TYPE = {
    "supplier_state": "27",
    "supplier_registration": "regular",
    "recipient_category": "registered",
    "supply": "taxable",
}
SECTION = {
    "supplier_gstin": "27AAGCK7412M1Z7",
    "document_type": "invoice",
    "date": "2025-10-15",
    "recipient_category": "registered",
    "place_of_supply": "29",
    "invoice_value": 50_000,
    "supply": "taxable",
    "reverse_charge": False,
}
PAPER = {
    "highest_aato_since_fy2017_18": 200_000_000,
    "invoice_date": "2025-06-01",
    "document_type": "invoice",
    "recipient_category": "registered",
    "supplier_class": "regular",
    "supply": "taxable",
}
IRN = {
    "ask": "irn",
    "supplier_gstin": "01AAAAA9999A19N",
    "financial_year": "2019-20",
    "document_type_code": "INV",
    "document_number": "ABC01234",
}
CREDIT, UNPAID = "last date to claim input tax credit", "pay supplier within 180 days"
LATE = {"tax_paid_in_cash": 100_000, "due_date": "2025-07-20", "paid_on": "2025-08-04"}

ANSWERED: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("gstin", {"gstin": "38ABCFR5521K1ZZ"}, {"state_code": "38", "pan": "ABCFR5521K"}, "Ladakh"),
    ("gstin", {"gstin": "24 aanfa 2641 l1zf"}, {"valid": True, "normalized": "24AANFA2641L1ZF"}, "blanks and case"),
    ("gstin", {}, {"valid": False, "reason": "missing", "registration_kind": None}, "nothing given"),
    ("gstin", {"gstin": "24AANFA2641L1Z"}, {"reason": "length"}, "14 characters"),
    ("gstin", {"gstin": "24AANFA2641L1ZＦ"}, {"reason": "characters"}, "a look-alike of F"),
    ("invoice-number", {"number": "INV/2025-26/00001"}, {"valid": False, "reason": "length"}, "17 characters"),
    ("invoice-number", {"number": "INV/2025-26/0001"}, {"valid": True, "reason": None}, "16 characters"),
    ("invoice-number", {"number": ""}, {"valid": False, "reason": "missing"}, "empty"),
    ("invoice-number", {"number": "   "}, {"valid": False, "reason": "missing"}, "blanks"),
    ("invoice-number", {"number": "/001"}, {"valid": True, "e_invoice_ok": False}, "the portal refuses a first slash"),
    ("invoice-number", {"number": "0012"}, {"valid": True, "e_invoice_ok": False}, "the portal refuses a first zero"),
    ("invoice-number", {"number": "-12"}, {"valid": True, "e_invoice_ok": False}, "the portal refuses a first hyphen"),
    ("invoice-number", {"number": "INV_12"}, {"valid": False, "reason": "characters"}, "underscore"),
    ("invoice-number", {"number": "INV.12"}, {"valid": False, "reason": "characters"}, "dot"),
    ("invoice-number", {"number": "बिल१"}, {"valid": False, "reason": "characters"}, "Devanagari"),
    (
        "tax-type",
        TYPE | {"recipient_gstin": "29AAGCK7412M1Z3"},
        {"tax_type": "igst", "place_of_supply": "29"},
        "by GSTIN",
    ),
    ("tax-type", TYPE | {"place_of_supply": "27"}, {"local_tax": "SGST", "payable_by": "supplier"}, "s.8"),
    ("tax-type", TYPE | {"supplier_state": "38", "place_of_supply": "38"}, {"local_tax": "UTGST"}, "UTGST Act s.7"),
    ("tax-amount", AMOUNT, {"taxable_value": 1000, "cgst": 90, "sgst": 90, "igst": 0, "total": 1180}, "s.9"),
    ("tax-amount", AMOUNT | {"recipient_category": "sez"}, {"cgst": 0, "igst": 180, "total": 1180}, "SEZ next door"),
    ("tax-amount", AMOUNT | {"place_of_supply": "96"}, {"igst": 180}, "export with payment"),
    ("tax-amount", AMOUNT | {"recipient_category": "sez", "zero_rated_without_tax": True}, {"total": 1000}, "LUT"),
    ("tax-amount", AMOUNT | {"freight_taxed_with_goods": 100}, {"taxable_value": 1100, "total": 1298}, "s.15(2)(c)"),
    ("tax-amount", AMOUNT | {"invoice_discount": None, "prices_include_tax": None}, {"total": 1180}, "null is absent"),
    (
        "rate",
        {"hsn": "8471 30.10", "date": "2025-12-01"},
        {"allowed_rates": [18], "is_code_listed": True},
        "as written",
    ),
    ("gstr1-section", SECTION | {"place_of_supply": "27"}, {"section": "b2b", "table": "4A"}, "table 4A"),
    ("gstr1-section", SECTION | {"reverse_charge": True}, {"section": "b2b", "table": "4B"}, "table 4B"),
    ("due-date", {"return": "GSTR-3B", "period": "2025-12"}, {"due_date": "2026-01-20"}, "monthly unless said"),
    (
        "due-date",
        {"return": "GSTR-3B", "quarter_ends": "2025-12-31", "state": "27"},
        {"due_date": "2026-01-22"},
        "quarter",
    ),
    (
        "due-date",
        {"return": "GSTR-1", "frequency": "quarterly", "period": "2025-05"},
        {"due_date": "2025-07-13"},
        "in it",
    ),
    ("due-date", {"return": "CMP-08", "quarter_ends": "2025-06-30"}, {"due_date": "2025-07-18"}, "always quarterly"),
    (
        "due-date",
        {"return": "IFF", "frequency": "quarterly", "period": "2025-04"},
        {"due_date": "2025-05-13"},
        "a month",
    ),
    (
        "due-date",
        {"return": "PMT-06", "frequency": "quarterly", "period": "2025-11"},
        {"due_date": "2025-12-25"},
        "a month",
    ),
    ("due-date", {"return": "GSTR-7", "period": "2024-12"}, {"due_date": "2025-01-10"}, "year end"),
    ("due-date", {"return": "GSTR-4", "financial_year": "2023-24"}, {"due_date": "2024-04-30"}, "before 12/2024-CT"),
    ("due-date", {"return": "GSTR-4", "quarter_ends": "2018-06-30"}, {"due_date": "2018-07-18"}, "quarterly then"),
    ("due-date", {"return": "GSTR-9", "financial_year": "2024-25"}, {"due_date": "2025-12-31"}, "always yearly"),
    (
        "due-date",
        {"return": "GSTR-3B", "period": "2025-09"},
        {"due_date": "2025-10-25", "is_extended": True},
        "18/2025",
    ),
    (
        "due-date",
        {"return": "GSTR-3B", "period": "2025-09", "ignore_extensions": True},
        {"due_date": "2025-10-20", "is_extended": False},
        "18/2025-CT left out",
    ),
    ("due-date", {"obligation": CREDIT, "invoice_date": "2025-03-31"}, {"due_date": "2025-11-30"}, "s.16(4)"),
    ("due-date", {"obligation": UNPAID, "invoice_date": "2025-04-01"}, {"due_date": "2025-09-28"}, "rule 37"),
    ("e-invoice", PAPER, {"applicable": True, "reporting_accepted": None, "irn": None}, "not reported yet"),
    ("e-invoice", PAPER | {"reported_on": "2025-07-01"}, {"reporting_accepted": True}, "30 days"),
    ("e-invoice", PAPER | {"reported_on": "2025-07-02"}, {"reporting_accepted": False}, "31 days"),
    ("e-invoice", PAPER | {"supplier_class": None}, {"applicable": True}, "regular unless said"),
    ("e-invoice", IRN, {"applicable": None, "reporting_accepted": None}, "only the number"),
    ("interest-late-fee", LATE, {"days_late": 15, "interest": 739.73, "late_fee_total": None}, "s.50(1)"),
    ("interest-late-fee", LATE | {"paid_on": "2025-07-20"}, {"days_late": 0, "interest": 0}, "the last day"),
    ("interest-late-fee", LATE | {"paid_on": "2025-07-01"}, {"days_late": 0, "interest": 0}, "early"),
    ("interest-late-fee", LATE | {"return": "GSTR-3B"}, {"interest": 739.73, "late_fee_total": 750}, "both at once"),
    ("interest-late-fee", {"tax_paid_in_cash": 100_000, "days_late": 15}, {"interest": 739.73}, "days given"),
    (
        "interest-late-fee",
        {"return": "GSTR-3B", "due_date": "2021-06-20", "paid_on": "2022-06-20", "nil_return": True},
        {"late_fee_total": 7300},
        "the law of May 2021",
    ),
]
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("tax-type", TYPE, "place_of_supply"),
    ("tax-type", TYPE | {"place_of_supply": "39"}, "place_of_supply"),
    ("tax-type", TYPE | {"supplier_registration": "casual"}, "supplier_registration"),
    ("tax-type", TYPE | {"place_of_supply": "27", "reverse_charge": "yes"}, "reverse_charge"),
    ("tax-type", TYPE | {"place_of_supply": "27", "invoice_date": "2017-06-30"}, "invoice_date"),
    ("tax-type", TYPE | {"place_of_supply": "27", "service": "x" * 201}, "service"),
    ("tax-amount", AMOUNT | {"items": []}, "items"),
    ("tax-amount", AMOUNT | {"items": [ITEM] * 1_001}, "items"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"quantity": 0}]}, "items.0.quantity"),
    ("tax-amount", AMOUNT | {"items": [ITEM, ITEM | {"quantity": -1}]}, "items.1.quantity"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"unit_price": "1000"}]}, "items.0.unit_price"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"unit_price": float("nan")}]}, "items.0.unit_price"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"unit_price": float("inf")}]}, "items.0.unit_price"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"quantity": 10**13, "unit_price": 10**13}]}, "items.0.unit_price"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"gst_rate": 101}]}, "items.0.gst_rate"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"gst_rate": True}]}, "items.0.gst_rate"),
    ("tax-amount", AMOUNT | {"items": [ITEM | {"discount": 1001}]}, "items.0.discount"),
    ("tax-amount", AMOUNT | {"invoice_discount": 1001}, "invoice_discount"),
    (
        "tax-amount",
        AMOUNT | {"items": [ITEM | {"unit_price": 0}], "freight_taxed_with_goods": 5},
        "freight_taxed_with_goods",
    ),
    ("rate", {"hsn": "toothpaste", "date": "2025-10-01"}, "hsn"),
    ("rate", {"hsn": "330610000", "date": "2025-10-01"}, "hsn"),
    ("rate", {"hsn": "3306", "date": "2017-06-30"}, "date"),
    ("rate", {"hsn": "3306", "date": "20251001"}, "date"),
    ("rate", {"hsn": "3306", "date": "2025-02-30"}, "date"),
    ("rate", {"hsn": "3306"}, "date"),
    ("gstr1-section", SECTION | {"supplier_gstin": "96AAGCK7412M1Z7"}, "supplier_gstin"),
    ("gstr1-section", SECTION | {"invoice_value": -1}, "invoice_value"),
    ("due-date", {}, "return"),
    ("due-date", {"return": "GSTR-1", "obligation": UNPAID, "invoice_date": "2025-04-01"}, "return"),
    ("due-date", {"return": "GSTR-1"}, "period"),
    ("due-date", {"return": "GSTR-9"}, "financial_year"),
    ("due-date", {"return": "GSTR-9", "financial_year": "2024-26"}, "financial_year"),
    ("due-date", {"return": "GSTR-1", "period": "2025-13"}, "period"),
    ("due-date", {"obligation": "pay supplier within 180 days", "invoice_date": "2025-W41-3"}, "invoice_date"),
    ("due-date", {"return": "GSTR-1", "period": "2017-06"}, "period"),
    ("due-date", {"return": "GSTR-7", "frequency": "monthly", "period": "2018-09"}, "return"),
    ("due-date", {"return": "CMP-08", "quarter_ends": "2019-03-31"}, "return"),
    ("due-date", {"return": "GSTR-3B", "quarter_ends": "2025-06-30"}, "state"),
    ("due-date", {"return": "GSTR-99", "period": "2025-06"}, "return"),
    ("due-date", {"obligation": UNPAID}, "invoice_date"),
    ("e-invoice", {}, "highest_aato_since_fy2017_18"),
    ("e-invoice", PAPER | {"recipient_category": "friend"}, "recipient_category"),
    ("e-invoice", IRN | {"document_number": None}, "document_number"),
    ("e-invoice", IRN | {"supplier_gstin": "short"}, "supplier_gstin"),
    ("interest-late-fee", {}, "tax_paid_in_cash"),
    ("interest-late-fee", {"tax_paid_in_cash": 5}, "days_late"),
    ("interest-late-fee", {"return": "GSTR-3B", "days_late": -1}, "days_late"),
    ("interest-late-fee", {"return": "GSTR-3B", "days_late": 1.5}, "days_late"),
    ("interest-late-fee", {"return": "GSTR-3B", "days_late": 300}, "aato"),
]
YEAR = {"date": "2025-10-15"}
USED: list[tuple[dict[str, Any], list[dict[str, Any]], str | None, str]] = [
    (YEAR, [{"number": "INV/1", "date": "2025-04-01"}], "duplicate", "the same year"),
    (YEAR, [{"number": "inv/1", "date": "2026-03-31"}], "duplicate", "case makes no difference"),
    (YEAR, [{"number": " INV/1 ", "date": "2026-03-31"}], "duplicate", "nor blanks around it"),
    (YEAR, [{"number": "INV/1", "date": "2025-03-31"}], None, "the year before"),
    (YEAR, [{"number": "INV/1", "date": "2026-04-01"}], None, "the year after"),
    (YEAR, [{"number": "INV/1", "date": None}], "duplicate", "its year is not known"),
    ({}, [{"number": "INV/1", "date": "2019-05-05"}], "duplicate", "ours is not known"),
    (YEAR, [{"number": "INV-1", "date": "2025-10-14"}], None, "another separator"),
    (YEAR, [{"number": "INV/01", "date": "2025-10-14"}], None, "another number"),
    (YEAR, [], None, "none yet"),
]


class TestAnswers:
    @pytest.mark.parametrize(("call", "question", "expected", "why"), ANSWERED)
    def test_every_form_of_a_question(
        self, call: str, question: dict[str, Any], expected: dict[str, Any], why: str
    ) -> None:
        answer = ask(call, question)
        assert {key: answer[key] for key in expected} == expected, why
        assert answer["sources"]

    @pytest.mark.parametrize(("when", "existing", "reason", "why"), USED)
    def test_number_is_used_once_in_a_year(
        self, when: dict[str, Any], existing: list[dict[str, Any]], reason: str | None, why: str
    ) -> None:
        assert ask("invoice-number", {"number": "INV/1", "existing": existing, **when})["reason"] == reason, why

    def test_unknown_code_is_a_warning(self) -> None:
        answer = ask("rate", {"hsn": "33069999", "date": "2025-10-01"})
        assert answer["allowed_rates"] and not answer["is_code_listed"] and "33069999" in answer["warnings"][0]

    def test_code_of_no_heading_is_answered_with_all_slabs(self) -> None:
        answer = ask("rate", {"hsn": "0099", "date": "2025-10-01"})
        assert (answer["basis"], answer["entries"]) == ("unknown", [])
        assert 18 in answer["allowed_rates"] and answer["warnings"]


class TestRefusals:
    @pytest.mark.parametrize(("call", "question", "path"), REFUSED)
    def test_names_the_field(self, call: str, question: dict[str, Any], path: str) -> None:
        with pytest.raises((ma.ValidationError, QuestionRefused)) as refused:
            ask(call, question)
        error = refused.value
        if isinstance(error, QuestionRefused):
            assert error.field == path and error.sentence.endswith(".")
            return
        assert isinstance(error, ma.ValidationError)
        found: Any = error.messages
        for part in path.split("."):
            found = found[int(part) if part.isdigit() else part]
        assert all(sentence.endswith(".") for sentence in found)


def ask(call: str, question: dict[str, Any]) -> Any:
    """What `call` answers, as it goes over the wire."""
    found = next(one for one in CALLS if one.name == call)
    asked = found.question().load(question)
    (record,) = found.answers(RT, [asked], caller=Caller.service(), now=NOW, language=Language.ENGLISH)
    return found.answer().dump(record)
