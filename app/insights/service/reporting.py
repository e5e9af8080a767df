"""The insights of books from a file: the rules, models and sentences of the service, without server or database."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.books.importer import walking
from app.books.records import Books
from app.insights.records.answer import BusinessInsights, Insight
from app.insights.repo import answers
from app.insights.service import tools
from app.insights.service.computing import by_release
from app.runtime.memory import uncollected
from app.values.period import INDIA

CLOSING = time(20)
"""The hour in India of the day that is asked about: shops have closed."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One business, the JSON of its insights as the API gives them each with `drill_down`, and how many there are."""

    business_id: UUID
    name: str
    documents: int
    insights: int
    body: str


def report_file(path: Path, *, on: date) -> Iterator[Reported]:
    """Every business of a books JSON, one after the other, as its insights stood in the evening of `on`.

    Raises `Unreadable` for no file of text, `BadBooks` with every fault and its line.
    """
    return walking.each(path, partial(report, now=datetime.combine(on, CLOSING, INDIA)), prepare=tools.open_all)


def report(books: Books, *, now: datetime) -> Reported:
    """All insights of these books at `now`."""
    with uncollected():
        answer = by_release(books, now=now)
    business = books.business
    return Reported(business.id, business.name, len(books.documents), len(answer.insights), _body(answer))


def _body(answer: BusinessInsights) -> str:
    standing = answers.standing(answer, answer.generated_at, is_stale=False)
    told = {"insights": [_with_evidence(one) for one in answer.insights]}
    return answers.dumped(answers.body(answer) | standing | told)


def _with_evidence(insight: Insight) -> dict[str, Any]:
    """The card as the call of one insight has it; what it would have foretold last quarter as `looked_back`."""
    drill_down = [asdict(trace) for trace in insight.traces]
    return answers.card(insight) | {"drill_down": drill_down, "looked_back": insight.looked_back}
