"""The admins' calls: what each answers, what repeats do, and every bad file refused in a sentence."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.model_registry.records import Actor
from app.model_registry.service import models, versions
from app.model_registry.service.lifecycle import promotion
from app.runtime.http.bodies import ENVELOPE_BYTES
from app.runtime.runtime import Runtime
from ml_models import bundle
from tests.model_registry import admins, tiny
from tests.model_registry.admins import Admin
from tests.model_registry.bad_files import BAD
from tests.model_registry.tiny import NOW

SMALL_CAP = 1 << 20
WHY = {"reason": "it is better"}


class TestTheWholePath:
    def test_upload_promote_compare_and_take_back(self, asha: Admin, rt: Runtime, name: str) -> None:
        tiny.registered(rt, name, seed=2)
        promoted = asha.post(f"/{name}/versions/2/promote", WHY)
        assert (promoted.status_code, promoted.json["state"], promoted.json["version"]) == (200, "production", 2)
        assert asha.get(f"/{name}").json["pointer"]["production"]["version"] == 2
        both = asha.get(f"/{name}/compare?a=1&b=2").json
        assert (both["a"]["version"]["version"], both["b"]["version"]["version"]) == (1, 2)
        back = asha.post(f"/{name}/rollback", {"reason": "worse after all"})
        assert (back.status_code, back.json["version"], back.json["state"]) == (200, 1, "production")
        newest = asha.get(f"/{name}/events").json["events"][0]
        assert (newest["kind"], newest["reason"], newest["actor_id"]) == ("rolled_back", "worse after all", asha.id)

    def test_each_step_answers_with_the_version_in_its_new_state(self, asha: Admin, rt: Runtime, name: str) -> None:
        tiny.registered(rt, name, seed=2)
        steps: list[tuple[str, dict[str, Any], str]] = [
            ("shadow", {}, "validated"),
            ("canary", {"share": 0.1}, "validated"),
            ("approve", {}, "approved"),
            ("reject", WHY, "rejected"),
            ("archive", WHY, "archived"),
        ]
        for step, body, state in steps:
            answered = asha.post(f"/{name}/versions/2/{step}", body)
            assert (step, answered.status_code, answered.json.get("state")) == (step, 200, state)

    def test_list_names_what_serves_and_what_waits(self, asha: Admin, rt: Runtime, name: str) -> None:
        tiny.registered(rt, name, seed=2)
        [model] = [one for one in asha.get("").json["models"] if one["name"] == name]
        assert (model["is_learned"], model["version_count"], model["waiting"]) == (True, 2, 1)
        assert (model["pointer"]["production"]["version"], model["latest"]["version"]) == (1, 2)
        assert len(asha.get(f"/{name}/versions").json["versions"]) == 2

    def test_download_is_the_bundle_with_a_name(self, asha: Admin, name: str) -> None:
        answered = asha.get(f"/{name}/versions/1/download")
        assert answered.headers["Content-Disposition"] == f'attachment; filename="{name}-1.fineasy-model"'
        found = bundle.read(answered.data)
        assert (found.manifest.label, bool(found.signature)) == (f"{name}-1", True)


class TestJobs:
    @pytest.mark.parametrize("path", ["/versions/1/validate", "/retrain"])
    def test_work_is_asked_for_once_while_it_is_under_way(self, asha: Admin, name: str, path: str) -> None:
        first, second = (asha.post(f"/{name}{path}") for _ in range(2))
        assert (first.status_code, first.json) == (202, second.json)
        assert _job(asha, first.json["job_id"]) == (200, "queued")

    def test_any_admin_may_watch_it_and_nobody_else(
        self, asha: Admin, rt: Runtime, client: FlaskClient, name: str
    ) -> None:
        job_id = asha.post(f"/{name}/retrain").json["job_id"]
        assert _job(admins.admin(rt, client), job_id) == (200, "queued")
        assert _job(admins.admin(rt, client, is_admin=False), job_id) == (404, None)


class TestUpload:
    def test_candidate_and_its_validation_come_back(self, asha: Admin, name: str) -> None:
        answered = asha.upload(name, bundle.written(tiny.bundled(name, seed=3)))
        assert (answered.status_code, answered.json["state"], answered.json["origin"]) == (201, "candidate", "upload")
        page = asha.get(f"/{name}/versions/{answered.json['version']}").json
        assert page["validation_job_id"] == answered.json["validation_job_id"] is not None

    @pytest.mark.parametrize("key", [None, "the-same-key"])
    def test_same_file_again_is_the_same_version(self, asha: Admin, name: str, key: str | None) -> None:
        content = bundle.written(tiny.bundled(name, seed=3))
        answers = [asha.upload(name, content, key=key) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 200]
        assert answers[0].json["id"] == answers[1].json["id"]

    @pytest.mark.parametrize("filename", BAD)
    def test_bad_file_is_refused_in_a_sentence(
        self, asha: Admin, rt: Runtime, name: str, filename: str, tmp_path: Path
    ) -> None:
        make, word = BAD[filename]
        before = models.one(rt, name)
        answered = asha.upload(name, make(tiny.bundled(name), tmp_path / "canary"), filename)
        assert (answered.status_code, answered.json["code"]) == (422, "model_refused")
        assert word in answered.json["message"]
        assert models.one(rt, name) == before
        assert not (tmp_path / "canary").exists()

    @pytest.mark.parametrize("excess", [1, ENVELOPE_BYTES + 1])
    def test_file_beyond_its_own_cap_is_too_large(self, small: Admin, rt: Runtime, name: str, excess: int) -> None:
        answered = small.upload(name, b"\0" * (SMALL_CAP + excess), "huge.fineasy-model")
        assert (answered.status_code, answered.json["code"]) == (413, "model_too_large")
        assert "MODEL_MAX_FILE_SIZE" in answered.json["message"]
        assert versions.refusals_of(rt, name)[0].code == "too_large"

    def test_model_files_may_be_larger_than_other_uploads(self, asha: Admin, rt: Runtime, name: str) -> None:
        size = rt.settings.max_file_size * 2
        answered = asha.upload(name, b"x" * size, "large.bin")
        assert (answered.status_code, versions.refusals_of(rt, name)[0].size_bytes) == (422, size)

    def test_form_without_a_file_is_told_what_to_send(self, asha: Admin, name: str) -> None:
        answered = asha.upload(name, b"x", field="upload")
        assert (answered.status_code, answered.json["errors"]) == (422, {"file": ["This is missing."]})

    def test_unknown_model_is_not_found(self, asha: Admin) -> None:
        answered = asha.upload("nobody", b"x")
        assert (answered.status_code, answered.json["code"]) == (404, "unknown_model")


class TestRefusals:
    @pytest.mark.parametrize(
        ("path", "body", "status", "code"),
        [
            ("/{name}/versions/2/promote", WHY, 409, "model_step_not_allowed"),
            ("/{name}/versions/1/archive", WHY, 409, "model_step_not_allowed"),
            ("/{name}/versions/1/shadow", {}, 409, "model_step_not_allowed"),
            ("/{name}/versions/9/promote", WHY, 404, "unknown_model_version"),
            ("/{name}/rollback", WHY, 409, "nothing_earlier"),
            ("/nobody/rollback", WHY, 404, "unknown_model"),
            ("/no%00body/rollback", WHY, 404, "unknown_model"),
            ("/{name}/versions/0/promote", WHY, 404, "unknown_model_version"),
            ("/{name}/versions/99999999999/promote", WHY, 404, "unknown_model_version"),
            ("/nobody/retrain", {}, 404, "unknown_model"),
            ("/{name}/rollback", {}, 422, "invalid"),
            ("/{name}/versions/1/promote", {"reason": ""}, 422, "invalid"),
            ("/{name}/versions/1/promote", {"reason": " \n\t"}, 422, "invalid"),
            ("/{name}/versions/1/promote", WHY | {"force": True}, 422, "invalid"),
            ("/{name}/versions/1/canary", {"share": 1.5}, 422, "invalid"),
            ("/{name}/versions/1/canary", {}, 422, "invalid"),
        ],
    )
    def test_what_cannot_be_done_is_a_sentence(
        self, asha: Admin, rt: Runtime, name: str, path: str, body: dict[str, Any], status: int, code: str
    ) -> None:
        tiny.registered(rt, name, seed=2)
        promotion.reject(rt, name, 2, actor=Actor("ravi"), reason="a test", now=NOW)
        answered = asha.post(path.format(name=name), body)
        assert (answered.status_code, answered.json["code"]) == (status, code)
        assert len(answered.json["message"].split()) > 3

    def test_repeat_with_its_key_gives_the_first_answer_and_acts_once(
        self, asha: Admin, rt: Runtime, name: str
    ) -> None:
        for seed in (2, 3):
            tiny.registered(rt, name, seed=seed)
            asha.post(f"/{name}/versions/{seed}/promote", WHY)
        key = uuid4().hex
        answers = [asha.post(f"/{name}/rollback", WHY, key=key).json["version"] for _ in range(3)]
        assert answers == [2, 2, 2]


class TestWhoMayCall:
    def test_nobody_but_admins(self, rt: Runtime, app: Flask, client: FlaskClient, name: str) -> None:
        shopkeeper = admins.admin(rt, client, is_admin=False)
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("models.")]
        paths = {(rule.rule, method) for rule in rules for method in rule.methods or () if method in ("GET", "POST")}
        assert len(paths) > 15
        for path, method in paths - {("/api/v1/models/performance", "GET")}:
            address = path.replace("<string:name>", name).replace("<int:version>", "1").removeprefix("/api/v1/models")
            answered = shopkeeper.get(address) if method == "GET" else shopkeeper.post(address)
            assert (answered.status_code, answered.json["code"]) == (403, "forbidden"), path
        assert versions.one(rt, name, 1).state == "production"


def _job(who: Admin, job_id: str) -> tuple[int, str | None]:
    """Status of the call that tells about a job, and the job's state."""
    answered = who.client.get(f"/api/v1/jobs/{job_id}", headers={"Authorization": f"Bearer {who.token}"})
    told = answered.get_json()
    return answered.status_code, told.get("state")


@pytest.fixture
def asha(rt: Runtime, client: FlaskClient) -> Admin:
    return admins.admin(rt, client)


@pytest.fixture
def small(rt: Runtime) -> Admin:
    """An admin of a service that takes model files of 1 MB, less than other uploads."""
    settings = replace(rt.settings, model_max_file_size=SMALL_CAP)
    service = create_app(settings, runtime=replace(rt, settings=settings))
    return admins.admin(rt, service.test_client())


@pytest.fixture
def name(rt: Runtime, name: str) -> str:
    """A model whose first version serves."""
    tiny.registered(rt, name)
    promotion.promote(rt, name, 1, actor=Actor("ravi"), reason="first", now=NOW)
    return name
