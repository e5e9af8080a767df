"""What a backup says about itself: enough to know, after bringing it back, that everything is as it was."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Self

from app.runtime.backups.problems import NotABackup

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the database server without its password; `member_of` are other roles of the backup."""

    name: str
    inherits: bool
    bypasses_policies: bool
    member_of: Sequence[str]


@dataclass(frozen=True, slots=True)
class Content:
    """Rows of a table, and the sum of the hashes of their text: the same whatever order they lie in."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Piece:
    """So many bytes with this SHA-256."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One backup.

    has_app_tables : whether the mobile app's own tables are in it; those of a Supabase project are Supabase's to keep
    schema : files of schema/ that were applied, with their SHA-256
    tables : content by table, as `public.jobs`, seen in the same snapshot as the dump
    audit_head : SHA-256 over the heads of all chains of the audit trail; None before there was one
    database : the dump as SQL
    files : uploads, documents and models by their place in the object store
    published : our tables whose changes Supabase sends to phones; left empty with has_app_tables, whose dump says it
    keys : ids of the keys that what comes back needs; never the keys
    missing_models : models that the registry names and the store did not hold
    """

    created_at: datetime
    app_version: str
    server_version: int
    has_app_tables: bool
    schema: Mapping[str, str]
    roles: Sequence[Role]
    tables: Mapping[str, Content]
    audit_head: str | None
    database: Piece
    files: Mapping[str, Piece]
    published: Sequence[str]
    keys: Mapping[str, str]
    missing_models: Sequence[str]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(content.rows for content in self.tables.values())

    def as_json(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self), "created_at": self.created_at.isoformat()}).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """What `as_json` wrote. Raises `NotABackup` for one that another release wrote otherwise."""
        values: dict[str, Any] = json.loads(text)
        if values.pop("format") != FORMAT or set(values) != {one.name for one in fields(cls)}:
            raise NotABackup("This backup was made by another release. Bring it back with that one.")
        values |= {
            "created_at": datetime.fromisoformat(values["created_at"]),
            "roles": [Role(**role) for role in values["roles"]],
            "tables": {name: Content(**content) for name, content in values["tables"].items()},
            "database": Piece(**values["database"]),
            "files": {name: Piece(**piece) for name, piece in values["files"].items()},
        }
        return cls(**values)
