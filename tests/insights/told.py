"""The findings of some books by key, with the real tools."""

from datetime import UTC, date, datetime
from typing import Any

from app.books.records import Books
from app.insights.records.answer import Finding
from app.insights.rules import findings
from app.insights.service import tools
from tests.insights.planted import TODAY

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


def told(books: Books, on: date = TODAY) -> dict[str, Finding]:
    """Every finding of `books` by its key."""
    return {found.key: found for found in findings.findings(books, on, tools.loaded())}


def one(books: Books, kind: type[Any], on: date = TODAY) -> Any:
    """The finding of this kind."""
    return told(books, on)[kind.key]
