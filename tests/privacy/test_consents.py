"""What people agree to: every answer is kept, the last one holds, and taking it back has its effect at once."""

from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest
from psycopg.errors import RestrictViolation
from sqlalchemy import Engine

from app.feedback import usage
from app.privacy.rules.purposes import PURPOSES
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.language import Language
from tests import shops
from tests.privacy.test_api import Say, business, owner, say

__all__ = ["business", "owner", "say"]
YES = {"version": 1, "is_given": True}
NO = {"version": 1, "is_given": False}


class TestConsents:
    def test_every_purpose_is_shown_in_both_languages(self, say: Say, owner: Caller) -> None:
        shown = say(owner, "GET /consents").json["consents"]
        assert [one["purpose"] for one in shown] == [purpose.name for purpose in PURPOSES]
        for one in shown:
            assert set(one["sentences"]) == set(Language)
            assert (one["is_given"], one["history"]) == (None, [])

    def test_answers_add_up_and_the_last_one_holds(self, say: Say, owner: Caller) -> None:
        for said in (YES, YES, NO, YES):
            last = say(owner, "PUT /consents", {"purpose": "training", "language": "hi"} | said).json
        assert last["is_given"] is True
        training = say(owner, "GET /consents").json["consents"][0]
        assert [one["is_given"] for one in training["history"]] == [True, False, True]
        assert {one["language"] for one in training["history"]} == {"hi"}

    def test_many_answers_to_one_hide_none_to_another(
        self, say: Say, engine: Engine, owner: Caller, business: UUID
    ) -> None:
        say(owner, "PUT /consents", {"purpose": "training"} | NO)
        many = (
            "insert into ai_user_consents (user_id, purpose, version, language, is_given)"
            " select :user, 'analytics', 1, 'en', n % 2 = 0 from generate_series(1, 600) n"
        )
        shops.execute(engine, many, {"user": owner.user_id})
        shown = say(owner, "GET /consents").json["consents"]
        assert {one["purpose"]: one["is_given"] for one in shown} == {"training": False, "analytics": True}

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ({"purpose": "training", "version": 2, "is_given": True}, 422, "consent_version_unknown"),
            ({"purpose": "selling", "version": 1, "is_given": True}, 404, "purpose_unknown"),
        ],
    )
    def test_other_purposes_and_sentences_are_refused(
        self, say: Say, owner: Caller, body: dict[str, object], status: int, code: str
    ) -> None:
        found = say(owner, "PUT /consents", body)
        assert (found.status_code, found.json["code"]) == (status, code)

    def test_nobody_changes_an_answer(self, say: Say, owner: Caller, migrated_url: str) -> None:
        say(owner, "PUT /consents", {"purpose": "training"} | NO)
        with psycopg.connect(migrated_url, autocommit=True) as db:
            for change in ("update ai_user_consents set is_given = true", "delete from ai_user_consents"):
                with pytest.raises(RestrictViolation):
                    db.execute(f"{change} where user_id = %s".encode(), (owner.user_id,))


class TestAnalytics:
    def test_use_is_counted_until_it_is_taken_back(
        self, rt: Runtime, say: Say, engine: Engine, owner: Caller, business: UUID
    ) -> None:
        def counted() -> int:
            with rt.db.transaction(owner) as tx:
                usage.record(tx, caller=owner, event="assistant.asked", business_id=business)
            query = "select count(*) from ai_analytics_events where user_id = :user"
            return shops.count(engine, query, {"user": owner.user_id})

        assert counted() == 1
        say(owner, "PUT /consents", {"purpose": "analytics"} | NO)
        assert counted() == 0
        say(owner, "PUT /consents", {"purpose": "analytics"} | YES)
        assert counted() == 1

    def test_repeat_deletes_what_a_killed_process_left(
        self, say: Say, engine: Engine, owner: Caller, business: UUID
    ) -> None:
        say(owner, "PUT /consents", {"purpose": "analytics"} | NO)
        late = "insert into ai_analytics_events (user_id, business_id, event) values (:user, :b, 'asked')"
        shops.execute(engine, late, {"user": owner.user_id, "b": business})
        say(owner, "PUT /consents", {"purpose": "analytics"} | NO)
        query = "select count(*) from ai_analytics_events where user_id = :user"
        assert shops.count(engine, query, {"user": owner.user_id}) == 0


class TestSettings:
    def test_hold_what_the_owner_chose(self, say: Say, owner: Caller, business: UUID) -> None:
        assert say(owner, f"GET /settings?business_id={business}").json == {
            "business_id": str(business),
            "anonymize_data": False,
            "data_sharing_enabled": True,
            "updated_at": None,
        }
        wanted = {"business_id": str(business), "anonymize_data": True, "data_sharing_enabled": False}
        for _ in range(2):
            assert say(owner, "PUT /settings", wanted).status_code == 200
        assert say(owner, f"GET /settings?business_id={business}").json.items() >= wanted.items()

    def test_stranger_finds_none(self, say: Say, caller: Callable[..., Caller], business: UUID) -> None:
        assert say(caller(), f"GET /settings?business_id={business}").status_code == 404
