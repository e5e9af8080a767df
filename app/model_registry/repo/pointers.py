"""SQL over `ml_model_pointers`: what follows each model, and the generation by which processes notice a change."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.model_registry.records import Pointer, Policy
from app.model_registry.repo import versions

PLAIN = (
    "select name, title, purpose, generation, shadow_id, canary_id, canary_share, promotes_itself, retrain_cron,"
    " least_new_labels from ml_model_pointers"
)
ENSURE = text("insert into ml_model_pointers (name, updated_at) values (:name, :now) on conflict (name) do nothing")
DESCRIBE = text(
    "insert into ml_model_pointers as known (name, title, purpose, promotes_itself, retrain_cron, least_new_labels,"
    " updated_at) values (:name, :title, :purpose, :promotes_itself, :retrain_cron, :least_new_labels, :now)"
    " on conflict (name) do update set title = excluded.title, purpose = excluded.purpose,"
    " promotes_itself = excluded.promotes_itself, retrain_cron = excluded.retrain_cron,"
    " least_new_labels = excluded.least_new_labels, updated_at = excluded.updated_at"
    " where (known.title, known.purpose, known.promotes_itself, known.retrain_cron, known.least_new_labels)"
    " is distinct from (excluded.title, excluded.purpose, excluded.promotes_itself, excluded.retrain_cron,"
    " excluded.least_new_labels)"
)
GROW = "update ml_model_pointers set generation = generation + 1, updated_at = :now"
SHADOW = text(f"{GROW}, shadow_id = :id where name = :name")
CANARY = text(f"{GROW}, canary_id = :id, canary_share = :share where name = :name")
ANNOUNCE = text(
    f"{GROW}, shadow_id = nullif(shadow_id, :id),"
    " canary_share = case when canary_id = :id then 0 else canary_share end, canary_id = nullif(canary_id, :id)"
    " where name = :name"
)


def ensure(tx: Connection, name: str, now: datetime) -> None:
    """Lets `name` be a model that files can be versions of."""
    tx.execute(ENSURE, {"name": name, "now": now})


def describe(tx: Connection, **values: Any) -> None:
    """What the model is for and how it is retrained, as its code says; does nothing when that is known."""
    tx.execute(DESCRIBE, values)


def fetch(tx: Connection, name: str) -> Pointer | None:
    """What follows `name`; None when no file can be a version of it."""
    row = fetch_row(tx, name)
    return pointer(tx, row) if row else None


def fetch_row(tx: Connection, name: str) -> RowMapping | None:
    """The row itself."""
    return tx.execute(text(f"{PLAIN} where name = :name"), {"name": name}).mappings().first()


def fetch_policy(tx: Connection, name: str) -> Policy | None:
    """When `name` is retrained and what happens then; None when no file can be a version of it."""
    row = fetch_row(tx, name)
    return Policy(row["retrain_cron"], int(row["least_new_labels"]), bool(row["promotes_itself"])) if row else None


def fetch_rows(tx: Connection) -> list[RowMapping]:
    """All rows by name."""
    return list(tx.execute(text(f"{PLAIN} order by name")).mappings())


def pointer(tx: Connection, row: RowMapping) -> Pointer:
    """The pointer in a row, with the versions that it names."""
    return Pointer(
        name=row["name"],
        generation=int(row["generation"]),
        production=versions.fetch_production(tx, row["name"]),
        shadow=versions.fetch_by_id(tx, row["shadow_id"]) if row["shadow_id"] else None,
        canary=versions.fetch_by_id(tx, row["canary_id"]) if row["canary_id"] else None,
        canary_share=float(row["canary_share"]),
    )


def announce(tx: Connection, name: str, now: datetime, *, no_more: UUID | None = None) -> None:
    """Lets every process look again; `no_more` is neither shadow nor canary any longer."""
    tx.execute(ANNOUNCE, {"name": name, "now": now, "id": no_more})


def save_shadow(tx: Connection, name: str, model_id: UUID | None, now: datetime) -> None:
    """Which version watches; None for none."""
    tx.execute(SHADOW, {"name": name, "id": model_id, "now": now})


def save_canary(tx: Connection, name: str, model_id: UUID | None, share: float, now: datetime) -> None:
    """Which version answers `share` of the businesses; None for none."""
    tx.execute(CANARY, {"name": name, "id": model_id, "share": share, "now": now})
