"""POST /api/v1/generate/text and .../response: answers from a real database, to whom they belong."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app import simulate
from app.assistant import service
from app.assistant.records.asked import Topic
from app.assistant.rules import figures
from app.books.importer import service as importer
from app.books.records import Books, DocumentKind
from app.fraud import service as fraud
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import shops, signed_in, workers
from tests.signed_in import Person

TODAY = date(2026, 4, 10)
WORLD = simulate.generate(simulate.SMALL, seed=11, until=date(2026, 3, 31), months=3, business_id=uuid4())
BOOKS: Books = simulate.books_of(WORLD)


class TestAnswer:
    def test_all_who_owe_with_exact_figures_and_sources(self, rt: Runtime, owner: Caller) -> None:
        answer = service.answer(rt, "Who owes me how much?", business_id=None, caller=owner, on=TODAY)
        found = figures.balances(BOOKS, DocumentKind.SALES_INVOICE, on=TODAY)
        assert answer.business_id == BOOKS.business.id
        assert answer.findings[0].figures == found
        assert found.total > 0

    def test_one_customer_by_name(self, rt: Runtime, owner: Caller) -> None:
        row = figures.balances(BOOKS, DocumentKind.SALES_INVOICE, on=TODAY).rows[0]
        answer = service.answer(rt, f"How much does {row.name} owe me?", business_id=None, caller=owner, on=TODAY)
        assert row.name in answer.text
        found = figures.balances(BOOKS, DocumentKind.SALES_INVOICE, on=TODAY, party_id=row.party_id)
        assert answer.findings[0].figures == found

    @pytest.mark.parametrize(
        ("prompt", "topic"),
        [
            ("overdue invoices", Topic.OVERDUE),
            ("cash flow of last month", Topic.CASH_FLOW),
            ("GST due", Topic.GST_DUE),
            ("pichle mahine ki bikri", Topic.SALES),
            ("पिछले महीने का खर्च", Topic.EXPENSES),
            ("what do I owe suppliers", Topic.PAYABLES),
        ],
    )
    def test_every_topic_has_an_answer(self, rt: Runtime, owner: Caller, prompt: str, topic: Topic) -> None:
        answer = service.answer(rt, prompt, business_id=BOOKS.business.id, caller=owner, on=TODAY)
        assert answer.topic is topic
        assert answer.findings[0].figures
        assert "₹" in answer.text

    def test_open_alerts_are_those_stored(self, rt: Runtime, owner: Caller) -> None:
        now = rt.clock.now()
        found = fraud.analyze_job(rt, business_id=BOOKS.business.id, now=now, progress=lambda share, note: None)
        answer = service.answer(rt, "any fraud alerts?", business_id=None, caller=owner, on=TODAY)
        assert answer.findings[0].figures
        assert answer.findings[0].figures.sources[0].count == found["alerts"] > 0

    def test_nobody_by_that_name_is_said(self, rt: Runtime, owner: Caller) -> None:
        answer = service.answer(rt, "Zxqwv ka kitna baki hai", business_id=None, caller=owner, on=TODAY)
        assert "zxqwv" in answer.text

    def test_days_outside_the_books_are_said_beside_the_answer(self, rt: Runtime, owner: Caller) -> None:
        answer = service.answer(rt, "sales in 2019", business_id=None, caller=owner, on=TODAY)
        assert "1 January 2019 to 31 December 2019" in answer.text
        assert "Your books hold entries from" in answer.text
        inside = service.answer(rt, "sales last month", business_id=None, caller=owner, on=TODAY)
        assert "Your books hold entries" not in inside.text

    def test_days_that_cannot_be_told_are_asked_back(self, rt: Runtime, owner: Caller) -> None:
        answer = service.answer(rt, "sales since Diwali", business_id=None, caller=owner, on=TODAY)
        assert answer.text.startswith("I cannot tell which days you mean.")
        assert answer.findings[0].figures is None

    @pytest.mark.usefixtures("worker")
    @pytest.mark.parametrize("prompt", ["Who owed me in 2019?", "overdue till date", "fraud alerts last month"])
    def test_what_stands_open_is_said_to_be_so_today(self, rt: Runtime, owner: Caller, prompt: str) -> None:
        answer = service.answer(rt, prompt, business_id=None, caller=owner, on=TODAY)
        assert answer.text.endswith("This is all that stands open today, whatever its date.")
        today = service.answer(rt, "Who owes me today?", business_id=None, caller=owner, on=TODAY)
        assert "stands open today" not in today.text

    def test_same_question_is_not_computed_again_while_the_books_stand(
        self, rt: Runtime, owner: Caller, worker: list[JobState], engine: Engine
    ) -> None:
        values = {"user_id": owner.user_id}
        uses = "select count(*) from ai_analytics_events where user_id = :user_id"
        business_id = BOOKS.business.id
        first = service.answer(rt, "sales in January 2026", business_id=business_id, caller=owner, on=TODAY)
        jobs, counted = len(worker), shops.count(engine, uses, values)
        again = service.answer(rt, "Sales in Jan 2026?", business_id=business_id, caller=owner, on=TODAY)
        assert (again, len(worker), shops.count(engine, uses, values)) == (first, jobs, counted)
        hindi = service.answer(rt, "जनवरी 2026 की बिक्री", business_id=business_id, caller=owner, on=TODAY)
        assert (hindi.findings[0].figures, len(worker)) == (first.findings[0].figures, jobs)
        assert hindi.text != first.text

    def test_payload_of_the_job_holds_no_word_of_the_question(self, rt: Runtime, owner: Caller, engine: Engine) -> None:
        row = figures.balances(BOOKS, DocumentKind.SALES_INVOICE, on=TODAY).rows[0]
        prompt = f"secretly, how much does {row.name} owe me?"
        service.answer(rt, prompt, business_id=None, caller=owner, on=TODAY)
        jobs = "select count(*) from jobs where business_id = :id and (payload::text || dedupe_key) ilike :word"
        for word in ("secret", row.name.split()[0]):
            assert shops.count(engine, jobs, {"id": BOOKS.business.id, "word": f"%{word}%"}) == 0
        assert shops.count(engine, jobs, {"id": BOOKS.business.id, "word": f"%{row.party_id}%"}) > 0

    def test_use_is_counted_without_the_words(self, rt: Runtime, owner: Caller, engine: Engine) -> None:
        service.answer(rt, "What were my sales, Lakshmi?", business_id=None, caller=owner, on=TODAY)
        statement = "select count(*) from ai_analytics_events where user_id = :user_id"
        values = {"user_id": owner.user_id}
        assert shops.count(engine, f"{statement} and business_id is not null", values) > 0
        assert shops.count(engine, f"{statement} and attributes::text ilike '%lakshmi%'", values) == 0


@pytest.mark.parametrize("path", ["/generate/text", "/generate/response"])
class TestCalls:
    def test_answer_has_text_figures_and_sources(self, phone: Person, path: str) -> None:
        answered = phone.post(path, {"prompt": "Who owes me?", "context": {"screen": "home", "nested": {"a": [1]}}})
        body = answered.json
        assert answered.status_code == 200
        assert body["text"]
        assert body["topic"] == "receivables"
        assert body["figures"]["receivables"]["total"] == float(_total())
        assert body["sources"][0]["kind"] == "sales_invoices"

    def test_unknown_question_says_what_can_be_asked(self, phone: Person, path: str) -> None:
        body = phone.post(path, {"prompt": "Write a poem"}).json
        assert body["topic"] == "unknown"
        assert all(suggestion in body["text"] for suggestion in body["suggestions"])

    def test_several_businesses_are_asked_about(
        self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller], engine: Engine, path: str
    ) -> None:
        both = caller()
        first, second = (
            shops.opened(engine, both.user_id, "Asha Foods"),
            shops.opened(engine, both.user_id, "Beena Fabrics"),
        )
        phone = signed_in.person(rt, client, both)
        body = phone.post(path, {"prompt": "sales?", "context": {}}).json
        assert [choice["business_id"] for choice in body["choices"]] == [str(first), str(second)]
        assert "Beena Fabrics" in body["text"]
        named = phone.post(path, {"prompt": "sales?", "context": {"business_id": str(second)}}).json
        assert (named["topic"], named["business_id"]) == ("sales", str(second))

    def test_nobody_without_books_gets_figures(
        self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller], path: str
    ) -> None:
        body = signed_in.person(rt, client, caller()).post(path, {"prompt": "sales?"}).json
        assert (body["figures"], body["business_id"]) == ({}, None)

    def test_business_of_somebody_else_does_not_exist(
        self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller], path: str
    ) -> None:
        stranger = signed_in.person(rt, client, caller())
        for business_id in (BOOKS.business.id, uuid4()):
            answered = stranger.post(path, {"prompt": "sales?", "context": {"business_id": str(business_id)}})
            assert answered.status_code == 404

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"prompt": ""},
            {"prompt": " \n "},
            {"prompt": None},
            {"prompt": 7},
            {"prompt": "sales\u0000"},
            {"prompt": "a" * 10_001},
            {"prompt": "sales", "context": []},
            {"prompt": "sales", "context": {"business_id": "mine"}},
            {"prompt": "sales", "context": {"business_id": 7}},
            {"prompt": "sales", "model": "gpt"},
            [],
        ],
    )
    def test_what_cannot_be_read_is_refused_in_a_sentence(self, phone: Person, path: str, body: Any) -> None:
        answered = phone.post(path, body)
        assert answered.status_code == 422
        assert answered.json["message"].endswith((".", "?"))

    def test_longest_question_is_read(self, phone: Person, path: str) -> None:
        assert phone.post(path, {"prompt": "sales " * 1_666}).json["topic"] == "sales"


def _total() -> Decimal:
    return figures.balances(BOOKS, DocumentKind.SALES_INVOICE, on=TODAY).total


@pytest.fixture(scope="module")
def owner(rt: Runtime, engine: Engine) -> Caller:
    """The owner of the invented business, which is imported once."""
    found = Caller.user(uuid4())
    shops.execute(engine, "insert into auth.users (id) values (:id)", {"id": found.user_id})
    importer.import_content(rt, WORLD, owner_id=_id(found))
    return found


@pytest.fixture(scope="module", autouse=True)
def worker(rt: Runtime) -> Iterator[list[JobState]]:
    """Carries out the assistant's jobs in a thread; the list holds how each ended."""
    with workers.carrying_out(rt, service.JOB, service.figures_job) as done:
        yield done


@pytest.fixture
def phone(rt: Runtime, client: FlaskClient, owner: Caller) -> Person:
    return signed_in.person(rt, client, owner)


def _id(caller: Caller) -> UUID:
    assert caller.user_id
    return caller.user_id
