"""SQL over `ml_model_refusals`: files that were not taken."""

from dataclasses import asdict

from sqlalchemy import Connection, text

from app.model_registry.records import Refusal

COLUMNS = "name, filename, sha256, size_bytes, code, reason, actor, at"
INSERT = text(
    f"insert into ml_model_refusals ({COLUMNS})"
    " values (:name, :filename, :sha256, :size_bytes, :code, :reason, :actor, :at)"
)
LATEST = f"select {COLUMNS} from ml_model_refusals"


def save(tx: Connection, refusal: Refusal) -> None:
    """Writes down a refusal."""
    tx.execute(INSERT, asdict(refusal))


def fetch_latest(tx: Connection, name: str | None = None, *, most: int = 50) -> list[Refusal]:
    """The latest refusals first, of one model or of all."""
    where = " where name = :name" if name else ""
    # nosemgrep: sql-from-pieces -- two constants
    query = text(f"{LATEST}{where} order by at desc limit :most")
    return [
        Refusal(**row) for row in tx.execute(query, {"name": name, "most": most} if name else {"most": most}).mappings()
    ]
