"""What there is of somebody, table by table."""

from sqlalchemy import Connection

from app.privacy.records import Subject, Table, Treatment, Whom
from app.privacy.repo import rows
from app.privacy.rules.tables import TABLES


def treatments(table: Table, whom: Whom) -> tuple[Treatment, ...]:
    """What becomes of a table's rows when this subject is erased."""
    return table.business if whom.subject is Subject.BUSINESS else table.user


def found(tx: Connection, whom: Whom) -> dict[str, dict[str, int]]:
    """How many rows each treatment is about; tables without any are left out. A row that two are about counts twice."""
    counted = {
        table.name: {one.deed.value: rows.count(tx, table, one, whom) for one in treatments(table, whom)}
        for table in TABLES
    }
    return {
        name: {deed: many for deed, many in deeds.items() if many}
        for name, deeds in counted.items()
        if any(deeds.values())
    }


def condition(table: Table, whom: Whom) -> str:
    """Which rows of the table the subject is given, as SQL; empty where none can be."""
    wanted = [(one.where, one.shown or "true") for one in treatments(table, whom) if one.where]
    return " or ".join(f"({where} and {shown})" for where, shown in wanted)
