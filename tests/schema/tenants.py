"""Two shops in one database, and how to act as the people in and around them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.schema import rows

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Tenant:
    """A business with one row in every table."""

    business: UUID
    owner: UUID
    member: UUID
    customer: UUID
    invoice: UUID

    def parameters(self, user: UUID | None = None) -> dict[str, UUID]:
        """What `rows.NEW` asks for: a row of this business, written by `user` (its owner when none is given)."""
        return {"business": self.business, "user": user or self.owner, "customer": self.customer}


@dataclass(frozen=True)
class Shops:
    """The database with both. The connection is the superuser's and commits each statement."""

    connection: Connection
    mine: Tenant
    theirs: Tenant

    @contextmanager
    def acting(self, role: str, user: UUID | None = None) -> Iterator[Connection]:
        """A transaction as `role` with the claims of `user`, undone at its end."""
        claims = json.dumps({"sub": str(user), "role": role} if user else {"role": role})
        with self.connection.transaction(force_rollback=True):
            self.connection.execute(
                "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)", (role, claims)
            )
            yield self.connection

    def tables_with_business(self) -> list[str]:
        """Every table of ours or the app's whose rows belong to a business."""
        found = self.connection.execute(
            "select c.table_name from information_schema.columns c join information_schema.tables t"
            " using (table_schema, table_name) where c.table_schema = 'public' and c.column_name = 'business_id'"
            " and t.table_type = 'BASE TABLE' order by 1"
        )
        return [name for (name,) in found]

    def revision(self, tenant: Tenant) -> int:
        """The current one of a tenant's books, whoever acts just now."""
        acting = value(self.connection, "select current_setting('role')")
        value(self.connection, "select set_config('role', 'none', true)")
        found = value(self.connection, "select revision from book_revisions where business_id = %s", tenant.business)
        value(self.connection, "select set_config('role', %s, true)", acting)
        return int(found)


def open_shops(connection: Connection) -> Shops:
    """Founds both businesses in a database that has the schema."""
    return Shops(connection, _found(connection), _found(connection))


def value(connection: Connection, statement: str, *parameters: Any) -> Any:
    """The first value of the first row."""
    row = connection.execute(statement.encode(), parameters).fetchone()
    assert row is not None, statement
    return row[0]


def denied(connection: Connection, statement: str, parameters: Any = None) -> bool:
    """Whether PostgreSQL refuses the statement for want of a right (42501); it is undone in any case."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement.encode(), parameters)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


def _found(connection: Connection) -> Tenant:
    owner, member = uuid4(), uuid4()
    connection.execute("insert into auth.users (id) values (%s), (%s)", (owner, member))
    business = value(
        connection, "insert into businesses (user_id, name, category) values (%s, 'Shop', 'cloth') returning id", owner
    )
    customer = value(
        connection,
        "insert into customers (business_id, user_id, name) values (%s, %s, 'Ravi') returning id",
        business,
        owner,
    )
    connection.execute("insert into user_profiles (id, business_id) values (%s, %s)", (member, business))
    invoice = value(connection, f"{rows.NEW['invoices']} returning id".replace("%(business)s", "%s"), business)
    connection.execute("insert into invoice_items (invoice_id, name) values (%s, 'Saree')", (invoice,))
    tenant = Tenant(business, owner, member, customer, invoice)
    for table, insert in rows.NEW.items():
        if table not in rows.MADE_BY_TRIGGER | rows.MADE_WITH_TENANT:
            connection.execute(insert.encode(), tenant.parameters())
    return tenant
