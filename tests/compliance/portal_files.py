"""Files of GSTR-2B as the portal gives them, made by hand: the JSON, and the workbook with its two rows of headings."""

import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tests.compliance.papers_2b import MUMBAI, SUPPLIER

HEADINGS = ("Taxable Value (₹)", "Integrated Tax(₹)", "Central Tax(₹)", "State/UT Tax(₹)", "Cess(₹)")


def invoice(number: str = "A-32", **changes: Any) -> dict[str, Any]:
    """A row of table b2b: 10,000 with 18 % in two heads."""
    usual = {"inum": number, "typ": "R", "dt": "14-10-2025", "val": 11800, "pos": "27", "rev": "N", "itcavl": "Y"}
    return usual | {"txval": 10000, "cgst": 900, "sgst": 900, "igst": 0, "cess": 0} | changes


def supplied(*papers: Mapping[str, Any], ctin: str = SUPPLIER, under: str = "inv") -> dict[str, Any]:
    """The papers of one supplier as the tables hold them."""
    return {"ctin": ctin, "trdnm": "Bengal Wires", "supprd": "102025", "supfildt": "11-11-2025", under: list(papers)}


def content(
    *, gstin: str = MUMBAI, period: Any = "102025", tables: Mapping[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """The whole JSON with these tables of `docdata`."""
    head = {"gstin": gstin, "rtnprd": period, "version": "1.0", "gendt": "14-11-2025"}
    return {"chksum": "x", "data": head | {"itcsumm": {}, "docdata": {**(tables or {}), **more}}}


def as_json(*, gstin: str = MUMBAI, period: str = "102025", **tables: Any) -> bytes:
    """The file."""
    return json.dumps(content(gstin=gstin, period=period, **tables)).encode()


def workbook(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """A workbook with these rows on these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def cover(gstin: str = MUMBAI, *, year: str = "2025-26", month: str = "October") -> list[tuple[Any, ...]]:
    """The rows of the sheet "Read me"."""
    return [
        ("Goods and Services Tax - GSTR-2B",),
        (),
        ("Financial Year", year),
        ("Tax Period", month),
        ("GSTIN", gstin),
        ("Legal Name", "Sahyadri Traders"),
        ("Date of generation", "14/11/2025"),
    ]


def b2b(*rows: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The sheet B2B: title, headings in two rows, then a row for each rate of each invoice."""
    above = ("GSTIN of supplier", "Trade/Legal name", "Invoice Details", None, None, None, "Place of supply",
             "Supply Attract Reverse Charge", "Rate(%)", HEADINGS[0], "Tax Amount", None, None, None)  # fmt: skip
    below = (None, None, "Invoice number", "Invoice type", "Invoice Date", "Invoice Value(₹)", None, None, None, None,
             *HEADINGS[1:])  # fmt: skip
    return [("Goods and Services Tax  - GSTR-2B",), ("Taxable inward supplies",), (), above, below, *map(tuple, rows)]


def line(number: str = "A-32", *, rate: int = 18, value: Any = 10000, tax: Any = 900, **changes: Any) -> list[Any]:
    """A row of that sheet."""
    row = [SUPPLIER, "Bengal Wires", number, "Regular", "14/10/2025", 11800, "Maharashtra", "No", rate, value, 0]
    return [changes.get("gstin", row[0]), *row[1:], tax, tax, 0]


def usual_workbook(*rows: Sequence[Any], gstin: str = MUMBAI) -> bytes:
    """A workbook of October 2025 with these rows on B2B."""
    return workbook({"Read me": cover(gstin), "B2B": b2b(*rows)})
