"""What a scorer makes of what is known of each value, and which documents need no second look."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.invoices.records.extractions import Extraction, Found, Value
from app.invoices.records.pages import Box, Medium, Page, Pages, Source
from app.invoices.rules.documents import confidence, evidence
from app.invoices.rules.documents.page import layout
from app.invoices.rules.documents.reading import settled
from tests.invoices.rules.documents import grids
from tests.invoices.rules.documents.test_acceptance import BILL

TOTAL = "totals.grand_total"


class TestCalibrated:
    def test_without_a_scorer_everything_stays_as_it_is(self) -> None:
        read = Extraction(fields={TOTAL: _found(Decimal(5))})
        assert confidence.calibrated(read, [], DOCUMENT, None) is read

    def test_chances_of_the_scorer_become_those_of_the_values(self) -> None:
        read = Extraction(fields={TOTAL: _found(Decimal(5)), "currency": _found("INR")})
        sure = confidence.calibrated(read, [], DOCUMENT, lambda rows: [0.25, 0.75])
        assert [found.confidence for found in sure.fields.values()] == [0.25, 0.75]
        assert not sure.auto_accept

    @pytest.mark.parametrize(("chance", "text", "expected"), [(1.0, BILL, True), (0.5, BILL, False), (1.0, "", False)])
    def test_taken_unseen_are_sure_values_of_papers_without_a_doubt(
        self, chance: float, text: str, expected: bool
    ) -> None:
        pages = replace(grids.pages(text or BILL.replace("18,880.00", "18,881.00")), medium=Medium.PDF)
        document = layout.laid_out(pages)
        read, proposals = settled(document, pages, on=grids.READ_ON)
        taken = confidence.calibrated(read, proposals, document, lambda rows: [chance] * len(rows))
        assert taken.auto_accept is expected


class TestSure:
    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({}, True),
            ({"supplier.phone": 0.3}, True),
            ({"totals.cgst": 0.5}, False),
            ({"buyer.name": 0.5}, False),
            ({"lines.0.description": 0.5}, False),
            ({"lines.0.gst_rate": 0.5}, False),
        ],
    )
    def test_all_that_is_booked_has_to_be(self, change: dict[str, float], expected: bool) -> None:
        chances = dict.fromkeys((TOTAL, "invoice_number", "totals.cgst", "lines.0.description"), 0.99) | change
        fields = {path: replace(_found("x"), confidence=sure) for path, sure in chances.items()}
        assert confidence.is_sure(fields, Medium.PDF) is expected

    @pytest.mark.parametrize("medium", [Medium.IMAGE, Medium.TEXT, Medium.BOXES])
    def test_only_pdfs_are(self, medium: Medium) -> None:
        assert not confidence.is_sure({TOTAL: replace(_found("x"), confidence=1.0)}, medium)

    def test_paper_without_booked_values_is_not(self) -> None:
        assert not confidence.is_sure({}, Medium.PDF)

    @pytest.mark.parametrize(
        "path", ["supplier.name", "company", "lines.2.quantity", "totals.round_off", "invoice_date"]
    )
    def test_books_take_parties_lines_and_sums(self, path: str) -> None:
        assert confidence.is_booked(path)
        assert evidence.group_of("supplier.phone") not in confidence.BOOKED


class TestReceipts:
    @pytest.mark.parametrize(
        ("chance", "missing", "medium", "expected"),
        [
            (0.98, "", Medium.IMAGE, True),
            (0.98, "", Medium.BOXES, True),
            (0.97, "", Medium.IMAGE, False),
            (0.98, "date", Medium.BOXES, False),
            (0.98, "company", Medium.IMAGE, False),
            (0.98, "", Medium.TEXT, False),
        ],
    )
    def test_taken_are_those_like_the_measured_ones(
        self, chance: float, missing: str, medium: Medium, expected: bool
    ) -> None:
        paths = ("company", "date", "total", TOTAL)
        fields = {path: replace(_found("x"), confidence=chance) for path in paths if path != missing}
        assert confidence.is_sure_receipt(fields, medium) is expected


DOCUMENT = layout.laid_out(Pages(Medium.PDF, (Page(1, 600, 800),)))


def _found(value: Value) -> Found:
    return Found(value, str(value), 1, Box(0.1, 0.1, 0.3, 0.12), Source.TEXT, 0.8)
