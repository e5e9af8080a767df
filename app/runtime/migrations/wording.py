"""What PostgreSQL complains about, in one line for the operator."""

import psycopg
from psycopg import errors


def complaint(error: psycopg.Error, sql: str = "") -> str:
    """One line. With the text of the file it names the line, where PostgreSQL says it. No password is ever in it."""
    said = error.diag.message_primary or str(error)
    reason = " ".join(said.split()) + (f" (line {_line(error, sql)})" if _line(error, sql) else "")
    if isinstance(error, errors.InsufficientPrivilege):
        return f"the database user lacks a right: {reason}"
    if isinstance(error, errors.LockNotAvailable):
        return "a table stayed in use too long; nothing of the file was applied, try again when it is quieter"
    if error.sqlstate is None and isinstance(error, psycopg.OperationalError):
        return f"the database cannot be reached: {reason}"
    hint = error.diag.message_hint
    return f"{reason}. {hint}" if hint else reason


def _line(error: psycopg.Error, sql: str) -> int:
    position = error.diag.statement_position
    return sql.count("\n", 0, int(position)) + 1 if position and sql else 0
