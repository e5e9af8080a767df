"""Bytes that somebody sends as GSTR-2B: whole files are read, and any other is refused in a sentence."""

import json
import struct
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compliance.records.portal_2b import File2B, FileRefused
from app.compliance.service.matching import files
from app.values.period import Month
from tests.compliance.papers_2b import MUMBAI, SUPPLIER
from tests.compliance.portal_files import as_json, b2b, cover, invoice, line, supplied, usual_workbook, workbook


def _read(content: bytes) -> File2B:
    return files.statement(content, files.format_of(content))


class TestWorkbook:
    def test_cover_and_rows_are_read(self) -> None:
        file = _read(usual_workbook(line()))
        (paper,) = file.papers
        assert (file.gstin, file.period, file.generated_on) == (MUMBAI, Month(2025, 10), date(2025, 11, 14))
        assert (paper.supplier_gstin, paper.bill_no, paper.bill_date) == (SUPPLIER, "A-32", date(2025, 10, 14))
        assert (paper.place_of_supply, paper.reverse_charge, paper.cgst) == ("27", False, 900)

    def test_rows_by_rate_of_one_invoice_are_added_up(self) -> None:
        (paper,) = _read(usual_workbook(line(), line(rate=5, value=200.5, tax="5.01"))).papers
        assert (paper.taxable_value, paper.cgst) == (Decimal("10200.50"), Decimal("905.01"))

    def test_january_is_of_the_later_year(self) -> None:
        assert _read(workbook({"Read me": cover(month="January"), "B2B": b2b()})).period == Month(2026, 1)

    def test_json_and_workbook_say_the_same(self) -> None:
        (one,) = _read(usual_workbook(line())).papers
        (other,) = _read(as_json(b2b=[supplied(invoice())])).papers
        assert one == other

    @pytest.mark.parametrize(
        "content",
        [
            workbook({"Sheet1": [("hello",)]}),
            workbook({"Read me": cover()}),
            workbook({"Read me": [("GSTIN", MUMBAI)], "B2B": b2b()}),
            workbook({"Read me": cover("nobody"), "B2B": b2b()}),
            workbook({"Read me": cover(), "B2B": [("no", "headings")]}),
            usual_workbook(line(value="=1+1")),
            usual_workbook(line("=HYPERLINK(1)")),
            usual_workbook(line(value="ten")),
            usual_workbook(line(gstin="27ABC")),
        ],
        ids=["other", "no B2B", "cover bare", "cover wrong", "no headings", "formula", "link", "word", "gstin"],
    )
    def test_other_workbooks_are_refused(self, content: bytes) -> None:
        with pytest.raises(FileRefused) as refused:
            files.statement(content, files.WORKBOOK)
        assert refused.value.sentence.endswith(".")


class TestHostileFiles:
    @pytest.mark.parametrize(
        "content",
        [
            as_json(b2b=[supplied(invoice())])[:-40],
            b'{"data":' * 100_000,
            b'{"data": ' + b"[" * 200_000 + b"}",
            as_json(b2b=[supplied(invoice())]).replace(b"10000", b"NaN"),
            as_json(b2b=[supplied(invoice())]).replace(b"10000", b"1e400"),
            as_json(b2b=[supplied(invoice())]).replace(b"10000", b"9" * 5_000),
            as_json(b2b=[supplied(invoice())]).replace(b"A-32", b"\xff\xfe"),
            b"{}",
            b"PK\x03\x04 and nothing more",
            b"PK\x03\x04" + bytes(1_000),
            usual_workbook(line())[:-200],
            usual_workbook(line())[:2_000],
        ],
        ids=["cut", "deep", "deeper", "NaN", "1e400", "digits", "bytes", "empty", "zip", "zeros", "no end", "half"],
    )
    def test_broken_file_is_refused_in_a_sentence(self, content: bytes) -> None:
        with pytest.raises(FileRefused) as refused:
            _read(content)
        assert refused.value.sentence.endswith(".") and "Traceback" not in refused.value.sentence

    @pytest.mark.parametrize(
        "content", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"GSTIN,Bill\n", b"[1]", b"<html>"],
        ids=["empty", "pdf", "xls renamed", "csv", "list", "page"],
    )  # fmt: skip
    def test_other_kinds_are_refused_unread(self, content: bytes) -> None:
        with pytest.raises(FileRefused) as refused:
            files.format_of(content)
        assert refused.value.sentence == files.NEITHER

    def test_zip_bomb_is_not_unpacked(self) -> None:
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as parts:
            for number in range(4):
                parts.writestr(f"xl/worksheets/sheet{number}.xml", bytes(100 * 1024 * 1024))
        assert len(packed.getvalue()) < 1024 * 1024
        with pytest.raises(FileRefused) as refused:
            _read(packed.getvalue())
        assert refused.value.sentence == files.TOO_MUCH

    def test_bomb_that_lies_about_its_size_is_refused(self) -> None:
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as parts:
            parts.writestr("[Content_Types].xml", bytes(50 * 1024 * 1024))
        lying = packed.getvalue().replace(struct.pack("<I", 50 * 1024 * 1024), struct.pack("<I", 10))
        with pytest.raises(FileRefused):
            _read(lying)

    def test_entities_expand_to_nothing(self) -> None:
        bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><Types>&a;</Types>'
        packed = BytesIO()
        with ZipFile(packed, "w") as parts:
            parts.writestr("[Content_Types].xml", bomb)
        with pytest.raises(FileRefused):
            _read(packed.getvalue())

    @given(st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused(self, content: bytes) -> None:
        for file_format in (files.JSON, files.WORKBOOK):
            with pytest.raises(FileRefused):
                files.statement(content, file_format)

    @given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=20),
                        lambda inner: st.lists(inner, max_size=4)
                        | st.dictionaries(st.sampled_from(["inv", "ctin", "inum", "dt", "txval", "items"]), inner),
                        max_leaves=20))  # fmt: skip
    def test_any_json_in_a_table_is_read_or_refused(self, table: object) -> None:
        whole = json.loads(as_json())
        whole["data"]["docdata"] = {"b2b": table, "cdnr": table}
        try:
            files.statement(json.dumps(whole).encode(), files.JSON)
        except FileRefused as refused:
            assert refused.sentence
