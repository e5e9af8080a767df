"""The object store's files that a backup holds, and the models that its rows name."""

from collections.abc import Iterator

from app.runtime.storage import ObjectNotFound, ObjectStore

KINDS = ("models", "quarantine", "documents", "pages", "uploads")
"""Left out: `unfinished` and `health`, which mean nothing later, and `audit-exports` and `privacy-exports`, which are
made anew."""


def kept(storage: ObjectStore) -> Iterator[tuple[str, bytes]]:
    """Every file with its place. One that is deleted while this goes on is left out, as it would be a moment later.

    Read after the database's snapshot was taken: a file is put before its row, so no row comes back without its file
    unless that file was deleted in between.
    """
    for kind in KINDS:
        for stored in list(storage.keys(kind)):
            try:
                yield f"{kind}/{stored.name}", storage.get(f"{kind}/{stored.name}")
            except ObjectNotFound:
                continue


def size_bytes(storage: ObjectStore) -> int:
    """Bytes of all of them."""
    return sum(stored.size_bytes for kind in KINDS for stored in storage.keys(kind))
