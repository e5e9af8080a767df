"""Looking after the stored files: what no version names goes, what versions name must be there and whole."""

from datetime import datetime, timedelta

from app.model_registry.repo import versions
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models.store import Finding

SPARED = timedelta(days=1)
"""A file this young may belong to an upload or a training that has not written its row yet."""


def gc(rt: Runtime, now: datetime) -> list[Finding]:
    """Deletes the files that no version names and that are older than a day; returns what went."""
    return rt.models.gc(known(rt), older_than=now - SPARED)


def verify(rt: Runtime) -> list[Finding]:
    """The condition of every version's file, read from the store itself, and the files that no version names."""
    return rt.models.verify(known(rt))


def known(rt: Runtime) -> set[str]:
    """The hashes of all versions' files; those of archived and rejected ones are history and stay, too."""
    with rt.db.transaction(Caller.service()) as tx:
        return {version.sha256 for version in versions.fetch_all(tx) if version.sha256}
