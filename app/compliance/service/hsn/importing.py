"""The official list from a file: GSTN's workbook (a sheet for goods, one for services), or a CSV of two columns."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

from app.compliance.records.hsn import Imported, NotTheList
from app.compliance.repo import hsn as repo
from app.compliance.rules import hsn_list
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

LARGEST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 200_000
FEWEST_CODES = 1_000
"""The whole list has some 22,000; a piece of it would take the rest away."""


def import_list(rt: Runtime, path: Path, *, now: datetime) -> Imported:
    """Replaces the list by that of a file, all of it or nothing. Raises `NotTheList`."""
    if path.stat().st_size > LARGEST_BYTES:
        raise NotTheList(f"The file is larger than {LARGEST_BYTES // 1024**2} MB.")
    found, left_out = hsn_list.listed(_rows(path))
    if len(found) < FEWEST_CODES:
        raise NotTheList(f"Only {len(found):,} codes were found in the file; the whole list has more than 20,000.")
    with rt.db.transaction(Caller.service()) as tx:
        repo.replace(tx, found, now=now)
    return Imported(len(found), left_out)


def _rows(path: Path) -> Iterator[tuple[object, object]]:
    rows = _of_a_workbook(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _of_a_csv(path)
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise NotTheList(f"The file has more than {MOST_ROWS:,} rows.")
        yield row


def _of_a_workbook(path: Path) -> Iterator[tuple[object, object]]:
    from openpyxl import load_workbook  # only this command needs it, and it takes a tenth of a second
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield from hsn_list.columns(sheet.iter_rows(values_only=True))
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise NotTheList("The file cannot be read as an Excel workbook.") from error


def _of_a_csv(path: Path) -> Iterator[tuple[object, object]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from hsn_list.columns(csv.reader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotTheList("The file cannot be read as a CSV in UTF-8.") from error
