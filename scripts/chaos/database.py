"""What the superuser sees of the system's database, on connections that do not go through the product."""

from typing import Any

import psycopg
from psycopg.rows import tuple_row

CONNECT_SECONDS = 3
FOREIGN_IDS = (
    "select id::text from invoices where user_id = (select user_id from businesses where id = %(id)s)"
    " union all select (%(id)s)::text"
)


class Superuser:
    """Asks the database at `url`; each question on a connection of its own, so that none is kept through a fault."""

    def __init__(self, url: str) -> None:
        self.url = url

    def connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection of the superuser, with a short wait for a server that is away."""
        return psycopg.connect(self.url, autocommit=True, connect_timeout=CONNECT_SECONDS, row_factory=tuple_row)

    def rows(self, statement: str, values: Any = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self.connected() as connection:
            return connection.execute(statement.encode(), values).fetchall()

    def value(self, statement: str, values: Any = ()) -> Any:
        """The first value of the first row, or None."""
        rows = self.rows(statement, values)
        return rows[0][0] if rows else None

    def do(self, statement: str, values: Any = ()) -> None:
        """Carries out one statement."""
        with self.connected() as connection:
            connection.execute(statement.encode(), values)

    def answers(self) -> bool:
        """Whether it lets anybody in."""
        try:
            return bool(self.value("select 1") == 1)
        except psycopg.Error:
            return False

    def ids_of(self, business_id: str) -> frozenset[str]:
        """The business and all its invoices: what nobody else's answer may hold."""
        return frozenset(row[0] for row in self.rows(FOREIGN_IDS, {"id": business_id}))
