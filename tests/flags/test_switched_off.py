"""What a switched-off service stops and what goes on: calls, jobs of the night, one business beside others."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.factory import create_app
from app.flags import service
from app.flags.records import AIDisabled, FeatureOff
from app.flags.rules import AI_FLAG, COMPLIANCE, DRAFTS, ENVIRONMENT_DEFAULTS, FEATURES, FRAUD, INSIGHTS
from app.fraud.service import nightly
from app.insights.service import nightly as insights
from app.runtime.http.blueprints import marks_of, needed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import Settings
from tests import shops, signed_in
from tests.signed_in import Person

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ID = "8a6e0804-2bd0-4672-b79d-d97027f9071a"
STOPPED = {
    "POST /api/v1/fraud/analyze": FRAUD,
    "POST /api/v1/fraud/check": FRAUD,
    f"GET /api/v1/insights/{ID}": INSIGHTS,
    f"POST /api/v1/insights/{ID}/scenarios": INSIGHTS,
    "POST /api/v1/compliance/check": COMPLIANCE,
    f"GET /api/v1/compliance/{ID}/checks": COMPLIANCE,
    f"POST /api/v1/compliance/{ID}/gstr2b": COMPLIANCE,
    f"POST /api/v1/compliance/{ID}/reconciliation/something/refresh": COMPLIANCE,
    "POST /api/v1/gst/invoice-check": COMPLIANCE,
    "POST /api/v1/gst/reconcile-2b": COMPLIANCE,
    "POST /api/v1/invoice/generate": DRAFTS,
    "POST /api/v1/nlp/parse-invoice": DRAFTS,
    "POST /api/v1/ocr/extract-text": DRAFTS,
    "POST /api/v1/invoices/extract": DRAFTS,
    "POST /api/v1/generate/text": AI_FLAG,
    "POST /api/v1/generate/response": AI_FLAG,
    "POST /api/v1/gst/hsn/suggest": AI_FLAG,
}
GO_ON = (
    f"/fraud/alerts?business_id={ID}",
    f"/fraud/exceptions?business_id={ID}",
    f"/insights/{ID}/preferences",
    f"/insights/{ID}/{ID}",
    f"/compliance/{ID}/gstr1?period=2026-10",
    f"/compliance/{ID}/reconciliation?period=2026-10",
    "/gst/hsn?q=cement",
    "/invoices/extractions",
    "/feature-flags/check",
    "/flags",
)


class TestCalls:
    def test_that_work_something_out_are_those_of_the_table(self, app: Flask) -> None:
        found = {}
        with app.app_context():
            for rule in app.url_map.iter_rules():
                feature = needed(marks_of(rule.endpoint))
                values = {name: "something" if name == "period" else ID for name in rule.arguments}
                for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}) if feature else ():
                    found[f"{method} {_built(app, rule, values)}"] = feature
        assert found == STOPPED

    @pytest.mark.parametrize("call", [one for one, feature in STOPPED.items() if feature != AI_FLAG])
    def test_that_the_settings_switch_off_say_so_and_name_no_time(self, switched_off: Person, call: str) -> None:
        method, path = call.split()
        answer = _asked(switched_off, method, path)
        assert (answer.status_code, answer.json["code"]) == (503, "feature_off")
        assert "switched off" in answer.json["message"] and "Retry-After" not in answer.headers

    @pytest.mark.parametrize("path", GO_ON)
    def test_that_read_or_set_right_go_on(self, switched_off: Person, without_ai: Person, path: str) -> None:
        for person in (switched_off, without_ai):
            assert person.get(path).status_code != 503

    @pytest.mark.parametrize("call", STOPPED)
    def test_are_away_without_the_ai(self, without_ai: Person, call: str) -> None:
        answer = _asked(without_ai, *call.split())
        assert (answer.status_code, answer.json["code"]) == (503, "ai_disabled")
        assert answer.headers["Retry-After"] == "300"

    def test_questions_in_words_need_no_service_but_the_ai(self, switched_off: Person) -> None:
        assert _asked(switched_off, "POST", "/api/v1/generate/text").status_code == 422

    @pytest.mark.parametrize("call", [one for one in STOPPED if one.startswith("POST")])
    def test_body_nested_beyond_the_stack_is_refused_like_any_other(
        self, rt: Runtime, client: FlaskClient, owner: Caller, call: str
    ) -> None:
        headers = {"Authorization": f"Bearer {signed_in.token(rt, owner)}", "Content-Type": "application/json"}
        assert client.post(call.split()[1], data=b"[" * 200_000, headers=headers).status_code < 500


class TestFlag:
    @pytest.mark.parametrize("feature", FEATURES)
    def test_switches_off_for_a_while(self, rt: Runtime, owner: Caller, feature: str) -> None:
        service.set_flag(rt, feature, enabled=False, now=NOW)
        try:
            with pytest.raises(FeatureOff) as refused:
                service.require(replace(rt, loaded={}), feature, caller=owner)
        finally:
            service.follow_environment(rt, feature, now=NOW)
        assert refused.value.retry_after_seconds == 300
        service.require(replace(rt, loaded={}), feature, caller=owner)

    @pytest.mark.parametrize("feature", FEATURES)
    def test_stands_above_the_setting(self, rt: Runtime, owner: Caller, feature: str) -> None:
        off = replace(rt, settings=replace(rt.settings, **_off(ENVIRONMENT_DEFAULTS[feature])), loaded={})
        with pytest.raises(FeatureOff):
            service.require(off, feature, caller=owner)
        service.set_flag(rt, feature, enabled=True, now=NOW)
        try:
            service.require(replace(off, loaded={}), feature, caller=owner)
        finally:
            service.follow_environment(rt, feature, now=NOW)


class TestOneBusiness:
    @pytest.fixture(autouse=True)
    def off_for_one(self, rt: Runtime, business_id: UUID) -> Iterator[None]:
        service.set_override(rt, FRAUD, business_id=business_id, enabled=False, now=NOW)
        yield
        service.set_override(rt, FRAUD, business_id=business_id, enabled=None, now=NOW)

    def test_is_off_for_its_owner_and_on_for_others(
        self, fresh: Runtime, owner: Caller, caller: Callable[..., Caller], business_id: UUID
    ) -> None:
        with pytest.raises(FeatureOff) as refused:
            service.require(fresh, FRAUD, caller=owner, business_id=business_id)
        assert refused.value.retry_after_seconds is None
        service.require(fresh, FRAUD, caller=caller())
        service.require(fresh, INSIGHTS, caller=owner, business_id=business_id)

    def test_second_business_of_the_same_owner_is_on(
        self, fresh: Runtime, engine: Engine, owner: Caller, business_id: UUID
    ) -> None:
        second = shops.opened(engine, owner.user_id)
        service.require(fresh, FRAUD, caller=owner, business_id=second)
        with pytest.raises(FeatureOff):
            service.require(fresh, FRAUD, caller=owner, business_id=business_id)

    def test_nobody_learns_it_who_asks_for_the_business_of_another(
        self, fresh: Runtime, caller: Callable[..., Caller], business_id: UUID
    ) -> None:
        service.require(fresh, FRAUD, caller=caller(), business_id=business_id)

    @pytest.mark.parametrize("form", ["json", "query"])
    def test_call_names_its_business(
        self, rt: Runtime, client: FlaskClient, owner: Caller, business_id: UUID, form: str
    ) -> None:
        rt.loaded.pop("flags", None)
        person = signed_in.person(rt, client, owner)
        query = {"business_id": str(business_id)} if form == "query" else {}
        options: dict[str, Any] = {} if form == "query" else {"json": {"business_id": str(business_id)}}
        answer = person.client.post(
            "/api/v1/fraud/analyze",
            query_string=query,
            headers={"Authorization": f"Bearer {person.token}"},
            **options,
        )
        rt.loaded.pop("flags", None)
        assert answer.status_code == 503 and answer.json and answer.json["code"] == "feature_off"

    def test_another_business_beside_it_changes_nothing(
        self, rt: Runtime, engine: Engine, client: FlaskClient, owner: Caller, business_id: UUID
    ) -> None:
        rt.loaded.pop("flags", None)
        person, other = signed_in.person(rt, client, owner), shops.opened(engine, owner.user_id)
        answer = person.post("/fraud/analyze?business_id=" + str(other), {"business_id": str(business_id)})
        rt.loaded.pop("flags", None)
        assert (answer.status_code, answer.json["code"]) == (503, "feature_off")

    @pytest.mark.parametrize(("is_named", "status"), [(True, 503), (False, 422)])
    def test_form_names_its_business_too(
        self,
        rt: Runtime,
        engine: Engine,
        client: FlaskClient,
        owner: Caller,
        business_id: UUID,
        is_named: bool,
        status: int,
    ) -> None:
        other = shops.opened(engine, owner.user_id)
        service.set_override(rt, DRAFTS, business_id=business_id, enabled=False, now=NOW)
        rt.loaded.pop("flags", None)
        named = business_id if is_named else other
        form = {"business_id": str(named), "file": (io.BytesIO(b"\x7fELF\x00"), "bill.pdf")}
        headers = {"Authorization": f"Bearer {signed_in.token(rt, owner)}"}
        answer = client.post("/api/v1/invoices/extract", data=form, headers=headers)
        service.set_override(rt, DRAFTS, business_id=business_id, enabled=None, now=NOW)
        rt.loaded.pop("flags", None)
        assert answer.status_code == status

    def test_is_left_out_at_night(self, fresh: Runtime, rt: Runtime, business_id: UUID) -> None:
        assert not nightly.ROUND.is_due(fresh, business_id)
        assert nightly.look_job(fresh, business_id=business_id, now=NOW, progress=lambda *_: None) == {"scanned": False}
        service.set_override(rt, FRAUD, business_id=business_id, enabled=None, now=NOW)
        assert nightly.ROUND.is_due(replace(rt, loaded={}), business_id)


class TestNight:
    @pytest.mark.parametrize(("feature", "rounds"), [(FRAUD, nightly.ROUND), (INSIGHTS, insights.ROUND)])
    @pytest.mark.parametrize("setting", ["of the service", "of the ai"])
    def test_asks_for_nothing_that_is_switched_off(
        self, rt: Runtime, business_id: UUID, feature: str, rounds: Any, setting: str
    ) -> None:
        name = ENVIRONMENT_DEFAULTS[feature] if setting == "of the service" else "ai_enabled"
        off = replace(rt, settings=replace(rt.settings, **_off(name)), loaded={})
        assert rounds.is_due(replace(rt, loaded={}), business_id)
        assert not rounds.is_due(off, business_id)

    def test_share_of_the_users_is_one_that_somebody_sees(self, rt: Runtime, business_id: UUID) -> None:
        for share, is_on in ((1, True), (0, False)):
            service.set_flag(rt, FRAUD, enabled=True, rollout_percent=share, now=NOW)
            found = service.is_on(replace(rt, loaded={}), FRAUD, business_id=business_id)
            service.set_flag(rt, FRAUD, enabled=None, rollout_percent=100, now=NOW)
            service.follow_environment(rt, FRAUD, now=NOW)
            assert found is is_on


class TestWithoutAI:
    def test_nothing_is_required_twice(self, rt: Runtime, owner: Caller) -> None:
        with pytest.raises(AIDisabled):
            off = replace(rt, settings=replace(rt.settings, ai_enabled=False), loaded={})
            service.require(off, AI_FLAG, caller=owner)
        service.require(replace(rt, loaded={}), AI_FLAG, caller=owner)


def _off(setting: str) -> dict[str, Any]:
    return {setting: False}


def _built(app: Flask, rule: Any, values: dict[str, str]) -> str:
    return str(app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or ()))))


def _asked(person: Person, method: str, path: str) -> Any:
    options: dict[str, Any] = {"json": {}} if method == "POST" else {}
    return person.client.open(path, method=method, headers={"Authorization": f"Bearer {person.token}"}, **options)


@pytest.fixture
def fresh(rt: Runtime) -> Runtime:
    """The runtime of a process that has read no flag yet."""
    return replace(rt, loaded={})


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def business_id(engine: Engine, owner: Caller) -> UUID:
    return shops.opened(engine, owner.user_id)


@pytest.fixture(scope="module")
def applications(settings: Settings) -> Iterator[dict[str, tuple[Flask, Runtime]]]:
    """One whose services are off by their settings, and one without the AI."""
    off: dict[str, Any] = dict.fromkeys((ENVIRONMENT_DEFAULTS[one] for one in FEATURES), False)
    runtimes = {"off": assemble(replace(settings, **off)), "none": assemble(replace(settings, ai_enabled=False))}
    yield {name: (create_app(runtime=one), one) for name, one in runtimes.items()}
    for one in runtimes.values():
        one.close()


@pytest.fixture
def switched_off(applications: Any, owner: Caller) -> Person:
    """Somebody whose four services are off."""
    app, runtime = applications["off"]
    return signed_in.person(runtime, app.test_client(), owner)


@pytest.fixture
def without_ai(applications: Any, owner: Caller) -> Person:
    """Somebody whose service has its analyses switched off."""
    app, runtime = applications["none"]
    return signed_in.person(runtime, app.test_client(), owner)
