"""The schema in a project like Supabase's: roles and the app's tables are there, and each new table is open to all."""

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest

from app.runtime import migrations
from tests.schema import tenants
from tests.schema.servers import PASSWORD, Server
from tests.schema.tenants import Connection, denied, value

NUMBERS = count(1)


class TestProject:
    def test_leaves_the_apps_tables_as_they_were(self, project: Connection) -> None:
        before = project.execute(SHAPE).fetchall()
        list(migrations.upgrade(_url(project)))
        after = [row for row in project.execute(SHAPE).fetchall() if row[0] in {table for table, *_ in before}]
        assert after == before

    def test_takes_back_what_supabase_gives_to_everybody(self, project: Connection) -> None:
        local = {name for (name,) in project.execute("select tablename from pg_tables where schemaname = 'public'")}
        list(migrations.upgrade(_url(project)))
        ours = {
            name for (name,) in project.execute("select tablename from pg_tables where schemaname = 'public'")
        } - local
        rights = project.execute(
            "select table_name from information_schema.role_table_grants where grantee = 'anon' union all"
            " select routine_name from information_schema.role_routine_grants where grantee = 'anon' union all"
            " select object_name from information_schema.role_usage_grants where grantee = 'anon'"
        )
        assert {name for (name,) in rights} - local - {"set_invoice_status", "jwt", "uid", "role"} == set()
        assert {"jobs", "fraud_alerts", "schema_migrations"} <= ours
        for table in ours:
            assert not value(
                project, "select has_table_privilege('authenticated', %s, 'truncate, trigger, references')", table
            )

    def test_keeps_revisions_though_its_owner_is_no_superuser(self, project: Connection) -> None:
        list(migrations.upgrade(_url(project)))
        shops = tenants.open_shops(project)
        before = shops.revision(shops.mine)
        with shops.acting("authenticated", shops.mine.owner) as db:
            db.execute("update customers set name = 'Asha' where business_id = %s", (shops.mine.business,))
            assert shops.revision(shops.mine) > before
            assert value(db, "select app_reach(%s, %s)", shops.mine.owner, shops.mine.business) == shops.revision(
                shops.mine
            )
            assert denied(db, "update book_revisions set revision = 0")

    def test_joins_the_publication_that_is_there(self, project: Connection) -> None:
        project.execute("create publication supabase_realtime for table customers")
        list(migrations.upgrade(_url(project)))
        published = project.execute("select tablename from pg_publication_tables where pubname = 'supabase_realtime'")
        assert {name for (name,) in published} == {"customers", "fraud_alerts", "business_insights"}

    def test_without_the_right_to_make_tables_says_so(self, project: Connection) -> None:
        url = f"{_url(project)}?options=-crole%3Danon"
        with pytest.raises(migrations.SchemaError, match="the database user lacks a right: permission denied"):
            list(migrations.upgrade(url))


SHAPE = """
select table_name, column_name, data_type, is_nullable, column_default, ordinal_position
from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migrations' order by 1, 6
"""


@pytest.fixture
def project(server: Server) -> Iterator[Connection]:
    """A database whose owner may do what Supabase's `postgres` may: pass row-level security, but he is no superuser."""
    auth, books = migrations.load(local=True)[:2]
    name = f"project_{next(NUMBERS)}"
    with psycopg.connect(server.url(), autocommit=True) as admin:
        admin.execute(auth.sql.encode())
        admin.execute(f"create role {name} login createrole bypassrls password '{PASSWORD}'".encode())
        admin.execute(f"grant anon, authenticated, service_role to {name} with admin option".encode())
        admin.execute(f"create database {name} owner {name}".encode())
    with psycopg.connect(server.url(name, name), autocommit=True, prepare_threshold=None) as connection:
        for kind in ("tables", "functions", "sequences"):
            everybody = "anon, authenticated, service_role"
            connection.execute(f"alter default privileges in schema public grant all on {kind} to {everybody}".encode())
        connection.execute(auth.sql.encode())
        connection.execute(books.sql.encode())
        yield connection


def _url(project: Connection) -> str:
    info = project.info
    return f"postgresql://{info.user}:{PASSWORD}@{info.host}:{info.port}/{info.dbname}"
