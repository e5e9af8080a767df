"""Nobody sees or touches another tenant's rows: asked of every table that has a business_id."""

from typing import Any
from uuid import uuid4

import pytest
from psycopg.errors import RestrictViolation

from tests.schema import rows
from tests.schema.tenants import Shops, denied, value

APP_TABLES = {
    "businesses", "user_profiles", "customers", "suppliers", "products", "invoices", "invoice_items", "transactions",
    "payments", "expenses", "cashbook_entries", "recurring_payments",
}  # fmt: skip
USER_ROWS = {
    "feedback": "insert into feedback (id, user_id, feedback_type, entity_id, helpful, submitted_at)"
    " values (gen_random_uuid(), %s, 'insight', '1', true, now())",
    "idempotency_keys": "insert into idempotency_keys (user_id, key, method_path, body_sha256)"
    " values (%s, 'k', 'p', 's')",
    "feature_flag_events": "insert into feature_flag_events (feature_name, user_id, event_type, interaction_type)"
    " values ('f', %s, 'interaction', 'tap')",
    "ai_analytics_events": "insert into ai_analytics_events (user_id, event) values (%s, 'asked')",
    "ai_user_consents": "insert into ai_user_consents (user_id, purpose, version, language, is_given)"
    " values (%s, 'training', 1, 'en', false)",
}


class TestAnotherTenant:
    def test_every_table_has_a_case_here(self, shops: Shops) -> None:
        assert set(shops.tables_with_business()) == set(rows.NEW)

    def test_sees_no_row(self, shops: Shops) -> None:
        for table in shops.tables_with_business():
            with shops.acting("authenticated", shops.theirs.owner) as db:
                seen = {business for (business,) in db.execute(f"select business_id from {table}".encode())}
            assert seen <= {shops.theirs.business}, table

    def test_changes_no_row(self, shops: Shops) -> None:
        for table in shops.tables_with_business():
            for change in (f"update {table} set business_id = business_id", f"delete from {table}"):
                assert _touched(shops, f"{change} where business_id = %s", shops.mine.business) == 0, change

    def test_answers_no_alert(self, shops: Shops) -> None:
        change = "update fraud_alerts set status = 'dismissed' where business_id = %s"
        assert _touched(shops, change, shops.mine.business) == 0
        assert _touched(shops, change, shops.theirs.business) == 1

    def test_adds_no_row(self, shops: Shops) -> None:
        parameters = shops.mine.parameters(user=shops.theirs.owner)
        with shops.acting("authenticated", shops.theirs.owner) as db:
            assert [table for table in rows.NEW if not denied(db, rows.NEW[table], parameters)] == []

    def test_moves_no_row_over(self, shops: Shops) -> None:
        with shops.acting("authenticated", shops.theirs.owner) as db:
            moved = (
                "update customers set business_id = %s where business_id = %s",
                (shops.mine.business, shops.theirs.business),
            )
            assert denied(db, *moved)

    def test_reaches_neither_the_business_nor_the_lines_of_its_invoices(self, shops: Shops) -> None:
        with shops.acting("authenticated", shops.theirs.owner) as db:
            assert value(db, "select count(*) from businesses where id = %s", shops.mine.business) == 0
            assert value(db, "select count(*) from invoice_items where invoice_id = %s", shops.mine.invoice) == 0
            assert denied(db, "insert into invoice_items (invoice_id, name) values (%s, 'x')", (shops.mine.invoice,))

    def test_writes_nothing_in_anothers_name(self, shops: Shops) -> None:
        for table, insert in USER_ROWS.items():
            with shops.acting("authenticated", shops.theirs.owner) as db:
                assert denied(db, insert, (shops.mine.owner,)), table
                assert not denied(db, insert, (shops.theirs.owner,)), table

    @pytest.mark.parametrize("table", USER_ROWS)
    def test_sees_nothing_that_another_user_wrote(self, shops: Shops, table: str) -> None:
        with shops.acting("service_role") as db:
            db.execute(USER_ROWS[table].encode(), (shops.mine.owner,))
            db.execute("select set_config('role', 'authenticated', true)")
            db.execute("select set_config('request.jwt.claims', %s, true)", (f'{{"sub": "{uuid4()}"}}',))
            assert value(db, f"select count(*) from {table}") == 0


