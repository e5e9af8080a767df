"""The SQL files of `schema/`, in the order that its manifest decides."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

SCHEMA_FOLDER = Path(__file__).parents[3] / "schema"
NO_TRANSACTION = "-- no-transaction"
"""First line of a file that cannot run in a transaction, such as one with `create index concurrently`."""


class SchemaError(Exception):
    """The schema cannot be brought up to date or looked at; the message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file. `name` is its path under the schema folder, as the manifest writes it."""

    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, in hexadecimal digits."""
        return sha256(self.sql.encode()).hexdigest()

    @property
    def is_local(self) -> bool:
        """Whether it builds what a Supabase project has already."""
        return self.name.startswith("local/")

    @property
    def is_one_transaction(self) -> bool:
        """Whether the file is applied whole or not at all."""
        return not self.sql.startswith(NO_TRANSACTION)

    @property
    def statements(self) -> list[str]:
        """The single statements of a file without a transaction: each ends with `;` at the end of a line."""
        return [part for part in self.sql.split(";\n") if part.strip()]


def load(folder: Path = SCHEMA_FOLDER, *, local: bool) -> list[Migration]:
    """The files of `manifest.txt`, those under `local/` only when asked for. Raises `SchemaError`."""
    try:
        lines = [line.strip() for line in (folder / "manifest.txt").read_text(encoding="utf-8").splitlines()]
        names = [line for line in lines if line and not line.startswith("#")]
        found = [Migration(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    except OSError as error:
        raise SchemaError(f"The schema file {error.filename} cannot be read: {error.strerror}.") from error
    return [migration for migration in found if local or not migration.is_local]
