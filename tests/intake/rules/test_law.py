"""A document as the check of a whole invoice takes it."""

from decimal import Decimal
from typing import Any

import pytest

from app.intake.rules import law
from app.invoices.records.extractions import DocumentType, Extraction, Value
from tests.intake import papers

NO_GSTIN = {"supplier__gstin": None, "buyer__gstin": None}


class TestPaper:
    @pytest.mark.parametrize(
        ("kind", "changes", "paper"),
        [
            (DocumentType.TAX_INVOICE, {}, "tax_invoice"),
            (DocumentType.CREDIT_NOTE, {}, "credit_note"),
            (DocumentType.EXPORT_INVOICE, {"currency": "USD"}, "tax_invoice"),
            (DocumentType.TAX_INVOICE, {"currency": "USD"}, None),
            (DocumentType.RECEIPT, {}, "tax_invoice"),
            (DocumentType.RECEIPT, NO_GSTIN, None),
            (DocumentType.PROFORMA, {}, None),
            (DocumentType.OTHER, {}, None),
        ],
    )
    def test_only_papers_of_the_law_are_held_against_it(
        self, kind: DocumentType, changes: dict[str, Any], paper: str | None
    ) -> None:
        assert law.paper(papers.extraction(kind, **changes)) == paper


class TestQuestion:
    def test_values_stand_under_the_names_of_the_check(self) -> None:
        body = law.question(papers.extraction(reverse_charge=True, totals__freight=Decimal(50)))
        assert (body["invoice_date"], body["reverse_charge"], body["place_of_supply"]) == ("2026-06-12", True, "27")
        assert body["items"] == [
            {
                "description": "Door hinge 4in",
                "hsn": "8302",
                "quantity": 20.0,
                "unit": "PCS",
                "unit_price": 45.0,
                "gst_rate": 18.0,
                "taxable_value": 900.0,
                "cgst": 81.0,
                "sgst": 81.0,
            }
        ]
        assert body["totals"]["other_charges"] == 50.0

    @pytest.mark.parametrize(
        ("changes", "rates"),
        [
            ({"rates__0__gst_rate": Decimal(18)}, [18.0, 18.0]),
            ({"rates__0__gst_rate": Decimal(18), "rates__1__gst_rate": Decimal(5)}, [None, None]),
            ({"rates__0__gst_rate": Decimal(18), "lines__1__gst_rate": Decimal(5)}, [None, 5.0]),
            ({}, [None, None]),
        ],
        ids=["one rate for all", "several rates", "lines tell their own", "no rate"],
    )
    def test_lines_without_a_rate_have_the_only_one_of_the_document(
        self, changes: dict[str, Any], rates: list[float | None]
    ) -> None:
        silent = dict.fromkeys(("lines__0__gst_rate", "lines__0__cgst", "lines__0__sgst"))
        body = law.question(papers.extraction(lines__1__description="Door latch", **silent | changes))
        assert [item.get("gst_rate") for item in body["items"]] == rates

    @pytest.mark.parametrize(
        ("changes", "value"),
        [
            ({"totals__taxable_value": None}, None),
            ({"totals__taxable_value": None, "totals__subtotal": Decimal(900)}, 900.0),
            ({"totals__taxable_value": None, "totals__subtotal": Decimal(950), "totals__discount": Decimal(50)}, 900.0),
            ({"totals__subtotal": Decimal(950)}, 900.0),
        ],
    )
    def test_value_before_tax_is_printed_or_left_of_the_sum(
        self, changes: dict[str, Value | None], value: float | None
    ) -> None:
        assert law.question(papers.extraction(**changes))["totals"].get("taxable_value") == value

    @pytest.mark.parametrize(
        ("confidence", "given", "doubtful"),
        [
            (0.99, (), ["irn"]),
            (0.5, (), ["items[1].hsn", "recipient.gstin", "totals.other_charges", "irn"]),
            (0.5, ("buyer.gstin", "lines.3.hsn_sac", "totals.freight"), ["irn"]),
        ],
        ids=["read for sure", "doubtful", "given by a person"],
    )
    def test_fault_may_be_one_of_reading_where_it_is_doubtful_or_not_found(
        self, confidence: float, given: tuple[str, ...], doubtful: list[str]
    ) -> None:
        values: dict[str, Value] = {"buyer.gstin": papers.OURS, "lines.3.hsn_sac": "83", "totals.freight": Decimal(5)}
        read = Extraction(
            DocumentType.TAX_INVOICE, {path: papers.found(value, confidence) for path, value in values.items()}
        )
        fields = ["items[1].hsn", "recipient.gstin", "totals.other_charges", "irn"]
        assert law.maybe_misread(fields, read, given=given) == doubtful

    @pytest.mark.parametrize(
        ("path", "left"),
        [
            (("a",), {"a": None, "b": {"c": 1}, "d": [{"e": 1, "f": 2}]}),
            (("b", "c"), {"a": 1, "b": {"c": None}, "d": [{"e": 1, "f": 2}]}),
            (("d", 0, "f"), {"a": 1, "b": {"c": 1}, "d": [{"e": 1, "f": None}]}),
            (("d",), {"a": 1, "b": {"c": 1}, "d": None}),
        ],
    )
    def test_what_cannot_be_judged_is_left_out_alone(self, path: tuple[str | int, ...], left: dict[str, Any]) -> None:
        assert law.without({"a": 1, "b": {"c": 1}, "d": [{"e": 1, "f": 2}]}, path) == left
