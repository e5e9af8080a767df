"""A document with what persons set right, step by step."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.intake.records import Change, CorrectionRefused
from app.intake.rules import correcting, drafting
from app.invoices.records.extractions import DocumentType, Value
from app.invoices.records.pages import Source
from tests.intake import papers


class TestRead:
    def test_every_wrong_field_is_named_with_its_sentence(self) -> None:
        with pytest.raises(CorrectionRefused) as refused:
            correcting.read({"invoice_number": "A-1", "lines.0.quantity": "two", "colour": "red"})
        assert refused.value.errors == {
            "lines.0.quantity": ["This must be a number."],
            "colour": [correcting.NO_SUCH_FIELD],
        }
        assert refused.value.message == "Please check “lines.0.quantity”: this must be a number."

    @pytest.mark.parametrize(
        ("path", "sent", "value"),
        [
            ("supplier.gstin", "27aapfu\u200b0939f1zv", "27AAPFU0939F1ZV"),
            ("supplier.name", "Gupta\x1b[31m \u202eStores\u202c", "Gupta[31m Stores"),
            ("lines.0.description", "क्\u200dष", "क्\u200dष"),
        ],
    )
    def test_characters_that_nobody_sees_are_left_out(self, path: str, sent: str, value: str) -> None:
        assert correcting.read({path: sent}) == {path: value}

    def test_every_document_is_of_some_type(self) -> None:
        with pytest.raises(CorrectionRefused):
            correcting.read({"document_type": None})


class TestCorrected:
    def test_value_stands_where_it_was_read(self) -> None:
        told = corrected({"totals.grand_total": Decimal("1063.00")})
        found = told.extraction.fields["totals.grand_total"]
        assert (found.value, found.raw, found.confidence) == (Decimal("1063.00"), "1062.00", 1.0)
        assert found.box == papers.found("x").box
        assert told.paths == {"totals.grand_total"}

    def test_value_that_was_not_read_stands_nowhere(self) -> None:
        found = corrected({"due_date": papers.ON}).extraction.fields["due_date"]
        assert (found.page, found.box, found.source) == (None, None, Source.DERIVED)

    def test_nothing_stands_where_a_value_was_taken_out(self) -> None:
        assert corrected({"invoice_number": None}).extraction.value("invoice_number") is None

    def test_last_step_counts(self) -> None:
        told = corrected({"invoice_number": "A-1"}, {"invoice_number": "A-2"})
        assert told.extraction.value("invoice_number") == "A-2"

    def test_other_lines_keep_their_numbers_where_one_is_taken_out(self) -> None:
        added: dict[str, Value | None] = {f"lines.{n}.description": f"Item {n}" for n in (1, 2)}
        told = corrected(added, {"lines.1.description": None}, {"lines.2.quantity": Decimal(7)})
        assert drafting.lines(told.extraction) == [0, 2]
        assert told.paths == {"lines.2.description", "lines.2.quantity"}

    def test_type_of_the_document_can_be_set_right(self) -> None:
        told = corrected({"document_type": "credit_note"})
        assert told.extraction.document_type is DocumentType.CREDIT_NOTE

    def test_short_form_of_a_receipt_follows(self) -> None:
        read = papers.extraction(company="GUPTA HARD", supplier__name="Gupta Hard")
        told = correcting.corrected(read, steps({"supplier.name": "Gupta Hardware"}))
        assert told.extraction.value("company") == "Gupta Hardware"

    @pytest.mark.parametrize(
        ("path", "value", "short", "text"),
        [
            ("totals.grand_total", Decimal("1063.50"), "total", "1063.50"),
            ("invoice_date", papers.ON, "date", "2026-06-20"),
            ("invoice_date", None, "date", None),
        ],
    )
    def test_short_form_never_says_what_was_set_right(
        self, path: str, value: Value | None, short: str, text: str | None
    ) -> None:
        read = papers.extraction(total="1O62.00", date="12/O6/2026")
        assert correcting.corrected(read, steps({path: value})).extraction.value(short) == text

    @pytest.mark.parametrize(
        ("number", "state", "pan"),
        [(papers.STRANGER, "29", "AABCK5678L"), ("29AABCK5678L1Z9", None, None), (None, None, None)],
    )
    def test_what_was_read_out_of_a_gstin_follows_it(
        self, number: str | None, state: str | None, pan: str | None
    ) -> None:
        read = papers.extraction(supplier__pan="AABCG1234H")
        derived = {
            path: replace(read.fields[path], source=Source.DERIVED) for path in ("supplier.pan", "supplier.state_code")
        }
        read = replace(read, fields={**read.fields, **derived})
        told = correcting.corrected(read, steps({"supplier.gstin": number})).extraction
        assert (told.value("supplier.state_code"), told.value("supplier.pan")) == (state, pan)
        assert told.value("buyer.state_code") == "27"

    def test_corrected_document_is_not_accepted_by_itself(self) -> None:
        assert corrected({"invoice_number": "A-1"}).extraction.auto_accept is False


class TestNews:
    @pytest.mark.parametrize(
        ("values", "new"),
        [
            ({"invoice_number": "GH/2026/118"}, set()),
            ({"totals.grand_total": Decimal("1062")}, set()),
            ({"due_date": None}, set()),
            ({"document_type": "tax_invoice"}, set()),
            ({"invoice_number": "A-1", "supplier.gstin": papers.SUPPLIER}, {"invoice_number"}),
            ({"invoice_number": None}, {"invoice_number"}),
        ],
    )
    def test_only_what_is_not_there_already(self, values: dict[str, Any], new: set[str]) -> None:
        assert correcting.news(correcting.Corrected(papers.extraction()), values).keys() == new


def corrected(*values: dict[str, Value | None]) -> correcting.Corrected:
    """The bill after these steps."""
    return correcting.corrected(papers.extraction(), steps(*values))


def steps(*values: dict[str, Value | None]) -> list[Change]:
    """The changes of these steps."""
    at = datetime(2026, 6, 20, tzinfo=UTC)
    return [Change(step, path, value, None, at) for step, one in enumerate(values, 1) for path, value in one.items()]
