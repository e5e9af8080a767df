"""GSTR-2B as the portal's workbook: the sheet "Read me" says whose and when, one sheet a table, two rows of headings.

A paper has one row a rate (one in all since the rates left the sheets); they are added up. Columns are found by their
headings, which GSTN moves and renames from time to time. Amended sheets have a third row above, "Original Details" and
"Revised Details", and type, number and date of the original before those of the paper; those of imports name none. What
the taxpayer rejected, and what is to be reversed, stands on sheets of its own, and is no credit.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from app.compliance.records.matching import AMOUNTS, Kind, Paper
from app.compliance.records.portal_2b import File2B, FileRefused
from app.compliance.rules.portal_2b import values
from app.compliance.rules.portal_2b.documents import MOST_PAPERS
from app.values.period import Month

COVER = "Read me"
DEEPEST_HEADING = 15

Cells = Sequence[Any]

KINDS: Mapping[str, Kind | None] = {
    "B2B": Kind.INVOICE,
    "B2BA": Kind.INVOICE,
    "ECO": Kind.INVOICE,
    "ECOA": Kind.INVOICE,
    "B2B-CDNR": None,
    "B2B-CDNRA": None,
    "ISD": None,
    "ISDA": None,
    "IMPG": Kind.IMPORT,
    "IMPGA": Kind.IMPORT,
    "IMPGSEZ": Kind.IMPORT,
    "IMPGSEZA": Kind.IMPORT,
}
"""The sheets by what stands on them; None where a column says it."""

AMENDED = frozenset({"B2BA", "ECOA", "B2B-CDNRA", "ISDA", "IMPGA", "IMPGSEZA"})

_HEADINGS = (
    ("supplier_gstin", re.compile(r"^gstin of")),
    ("supplier_name", re.compile(r"^(trade|legal)")),
    ("type", re.compile(r"^(note|isd document|document) type")),
    ("bill_no", re.compile(r"^((invoice|note|isd document|document) number|number)$")),
    ("bill_date", re.compile(r"^((invoice|note|isd document|document) date|date)$")),
    ("place_of_supply", re.compile(r"^place of supply")),
    ("reverse_charge", re.compile(r"^supply attract")),
    ("taxable_value", re.compile(r"^taxable value")),
    ("igst", re.compile(r"^integrated tax")),
    ("cgst", re.compile(r"^central tax")),
    ("sgst", re.compile(r"^state/ut tax")),
    ("cess", re.compile(r"^cess")),
)
_OF_THE_ORIGINAL = {"bill_no": "original_no", "bill_date": "original_date", "type": "original_type"}
_TYPES = (("credit", Kind.CREDIT_NOTE), ("debit", Kind.DEBIT_NOTE), ("invoice", Kind.ISD))


@dataclass(frozen=True)
class Columns:
    """Where on a sheet each field stands, that of the original under `original_no` and `original_date`."""

    places: Mapping[str, int]
    first_row: int

    def of(self, row: Cells, field: str) -> Any:
        """The cell of a field; None where the sheet has no such column."""
        place = self.places.get(field, len(row))
        return row[place] if place < len(row) else None


def read(sheets: Mapping[str, Iterable[Cells]]) -> File2B:
    """The statement on the sheets of a workbook. Raises `FileRefused` for another workbook or what cannot be read."""
    if COVER not in sheets or "B2B" not in sheets:
        raise FileRefused("file", "This is not the GSTR-2B workbook of the GST portal: its sheets are missing.")
    said = _cover(sheets[COVER])
    gstin = values.number(said.get("gstin"), f"{COVER}: GSTIN")
    papers: list[Paper] = []
    for name in KINDS:
        papers.extend(_papers(name, sheets.get(name, ()), gstin))
        if len(papers) > MOST_PAPERS:
            raise FileRefused("file", f"A file of more than {MOST_PAPERS:,} documents is not taken.")
    numbered = tuple(replace(paper, id=str(position)) for position, paper in enumerate(papers))
    return File2B(gstin, _period(said), _generated_on(said), numbered)


def _cover(rows: Iterable[Cells]) -> dict[str, Any]:
    """What the cover says, by its labels in small letters: the cell right of a label is its value."""
    said: dict[str, Any] = {}
    for row in rows:
        filled = [cell for cell in row if cell not in (None, "")]
        for label, value in pairwise(filled):
            said.setdefault(str(label).strip().lower()[: values.LONGEST_TEXT], value)
    return said


def _period(said: Mapping[str, Any]) -> Month:
    where = f"{COVER}: Tax Period"
    name = values.needed(said.get("tax period"), where).lower()
    found = next((at for at, month in enumerate(values.MONTHS, 1) if name.startswith(month[:3])), None)
    begins = re.match(r"(20\d\d)-", values.text(said.get("financial year"), f"{COVER}: Financial Year"))
    if found is None or begins is None:
        raise FileRefused(where, "The cover does not say which month of which financial year this is.")
    return Month(int(begins[1]) + (found < 4), found)


def _generated_on(said: Mapping[str, Any]) -> date | None:
    label = next((label for label in said if label.startswith("date of generation")), None)
    return values.optional_day(said[label], f"{COVER}: Date of generation") if label else None


def _papers(name: str, rows: Iterable[Cells], company: str) -> Iterator[Paper]:
    """The papers of a sheet, their rows by rate added up."""
    all_rows = list(rows)
    columns = _columns(name, all_rows)
    if columns is None:
        return
    found: dict[tuple[Any, ...], list[Paper]] = defaultdict(list)
    for at, row in enumerate(all_rows[columns.first_row :], columns.first_row + 1):
        if values.text(columns.of(row, "bill_no"), f"{name}, row {at}"):
            paper = _paper(name, row, columns, company, f"{name}, row {at}")
            found[paper.kind, paper.supplier_gstin, paper.bill_no, paper.bill_date].append(paper)
    for parts in found.values():
        yield replace(parts[0], **{head: sum(getattr(part, head) for part in parts) for head in AMOUNTS})


def _columns(name: str, rows: Sequence[Cells]) -> Columns | None:
    """The columns of a sheet, or None for one that is empty. Raises `FileRefused` where headings are missing."""
    if not rows:
        return None
    pairs = [_places(name, row, below) for row, below in pairwise([*rows[:DEEPEST_HEADING], ()])]
    places = max(pairs, key=len)
    if "bill_no" not in places or "bill_date" not in places:
        raise FileRefused(name, f"The sheet {name} lacks its headings: download the file from the GST portal again.")
    return Columns(places, pairs.index(places) + 2)


def _places(name: str, row: Cells, below: Cells) -> dict[str, int]:
    """Where each field stands under two rows of headings; of two on an amended sheet the first is the original's."""
    found: dict[str, list[int]] = defaultdict(list)
    for place in range(max(len(row), len(below))):
        texts = [_heading(cells[place]) for cells in (below, row) if place < len(cells)]
        field = next((field for field, shape in _HEADINGS if any(map(shape.search, texts))), None)
        if field:
            found[field].append(place)
    places = {field: at[0] for field, at in found.items()}
    for field, original in _OF_THE_ORIGINAL.items() if name in AMENDED else ():
        if len(found[field]) > 1:
            places[original], places[field] = found[field][:2]
    return places


