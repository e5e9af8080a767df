"""The learned late-payment scorer: how good it is on businesses it never saw, and that it sees no future."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest

from app import simulate
from app.books.records import Books, DocumentKind, DocumentStatus
from app.insights import training
from app.insights.records.ledger import Entry, Ledger
from app.insights.rules import ledgers
from app.insights.rules.paying import late_payment, payment_features
from app.insights.training import invoices
from app.model_registry.records import Observed
from app.simulate import payers
from app.simulate.payers import Repaid
from ml_models import predicting
from ml_models.evaluation import binary
from ml_models.evaluation.records import Evaluation, Slice
from ml_models.late_payment.columns import LATE_AFTER_DAYS
from ml_models.late_payment.coming import coming_days
from ml_models.tabular import Examples
from tests import scorers

SEED = 7
PARAMETERS: Mapping[str, Any] = {"kind": "trees", "count": 40}
LOGISTIC: Mapping[str, Any] = {"kind": "logistic", "c": 1.0}
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
KNOWN_LEDGER = Path(__file__).resolve().parents[3] / "shared" / "data" / "receivables" / "accounts_receivable_dev.csv"


class TestFloors:
    def test_ranks_unseen_businesses_better_than_habits_do(self, evaluation: Evaluation, by_habit: Evaluation) -> None:
        assert evaluation.metric("roc_auc").value >= 0.82
        assert evaluation.metric("roc_auc").value >= by_habit.metric("roc_auc").value + 0.01
        assert evaluation.metric("brier").value <= by_habit.metric("brier").value - 0.005

    def test_says_chances_that_come_true(self, evaluation: Evaluation, by_habit: Evaluation) -> None:
        assert evaluation.calibration is not None and by_habit.calibration is not None
        assert evaluation.calibration.ece <= min(0.05, by_habit.calibration.ece)

    def test_customers_never_seen_to_pay_are_judged_apart_and_better_than_by_habit(
        self, evaluation: Evaluation, by_habit: Evaluation
    ) -> None:
        cold, cold_by_habit = (_slice(one, "customers never seen to pay") for one in (evaluation, by_habit))
        assert cold.cases >= 200
        assert _figure(cold, "brier") <= _figure(cold_by_habit, "brier") - 0.03

    def test_does_what_must_hold_whatever_the_data(self, evaluation: Evaluation) -> None:
        assert [(one.name, one.cases - one.passed) for one in evaluation.behaviours if one.passed < one.cases] == []

    @pytest.mark.skipif(not KNOWN_LEDGER.exists(), reason="the known ledger is not beside this checkout")
    def test_ranks_a_ledger_from_elsewhere(self, model: Any) -> None:
        from sklearn.metrics import brier_score_loss, roc_auc_score

        rows, truth = known_ledger()
        chances = predicting.predicted(training.learner().task, model, rows)
        told = [late_payment.halfway(row, chance) for row, chance in zip(rows, chances, strict=True)]
        assert roc_auc_score(truth, told) >= 0.83
        assert brier_score_loss(truth, told) <= 0.095
        assert abs(sum(told) - sum(truth)) <= 0.03 * len(truth)


class TestFit:
    @pytest.mark.parametrize("parameters", [PARAMETERS, LOGISTIC], ids=["trees", "logistic"])
    def test_same_seed_gives_the_same_scores_also_out_of_a_file(
        self, few: Examples, parameters: Mapping[str, Any]
    ) -> None:
        scorers.assert_repeatable(training.learner(), few, parameters, SEED)

    def test_without_invoices_of_both_truths_nothing_is_learned(self, few: Examples) -> None:
        with pytest.raises(ValueError, match="paid late and invoices that were not"):
            training.learner().fit(few.where(few.truth), PARAMETERS, SEED)

    def test_folds_hide_whole_businesses(self, few: Examples) -> None:
        learner = training.learner()
        scores = [learner.fold_score(few, LOGISTIC, fold, SEED) for fold in range(learner.folds)]
        assert all(-1.5 < score < 0 for score in scores)

    def test_invoices_paid_since_weigh_more_than_generated_ones(self) -> None:
        row = training.learner().smoke[0]
        found = invoices.joined((), [Observed(uuid4(), uuid4(), list(row), True, NOON, NOON)])
        assert (found.truth[-1], found.weights[-1]) == (True, invoices.OUTCOME_WEIGHT)


class TestNothingOfTheFuture:
    """What is asked on one day is answered alike, whatever came after it."""

    def test_books_of_a_day_hold_nothing_later(self, repaid: Repaid) -> None:
        books = repaid.on(ASKED_ON)
        assert max(one.issued_on for one in books.documents) <= ASKED_ON
        assert max(one.paid_on for one in books.payments) <= ASKED_ON

    def test_later_payments_and_invoices_change_no_earlier_row(self, repaid: Repaid) -> None:
        books = repaid.on(ASKED_ON)
        before = rows_on(books)
        unpaid = [one for one in books.documents if one.kind is DocumentKind.SALES_INVOICE and not one.paid][:20]
        later = [
            replace(books.payments[0], id=uuid4(), document_id=one.id, party_id=one.party_id, amount=one.total,
                    paid_on=ASKED_ON + timedelta(days=n + 1))
            for n, one in enumerate(unpaid)
        ]  # fmt: skip
        more = [replace(one, id=uuid4(), issued_on=ASKED_ON + timedelta(days=9)) for one in unpaid]
        changed = replace(books, payments=[*books.payments, *later], documents=[*books.documents, *more])
        assert later and before
        assert rows_on(changed) == before

    def test_payment_of_the_day_does_change_the_rows(self, repaid: Repaid) -> None:
        books = repaid.on(ASKED_ON)
        unpaid = next(one for one in books.documents if one.kind is DocumentKind.SALES_INVOICE and not one.paid)
        paid = replace(unpaid, paid=unpaid.total, status=DocumentStatus.PAID)
        documents = [paid if one.id == unpaid.id else one for one in books.documents]
        payment = replace(
            books.payments[0], id=uuid4(), document_id=unpaid.id, party_id=unpaid.party_id, amount=unpaid.total,
            direction=next(one.direction for one in repaid.payments), paid_on=ASKED_ON,
        )  # fmt: skip
        assert rows_on(replace(books, documents=documents, payments=[*books.payments, payment])) != rows_on(books)


ASKED_ON = date(2025, 12, 15)


def rows_on(books: Books) -> dict[Any, payment_features.Row]:
    """The inputs of the invoices open on the day, by document."""
    sales = ledgers.ledger(books, DocumentKind.SALES_INVOICE)
    return {one.entry.document_id: one.row for one in payment_features.asked(sales, ASKED_ON, coming_days)}


def known_ledger() -> tuple[list[payment_features.Row], list[bool]]:
    """Public receivables, asked every fortnight about what was open then."""
    entries = []
    for row in csv.DictReader(KNOWN_LEDGER.read_text().splitlines()):
        issued, due, settled = (_day(row[name]) for name in ("InvoiceDate", "DueDate", "SettledDate"))
        amount = Decimal(row["InvoiceAmount"])
        number, party = row["invoiceNumber"], row["customerID"]
        ids = uuid5(NAMESPACE_URL, number), uuid5(NAMESPACE_URL, party)
        paid = ((settled, amount),)
        entries.append(Entry(ids[0], number, ids[1], party, issued, due, False, amount, paid, Decimal(0), settled))
    ledger = Ledger(tuple(sorted(entries, key=lambda one: (one.issued_on, one.document_id))), ())
    days = [date(2012, 6, 1) + timedelta(days=14 * n) for n in range(34)]
    asked = [one for day in days for one in payment_features.asked(ledger, day, coming_days)]
    truth = [one.entry.settled_on > one.entry.due_on + timedelta(days=LATE_AFTER_DAYS) for one in asked]  # type: ignore[operator]
    return [one.row for one in asked], truth


def _day(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def _slice(evaluation: Evaluation, name: str) -> Slice:
    return next(one for one in evaluation.slices if one.name == name)


def _figure(part: Slice, name: str) -> float:
    return next(one.value for one in part.metrics if one.name == name)


@pytest.fixture(scope="module")
def model() -> Any:
    """The model as it is shipped, but for the seed."""
    learner = training.learner()
    return learner.fit(learner.examples((), SEED), PARAMETERS, SEED)


@pytest.fixture(scope="module")
def evaluation(model: Any) -> Evaluation:
    """The model on the businesses that judge every version."""
    return training.learner().evaluate(model, (), SEED)


@pytest.fixture(scope="module")
def by_habit() -> Evaluation:
    """Payment habits alone on the same businesses."""
    return training.learner().evaluate(binary.AsModel(late_payment.by_habit), (), SEED)


@pytest.fixture(scope="module")
def few() -> Examples:
    """Invoices of one small business with its three crowds of customers."""
    return invoices.joined(invoices.businesses(2, SEED), ())


@pytest.fixture(scope="module")
def repaid() -> Repaid:
    """One business whose payments are all known."""
    books = simulate.books_for_tests(SEED, profile=simulate.TEXTILES, months=12)
    return payers.repaid(books, seed=SEED)
