"""The pages about models: what an admin sees, which steps they are offered, and what a step leaves behind."""

import io
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app.factory import create_app
from app.model_registry.records import EventKind, State
from app.model_registry.service import models, versions
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle
from tests.console import browser_visits, planted
from tests.console.browser_visits import Visitor
from tests.model_registry import tiny


class TestModels:
    def test_list_tells_what_serves_and_what_waits(self, admin: Visitor, model: str) -> None:
        page = admin.get("/models").text
        assert f"{model}-2" in page and "Late payments" in page
        assert "wait for a decision" in page or "waits for a decision" in page

    def test_page_of_a_model_holds_weeks_versions_refusals_and_events(self, admin: Visitor, model: str) -> None:
        page = admin.get(f"/models/{model}").text
        for words in ("Week by week", "31 Aug 2026", "old model.pkl", "validate_model.py", "promoted to production"):
            assert words in page, words

    def test_version_that_serves_and_says_no_figures_of_itself_is_shown(
        self, rt: Runtime, engine: Engine, admin: Visitor, name: str
    ) -> None:
        tiny.promoted(rt, tiny.registered(rt, name))
        pages = [admin.get(address) for address in ("/models", f"/models/{name}")]
        tiny.out_of_service(engine, name)
        assert all(page.status_code == 200 and "not measured yet" in page.text for page in pages)

    def test_unknown_model_is_told_in_a_sentence(self, admin: Visitor) -> None:
        answer = admin.get("/models/nobody")
        assert (answer.status_code, "There is no model" in answer.text) == (404, True)


class TestVersion:
    def test_page_holds_everything_that_was_measured(self, admin: Visitor, model: str) -> None:
        page = admin.get(f"/models/{model}/versions/3").text
        for words in (
            *("Average precision is 0.93", "Reliability", "said yes", "small business", "too few cases"),
            *("The order of rows does not matter.", "has moved", "0.480 ms", "SHA-256", "more than chance"),
        ):
            assert words in page, words

    @pytest.mark.parametrize("number", [1, 2, 4])
    def test_version_in_any_state_has_its_page(self, admin: Visitor, model: str, number: int) -> None:
        assert admin.get(f"/models/{model}/versions/{number}").status_code == 200

    def test_version_without_a_validation_says_so(self, rt: Runtime, admin: Visitor, name: str) -> None:
        tiny.registered(rt, name)
        assert "has not been validated yet" in admin.get(f"/models/{name}/versions/1").text

    def test_unknown_version_is_told_in_a_sentence(self, admin: Visitor, model: str) -> None:
        assert admin.get(f"/models/{model}/versions/99").status_code == 404

    def test_download_is_the_bundle(self, admin: Visitor, model: str) -> None:
        answer = admin.get(f"/models/{model}/versions/3/file")
        assert bundle.read(answer.data).manifest.label == f"{model}-3"
        assert f'"{model}-3.fineasy-model"' in answer.headers["Content-Disposition"]


class TestSteps:
    def test_promotion_and_rollback_with_reasons(self, rt: Runtime, admin: Visitor, asha: Caller, model: str) -> None:
        step = f"/models/{model}/versions/3/promote"
        answer = admin.post(step, form_of=step, reason="better  on every\ngate")
        assert answer.location == f"/admin/models/{model}/versions/3?said=promote"
        assert "The version is in production." in admin.get(answer.location.removeprefix("/admin")).text
        event = versions.events(rt, model)[0]
        assert (event.kind, event.reason, event.actor_id) == (EventKind.PROMOTED, "better on every gate", asha.user_id)
        back = f"/models/{model}/rollback"
        assert admin.post(back, form_of=back, reason="worse on Mondays").status_code == 303
        assert versions.one(rt, model, 2).state is State.PRODUCTION

    def test_step_without_a_reason_is_refused(self, rt: Runtime, admin: Visitor, model: str) -> None:
        step = f"/models/{model}/versions/3/promote"
        answer = admin.post(step, form_of=step, reason=" \n ")
        assert (answer.status_code, "say in a few words why" in answer.text) == (422, True)
        assert versions.one(rt, model, 3).state is State.VALIDATED

    def test_step_that_is_not_allowed_is_told_in_the_services_words(self, admin: Visitor, model: str) -> None:
        step = f"/models/{model}/versions/4/promote"
        answer = admin.post(step, form_of=step, reason="I like it")
        assert (answer.status_code, "was rejected" in answer.text) == (409, True)

    def test_only_possible_steps_are_offered(self, admin: Visitor, model: str) -> None:
        offered = {number: admin.get(f"/models/{model}/versions/{number}").text for number in (2, 3, 4)}
        assert "/versions/3/promote" in offered[3] and "/versions/3/unshadow" in offered[3]
        assert "/versions/2/promote" not in offered[2] and "/versions/2/archive" not in offered[2]
        assert "/versions/4/promote" not in offered[4] and "/versions/4/validate" in offered[4]

    def test_canary_takes_a_share_in_percent(self, rt: Runtime, admin: Visitor, model: str) -> None:
        step = f"/models/{model}/versions/3/canary"
        assert admin.post(step, form_of=step, reason="try", share="0").status_code == 422
        assert admin.post(step, form_of=step, reason="try", share="25").status_code == 303
        assert models.one(rt, model).pointer.canary_share == 0.25
        end = f"/models/{model}/versions/3/uncanary"
        assert admin.post(end, form_of=end, reason="enough").status_code == 303
        assert models.one(rt, model).pointer.canary is None

    @pytest.mark.parametrize("step", ["approve", "reject", "archive", "unshadow", "validate"])
    def test_each_step_goes_through_from_its_page(self, admin: Visitor, model: str, step: str) -> None:
        path = f"/models/{model}/versions/3/{step}"
        assert admin.post(path, form_of=path, reason="as a test").location.endswith(f"?said={step}")

    def test_retraining_shows_its_job(self, admin: Visitor, model: str) -> None:
        path = f"/models/{model}/retrain"
        answer = admin.post(path, form_of=path)
        assert answer.location.startswith("/admin/jobs/")
        assert "models.retrain" in admin.get(answer.location.removeprefix("/admin")).text


