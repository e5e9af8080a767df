"""A document as a form, and what was changed in one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.intake.rules import filling, kinds
from app.invoices.records.extractions import Value
from tests.intake import papers


class TestShown:
    @pytest.mark.parametrize(
        ("path", "value", "text"),
        [
            ("totals__cgst", Decimal("81.0"), "81.00"),
            ("totals__cgst", Decimal("1E+3"), "1000.00"),
            ("lines__0__quantity", Decimal("7.7"), "7.7"),
            ("lines__0__quantity", Decimal("1E+2"), "100"),
            ("reverse_charge", False, "no"),
            ("due_date", date(2026, 7, 1), "2026-07-01"),
            ("supplier__address", "14 Station Road\n Pune", "14 Station Road Pune"),
            ("due_date", None, ""),
        ],
    )
    def test_values_as_texts(self, path: str, value: Value | None, text: str) -> None:
        assert filling.shown(papers.extraction(**{path: value}), path.replace("__", ".")) == text

    def test_type_of_the_document_is_a_field(self) -> None:
        assert filling.shown(papers.extraction(), "document_type") == "tax_invoice"


class TestEdited:
    def test_form_that_comes_back_as_it_went_changes_nothing(self) -> None:
        read = papers.extraction(supplier__address="14 Station Road,\nPune", reverse_charge=True)
        texts = {path: f" {filling.shown(read, path)}" for path in (*read.fields, "due_date", kinds.DOCUMENT_TYPE)}
        assert filling.edited(read, texts) == {}

    @pytest.mark.parametrize(
        ("path", "typed", "correction"),
        [
            ("totals.grand_total", "₹ 1,18,000.50", "118000.50"),
            ("lines.0.gst_rate", "12 %", "12"),
            ("totals.grand_total", "plenty", "plenty"),
            ("invoice_date", "5/7/2026", "2026-07-05"),
            ("invoice_date", "05.07.2026", "2026-07-05"),
            ("invoice_date", "July", "July"),
            ("reverse_charge", "Yes", True),
            ("supplier.name", "Gupta, Sons & Co", "Gupta, Sons & Co"),
            ("supplier.name", "  ", None),
            ("no.such.field", "x", "x"),
        ],
    )
    def test_texts_as_corrections(self, path: str, typed: str, correction: Any) -> None:
        assert filling.edited(papers.extraction(), {path: typed}) == {path: correction}


class TestEmptied:
    def test_whole_row_goes_and_no_other(self) -> None:
        read = papers.extraction(lines__10__total=Decimal(1), lines__1__total=Decimal(2), lines__1__unit="PCS")
        assert filling.emptied(read, ["lines.1"]) == {"lines.1.total": None, "lines.1.unit": None}

    def test_nothing_goes_unasked(self) -> None:
        assert filling.emptied(papers.extraction(), []) == {}
