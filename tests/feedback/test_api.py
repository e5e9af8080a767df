"""POST /api/v1/feedback/structured."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import signed_in
from tests.signed_in import Person

PATH = "/feedback/structured"


class TestStructuredFeedback:
    def test_repeat_gets_the_very_same_answer(self, phone: Person) -> None:
        body = _feedback()
        first, second = phone.post(PATH, body), phone.post(PATH, body)
        assert first.status_code == second.status_code == 200
        assert first.data == second.data

    def test_other_content_under_the_id_changes_nothing(self, phone: Person) -> None:
        body = _feedback()
        first = phone.post(PATH, body)
        assert phone.post(PATH, body | {"helpful": False, "comment": "no"}).data == first.data

    def test_comment_may_be_missing_or_null(self, phone: Person) -> None:
        for comment in ({}, {"comment": None}):
            body = {key: value for key, value in _feedback().items() if key != "comment"}
            assert phone.post(PATH, body | comment).json["comment"] is None

    def test_id_of_somebody_else_tells_nothing_and_is_kept_apart(
        self, rt: Runtime, client: FlaskClient, phone: Person, caller: Callable[..., Caller]
    ) -> None:
        body = _feedback()
        phone.post(PATH, body)
        other, others = signed_in.person(rt, client, caller()), body | {"comment": "of another", "helpful": False}
        first, again = (other.post(PATH, others) for _ in range(2))
        assert (first.status_code, first.json["id"], first.json["comment"]) == (200, body["id"], "of another")
        assert again.data == first.data
        assert phone.post(PATH, body).json["comment"] == body["comment"]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"id": "7"},
            {"id": None},
            {"feedback_type": ""},
            {"feedback_type": "x" * 101},
            {"feedback_type": "a\u0000"},
            {"entity_id": ""},
            {"entity_id": 7},
            {"helpful": "yes"},
            {"helpful": 1},
            {"helpful": None},
            {"comment": "x" * 5001},
            {"comment": "\u0000"},
            {"submitted_at": "yesterday"},
            {"submitted_at": "2026-11-21T10:00:00"},
            {"submitted_at": "0001-01-01T00:00:00+23:59"},
            {"submitted_at": "9999-12-31T23:59:59-23:59"},
            {"rating": 5},
        ],
    )
    def test_what_cannot_be_kept_is_refused_in_a_sentence(self, phone: Person, wrong: dict[str, Any]) -> None:
        answered = phone.post(PATH, _feedback() | wrong)
        assert answered.status_code == 422
        assert answered.json["message"].startswith("Please check ")

    @pytest.mark.parametrize("moment", ["0409-01-09T20:49:13.244813Z", "9998-12-31T00:00:00-12:00"])
    def test_wrong_clock_of_a_phone_loses_no_feedback(self, phone: Person, moment: str) -> None:
        assert phone.post(PATH, _feedback() | {"submitted_at": moment}).status_code == 200

    def test_any_language_is_kept(self, phone: Person) -> None:
        assert phone.post(PATH, _feedback() | {"comment": "बहुत अच्छा 🙂"}).json["comment"] == "बहुत अच्छा 🙂"


def _feedback() -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "feedback_type": "fraud_alert",
        "entity_id": str(uuid4()),
        "helpful": True,
        "comment": "This was a real duplicate",
        "submitted_at": "2026-11-21T10:00:00.123456+05:30",
    }


@pytest.fixture
def phone(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Person:
    return signed_in.person(rt, client, caller())
