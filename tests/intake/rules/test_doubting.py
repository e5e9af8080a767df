"""Which values a person should look at, and in which order."""

from dataclasses import replace

import pytest

from app.intake.records.overseen import Certainty
from app.intake.rules import doubting
from app.invoices.records.extractions import Check, Extraction
from tests.intake import papers


class TestCertainty:
    @pytest.mark.parametrize(
        ("confidence", "is_given", "word"),
        [
            (1.0, False, Certainty.SURE),
            (0.95, False, Certainty.SURE),
            (0.949, False, Certainty.LIKELY),
            (0.8, False, Certainty.LIKELY),
            (0.799, False, Certainty.DOUBTFUL),
            (0.1, True, Certainty.GIVEN),
        ],
    )
    def test_words_have_their_bounds(self, confidence: float, is_given: bool, word: Certainty) -> None:
        assert doubting.certainty(papers.found("x", confidence), is_given=is_given) is word


class TestDoubts:
    def test_least_sure_first_and_what_is_sure_not_at_all(self) -> None:
        assert doubting.doubts(read(invoice_number=0.7, due_date=0.3, currency=0.9), given=()) == (
            "due_date",
            "invoice_number",
        )

    def test_what_a_sum_holds_together_is_doubted_however_sure(self) -> None:
        extraction = misfitting(read(currency=0.99, irn=0.99), "irn", "totals.cgst")
        assert doubting.doubts(extraction, given=()) == ("irn",)

    def test_what_a_person_gave_is_doubted_only_in_such_a_sum_and_last(self) -> None:
        extraction = misfitting(read(currency=0.2, irn=0.3, due_date=0.99), "irn", "due_date")
        assert doubting.doubts(extraction, given={"currency", "irn"}) == ("due_date", "irn")

    def test_short_form_is_not_asked_again(self) -> None:
        assert doubting.doubts(read(company=0.1), given=()) == ()


def read(**confidences: float) -> Extraction:
    """A document with these fields."""
    return Extraction(fields={path: papers.found("x", confidence) for path, confidence in confidences.items()})


def misfitting(extraction: Extraction, *paths: str) -> Extraction:
    """The same with a sum over these fields that does not close, and one that does."""
    return replace(extraction, checks=(Check("a", False, "1", "2", paths), Check("b", True, "1", "1", ("currency",))))
