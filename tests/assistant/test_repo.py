"""Figures come out of their JSON as they went in, to the last paisa."""

import json
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from app.assistant import repo
from app.assistant.records.answers import Answered, Told
from app.assistant.records.asked import Asked, Days, Topic
from app.assistant.records.figures import Balances, Computed, Figures, OpenAlerts, Source
from tests.assistant.test_wording import SAID

SPAN = Days(date(2025, 4, 1), date(2026, 11, 21))


@pytest.mark.parametrize(("topic", "figures"), SAID)
def test_what_was_told_is_read_as_it_was_written(topic: Topic, figures: Figures) -> None:
    told = Answered((Told(topic, "Om Stores", ("A", "B"), "Zed", figures), Told(topic)), SPAN)
    assert repo.loaded(Answered, repo.dumped(told)) == told


def test_ids_and_empty_books_survive() -> None:
    figures = Balances(Decimal("0.10"), (), (Source("sales_invoices", 2, (uuid4(), uuid4())),), 2)
    computed = Computed((figures, OpenAlerts(0, (), ())), None)
    assert repo.loaded(Computed, repo.dumped(computed)) == computed


def test_question_on_its_way_to_a_worker_is_small_and_plain() -> None:
    asked = (Asked(Topic.SALES, SPAN, uuid4()), Asked(Topic.OVERDUE, SPAN))
    written = json.loads(json.dumps(repo.plain(asked)))
    assert repo.read(tuple[Asked, ...], written) == asked
