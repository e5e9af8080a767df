"""What speaks for and against a value, what a scorer makes of it, and which documents need no second look."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from app.invoices.records.extractions import PATHS, Check, Extraction, Found, Proposal, Value
from app.invoices.records.pages import Box, Medium, Page, Pages, Source, Token
from app.invoices.rules.documents import confidence
from app.invoices.rules.documents.confidence import COLUMNS, EVIDENCE
from app.invoices.rules.documents.page import layout

BOX = Box(0.1, 0.1, 0.3, 0.12)
TOTAL = "totals.grand_total"
CLOSED, OPEN = Check("totals.lines", True), Check("totals.words", False)


class TestRows:
    @pytest.mark.parametrize("path", [*PATHS, "lines.3.hsn_sac", "lines.0.total", "rates.0.cgst", "company", "total"])
    def test_every_path_is_of_one_kind(self, path: str) -> None:
        values = dict(zip(COLUMNS, _rows({path: _found("x")})[path], strict=True))
        assert sum(values[group] for group in confidence.GROUPS) == 1

    def test_another_reading_that_scores_as_well_takes_the_margin(self) -> None:
        alone = _evidence([Proposal(TOTAL, _found(Decimal(5)))])
        rivalled = _evidence([Proposal(TOTAL, _found(Decimal(5))), Proposal(TOTAL, _found(Decimal(6)))])
        assert (alone["margin"], alone["rivals"]) == (0.8, 0)
        assert (rivalled["margin"], rivalled["rivals"]) == (0, 1)

    @pytest.mark.parametrize(
        ("checks", "expected"),
        [
            ([], (0, 0)),
            ([True], (1, 0)),
            ([False], (0, 1)),
            ([True, False], (1, 1)),
        ],
    )
    def test_sums_about_a_value_speak_for_and_against_it(
        self, checks: Sequence[bool], expected: tuple[int, int]
    ) -> None:
        told = tuple(Check(f"sum {number}", is_ok, paths=(TOTAL,)) for number, is_ok in enumerate(checks))
        found = _evidence([], checks=told)
        assert (found["is_proven"], found["is_refuted"]) == expected

    def test_sum_about_something_else_says_nothing_of_it(self) -> None:
        found = _evidence([], checks=(Check("lines", False, paths=("totals.cgst",)),))
        assert (found["is_proven"], found["is_refuted"]) == (0, 0)

    def test_least_sure_word_of_a_value_counts(self) -> None:
        found = replace(_found(Decimal(5)), source=Source.OCR)
        words = (_word("5", 0.6, left=0.12), _word("Rs", 0.9, left=0.2), _word("far", 0.1, left=0.8))
        row = confidence.rows(Extraction(fields={TOTAL: found}), [], _document(words))[TOTAL]
        assert dict(zip(COLUMNS, row, strict=True))["read_sure"] == 0.6

    def test_order_of_the_columns_is_kept(self) -> None:
        assert len(set(COLUMNS)) == len(COLUMNS)
        assert {*confidence.RISING, *confidence.FALLING} <= set(EVIDENCE)


class TestCalibrated:
    def test_without_a_scorer_everything_stays_as_it_is(self) -> None:
        read = Extraction(fields={TOTAL: _found(Decimal(5))})
        assert confidence.calibrated(read, [], _document(()), None) is read

    def test_chances_of_the_scorer_become_those_of_the_values(self) -> None:
        read = Extraction(fields={TOTAL: _found(Decimal(5)), "currency": _found("INR")})
        sure = confidence.calibrated(read, [], _document(()), lambda rows: [0.25, 0.75])
        assert [found.confidence for found in sure.fields.values()] == [0.25, 0.75]
        assert not sure.auto_accept


class TestAccepted:
    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({}, True),
            ({"lines.0.description": 0.3}, True),
            ({"totals.cgst": 0.94}, False),
            ({"supplier.gstin": None}, False),
            ({TOTAL: None}, False),
        ],
    )
    def test_only_where_all_that_is_booked_is_sure(self, change: dict[str, float | None], expected: bool) -> None:
        chances = dict.fromkeys((*confidence.NEEDED, "totals.cgst", "lines.0.description"), 0.99) | change
        fields = {path: replace(_found("x"), confidence=sure) for path, sure in chances.items() if sure is not None}
        assert confidence.is_accepted(fields, (CLOSED,), Medium.PDF) is expected

    @pytest.mark.parametrize(
        ("checks", "medium"),
        [((), Medium.PDF), ((CLOSED, OPEN), Medium.PDF), ((CLOSED,), Medium.IMAGE), ((CLOSED,), Medium.TEXT)],
    )
    def test_never_without_sums_that_close_or_from_pixels(self, checks: tuple[Check, ...], medium: Medium) -> None:
        fields = {path: replace(_found("x"), confidence=1.0) for path in confidence.NEEDED}
        assert not confidence.is_accepted(fields, checks, medium)


class TestReceipts:
    @pytest.mark.parametrize(("chance", "expected"), [(0.97, False), (0.98, True)])
    def test_receipt_is_taken_by_its_total(self, chance: float, expected: bool) -> None:
        total = replace(_found(Decimal(5)), confidence=chance)
        assert confidence.is_sure_receipt({TOTAL: total}) is expected

    def test_receipt_without_a_total_is_not_taken(self) -> None:
        assert not confidence.is_sure_receipt({})


def _found(value: Value) -> Found:
    return Found(value, str(value), 1, BOX, Source.TEXT, 0.8)


def _evidence(proposals: Sequence[Proposal], checks: tuple[Check, ...] = ()) -> dict[str, float]:
    read = Extraction(fields={TOTAL: _found(Decimal(5))}, checks=checks)
    return dict(zip(COLUMNS, confidence.rows(read, proposals, _document(()))[TOTAL], strict=True))


def _rows(fields: dict[str, Found]) -> dict[str, tuple[float, ...]]:
    return confidence.rows(Extraction(fields=fields), [], _document(()))


def _word(text: str, sure: float, *, left: float) -> Token:
    return Token(text, Box(left, 0.1, left + 0.05, 0.12), 0, Source.OCR, sure)


def _document(words: tuple[Token, ...]) -> layout.Document:
    return layout.laid_out(Pages(Medium.IMAGE if words else Medium.PDF, (Page(1, 600, 800, words),)))
