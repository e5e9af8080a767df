"""From the bytes of a file to its statement. Only the worker reads files: openpyxl is imported where it is used.

A workbook is a zip, which may hold a thousand times what it weighs: its parts are added up before any is unpacked, and
openpyxl reads through defusedxml, so that an entity expands to nothing. Formulas are read as what is written, never as
a value, and so refused: the portal writes none. JSON numbers stay decimal, and NaN is none.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any, NoReturn
from zipfile import BadZipFile, LargeZipFile, ZipFile

from app.compliance.records.portal_2b import File2B, FileRefused
from app.compliance.rules.portal_2b import documents, sheets

JSON, WORKBOOK = "json", "xlsx"
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 300_000
MOST_COLUMNS = 60

BROKEN_JSON = "This file is not whole: its JSON breaks off or cannot be read. Download it from the GST portal again."
BROKEN_WORKBOOK = "This file cannot be read as an Excel workbook. Download it from the GST portal again."
TOO_MUCH = "This workbook holds far more than a GSTR-2B can, so it is not opened."
NEITHER = "Send the GSTR-2B as the GST portal gives it: the JSON file, or the Excel workbook (.xlsx)."


def format_of(content: bytes) -> str:
    """What kind of file it is by its first bytes, whatever it is called. Raises `FileRefused`."""
    if content.startswith(b"PK\x03\x04"):
        return WORKBOOK
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return JSON
    raise FileRefused("file", NEITHER)


def statement(content: bytes, file_format: str) -> File2B:
    """What the file says. Raises `FileRefused`, never anything else for what somebody sent."""
    return _of_workbook(content) if file_format == WORKBOOK else documents.read(_json(content))


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise FileRefused("file", BROKEN_JSON) from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _of_workbook(content: bytes) -> File2B:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _look_inside(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        known = [sheet for sheet in book.worksheets if sheet.title == sheets.COVER or sheet.title in sheets.KINDS]
        return sheets.read({sheet.title: list(_rows(sheet)) for sheet in known})
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise FileRefused("file", BROKEN_WORKBOOK) from error
    except (SyntaxError, EOFError, OSError, OverflowError, RecursionError) as error:  # ParseError is a SyntaxError
        raise FileRefused("file", BROKEN_WORKBOOK) from error


def _look_inside(content: bytes) -> None:
    """Raises `FileRefused` for a zip that is broken, or that holds too much."""
    try:
        parts = ZipFile(BytesIO(content)).infolist()
    except (BadZipFile, LargeZipFile, ValueError, OSError) as error:
        raise FileRefused("file", BROKEN_WORKBOOK) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise FileRefused("file", TOO_MUCH)


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    """The rows of a sheet that have something in them, no further right than the portal writes."""
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise FileRefused("file", TOO_MUCH)
        yield row