class TestFormerMember:
    @pytest.mark.parametrize(("is_of_business", "seen"), [(True, 0), (False, 1)])
    def test_sees_of_the_jobs_he_asked_for_those_of_no_business(
        self, shops: Shops, is_of_business: bool, seen: int
    ) -> None:
        left, business = uuid4(), shops.mine.business if is_of_business else None
        with shops.acting("service_role") as db:
            asked = "insert into jobs (name, business_id, requested_by) values ('x', %s, %s)"
            db.execute(asked.encode(), (business, left))
            db.execute("select set_config('role', 'authenticated', true)")
            db.execute("select set_config('request.jwt.claims', %s, true)", (f'{{"sub": "{left}"}}',))
            assert value(db, "select count(*) from jobs") == seen


class TestAnonymous:
    def test_has_no_right_at_all(self, shops: Shops) -> None:
        tables = _tables(shops)
        with shops.acting("anon") as db:
            assert [table for table in tables if not denied(db, f"select from {table}")] == []

    def test_may_call_nothing_that_answers(self, shops: Shops) -> None:
        with shops.acting("anon") as db:
            assert denied(db, "select app_reach(%s, %s)", (shops.mine.owner, shops.mine.business))
            assert denied(db, "select app_business_ids()")
            assert denied(db, "select books_changed('{}')")


class TestOwnPeople:
    def test_owner_and_member_see_their_rows(self, shops: Shops) -> None:
        for table in rows.NEW:
            query = f"select count(*) from {table} where business_id = %s"
            assert _seen(shops, shops.mine.owner, query) >= (table != "user_profiles"), table
            is_hidden = table in rows.SEEN_BY_AUTHOR_ONLY | rows.SEEN_BY_OWNER_ONLY
            assert _seen(shops, shops.mine.member, query) >= (not is_hidden), table

    def test_members_do_not_see_what_the_owner_alone_may(self, shops: Shops) -> None:
        for table in rows.SEEN_BY_OWNER_ONLY:
            assert _seen(shops, shops.mine.member, f"select count(*) from {table} where business_id = %s") == 0, table

    def test_may_save_an_analysis_but_not_change_one(self, shops: Shops) -> None:
        with shops.acting("authenticated", shops.mine.member) as db:
            assert not denied(db, rows.NEW["ai_analysis_results"], shops.mine.parameters())
            assert denied(db, "update ai_analysis_results set result = '{}'")

    @pytest.mark.parametrize(
        "table",
        [
            *("fraud_alerts", "business_insights", "jobs", "book_facts", "feature_flag_overrides"),
            *("ml_model_observations", "insight_evidence", "insight_looks", "insight_deeds", "document_deeds"),
            "ai_audit_logs",
        ],
    )
    def test_may_not_write_what_the_service_found_out(self, shops: Shops, table: str) -> None:
        with shops.acting("authenticated", shops.mine.owner) as db:
            assert denied(db, rows.NEW[table], shops.mine.parameters())

    def test_answer_in_their_own_name_and_change_nothing_else(self, shops: Shops) -> None:
        with shops.acting("authenticated", shops.mine.owner) as db:
            assert not denied(db, "update fraud_alerts set status = 'confirmed', answered_by = %s", (shops.mine.owner,))
            assert denied(db, "update fraud_alerts set status = 'confirmed', answered_by = %s", (shops.mine.member,))
            assert denied(db, "update fraud_alerts set confidence_score = 0")

    def test_nobody_makes_himself_a_member(self, shops: Shops) -> None:
        stranger = uuid4()
        shops.connection.execute("insert into auth.users (id) values (%s)", (stranger,))
        with shops.acting("authenticated", stranger) as db:
            assert denied(db, rows.NEW["user_profiles"], {"user": stranger, "business": shops.mine.business})


