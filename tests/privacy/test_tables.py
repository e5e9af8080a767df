"""Every table and every kind of file has its treatment, and the treatments name what there is."""

import psycopg

from app.privacy.records import Deed
from app.privacy.rules.tables import TABLES
from app.privacy.service import files
from app.runtime.backups.files import KINDS
from app.runtime.retention import kinds
from tests.privacy import planted
from tests.schema.test_policies import APP_TABLES

OF_PERSONS = {"user_id", "requested_by", "uploaded_by", "answered_by", "created_by", "updated_by", "actor"}
"""How columns are called that say whose a row is, or who wrote it."""
ELSEWHERE = {"ml_model_events", "ai_audit_logs", "ai_audit_actors"}
"""Histories that nobody may change, of admins and under keyed hashes; and the keys, which go with their user."""


class TestTables:
    def test_every_table_of_ours_has_a_treatment(self, migrated_url: str) -> None:
        named = [table.name for table in TABLES]
        assert len(named) == len(set(named))
        assert set(planted.tables(migrated_url)) - APP_TABLES == set(named)

    def test_what_stays_stays_for_a_reason_and_what_goes_is_found(self) -> None:
        for table in TABLES:
            for one in (*table.business, *table.user):
                assert one.deed is Deed.ERASED or one.because, table.name
                assert one.deed is Deed.KEPT or one.where, table.name

    def test_no_row_of_a_business_is_overlooked(self, migrated_url: str) -> None:
        columns = planted.tables(migrated_url)
        overlooked = [
            table.name
            for table in TABLES
            if "business_id" in columns[table.name]
            and not any(one.where or "trail" in one.because for one in table.business)
        ]
        assert overlooked == []

    def test_no_column_that_names_a_person_is_overlooked(self, migrated_url: str) -> None:
        columns = planted.tables(migrated_url)
        named = {(table.name, column) for table in TABLES for column in columns[table.name] & OF_PERSONS}
        treated = {
            (table.name, column)
            for table in TABLES
            for column in OF_PERSONS
            if any(column in one.where for one in table.user)
        }
        assert {(table, column) for table, column in named - treated if table not in ELSEWHERE} == set()

    def test_no_table_of_the_app_is_touched(self) -> None:
        assert {table.name for table in TABLES} & APP_TABLES == set()

    def test_conditions_are_sql(self, migrated_url: str) -> None:
        with psycopg.connect(migrated_url) as db:
            for table in TABLES:
                for one in (*table.business, *table.user):
                    given = f"{one.where or 'true'} and {one.shown or 'true'}"
                    where = given.replace(":subject", "gen_random_uuid()")
                    db.execute(f"explain select * from {table.name} where {where}".encode())


class TestFiles:
    def test_every_kind_of_file_has_a_treatment(self) -> None:
        assert {*kinds.FILES, *kinds.FILES_BY_SETTING, *KINDS, "audit-anchors"} <= set(files.TREATED)
