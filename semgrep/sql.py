"""Each line says whether its rule speaks up (ruleid) or is silent (ok)."""

import sqlalchemy
from sqlalchemy import text

from app.books import repo

COLUMNS = "id, name"


def find(tx, name, table):
    # ruleid: sql-from-pieces
    tx.execute(text(f"select * from parties where name = '{name}'"))
    # ruleid: sql-from-pieces
    tx.execute("select * from parties where name = '%s'" % name)
    # ruleid: sql-from-pieces
    tx.execute("select * from " + table, {})
    # ruleid: sql-from-pieces
    tx.execute(sqlalchemy.text("select * from {}".format(table)))
    # ok: sql-from-pieces
    tx.execute(text("select * from parties where name = :name"), {"name": name})
    # ok: sql-from-pieces
    tx.execute(text(f"select {COLUMNS} from parties where name = :name"), {"name": name})
    # ok: sql-from-pieces
    tx.execute(text(f"select {repo.COLUMNS} from parties where name = :name"), {"name": name})