class TestService:
    def test_sees_and_writes_every_business(self, shops: Shops) -> None:
        for table in rows.NEW:
            with shops.acting("service_role") as db:
                seen = {business for (business,) in db.execute(f"select business_id from {table}".encode())}
                assert seen >= {shops.mine.business, shops.theirs.business}, table
                if table not in rows.MADE_BY_TRIGGER:
                    if table not in rows.NEVER_DELETED:
                        db.execute(f"delete from {table} where business_id = %s".encode(), (shops.theirs.business,))
                    row = shops.theirs.parameters(user=shops.theirs.member)
                    db.execute(rows.NEW[table].encode(), row)

    def test_leaves_revisions_to_the_triggers(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            assert denied(db, "update book_revisions set revision = 1")


class TestAuditTrail:
    @pytest.mark.parametrize(
        "change",
        [
            *("update ai_audit_logs set action = 'x'", "delete from ai_audit_logs", "truncate ai_audit_logs"),
            *("insert into ai_audit_heads values (gen_random_uuid())", "update ai_audit_heads set seq = 0"),
            *("delete from ai_audit_archive", "delete from ai_audit_anchors", "update ai_audit_actors set key = 'x'"),
        ],
    )
    @pytest.mark.parametrize("role", ["authenticated", "service_role"])
    def test_is_changed_by_no_role(self, shops: Shops, role: str, change: str) -> None:
        with shops.acting(role, shops.mine.owner) as db:
            assert denied(db, change)

    @pytest.mark.parametrize(
        "change", ["update ai_audit_logs set action = 'x'", "delete from ai_audit_logs", "truncate ai_audit_logs"]
    )
    def test_refuses_even_the_owner_of_the_tables(self, shops: Shops, change: str) -> None:
        with shops.connection.transaction(force_rollback=True), pytest.raises(RestrictViolation):
            shops.connection.execute(change.encode())

    def test_keeps_what_is_young_out_of_the_archive(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            assert value(db, "select ai_audit_put_away(%s, now() + interval '1 day', 10)", shops.mine.business) == 0


class TestEveryTable:
    def test_has_row_level_security(self, shops: Shops) -> None:
        assert _tables(shops, "relkind = 'r' and not relrowsecurity") == set()

    def test_is_shown_by_a_view_with_the_rights_of_who_looks(self, shops: Shops) -> None:
        assert _tables(shops, "relkind = 'v' and not 'security_invoker=on' = any (coalesce(reloptions, '{}'))") == set()

    def test_of_ours_with_a_business_has_it_for_its_owner_too(self, shops: Shops) -> None:
        unforced = _tables(shops, "relkind = 'r' and not relforcerowsecurity") & set(shops.tables_with_business())
        assert unforced - APP_TABLES == set()

    def test_finds_the_callers_businesses_once_a_query(self, shops: Shops) -> None:
        """Measured on 200,000 rows: `in (select ...)` asks anew for every row and takes fifty times as long."""
        policies = shops.connection.execute(
            "select tablename, qual, with_check from pg_policies where schemaname = 'public'"
        )
        for table, qual, check in policies:
            for text in (qual or "", check or ""):
                asked = text.count("app_business_ids()")
                assert text.count("ANY (ARRAY( SELECT app_business_ids() AS app_business_ids))") == asked, (table, text)


def _touched(shops: Shops, change: str, business: Any) -> int:
    """How many rows the owner of the other business changes; none when even the right is missing."""
    with shops.acting("authenticated", shops.theirs.owner) as db:
        return 0 if denied(db, change, (business,)) else db.execute(change.encode(), (business,)).rowcount


def _seen(shops: Shops, user: Any, query: str) -> int:
    with shops.acting("authenticated", user) as db:
        return int(value(db, query, shops.mine.business))


def _tables(shops: Shops, condition: str = "true") -> set[str]:
    """Tables and views of ours and the app's; `condition` speaks of pg_class."""
    query = "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')"
    return {name for (name,) in shops.connection.execute(f"{query} and {condition}".encode())}
