"""How sure the values of a document are: what is learned from generated bills, and the model of this release."""

from datetime import date

import numpy as np
import pytest

from app.invoices import files
from app.invoices.records.extractions import Extraction
from app.invoices.rules.documents.evidence import COLUMNS
from app.invoices.service import extracting
from app.invoices.service.extracting import Engine
from app.invoices.service.offline import documents
from app.invoices.training import confidence_data
from app.invoices.training.confidence_data import JUDGING_SEED, READ_ON, Asked
from app.simulate import billing

LAYOUT = "consultant"


class TestData:
    def test_each_value_of_a_bill_has_its_evidence_and_its_truth(self) -> None:
        told = confidence_data.told_of(Asked(LAYOUT, 3, False))
        assert told is not None and len(told.rows) == len(told.truth) > 15
        assert {len(row) for row in told.rows} == {len(COLUMNS)}
        assert sum(told.truth) / len(told.truth) > 0.8

    def test_strangers_print_what_is_harder_to_read(self) -> None:
        own, strange = (confidence_data.told_of(Asked(LAYOUT, 3, hand=hand)) for hand in (0, 1))
        assert own is not None and strange is not None
        assert own.layout == strange.layout and own.rows != strange.rows

    def test_photographs_are_of_bills_on_one_page(self) -> None:
        many = next(seed for seed in range(9) if billing.written(seed, layout="distributor").pages > 1)
        assert confidence_data.told_of(Asked("distributor", many, True)) is None

    def test_each_document_counts_as_much_as_any_other(self) -> None:
        told = [one for seed in (3, 4) if (one := confidence_data.told_of(Asked(LAYOUT, seed, False)))]
        found = confidence_data.joined(told)
        first = found.weights[: len(told[0].rows)].sum()
        assert first == pytest.approx(found.weights[len(told[0].rows) :].sum())

    def test_value_that_a_person_changed_was_wrong_and_others_were_right(self) -> None:
        pages = files.read(billing.written(3, layout=LAYOUT).pdf, name="a.pdf", reader=None)
        read = extracting.extract(billing.written(3, layout=LAYOUT).pdf, name="a.pdf", engine=Engine(), on=READ_ON)
        total = str(read.value("totals.grand_total"))
        rows, left = confidence_data.evidence_of_corrected(
            pages, {"invoice_number": "another", "totals.grand_total": total}, date(2026, 11, 1)
        )
        assert len(rows) == len(left)
        assert left.count(False) == 1


class TestShipped:
    def test_values_of_a_clean_bill_are_sure(self, read: Extraction) -> None:
        sure = [found.confidence for found in read.fields.values()]
        assert min(sure) >= 0 and max(sure) <= 1
        assert np.mean(sure) > 0.8

    def test_clean_bills_are_taken_unseen_more_often_than_not(self) -> None:
        taken = [_read("tally", JUDGING_SEED + number).auto_accept for number in range(6)]
        assert sum(taken) >= 4

    def test_nothing_is_taken_unseen_without_the_model(self) -> None:
        pdf = billing.written(JUDGING_SEED, layout="tally").pdf
        assert not extracting.extract(pdf, name="a.pdf", engine=Engine(), on=READ_ON).auto_accept


def _read(layout: str, seed: int) -> Extraction:
    pdf = billing.written(seed, layout=layout).pdf
    return extracting.extract(pdf, name="a.pdf", engine=documents.engine_of_process(), on=READ_ON)


@pytest.fixture(scope="module")
def read() -> Extraction:
    """A bill that the shipped models read."""
    return _read(LAYOUT, JUDGING_SEED)
