"""Whose an imported business becomes, and whether that person exists."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, text

from app.books.importer.staged import Row, Staged
from app.values.errors import Invalid, NotFound

DEVELOPMENT_OWNER = UUID("5d0d2f1e-6c1b-4a55-9d0a-0f6f2a1c7e01")
"""The owner of the demo, to whom imports go on a developer's machine when nobody else is named."""

OWNERS = text("select id, user_id from public.businesses where id = any (:ids)")
# Supabase's own auth.users has many more columns; ours has none of them, and users that nobody else makes.
IS_OWN_AUTH = text("""
    select not exists (select from pg_attribute where attrelid = to_regclass('auth.users') and attname = 'instance_id')
""")
ADD_USER = text("insert into auth.users (id) values (:id) on conflict do nothing")


class OwnerNeeded(Invalid):
    """A new business must belong to somebody, and nobody was named."""

    code = "owner_needed"
    message = "Say whose these books are: --owner USER_ID, the id of a user of the app."


class OwnerUnknown(NotFound):
    """There is no user with this id."""

    code = "owner_unknown"


class BusinessUnknown(NotFound):
    """Rows name a business that neither the file nor the database has."""

    code = "business_unknown"


def assign(tx: Connection, staged: Staged, owner_id: UUID | None, *, default_id: UUID | None) -> None:
    """Give every staged row its owner: `owner_id`, else whoever has the business already, else `default_id`.

    Raises `OwnerNeeded` when a new business would have none, `BusinessUnknown` when rows name one that is nowhere.
    """
    found = tx.execute(OWNERS, {"ids": list(staged.business_ids)})
    known: dict[UUID, UUID] = {row.id: row.user_id for row in found}
    brought = {row["id"] for row in staged.rows["businesses"]}
    owners: dict[UUID, UUID] = {}
    for id in staged.business_ids:
        if id not in brought and id not in known:
            raise BusinessUnknown(f"There is no business {id}. To make it a new one, add --business-name NAME.")
        owner = owner_id or known.get(id, default_id)
        if owner is None:
            raise OwnerNeeded
        owners[id] = owner
    for owner in set(owners.values()) - set(known.values()):
        ensure_user(tx, owner)
    for rows in staged.rows.values():
        _sign(rows, owners)


def _sign(rows: list[Row], owners: Mapping[UUID, UUID]) -> None:
    for row in rows:
        if "user_id" in row:
            row["user_id"] = owners[row["business_id"] if "business_id" in row else row["id"]]


def ensure_user(tx: Connection, owner_id: UUID) -> None:
    """Have this user, on a database whose users are ours; in a Supabase project they sign up in the app."""
    if tx.execute(IS_OWN_AUTH).scalar():
        tx.execute(ADD_USER, {"id": owner_id})
