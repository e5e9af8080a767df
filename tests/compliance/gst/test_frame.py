"""The frame of /api/v1/gst: one question or many, wrong fields named by their path, nothing stored."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.compliance.api.gst import CALLS
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.signed_in import Person, person

RIGHT = "24AANFA2641L1ZF"


class TestForms:
    def test_one_question_has_one_answer(self, owner: Person) -> None:
        answer = owner.post("/gst/gstin", {"gstin": RIGHT.lower()})
        assert answer.status_code == 200
        assert answer.json["valid"] is True and answer.json["normalized"] == RIGHT
        assert answer.json["sources"] and answer.json.keys() >= {"valid_from", "valid_to"}

    def test_many_are_answered_in_order(self, owner: Person) -> None:
        asked = [{"gstin": RIGHT}, {"gstin": None}, {}, {"gstin": RIGHT[:-1] + "G"}]
        answers = owner.post("/gst/gstin", {"questions": asked}).json["answers"]
        assert [one["reason"] for one in answers] == [None, "missing", "missing", "check_digit"]

    def test_a_thousand_are_taken_at_once(self, owner: Person) -> None:
        answer = owner.post("/gst/gstin", {"questions": [{"gstin": RIGHT}] * 1_000})
        assert len(answer.json["answers"]) == 1_000

    def test_answer_names_its_language_to_readers_and_caches(self, owner: Person) -> None:
        headers = {"Authorization": f"Bearer {owner.token}", "Accept-Language": "hi-IN"}
        answer = owner.client.post("/api/v1/gst/gstin", json={"gstin": RIGHT}, headers=headers)
        assert answer.headers["Content-Language"] == "hi" and "Accept-Language" in answer.headers["Vary"]
        assert answer.get_json()["note"].startswith("सिर्फ़")

    def test_document_has_both_forms_of_every_call(self, client: FlaskClient) -> None:
        paths = client.get("/openapi.json").get_json()["paths"]
        for call in CALLS:
            operation = paths[f"/api/v1/gst/{call.name}"]["post"]
            for side in (operation["requestBody"], operation["responses"]["200"]):
                assert len(side["content"]["application/json"]["schema"]["oneOf"]) == 2


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "path"),
        [
            ({"gstin": 7}, "gstin"),
            ({"gstin": "A" * 201}, "gstin"),
            ({"gstin": RIGHT, "x": 1}, "x"),
            ({"questions": []}, "questions"),
            ({"questions": None}, "questions"),
            ({"questions": "all"}, "questions"),
            ({"questions": [{"gstin": RIGHT}] * 1_001}, "questions"),
            ({"questions": [{}, {}, {}, {"gstin": 7}]}, "questions.3.gstin"),
            ({"questions": [{}, 7]}, "questions.1"),
            ({"questions": [{}], "gstin": RIGHT}, "gstin"),
            ([], "request"),
            ("text", "request"),
        ],
    )
    def test_wrong_field_is_named_by_its_path(self, owner: Person, body: Any, path: str) -> None:
        answer = owner.post("/gst/gstin", body)
        assert answer.status_code == 422
        assert list(answer.json["errors"]) == [path]
        assert answer.json["message"].startswith("Please check “") and answer.json["message"].endswith(".")

    @pytest.mark.parametrize(
        ("call", "question"),
        [
            ("invoice-check", {"items": [{}] * 2_000}),
            ("tax-amount", {"items": [{}] * 1_000}),
            ("reconcile-2b", {"purchase_register": [{}] * 1_000, "gstr_2b": [{}] * 1_000}),
            ("invoice-number", {"existing": [{}] * 10_000}),
        ],
    )
    def test_batch_of_too_much_is_refused_before_it_is_read(self, owner: Person, call: str, question: Any) -> None:
        answer = owner.post(f"/gst/{call}", {"questions": [question] * 51})
        assert answer.status_code == 422
        assert answer.json["errors"]["questions"][0].startswith("At most 50,000 lines, papers and numbers")

    def test_empty_question_is_told_in_words_of_our_own(self, owner: Person) -> None:
        answer = owner.post("/gst/gstin", {"questions": [{}, None]})
        assert answer.json["message"] == "Please check “questions.1”: this is empty."

    @pytest.mark.parametrize("call", [call.name for call in CALLS])
    def test_stranger_is_told_to_sign_in(self, client: FlaskClient, call: str) -> None:
        assert client.post(f"/api/v1/gst/{call}", json={}).status_code == 401

    def test_field_that_another_makes_needed_is_named_by_its_path_too(self, owner: Person) -> None:
        monthly, quarterly = {"period": "2025-06"}, {"quarter_ends": "2025-06-30"}
        asked = [{"return": "GSTR-3B", **monthly}, {"return": "GSTR-3B", **quarterly}]
        answer = owner.post("/gst/due-date", {"questions": asked})
        assert (answer.status_code, list(answer.json["errors"])) == (422, ["questions.1.state"])
        alone = owner.post("/gst/due-date", asked[1])
        assert (alone.status_code, list(alone.json["errors"])) == (422, ["state"])

    def test_no_body_is_no_question(self, owner: Person) -> None:
        headers = {"Authorization": f"Bearer {owner.token}"}
        answer = owner.client.post("/api/v1/gst/gstin", headers=headers)
        assert answer.status_code == 422
        assert list(answer.get_json()["errors"]) == ["request"]

    @pytest.mark.parametrize("call", [call.name for call in CALLS])
    def test_unknown_field_is_refused_by_every_call(self, owner: Person, call: str) -> None:
        answer = owner.post(f"/gst/{call}", {"nobody_knows": 1})
        assert answer.status_code == 422
        assert "nobody_knows" in answer.json["errors"]


@pytest.fixture
def owner(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Person:
    return person(rt, client, caller())
