"""The admins' calls about models, on the running system."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from ml_models import bundle
from scripts import waiting
from tests.model_registry import tiny
from tests.model_registry.bad_files import malicious_pickle
from tests.running import System

MODELS = "/api/v1/models"
LEARNED = "duplicate_pairs"
VERSION_KEYS = {
    *("id", "name", "version", "label", "kind", "state", "origin", "sha256", "size_bytes", "metrics", "manifest"),
    *("signature", "parent_id", "author", "created_at", "updated_at"),
}
STATES = {"candidate", "validated", "rejected", "approved", "production", "archived"}
HUGE_BYTES = 512 << 20


class TestLooking:
    def test_every_model_has_every_key_with_its_type(self, models: list[dict[str, Any]]) -> None:
        for model in models:
            assert isinstance(model["title"], str) and isinstance(model["purpose"], str)
            assert isinstance(model["is_learned"], bool)
            assert set(model["pointer"]) == {"generation", "production", "shadow", "canary", "canary_share"}
            assert model["version_count"] >= model["waiting"] >= 0
            for version in (model["latest"], model["pointer"]["production"]):
                assert version is None or (set(version) == VERSION_KEYS and version["state"] in STATES)

    def test_learned_models_say_what_they_are_for(self, models: list[dict[str, Any]]) -> None:
        [model] = [one for one in models if one["name"] == LEARNED]
        assert model["is_learned"]
        assert model["purpose"]

    def test_history_is_told_from_the_latest(self, api: httpx.Client, admin: Mapping[str, str], uploaded: int) -> None:
        events = api.get(f"{MODELS}/{LEARNED}/events", headers=admin).json()["events"]
        assert [event["id"] for event in events] == sorted((event["id"] for event in events), reverse=True)
        for event in events:
            assert datetime.fromisoformat(event["at"]).tzinfo
            assert event["kind"] and event["actor"]


class TestUpload:
    def test_version_can_be_looked_at_and_downloaded(
        self, api: httpx.Client, admin: Mapping[str, str], uploaded: int
    ) -> None:
        page = api.get(f"{MODELS}/{LEARNED}/versions/{uploaded}", headers=admin).json()
        assert set(page) == VERSION_KEYS | {"validations", "validation_job_id"}
        job = api.get(f"/api/v1/jobs/{page['validation_job_id']}", headers=admin).json()
        assert job["name"] == "models.validate"
        downloaded = api.get(f"{MODELS}/{LEARNED}/versions/{uploaded}/download", headers=admin)
        assert bundle.read(downloaded.content).manifest.label == f"{LEARNED}-{uploaded}"

    @pytest.mark.parametrize("filename", ["model.pkl", "model.joblib", "model.fineasy-model"])
    def test_pickle_is_refused_with_the_way_to_convert_it(
        self, api: httpx.Client, admin: Mapping[str, str], tmp_path: Path, filename: str, models: list[dict[str, Any]]
    ) -> None:
        canary = tmp_path / "canary"
        answered = _upload(api, admin, malicious_pickle(tiny.bundled(LEARNED), canary), filename)
        assert (answered.status_code, answered.json()["code"]) == (422, "model_refused")
        assert "convert" in answered.json()["message"]
        assert not canary.exists()

    def test_file_beyond_the_cap_is_answered_however_much_is_still_coming(
        self, api: httpx.Client, admin: Mapping[str, str], models: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        with (tmp_path / "huge.skops").open("wb+") as sparse:
            sparse.truncate(HUGE_BYTES)
            answered = api.post(f"{MODELS}/{LEARNED}/versions", headers=admin, files={"file": ("huge.skops", sparse)})
        assert (answered.status_code, answered.json()["code"]) == (413, "model_too_large")
        assert "MODEL_MAX_FILE_SIZE" in answered.json()["message"]


class TestRefusals:
    def test_untested_version_is_not_promoted(self, api: httpx.Client, admin: Mapping[str, str], uploaded: int) -> None:
        path = f"{MODELS}/{LEARNED}/versions/{uploaded}/promote"
        answered = api.post(path, headers=admin, json={"reason": "let us see"})
        assert (answered.status_code, answered.json()["code"]) == (409, "model_step_not_allowed")

    @pytest.mark.parametrize("path", ["", f"/{LEARNED}", f"/{LEARNED}/events", f"/{LEARNED}/compare?a=1&b=1"])
    def test_shopkeepers_and_strangers_see_nothing(self, api: httpx.Client, server: System, path: str) -> None:
        assert api.get(MODELS + path).status_code == 403
        assert httpx.get(server.url + MODELS + path).status_code == 401


def _upload(api: httpx.Client, admin: Mapping[str, str], content: bytes, filename: str) -> httpx.Response:
    return api.post(f"{MODELS}/{LEARNED}/versions", headers=admin, files={"file": (filename, content)})


@pytest.fixture(scope="module")
def admin(server: System) -> dict[str, str]:
    return {"Authorization": f"Bearer {server.demo['admin_token']}"}


@pytest.fixture(scope="module")
def models(api: httpx.Client, admin: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is listed once the worker has said what the learned models are for, soon after its first start."""

    def listed() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = api.get(MODELS, headers=admin).json()["models"]
        return found

    waiting.until(
        lambda: any(one["name"] == LEARNED and one["purpose"] for one in listed()), what=f"entry of {LEARNED}"
    )
    return listed()


@pytest.fixture(scope="module")
def uploaded(api: httpx.Client, admin: Mapping[str, str], models: list[dict[str, Any]]) -> int:
    """A version with other inputs, which no validation lets pass; put away, so that nothing waits for it."""
    answered = _upload(api, admin, bundle.written(tiny.bundled(LEARNED)), "tiny.fineasy-model")
    assert answered.status_code in (200, 201), answered.text
    version = int(answered.json()["version"])
    body = {"reason": "only a test"}
    assert api.post(f"{MODELS}/{LEARNED}/versions/{version}/archive", headers=admin, json=body).is_success
    return version