def _heading(cell: object) -> str:
    return " ".join(str(cell or "").lower()[: values.LONGEST_TEXT].split())


def _paper(name: str, row: Cells, columns: Columns, company: str, where: str) -> Paper:
    supplier = columns.of(row, "supplier_gstin")
    amounts = {head: values.amount(columns.of(row, head), where) for head in AMOUNTS}
    return Paper(
        id="",
        kind=KINDS[name] or _kind(columns.of(row, "type"), where),
        supplier_gstin=values.number(supplier, where) if "supplier_gstin" in columns.places else None,
        company_gstin=company,
        bill_no=values.needed(columns.of(row, "bill_no"), where),
        bill_date=values.day(columns.of(row, "bill_date"), where),
        place_of_supply=values.place(columns.of(row, "place_of_supply"), where),
        reverse_charge=values.yes(columns.of(row, "reverse_charge"), where),
        is_amended=name in AMENDED,
        original_no=values.text(columns.of(row, "original_no"), where) or None,
        original_date=values.optional_day(columns.of(row, "original_date"), where),
        supplier_name=values.text(columns.of(row, "supplier_name"), where) or None,
        taxable_value=amounts["taxable_value"],
        cgst=amounts["cgst"],
        sgst=amounts["sgst"],
        igst=amounts["igst"],
        cess=amounts["cess"],
    )


def _kind(value: object, where: str) -> Kind:
    said = values.needed(value, where).lower()
    kind = next((kind for word, kind in _TYPES if word in said), None)
    if kind is None:
        raise FileRefused(where, "This is neither an invoice nor a credit or debit note.")
    return Kind.ISD_CREDIT_NOTE if kind is Kind.CREDIT_NOTE and "isd" in said else kind
