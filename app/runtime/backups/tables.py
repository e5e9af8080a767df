"""Which tables are backed up, and what they hold: counted in the transaction whose snapshot the dump shares.

In a Supabase project these are the relations that the files of schema/ make, since the app's own are Supabase's to
keep. In a database that also has a local copy of the app's tables it is all of them.
"""

import re
from collections.abc import Sequence
from typing import Any

import psycopg

from app.runtime import migrations
from app.runtime.backups.manifest import Content, Role

RELATION = re.compile(r"create (?:table|sequence) if not exists public\.(\w+)|create or replace view public\.(\w+)")
LEDGER = "schema_migrations"

LIMITS = (
    "set local statement_timeout = 0",
    "set local idle_in_transaction_session_timeout = 0",
    "set local row_security = off",  # an error, where policies would hide rows
    "set local timezone = 'UTC'",
    "set local datestyle = 'ISO, YMD'",
    "set local intervalstyle = 'postgres'",
    "set local extra_float_digits = 1",
    "set local bytea_output = 'hex'",
    "set local search_path = ''",
)
"""What the text of a row depends on, and what would end a long look."""

TABLES = """
select n.nspname, c.relname, format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by 3
"""
CONTENT = "select count(*), coalesce(sum(pg_catalog.hashtextextended(t::text, 0)::numeric), 0)::text from {table} t"
AUDIT_HEAD = (
    "select encode(sha256(convert_to(coalesce(string_agg(format('%s %s %s', chain, seq, hash), ' ' order by chain),"
    " ''), 'UTF8')), 'hex') from public.ai_audit_heads"
)
ROLES = """
select r.rolname, r.rolinherit, r.rolbypassrls, array(
    select g.rolname::text from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid
    where m.member = r.oid and g.rolname !~ '^pg_' and not g.rolsuper order by 1)
from pg_catalog.pg_roles r where r.rolname !~ '^pg_' and not r.rolsuper and r.rolname <> current_user order by 1
"""
PUBLISHED = """
select format('%%I.%%I', schemaname, tablename) from pg_catalog.pg_publication_tables
where pubname = 'supabase_realtime' and schemaname = 'public' and tablename = any(%s) order by 1
"""
MODELS = "select distinct sha256 from public.ml_models where sha256 ~ '^[0-9a-f]{64}$' order by 1"

Look = psycopg.Connection[tuple[Any, ...]]


def ours() -> list[str]:
    """Names of the relations in `public` that the files of schema/ outside of local/ make."""
    found = {LEDGER}
    for file in migrations.load(local=False):
        found |= {table or view for table, view in RELATION.findall(file.sql)}
    return sorted(found)


def applied(look: Look) -> dict[str, str]:
    """The files of schema/ that this database has, with their SHA-256."""
    return dict(look.execute("select name, sha256 from public.schema_migrations order by applied_at, name").fetchall())


def has_app_tables(schema: Sequence[str]) -> bool:
    """Whether a database with these files also has a local copy of the app's tables."""
    return any(name.startswith("local/") for name in schema)


def contents(look: Look, *, only: Sequence[str] | None) -> dict[str, Content]:
    """Rows and checksum of every table, or of those `only` in the schema public."""
    found = {}
    for schema, table, name in look.execute(TABLES).fetchall():
        if only is None or (schema == "public" and table in only):
            # nosemgrep: sql-from-pieces -- a name that PostgreSQL itself has quoted
            rows, checksum = look.execute(CONTENT.format(table=name).encode()).fetchall()[0]
            found[name] = Content(rows, checksum)
    return found


def audit_head(look: Look) -> str | None:
    """SHA-256 over the heads of the audit trail; None where there is none."""
    if look.execute("select to_regclass('public.ai_audit_heads')").fetchone() == (None,):
        return None
    return str(look.execute(AUDIT_HEAD).fetchall()[0][0])


def roles(look: Look) -> list[Role]:
    """The roles that rights in the dump may name; the one that connects and superusers are the server's own."""
    return [Role(*row) for row in look.execute(ROLES).fetchall()]


def published(look: Look, *, only: Sequence[str]) -> list[str]:
    """Those of `only` in the publication supabase_realtime, which a dump of single tables leaves out."""
    return [name for (name,) in look.execute(PUBLISHED, (list(only),)).fetchall()]


def models(look: Look) -> list[str]:
    """SHA-256 of every model file that the registry names."""
    return [sha256 for (sha256,) in look.execute(MODELS).fetchall()]
