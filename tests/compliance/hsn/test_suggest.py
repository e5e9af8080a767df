"""POST /api/v1/gst/hsn/suggest with the shipped model and a worker, without the one, without the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import redis
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.compliance.records.suggestions import MODEL, WITHOUT_MODEL
from app.compliance.service.hsn import asking, suggest_job
from app.model_registry.records import ModelVersion
from app.runtime.health.probes import HEARTBEAT_KEY
from app.runtime.identity import Caller
from app.runtime.jobs import patience
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from ml_models import bundle
from scripts import train
from tests import workers
from tests.model_registry import tiny
from tests.signed_in import Person, person

ASKED = text("select count(*) from jobs where name = 'compliance.suggest'")


class TestWithModel:
    def test_likely_codes_come_best_first_with_name_and_rates(self, ask: "Asker", served: ModelVersion) -> None:
        answer = ask.with_worker({"description": "OPC cement 53 grade 50 kg"})
        assert answer["model"] == served.label
        first = answer["suggestions"][0]
        assert first["code"].startswith("2523")
        assert first["description"] and first["gst_rates"]
        sure = [one["confidence"] for one in answer["suggestions"]]
        assert sure == sorted(sure, reverse=True)
        assert len(sure) <= 5 and all(0 <= one <= 1 for one in sure)
        assert answer["sources"] and answer["valid_from"]

    @pytest.mark.parametrize(("price", "rates"), [(900, [5]), (9000, [18])])
    def test_price_decides_the_rate(self, ask: "Asker", served: ModelVersion, price: int, rates: list[int]) -> None:
        answer = ask.with_worker({"description": "leather chappal pair", "unit_price": price})
        assert answer["suggestions"][0]["code"].startswith("64")
        assert answer["suggestions"][0]["gst_rates"] == rates

    @pytest.mark.parametrize("nonsense", ["asdfgh zxcvb", "12345", "???", "thanks bhai"])
    def test_nonsense_gets_no_code(self, ask: "Asker", served: ModelVersion, nonsense: str) -> None:
        assert ask.with_worker({"description": nonsense})["suggestions"] == []

    def test_many_are_one_job_and_one_wording_is_asked_once(self, ask: "Asker", served: ModelVersion) -> None:
        asked = ["kaju katli 1 kg", "KAJU KATLI 500 gm", "steel almirah", "", "स्कूल बैग"]
        body = {"questions": [{"description": one or "?"} for one in asked]}
        with workers.carrying_out(ask.rt, asking.JOB, suggest_job.suggest) as states:
            answers = ask.person.post("/gst/hsn/suggest", body).json["answers"]
        assert states == [JobState.DONE]
        assert len(answers) == len(asked)
        assert answers[0]["suggestions"] == answers[1]["suggestions"]
        assert answers[2]["suggestions"][0]["code"].startswith("9403")
        assert answers[3]["suggestions"] == []
        assert answers[4]["suggestions"][0]["code"].startswith("4202")

    def test_what_was_asked_before_needs_no_worker(self, ask: "Asker", served: ModelVersion) -> None:
        first = ask.with_worker({"description": "galvanised iron bucket"})
        before = ask.jobs()
        assert ask({"description": "Bucket, GALVANISED iron 12 ltr"}) == first
        assert ask.jobs() == before

    def test_words_that_only_sound_alike_are_asked_apart(self, ask: "Asker", served: ModelVersion) -> None:
        sheep, bed = (ask.with_worker({"description": word})["suggestions"][0] for word in ("bhed", "bed"))
        assert sheep["code"].startswith("0104")
        assert bed["code"].startswith("94")

    def test_worker_that_does_not_answer_costs_one_wait(
        self, ask: "Asker", served: ModelVersion, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asking, "WAIT_SECONDS", 0.05)
        before = ask.jobs()
        for description in ("copper wire scrap heap", "copper wire scrap bundle loose"):
            answer = ask({"description": description})
            assert answer["model"] == WITHOUT_MODEL
            assert answer["suggestions"]
        assert ask.jobs() == before + 1, "the second question does not wait for the same"


class TestWithoutModel:
    @pytest.mark.parametrize(
        ("description", "code"), [("white cement 1 kg", "2523"), ("basmati rice", "1006"), ("लैपटॉप", "8471")]
    )
    def test_words_of_shops_answer(self, ask: "Asker", description: str, code: str) -> None:
        answer = ask({"description": description})
        assert answer["model"] == WITHOUT_MODEL
        assert code in [one["code"][:4] for one in answer["suggestions"]]

    @pytest.mark.parametrize("nonsense", ["qwrtpz", "....", "500 ml", "0"])
    def test_nonsense_gets_no_code(self, ask: "Asker", nonsense: str) -> None:
        assert ask({"description": nonsense})["suggestions"] == []

    def test_worker_without_a_version_answers_nothing(self, rt: Runtime) -> None:
        assert suggest_job.suggest(rt, now=rt.clock.now(), texts=["cement"]) == {"version": "", "codes": []}


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "path"),
        [
            ({}, "description"),
            ({"description": ""}, "description"),
            ({"description": "   "}, "description"),
            ({"description": None}, "description"),
            ({"description": 7}, "description"),
            ({"description": "x" * 1_001}, "description"),
            ({"description": "soap", "unit_price": "ten"}, "unit_price"),
            ({"description": "soap", "unit_price": -1}, "unit_price"),
            ({"questions": [{"description": "soap"}, {"description": " "}]}, "questions.1.description"),
            ({"questions": [{"description": "soap"}] * 1_001}, "questions"),
        ],
    )
    def test_wrong_field_is_told_in_a_sentence(self, ask: "Asker", body: Any, path: str) -> None:
        answer = ask.person.post("/gst/hsn/suggest", body)
        assert answer.status_code == 422
        assert list(answer.json["errors"]) == [path]
        assert answer.json["message"].endswith(".")


@dataclass(frozen=True)
class Asker:
    """A signed-in person who asks for codes, with a worker at hand or not."""

    rt: Runtime
    person: Person

    def __call__(self, body: Any) -> Any:
        answer = self.person.post("/gst/hsn/suggest", body)
        assert answer.status_code == 200, answer.json
        return answer.json

    def with_worker(self, body: Any) -> Any:
        """The answer with a worker at hand."""
        with workers.carrying_out(self.rt, asking.JOB, suggest_job.suggest):
            return self(body)

    def jobs(self) -> int:
        """How many jobs were asked for until now."""
        with self.rt.db.transaction(Caller.service()) as tx:
            return int(tx.execute(ASKED).scalar_one())


@pytest.fixture
def ask(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Asker:
    return Asker(rt, person(rt, client, caller()))


@pytest.fixture
def served(rt: Runtime, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelVersion]:
    """The shipped model in production, and the sign of a living worker; nobody rests from an earlier test.

    A busy machine may take longer to load the model than a person would wait.
    """
    monkeypatch.setattr(asking, "WAIT_SECONDS", 30.0)
    broker = redis.Redis(connection_pool=rt.broker)
    broker.set(HEARTBEAT_KEY, "now", ex=60)
    patience.forget(rt, asking.JOB)
    content = (train.ROOT / train.SHIPPED / f"{MODEL}{bundle.SUFFIX}").read_bytes()
    with tiny.in_production(rt, engine) as promote:
        yield promote(bundle.read(content))
    broker.delete(HEARTBEAT_KEY)
    patience.forget(rt, asking.JOB)
