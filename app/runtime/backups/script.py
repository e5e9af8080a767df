"""The SQL around a dump: what makes room and roles for it, and what proves that everything came back."""

import json
from collections.abc import Iterator

from psycopg import sql

from app.runtime.backups import tables
from app.runtime.backups.manifest import Manifest, Role

WAIT = "set lock_timeout = '10s';\nset client_min_messages = error;\nset statement_timeout = 0;\n"
EMPTY_WHOLE = """
drop publication if exists supabase_realtime;
drop schema if exists auth cascade;
drop schema public cascade;
create schema public;
grant usage on schema public to public;
"""
MAKE_ROLE = """
do $role$ begin
    if not exists (select from pg_catalog.pg_roles where rolname = {literal}) then
        create role {name} nologin {inherits} {bypasses};
    end if;
    if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
        grant {name} to current_user;
    end if;
end $role$;
"""
SAME_TABLES = """
do $check$
declare
    expected record;
    found record;
begin
    for expected in select key as name, value ->> 'rows' as rows, value ->> 'checksum' as checksum
            from jsonb_each({tables}::jsonb) loop
        execute {content} || expected.name || ' t' into found;
        if (found.rows::text, found.checksum) is distinct from (expected.rows, expected.checksum) then
            raise exception '% came back with % rows instead of %, or other ones',
                expected.name, found.rows, expected.rows;
        end if;
    end loop;
end
$check$;
"""
SAME_HEAD = """
do $check$ begin
    if ({query}) is distinct from {head} then
        raise exception 'the audit trail came back with another end';
    end if;
end $check$;
"""
CONTENT = tables.CONTENT.replace("count(*), coalesce", "count(*) as rows, coalesce").replace(
    "::text from {table} t", "::text as checksum from "
)


def before(manifest: Manifest, *, is_replacing: bool) -> bytes:
    """Empties what the backup replaces, and makes the roles that its rights name."""
    parts = [WAIT]
    if not manifest.has_app_tables:
        parts += _dropping(tables.ours())
    elif is_replacing:
        parts.append(EMPTY_WHOLE)
    parts += [_role(role) for role in manifest.roles]
    for role in manifest.roles:
        parts += [
            _text("grant {group} to {name};\n", group=sql.Identifier(group), name=sql.Identifier(role.name))
            for group in role.member_of
        ]
    return "".join(parts).encode()


def after(manifest: Manifest) -> bytes:
    """Publishes what was published; fails unless every row and the end of the audit trail are as they were."""
    contents = {name: {"rows": str(one.rows), "checksum": one.checksum} for name, one in manifest.tables.items()}
    parts = [f"alter publication supabase_realtime add table {name};\n" for name in manifest.published]
    parts += [f"{limit};\n" for limit in tables.LIMITS]
    parts.append(_text(SAME_TABLES, tables=sql.Literal(json.dumps(contents)), content=sql.Literal(CONTENT)))
    if manifest.audit_head:
        parts.append(_text(SAME_HEAD, query=sql.SQL(tables.AUDIT_HEAD), head=sql.Literal(manifest.audit_head)))
    return "".join(parts).encode()


def _dropping(names: list[str]) -> Iterator[str]:
    """Cascading: among them are a view on a table, and tables that name each other."""
    for name in names:
        for kind in ("view", "table", "sequence"):
            yield _text(
                "do $drop$ begin drop {kind} if exists {name} cascade;"
                " exception when wrong_object_type then null; end $drop$;\n",
                kind=sql.SQL(kind),
                name=sql.Identifier("public", name),
            )


def _role(role: Role) -> str:
    return _text(
        MAKE_ROLE,
        literal=sql.Literal(role.name),
        name=sql.Identifier(role.name),
        inherits=sql.SQL("inherit" if role.inherits else "noinherit"),
        bypasses=sql.SQL("bypassrls" if role.bypasses_policies else ""),
    )


def _text(template: str, **parts: sql.Composable) -> str:
    return sql.SQL(template).format(**parts).as_string(None)
