"""A list of codes as GSTN publishes it, with descriptions of our own, and the faults that such lists have."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.gst import hsn

DESCRIBED = {
    "25": "Salt, stone and lime",
    "2523": "Cements of every kind",
    "252329": "Cement other than white",
    "25232930": "Slag cement",
    "8415": "Machines that condition air",
    "9987": "Repair of machines",
}
HEADINGS = [code for code in hsn.headings() if code not in DESCRIBED]


@pytest.fixture
def rows() -> list[tuple[str, str]]:
    """More than a thousand codes."""
    return [*DESCRIBED.items(), *((code, f"Kind number {code} of things") for code in HEADINGS)]


@pytest.fixture
def csv_list(tmp_path: Path, rows: list[tuple[str, str]]) -> Path:
    """The list as a CSV."""
    path = tmp_path / "codes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("code", "kind", "description"), *((code, "HSN", text) for code, text in rows)])
    return path


@pytest.fixture
def workbook(tmp_path: Path, rows: list[tuple[str, str]]) -> Path:
    """The list as GSTN's workbook: two sheets, a title above the head, codes that became numbers."""
    book = Workbook()
    goods, services = book.active, book.create_sheet("SAC_MSTR")
    assert goods is not None
    goods.append(["List of codes", None])
    goods.append(["HSN_CD", "HSN_Description"])
    services.append(["SAC_CD", "SAC_Description"])
    for code, text in rows:
        (services if code.startswith("99") else goods).append([int(code), text])
    goods.append([None, "no code"])
    goods.append(["2524", "-"])
    book.save(tmp_path / "HSN_SAC.xlsx")
    return tmp_path / "HSN_SAC.xlsx"
