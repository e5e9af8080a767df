"""A folder of CSVs becomes rows of the app's tables. Each file is named and laid out as the table it fills."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from app.books.importer.columns import SHEETS, Column, Sheet
from app.books.importer.documents import status_kept_by_app
from app.books.importer.faults import Fault, Spot
from app.books.importer.fields import Fields
from app.books.importer.identity import identity
from app.books.importer.staged import Mention, Row, Staged
from app.books.records import DocumentStatus
from app.values.money import ZERO

SUBJECTS = {"customer": "party", "supplier": "party"}
"""Under which kind the facts of a record stand, where that is not its own."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows go that name no business: its id as the user wrote it, and the name it gets when it is new."""

    written_id: str | None = None
    name: str | None = None


def staged(files: Mapping[str, str], *, owner_id: UUID, target: Target) -> Staged:
    """Every row of `files` (file name -> text, unknown names are ignored), its faults beside it.

    The rows are one business's: that of `target`, or the one that they name.
    """
    into = Staged(has_items="invoice_items.csv" in files)
    written = target.written_id or _named_business(files) or target.name
    if written is None:
        into.faults.append(Fault(Spot("customers.csv"), "business_id", "names no business; say which with --business"))
        return into
    business_id = identity("business", written, owner_id).id
    if target.name is not None:
        row = {"id": business_id, "user_id": owner_id, "name": target.name, "category": "general"}
        into.rows["businesses"].append(row)
    for file, sheet in SHEETS.items():
        if file in files:
            for record in _records(file, files[file], sheet, into):
                _stage(record, sheet, business_id, owner_id, into)
    into.faults.extend(into.dangling())
    return into


def _named_business(files: Mapping[str, str]) -> str | None:
    """The first business that a row names."""
    for file in SHEETS:
        for row in csv.DictReader(files.get(file, "").splitlines()):
            if (row.get("business_id") or "").strip():
                return str(row["business_id"]).strip()
    return None


def _records(file: str, text: str, sheet: Sheet, into: Staged) -> Iterator[Fields]:
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in lines:
            spot, line = Spot(file, line), lines.line_num + 1
            if not header:
                header = [cell.strip().lower() for cell in cells]
                _judge_header(header, spot, sheet, into)
            elif any(cell.strip() for cell in cells):
                if len(cells) != len(header):
                    into.faults.append(Fault(spot, "", f"has {len(cells)} values, the header has {len(header)}"))
                yield Fields(dict(zip(header, cells, strict=False)), spot, into.faults)
    except csv.Error as error:
        into.faults.append(Fault(Spot(file, line), "", f"is not CSV: {error}"))


def _judge_header(header: list[str], spot: Spot, sheet: Sheet, into: Staged) -> None:
    needed = ["id", *(name for name, column in sheet.columns.items() if column.is_required)]
    into.faults.extend(Fault(spot, name, "is missing from the header") for name in needed if name not in header)
    into.skipped[sheet.kind].update(set(header) - {"id", "user_id", "updated_at", *sheet.columns})


def _stage(record: Fields, sheet: Sheet, business_id: UUID, owner_id: UUID, into: Staged) -> None:
    who = into.enter(record, sheet.kind, business_id, owner_id=owner_id)
    row: Row = {"id": who.id}
    if "business_id" in sheet.columns:
        row |= {"business_id": business_id, "user_id": owner_id}
        named = (record.raw.get("business_id") or "").strip()
        if named and identity("business", named, owner_id).id != business_id:
            record.blame("business_id", f"names another business, {named!r}; a folder holds the books of one")
    for name, column in sheet.columns.items():
        if name in record.raw and name != "business_id":
            row[name] = _cell(record, name, column, business_id, into)
    into.rows[sheet.table].append(row)
    into.note(business_id, SUBJECTS.get(sheet.kind, sheet.kind), who.id, dict(who.facts) | _facts(sheet, row))


def _facts(sheet: Sheet, row: Row) -> Row:
    """What the row's table cannot hold. The status of an invoice becomes in `row` what the app would make of it."""
    facts: Row = {"is_undated": True} if "created_at" in sheet.columns and not row.get("created_at") else {}
    if sheet.kind == "document":
        said = DocumentStatus(row.get("status") or DocumentStatus.SENT)
        paid = row.get("paid_amount") or ZERO
        row["status"] = status_kept_by_app(said, paid, row.get("total_amount") or ZERO)
        if row["status"] != said:
            facts |= {"status": said.value, "status_at_paid": str(paid)}
    return facts


def _cell(record: Fields, name: str, column: Column, business_id: UUID, into: Staged) -> Any:
    reading = partial(record.need, name) if column.is_required else partial(record.take, name, default=column.default)
    value = reading(column.check)
    if column.names is None or value is None:
        return value
    id = identity(column.names, value, business_id).id
    into.mentions.append(Mention(record.spot, name, (column.names,), value, id, business_id))
    return id
