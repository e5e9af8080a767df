"""The measure of payment days and receipts: right on invoices of known habits, bars kept on public receivables."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from app.insights.rules.paying import receipts as paying
from app.insights.service.offline import invoice_table
from app.insights.service.offline.invoice_table import InvoiceTable, Written
from ml_models.late_payment.records import Foretold
from scripts.eval_insights import late_payments, receipts

KNOWN = Path(__file__).resolve().parents[3] / "shared" / "data" / "receivables"
FIRST = date(2012, 1, 2)


class TestFigures:
    def test_whoever_says_what_comes_keeps_every_bar(self) -> None:
        found = [
            (place, Foretold(float(late > 0), late, late, late, False)) for place, late in enumerate((0, 12, 0, 3))
        ]
        said = {one.name: one for one in late_payments.figures(table([0, 12, 0, 3]), found)}
        assert (said["AUC"].value, said["Brier"].value, said["MAE, days"].value) == (1.0, 0.0, 0.0)
        assert said["MAE of saying in time of all, days"].value == 3.75

    def test_whoever_says_the_contrary_misses_them(self) -> None:
        found = [(place, Foretold(float(late == 0), 30, 30, 30, False)) for place, late in enumerate((0, 12, 0, 3))]
        missed = [one.name for one in late_payments.figures(table([0, 12, 0, 3]), found) if not one.is_reached]
        assert missed == ["AUC", "Brier", "ECE, ten bins", "MAE, days", "share inside the 90 % interval"]

    def test_calibration_error_is_the_gap_weighed_by_bins(self) -> None:
        chances = np.array([0.1, 0.1, 0.9, 0.9])
        assert late_payments.calibration_error(np.array([False, False, True, True]), chances) == pytest.approx(0.1)
        assert late_payments.calibration_error(np.array([True, True, False, False]), chances) == pytest.approx(0.9)


class TestReceipts:
    def test_what_came_and_what_due_dates_say_fall_into_their_weeks(self) -> None:
        books = receipts.ledger(table([0, 12]))
        on = FIRST + timedelta(days=1)
        assert list(np.flatnonzero(paying.received(books, on))) == [4, 5]
        assert list(np.flatnonzero(receipts.by_due_date(books, on))) == [4]
        assert receipts.wape(np.array([1.0, 3.0]), np.array([2.0, 2.0])) == 0.5


@pytest.mark.skipif(not KNOWN.is_dir(), reason="the known receivables are not beside this checkout")
class TestKnown:
    def test_every_bar_is_kept(self) -> None:
        missed = [
            figure.line() for _, figures in late_payments.measured(KNOWN) for figure in figures if not figure.is_reached
        ]
        assert missed == []


def table(days_late: list[int]) -> InvoiceTable:
    """An invoice of each of these delays, one a day from the first day on."""
    rows = [
        Written(str(place), "A", issued, issued + timedelta(days=30), 100.0, issued + timedelta(days=30 + late), ())
        for place, late in enumerate(days_late)
        for issued in [FIRST + timedelta(days=place)]
    ]
    return InvoiceTable(rows, invoice_table.documents(rows))
