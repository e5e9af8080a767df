"""What the tests of the audit trail look at and break: rows as the superuser sees them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, RowMapping, text

from app.runtime.auditing import Audit, Deed
from app.runtime.clock import Clock
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.trail import OWN_CHAIN


class StandingClock(Clock):
    """A clock that shows one moment."""

    def __init__(self, moment: datetime) -> None:
        object.__setattr__(self, "moment", moment)

    def now(self) -> datetime:
        """That moment."""
        found: datetime = self.moment  # type: ignore[attr-defined]
        return found


def append(rt: Runtime, *deeds: Deed, at: datetime | None = None) -> None:
    """Writes the deeds down, one transaction each."""
    audit = Audit(rt.db, StandingClock(at), rt.settings) if at else rt.audit
    for deed in deeds:
        with rt.db.transaction(Caller.service()) as tx:
            audit.append(tx, deed)


def rows(engine: Engine, business_id: UUID | None, table: str = "ai_audit_logs") -> Sequence[RowMapping]:
    """The rows of a chain in their order."""
    with engine.connect() as connection:
        query = text(f"select * from {table} where chain = :chain order by seq")
        return connection.execute(query, {"chain": business_id or OWN_CHAIN}).mappings().all()


@contextmanager
def tampering(engine: Engine) -> Iterator[Connection]:
    """A transaction of the superuser in which no trigger stands in the way."""
    with engine.begin() as connection:
        connection.execute(text("set local session_replication_role = replica"))
        yield connection


def tamper(engine: Engine, statement: str, **values: Any) -> None:
    """Runs one statement so."""
    with tampering(engine) as connection:
        connection.execute(text(statement), values)
