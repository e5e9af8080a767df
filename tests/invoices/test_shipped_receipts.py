"""The shipped reader of receipts, on receipts of invented shops: as a person would read them, each with its place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.invoices import files
from app.invoices.records.extractions import RECEIPTS, SHORT, Proposal
from app.invoices.rules.documents import receipts
from app.invoices.rules.documents.page import layout
from app.invoices.training import receipts as learning
from app.invoices.training import receipts_data, receipts_judged, receipts_truth
from app.model_registry.records.training import TrainingFailed
from app.model_registry.service.files import shipped
from ml_models.receipt_fields import continuing, packing
from ml_models.receipt_fields.records import FIELDS

RECEIPT = """
        KEDAI RUNCIT BINTANG TIMUR SDN BHD (1234567-A)
        12, JALAN TIMUR 3/1,
        TAMAN BINTANG TIMUR,
        43000 KAJANG, SELANGOR
        TEL: 03-8733 1122
        TAX INVOICE
DATE: 05/06/2018  18:22
RICE 10KG              1     25.90     25.90
OIL 5KG                1     22.57     22.57
SUB TOTAL                              48.47
ROUNDING                               -0.02
TOTAL                                  48.45
CASH                                   50.00
CHANGE                                  1.55
"""


class TestReader:
    def test_short_form_and_typed_fields_agree(self, model: Any) -> None:
        best = likeliest(proposals(RECEIPT, model))
        assert {path: best[path].found.value for path in SHORT} == {
            "company": "KEDAI RUNCIT BINTANG TIMUR SDN BHD",
            "date": "05/06/2018",
            "address": "12, JALAN TIMUR 3/1, TAMAN BINTANG TIMUR, 43000 KAJANG, SELANGOR",
            "total": "48.45",
        }
        assert best["invoice_date"].found.value == date(2018, 6, 5)
        assert best["totals.grand_total"].found.value == Decimal("48.45")
        assert best["supplier.name"].found.value == best["company"].found.value

    def test_every_value_has_its_words_and_its_place(self, model: Any) -> None:
        for proposal in proposals(RECEIPT, model):
            assert proposal.found.raw
            assert proposal.found.box
            assert proposal.found.page == 1
            assert 0 <= proposal.found.confidence <= 1

    def test_nine_of_ten_fields_of_invented_shops_are_right(self, model: Any) -> None:
        cases = receipts_judged.invented()
        hits = [
            max(range(len(said)), key=said.__getitem__) in one.right[field]
            for one in cases
            for field, said in model.chances(one.evidence).items()
        ]
        assert sum(hits) >= 0.9 * len(hits)

    @pytest.mark.parametrize("text", ["A", "HELLO WORLD\nNOTHING TO SEE", "12345678901234567890"])
    def test_paper_that_is_no_receipt_has_no_sure_value(self, model: Any, text: str) -> None:
        assert all(one.found.confidence < 0.95 for one in proposals(text, model))

    def test_file_holds_no_text(self, model: Any) -> None:
        assert {type(one) for one in texts(vars(model))} <= {type(None)}


class TestPacking:
    def test_evidence_comes_back_as_it_was(self) -> None:
        evidence = receipts_judged.invented()[0].evidence
        again = packing.unpacked(packing.packed(evidence))
        assert again.lines == evidence.lines
        assert packing.packed(again) == packing.packed(evidence)

    @pytest.mark.parametrize("text", ["", "total", "total AAAA", "colour AAAA", "date e30="])
    def test_what_is_no_question_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError):
            packing.asked(text)


class TestLearning:
    def test_corrected_shop_is_known_afterwards(self, model: Any) -> None:
        known = receipts_truth.right({"company": "BINTANG TIMUR", "total": "48.45"})
        odd = RECEIPT.replace(
            "KEDAI RUNCIT BINTANG TIMUR SDN BHD (1234567-A)", "BINTANG TIMUR\n        BERSATU ENTERPRISE"
        )
        one = receipts_truth.labelled(files.of_text(odd).pages, known, "1")
        (place, *_) = sorted(one.right["company"])
        before = model.chances(one.evidence)["company"][place]
        after = continuing.continued(model, [replace(one, name=str(n)) for n in range(5)])
        assert after.chances(one.evidence)["company"][place] > before

    def test_without_receipts_and_corrections_nothing_is_trained(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(receipts_data, "scanned", lambda: iter(()))
        with pytest.raises(TrainingFailed, match="not here"):
            learning.examples((), 1)

    @pytest.mark.parametrize("field", FIELDS)
    def test_every_field_of_the_invented_receipts_can_be_found(self, field: Any) -> None:
        assert all(one.right[field] for one in receipts_judged.invented())


def proposals(text: str, model: Any) -> list[Proposal]:
    """What is proposed for a receipt of text."""
    return receipts.proposals(layout.laid_out(files.of_text(text)), model)


def likeliest(found: list[Proposal]) -> dict[str, Proposal]:
    """The likeliest proposal of each path."""
    return {one.path: one for one in sorted(found, key=lambda one: one.found.confidence)}


def texts(thing: Any) -> Iterator[Any]:
    """Strings among the values of a model's own attributes."""
    if isinstance(thing, dict):
        for name, inner in thing.items():
            if name != "trees_":
                yield from texts(inner)
    elif isinstance(thing, str):
        yield thing


@pytest.fixture(scope="module")
def model() -> Any:
    return shipped.opened(RECEIPTS).answering.model
