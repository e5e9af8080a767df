"""Reads the lines of a table from a file: CSV with commas, semicolons or tabs, plain or gzipped, in UTF-8.

Most spreadsheets write commas; those set to a European language write semicolons, and what is copied out of them has
tabs. Which it is shows in the first line.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.values.errors import Invalid

GZIP = b"\x1f\x8b"
SEPARATORS = ",;\t"
BROKEN = (EOFError, OSError, zlib.error)
MOST_TOLD = 20
"""So many bad lines are named at once; the rest are counted."""


class UnreadableTable(Invalid):
    """The file cannot be taken apart into lines and cells; the message says where it stops, and why."""

    code = "unreadable_table"


def lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of the file at `path` that are not empty, each with the number of the line that it ends in.

    Raises `UnreadableTable`, and `OSError` where the file cannot be opened.
    """
    text = _text(path)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count), strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as wrong:
        told = f"Line {reader.line_num} cannot be read: a quotation mark is missing or misplaced."
        raise UnreadableTable(told) from wrong


def told(faults: Sequence[str]) -> str:
    """The first of the faults, each on a line of its own, and how many more there are."""
    more = [f"... and {len(faults) - MOST_TOLD} more lines."] if len(faults) > MOST_TOLD else []
    return "\n".join([*faults[:MOST_TOLD], *more])


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        raw = gzip.decompress(raw) if raw.startswith(GZIP) else raw
    except BROKEN as broken:
        raise UnreadableTable(f"{path.name} is a broken gzip file: its end is missing or it was changed.") from broken
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise UnreadableTable(f"Line {line} is not written in UTF-8. Save the file as CSV in UTF-8.") from wrong
