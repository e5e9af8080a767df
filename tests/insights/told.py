"""The findings of some books by key, with the real forecaster."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from app.books.records import Books
from app.insights.records.answer import Finding
from app.insights.rules import findings
from ml_models.cashflow.estimator import forecast_months
from ml_models.cashflow.records import SeriesForecast
from tests.insights.planted import TODAY

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


def forecaster(past: Sequence[float], ahead: int) -> SeriesForecast:
    """The forecaster that the worker passes in."""
    return forecast_months(past, horizon=ahead)


def told(books: Books, on: date = TODAY) -> dict[str, Finding]:
    """Every finding of `books` by its key."""
    return {found.key: found for found in findings.findings(books, on, forecaster)}


def one(books: Books, kind: type[Any], on: date = TODAY) -> Any:
    """The finding of this kind."""
    return told(books, on)[kind.key]
