"""A shop with a row in every table of ours, and files beside them; and what is left of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row

from app.intake.service import storing
from app.runtime.identity import Caller
from app.runtime.storage import ObjectStore
from tests.schema import rows
from tests.schema.test_policies import USER_ROWS

WORKING = {"jobs", "job_lines", "ai_privacy_requests", "ai_audit_logs", "ai_audit_heads", "ai_audit_actors"}
"""Tables that an erasure writes into itself."""
PERSONS = {"idempotency_keys", "feedback", "feature_flag_events", "ai_analytics_events", "ai_user_consents"}


@dataclass(frozen=True)
class Shop:
    """A business with its owner."""

    business: UUID
    owner: Caller
    document: UUID

    @property
    def user(self) -> UUID:
        """The owner's id."""
        assert self.owner.user_id
        return self.owner.user_id


def shop(url: str, storage: ObjectStore, owner: Caller, name: str = "Sai  Electricals") -> Shop:
    """A shop of `owner`, planted everywhere."""
    business, customer = uuid4(), uuid4()
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("insert into auth.users (id) values (%s) on conflict do nothing", (owner.user_id,))
        values = (business, owner.user_id, name)
        db.execute("insert into businesses (id, user_id, name, category) values (%s, %s, %s, 'retail')", values)
        db.execute(
            "insert into customers (id, business_id, user_id, name) values (%s, %s, %s, 'Asha')",
            (customer, business, owner.user_id),
        )
        for table, statement in rows.NEW.items():
            if table not in {"user_profiles", "customers", "ai_privacy_requests"} | rows.MADE_BY_TRIGGER:
                db.execute(statement.encode(), {"business": business, "user": owner.user_id, "customer": customer})
        for statement in USER_ROWS.values():
            db.execute(statement.encode(), (owner.user_id,))
        db.execute(
            "update idempotency_keys set state = 'done', method_path = gen_random_uuid()::text where user_id = %s",
            (owner.user_id,),
        )
        _tie(db, business, owner.user_id)
        found = db.execute("select id from document_extractions where business_id = %s", (business,)).fetchall()
    for (id,) in found:
        storage.put(storing.place_of(id), b"%PDF of " + name.encode())
    storage.put(f"uploads/{business.hex}", b"a picture")
    storage.put(f"audit-exports/{business.hex}-{uuid4().hex}.zip", b"rows")
    return Shop(business, owner, found[0][0])


def _tie(db: "psycopg.Connection[Any]", business: UUID, user: UUID | None) -> None:
    """What ties rows to each other and to the user: answers, feedback on an alert, lines of a finished job."""
    for statement in (
        "update fraud_alerts set answered_by = %(user)s, status = 'confirmed', answered_at = now()"
        " where business_id = %(business)s",
        "insert into feedback (id, user_id, feedback_type, entity_id, helpful, submitted_at) select"
        " gen_random_uuid(), gen_random_uuid(), 'fraud_alert', id::text, true, now() from fraud_alerts"
        " where business_id = %(business)s",
        "update jobs set state = 'done', finished_at = now(), requested_by = %(user)s,"
        " payload = jsonb_build_object('upload', 'uploads/' || replace(business_id::text, '-', ''))"
        " where business_id = %(business)s",
        "insert into job_lines (job_id, attempt, share, note) select id, 1, 1, 'read' from jobs"
        " where business_id = %(business)s",
        "update document_extractions set uploaded_by = %(user)s, page_count = 1 where business_id = %(business)s",
        "update document_extraction_corrections set user_id = %(user)s where business_id = %(business)s",
        "update gstr2b_uploads set uploaded_by = %(user)s where business_id = %(business)s",
        "update insight_deeds set actor = %(user)s::text where business_id = %(business)s",
    ):
        db.execute(statement.encode(), {"business": business, "user": user})


def tables(url: str) -> dict[str, set[str]]:
    """Every table in `public`, with its columns."""
    with psycopg.connect(url) as db:
        found = db.execute(
            "select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t"
            " using (table_schema, table_name) where c.table_schema = 'public' and t.table_type = 'BASE TABLE'"
        ).fetchall()
    names: dict[str, set[str]] = {}
    for table, column in found:
        names.setdefault(table, set()).add(column)
    return names


def left(url: str, condition: str, values: Mapping[str, Any], *, of: set[str]) -> dict[str, int]:
    """How many rows fit the condition, by table; tables without any are left out."""
    with psycopg.connect(url) as db:
        counted = {
            table: db.execute(f"select count(*) from {table} t where {condition}".encode(), values).fetchall()[0][0]
            for table in of
        }
    return {table: many for table, many in counted.items() if many}


def checksums(url: str, of: Shop) -> dict[str, str | None]:
    """A checksum of each table: of the shop's rows, of its owner's, or of all rows where they are nobody's."""
    with psycopg.connect(url, row_factory=dict_row) as db:
        return {
            table: db.execute(
                f"select md5(string_agg(t::text, '' order by t::text)) as sum from {table} t where "
                f"{_belongs(table, columns)}".encode(),
                {"business": of.business, "user": of.user},
            ).fetchall()[0]["sum"]
            for table, columns in tables(url).items()
        }


def _belongs(table: str, columns: set[str]) -> str:
    if "business_id" in columns and table not in PERSONS:
        return "business_id = %(business)s"
    if table in PERSONS:
        return "user_id = %(user)s"
    if table == "job_lines":
        return "job_id in (select id from jobs where business_id = %(business)s)"
    return "false" if table in WORKING else "true"
