"""What does not hold, in sentences."""

import pytest

from app.intake import wording
from app.invoices.records.extractions import Check
from app.invoices.rules.documents.solver import line_sums, total_sums


class TestMisfit:
    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("lines.1.amount", "Line 2: quantity times price, less discount, comes to 10; the line says 20."),
            ("totals.grand_total", "Everything together comes to 10; the grand total says 20."),
            ("supplier.gstin.check_digit", "20 is no valid GSTIN of the supplier: one of its characters is wrong."),
            ("ship_to.state_code.of_gstin", "The GSTIN of the place of delivery says 10; 20 is printed beside it."),
            ("signed_qr", "The signed QR code cannot be trusted: 20."),
            ("signed_qr.buyer.gstin", "The signed QR code says 10 for buyer GSTIN; the paper says 20."),
            ("something.new", "something new: 10 was expected, 20 was found."),
            ("lines.0.something", "Line 1: something: 10 was expected, 20 was found."),
        ],
    )
    def test_sentences(self, name: str, sentence: str) -> None:
        assert wording.misfit(Check(name, False, "10", "20")) == sentence

    @pytest.mark.parametrize(
        "name",
        [
            *(f"lines.0.{one.name}" for one in line_sums.EVERY),
            *(f"totals.{one.name}" for one in total_sums.EVERY),
            *("invoice_number.form", "invoice_date.not_later", "due_date.not_earlier", "buyer.pan.of_gstin"),
        ],
    )
    def test_every_sum_has_its_own(self, name: str) -> None:
        assert "was expected" not in wording.misfit(Check(name, False, "10", "20"))


class TestFields:
    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("items[1].hsn", "line 1 hsn"),
            ("items.0.hsn", "line 1 hsn"),
            ("recipient.gstin", "buyer GSTIN"),
            ("invoice_date", "invoice date"),
        ],
    )
    def test_fields_of_the_law_are_told_in_words(self, field: str, words: str) -> None:
        assert words in wording.maybe_misread([field])
        assert words in wording.not_judged([field])