class TestUpload:
    def test_file_becomes_a_candidate_whose_validation_is_shown(self, admin: Visitor, model: str) -> None:
        content = bundle.written(tiny.bundled(model, seed=9))
        answer = _uploaded(admin, model, content, "ninth.fineasy-model")
        assert answer.location == f"/admin/models/{model}/versions/5?said=uploaded"
        page = admin.get(f"/models/{model}/versions/5").text
        assert "waits for a worker" in page and 'hx-trigger="every 1s"' in page and "http-equiv" in page

    def test_part_asks_for_the_page_when_the_validation_is_over(
        self, rt: Runtime, admin: Visitor, engine: Engine, model: str
    ) -> None:
        _uploaded(admin, model, bundle.written(tiny.bundled(model, seed=9)), "ninth.fineasy-model")
        path = f"/models/{model}/versions/5/validation"
        running = admin.get(path, headers={"HX-Request": "true"})
        assert "HX-Redirect" not in running.headers and "<html" not in running.text
        with engine.begin() as connection:
            connection.exec_driver_sql(f"update jobs set state = 'done' where payload ->> 'name' = '{model}'")
        over = admin.get(path, headers={"HX-Request": "true"})
        assert over.headers["HX-Redirect"] == f"/admin/models/{model}/versions/5"

    def test_file_that_is_not_taken_is_explained_beside_the_form(self, admin: Visitor, model: str) -> None:
        answer = _uploaded(admin, model, b"\x80\x04K\x01.", "model.pkl")
        assert (answer.status_code, 'type="file"' in answer.text) == (422, True)
        assert "validate_model.py" in answer.text

    def test_same_file_again_leads_to_the_version_that_it_is(self, admin: Visitor, model: str) -> None:
        answer = _uploaded(admin, model, bundle.written(tiny.bundled(model, seed=3)), "third.fineasy-model")
        assert answer.location == f"/admin/models/{model}/versions/3?said=known"

    def test_no_file_is_told_so(self, admin: Visitor, model: str) -> None:
        path = f"/models/{model}/upload"
        assert admin.post(path, form_of=path).status_code == 422

    def test_body_beyond_the_cap_is_not_read(self, rt: Runtime, asha: Caller, model: str) -> None:
        small = replace(rt, settings=replace(rt.settings, model_max_file_size=1000))
        admin = browser_visits.admin(small, create_app(runtime=small).test_client(), asha)
        answer = _uploaded(admin, model, b"0" * 100_000, "large.skops")
        assert (answer.status_code, "the most that is taken" in answer.text) == (413, True)
        assert versions.refusals_of(rt, model)[0].code == "too_large"


def _uploaded(admin: Visitor, model: str, content: bytes, filename: str) -> TestResponse:
    path = f"/models/{model}/upload"
    return admin.post(path, form_of=path, file=(io.BytesIO(content), filename), reason="a test")


@pytest.fixture
def model(rt: Runtime, engine: Engine) -> str:
    """A model with everything."""
    return planted.model(rt, engine)


@pytest.fixture
def name() -> str:
    """A model that no other test knows."""
    return tiny.name()
