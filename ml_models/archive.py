"""Zip files that can be trusted to unpack: what is looked at before a single member is read, and how ours are written.

A zip is an old and lenient format: names that climb out of the folder, links, members that grow a thousandfold, two
members of one name, members that the list at the end does not know. Each is refused with a sentence.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ml_models.contracts import RefusedModel

MADE_AT = (1980, 1, 1, 0, 0, 0)
"""The time in every member we write: the same model gives the same bytes, and so the same SHA-256."""
FLAG_ENCRYPTED = 0x1
RATIO_COUNTS_FROM = 1 << 20
"""Members unpacking to less than a megabyte may be as repetitive as they like."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: bytes unpacked, members, and how many times larger than packed one member is."""

    most_unpacked: int = 512 << 20
    most_members: int = 20_000
    most_ratio: int = 200


USUAL = Limits()


def packed(members: Mapping[str, bytes], *, is_compressed: bool = True) -> bytes:
    """A zip of `members` in the order of their names, without times or owners: same members, same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, MADE_AT)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED if is_compressed else zipfile.ZIP_STORED
            archive.writestr(entry, members[name], compresslevel=9)
    return out.getvalue()


def unpacked(content: bytes, limits: Limits = USUAL) -> dict[str, bytes]:
    """Name -> bytes of each member, folders left out. Raises `RefusedModel` before reading anything that is odd."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_odd(entries, content, limits)
            return {entry.filename: _member(archive, entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, struct.error) as broken:
        if isinstance(broken, RefusedModel):
            raise
        raise RefusedModel(
            "damaged",
            "The file is damaged: it is cut off, or was changed on its way. Send it again from where it was made.",
        ) from broken


def _refuse_odd(entries: list[zipfile.ZipInfo], content: bytes, limits: Limits) -> None:
    if len(entries) > limits.most_members:
        raise RefusedModel(
            "too_many_members", f"The archive holds {len(entries)} files; at most {limits.most_members} are taken."
        )
    if len({entry.filename for entry in entries}) != len(entries):
        raise RefusedModel(
            "odd_archive", "The archive holds two files of the same name, so it is not clear which counts."
        )
    for entry in entries:
        _refuse_path(entry)
        _refuse_growth(entry, limits)
    total = sum(entry.file_size for entry in entries)
    if total > limits.most_unpacked:
        raise RefusedModel(
            "too_large_unpacked",
            f"Unpacked, the file would take {total >> 20} MB; {limits.most_unpacked >> 20} MB are allowed.",
        )
    if entries and min(entry.header_offset for entry in entries) != 0:
        raise RefusedModel("odd_archive", "Something stands before the archive in this file. Send the archive alone.")


def _refuse_path(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    path = PurePosixPath(name)
    climbs = ".." in path.parts or path.is_absolute() or "\\" in name or ":" in name or "\0" in name
    if climbs or not name or not name.isprintable():
        raise RefusedModel(
            "unsafe_path", f"The archive names a file outside its own folder: {name!r}. It is not opened."
        )
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise RefusedModel(
            "unsafe_link", f"The archive holds a link or device in place of a file: {name!r}. It is not opened."
        )
    if entry.flag_bits & FLAG_ENCRYPTED:
        raise RefusedModel("encrypted", "The archive is locked with a password. Send it without one.")


def _refuse_growth(entry: zipfile.ZipInfo, limits: Limits) -> None:
    grows = entry.file_size > limits.most_ratio * max(entry.compress_size, 1)
    if grows and entry.file_size > RATIO_COUNTS_FROM:
        raise RefusedModel(
            "zip_bomb",
            f"{entry.filename!r} would grow {entry.file_size // max(entry.compress_size, 1)} times when unpacked; "
            f"{limits.most_ratio} times is the most. Such files are made to fill a disk.",
        )


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of one member; never more than it promised, its CRC checked. Raises `BadZipFile`."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
        if len(content) != entry.file_size or file.read(1):
            raise zipfile.BadZipFile(entry.filename)
    return content
