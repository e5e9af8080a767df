"""The model store in the database: one production version, history that stays, and nothing that users may touch."""

from typing import Any

import psycopg
import pytest
from psycopg import Connection

from tests.schema.tenants import Shops, denied, value

NEW = "insert into ml_models (name, version, label, kind, state) values (%s, %s, %s, 'skops', %s) returning id"
EVENT = "insert into ml_model_events (name, model_id, kind, actor) values ('m', %s, 'promoted', 'asha')"
HIDDEN = ("ml_model_pointers", "ml_model_events", "ml_model_validations", "ml_model_refusals")


class TestVersions:
    def test_one_of_a_name_is_in_production(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            _new(db, "m", 1, "production")
            _new(db, "other", 1, "production")
            with pytest.raises(psycopg.errors.UniqueViolation):
                _new(db, "m", 2, "production")

    @pytest.mark.parametrize("state", ["candidate", "validated", "rejected", "approved", "archived", "retired"])
    def test_every_state_of_this_and_of_the_last_release_is_taken(self, shops: Shops, state: str) -> None:
        with shops.acting("service_role") as db:
            assert _new(db, "m", 1, state)

    def test_no_other_state_is_taken(self, shops: Shops) -> None:
        with shops.acting("service_role") as db, pytest.raises(psycopg.errors.CheckViolation):
            _new(db, "m", 1, "promoted")


class TestHistory:
    @pytest.mark.parametrize(
        "change",
        ["update ml_model_events set reason = 'x'", "delete from ml_model_events", "truncate ml_model_events"],
    )
    def test_service_may_not_change_it_and_the_owner_cannot(self, shops: Shops, change: str) -> None:
        with shops.acting("service_role") as db:
            db.execute(EVENT, (_new(db, "m", 1, "production"),))
            assert denied(db, change)
            db.execute("select set_config('role', 'none', true)")
            with pytest.raises(psycopg.errors.RestrictViolation, match="history and stay as they are"):
                db.execute(change.encode())

    def test_version_with_a_history_cannot_be_deleted(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            db.execute(EVENT, (_new(db, "m", 1, "production"),))
            with pytest.raises(psycopg.errors.ForeignKeyViolation):
                db.execute("delete from ml_models where name = 'm'")


class TestUsers:
    @pytest.mark.parametrize("table", HIDDEN)
    def test_see_and_write_nothing_of_what_admins_do(self, shops: Shops, table: str) -> None:
        with shops.acting("authenticated", shops.mine.owner) as db:
            assert denied(db, f"select from {table}")
            assert denied(db, f"delete from {table}")

    def test_see_which_model_answered_them(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            _new(db, "m", 1, "production")
            db.execute("select set_config('role', 'authenticated', true)")
            assert value(db, "select count(*) from ml_models where name = 'm'") == 1


def _new(db: Connection[Any], name: str, version: int, state: str) -> Any:
    row = db.execute(NEW, (name, version, f"{name}-{version}", state)).fetchone()
    assert row
    return row[0]
