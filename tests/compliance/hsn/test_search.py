"""GET /api/v1/gst/hsn: by shop words, by words of the list, by digits; nonsense finds nothing and harms nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.signed_in import Person, person


class TestDigits:
    def test_find_what_begins_with_them(self, found: "Search") -> None:
        codes = [row["code"] for row in found("2523")]
        assert codes[0] == "2523"
        assert {"252329", "25232930"} <= set(codes)
        assert all(code.startswith("2523") for code in codes)


class TestWords:
    def test_of_the_list_find_its_codes_with_their_rates(self, found: "Search") -> None:
        row = next(row for row in found("slag cement") if row["code"] == "25232930")
        assert row["origin"] == "official_list"
        assert row["name"] == "Slag cement"
        assert row["kind"] == "HSN"
        assert row["gst_rates"]

    def test_may_be_unfinished(self, found: "Search") -> None:
        assert "25232930" in [row["code"] for row in found("slag cem")]

    @pytest.mark.parametrize(
        "words", ["xyzzyq", "''); dropp tabble hsnn_codess; --", "& | ! :*", "\\", "()", "ॐ ॐ", "%"]
    )
    def test_without_sense_find_nothing(self, found: "Search", words: str) -> None:
        assert found(words) == []


class TestLimits:
    def test_no_more_come_than_were_asked_for(self, found: "Search") -> None:
        assert len(found("2", limit=3)) == 3

    @pytest.mark.parametrize("query", ["", "?q=", f"?q={'x' * 101}", "?q=a&limit=0", "?q=a&limit=51", "?q=a&page=2"])
    def test_wrong_question_is_told_in_a_sentence(self, owner: Person, query: str) -> None:
        answer = owner.get(f"/gst/hsn{query}")
        assert answer.status_code == 422
        assert answer.json["message"].endswith(".")


class Search:
    """Asks as a signed-in user."""

    def __init__(self, owner: Person) -> None:
        self._owner = owner

    def __call__(self, q: str, *, limit: int = 20) -> list[dict[str, Any]]:
        answer = self._owner.get(f"/gst/hsn?{urlencode({'q': q, 'limit': limit})}")
        assert answer.status_code == 200, answer.json
        rows: list[dict[str, Any]] = answer.json["codes"]
        return rows


@pytest.fixture
def owner(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Person:
    return person(rt, client, caller())


@pytest.fixture
def found(app: Flask, csv_list: Path, owner: Person) -> Search:
    assert app.test_cli_runner().invoke(args=["gst", "import-hsn", str(csv_list)]).exit_code == 0
    return Search(owner)
