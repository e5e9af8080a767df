"""What speaks for and against a value, as numbers."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from app.invoices.records.extractions import PATHS, Check, Extraction, Found, Proposal, Value
from app.invoices.records.pages import Box, Medium, Page, Pages, Source, Token
from app.invoices.rules.documents import evidence
from app.invoices.rules.documents.evidence import COLUMNS, EVIDENCE
from app.invoices.rules.documents.page import layout

BOX = Box(0.1, 0.1, 0.3, 0.12)
TOTAL = "totals.grand_total"


class TestRows:
    @pytest.mark.parametrize("path", [*PATHS, "lines.3.hsn_sac", "lines.0.total", "rates.0.cgst", "company", "total"])
    def test_every_path_is_of_one_kind(self, path: str) -> None:
        values = dict(zip(COLUMNS, _rows({path: _found("x")})[path], strict=True))
        assert sum(values[group] for group in evidence.GROUPS) == 1

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
        row = evidence.rows(Extraction(fields={TOTAL: found}), [], _document(words))[TOTAL]
        assert dict(zip(COLUMNS, row, strict=True))["read_sure"] == 0.6

    def test_order_of_the_columns_is_kept(self) -> None:
        assert len(set(COLUMNS)) == len(COLUMNS)
        assert {*evidence.RISING, *evidence.FALLING} <= set(EVIDENCE)


def _found(value: Value) -> Found:
    return Found(value, str(value), 1, BOX, Source.TEXT, 0.8)


def _evidence(proposals: Sequence[Proposal], checks: tuple[Check, ...] = ()) -> dict[str, float]:
    read = Extraction(fields={TOTAL: _found(Decimal(5))}, checks=checks)
    return dict(zip(COLUMNS, evidence.rows(read, proposals, _document(()))[TOTAL], strict=True))


def _rows(fields: dict[str, Found]) -> dict[str, tuple[float, ...]]:
    return evidence.rows(Extraction(fields=fields), [], _document(()))


def _word(text: str, sure: float, *, left: float) -> Token:
    return Token(text, Box(left, 0.1, left + 0.05, 0.12), 0, Source.OCR, sure)


def _document(words: tuple[Token, ...]) -> layout.Document:
    return layout.laid_out(Pages(Medium.IMAGE if words else Medium.PDF, (Page(1, 600, 800, words),)))
