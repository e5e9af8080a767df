"""The order of checks: size, what the file is, the archive, hash and signature, and only then what lies inside."""

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from ml_models import archive, bundle
from ml_models.contracts import Bundle, Kind, RefusedModel
from ml_models.inspection.records import Inspection

MOST_BYTES = 64 << 20
MOST_UNPACKED = 512 << 20


def inspected(
    content: bytes,
    *,
    filename: str,
    name: str | None = None,
    most_bytes: int = MOST_BYTES,
    most_unpacked: int = MOST_UNPACKED,
    vouched: Callable[[Bundle], None] | None = None,
) -> Inspection:
    """What `content` is, when it may be loaded. Raises `RefusedModel` with a sentence that says what to do.

    name : the model it is meant to be a version of; another name in the manifest is refused
    vouched : called with the bundle once its hash is right and before its bytes are looked into; raises to refuse
    """
    refuse_size(len(content), most_bytes)
    opened = bundle.read(content, archive.Limits(most_unpacked=most_unpacked))
    if vouched:
        vouched(opened)
    return Inspection(
        what="model bundle",
        kind=Kind(opened.manifest.kind),
        content=opened.content,
        sha256=hashlib.sha256(opened.content).hexdigest(),
        size_bytes=len(opened.content),
        manifest=opened.manifest,
        signature=opened.signature,
    )


def read_capped(file: BinaryIO, most_bytes: int = MOST_BYTES) -> bytes:
    """The whole file, or `RefusedModel` as soon as more than `most_bytes` came, however large it is."""
    parts, size = [], 0
    while part := file.read(min(1 << 20, most_bytes + 1 - size)):
        parts.append(part)
        size += len(part)
        refuse_size(size, most_bytes)
    return b"".join(parts)


def refuse_size(size_bytes: int, most_bytes: int) -> None:
    """Return when a file of this size may be read at all. Raises `RefusedModel`."""
    if size_bytes > most_bytes:
        raise RefusedModel(
            "too_large",
            f"The file has more than {most_bytes >> 20} MB; no more are taken (MODEL_MAX_FILE_SIZE).",
        )
    if size_bytes == 0:
        raise RefusedModel("empty", "The file is empty.")
