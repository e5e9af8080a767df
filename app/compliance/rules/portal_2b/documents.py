"""GSTR-2B as JSON, as the portal lets it be downloaded: `data.docdata`, one list a table of the form.

Tables and names after GSTN's schema of the return (version 1.0): b2b, cdnr and ecom by supplier, isd by distributor,
impg and impgsez; the same with an `a` at the end are amendments and name the original. Amounts stand by line (`items`)
in older files, in newer ones by document. What the taxpayer rejected (`docRejdata`) is no credit, and is not read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.compliance.records.matching import Kind, Paper
from app.compliance.records.portal_2b import File2B, FileRefused
from app.compliance.rules.portal_2b import values
from app.values import money

MOST_PAPERS = 200_000

Entry = Mapping[str, Any]
_HEADS = {"taxable_value": "txval", "cgst": "cgst", "sgst": "sgst", "igst": "igst", "cess": "cess"}
_NOTES = {"C": Kind.CREDIT_NOTE, "D": Kind.DEBIT_NOTE}
_DISTRIBUTED = {"ISDI": Kind.ISD, "ISDIA": Kind.ISD, "ISDC": Kind.ISD_CREDIT_NOTE, "ISDCA": Kind.ISD_CREDIT_NOTE}


@dataclass(frozen=True)
class Table:
    """Where a table keeps its papers, and under which names: number, day, and both of the original."""

    papers: str | None
    kind: Kind | None
    number: str
    day: str
    original_number: str = ""
    original_day: str = ""
    is_amended: bool = False


TABLES: Mapping[str, Table] = {
    "b2b": Table("inv", Kind.INVOICE, "inum", "dt"),
    "b2ba": Table("inv", Kind.INVOICE, "inum", "dt", "oinum", "oidt", True),
    "ecom": Table("inv", Kind.INVOICE, "inum", "dt"),
    "ecoma": Table("inv", Kind.INVOICE, "inum", "dt", "oinum", "oidt", True),
    "cdnr": Table("nt", None, "ntnum", "dt"),
    "cdnra": Table("nt", None, "ntnum", "dt", "ontnum", "ontdt", True),
    "isd": Table("doclist", None, "docnum", "docdt"),
    "isda": Table("doclist", None, "docnum", "docdt", "odocnum", "odocdt", True),
    "impg": Table(None, Kind.IMPORT, "boenum", "boedt"),
    "impga": Table(None, Kind.IMPORT, "boenum", "boedt", "oboenum", "oboedt", True),
    "impgsez": Table("boe", Kind.IMPORT, "boenum", "boedt"),
    "impgseza": Table("boe", Kind.IMPORT, "boenum", "boedt", "oboenum", "oboedt", True),
}


def read(content: Any) -> File2B:
    """The statement in the JSON of a file. Raises `FileRefused` for any other JSON, or a value that cannot be."""
    data = content.get("data") if isinstance(content, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(data.get("docdata"), Mapping):
        raise FileRefused("file", "This is not the GSTR-2B that the GST portal lets you download as JSON.")
    gstin = values.number(data.get("gstin"), "data.gstin")
    period = values.month(data.get("rtnprd"), "data.rtnprd")
    generated_on = values.optional_day(data.get("gendt"), "data.gendt")
    papers = []
    for paper in _papers(data["docdata"], gstin):
        papers.append(paper)
        if len(papers) > MOST_PAPERS:
            raise FileRefused("file", f"A file of more than {MOST_PAPERS:,} documents is not taken.")
    return File2B(gstin, period, generated_on, tuple(papers))


def _papers(docdata: Entry, company: str) -> Iterator[Paper]:
    position = 0
    for name, table in TABLES.items():
        for at, supplier in enumerate(values.listed(docdata, name, "data.docdata")):
            where = f"data.docdata.{name}.{at}"
            own = [supplier] if table.papers is None else values.listed(supplier, table.papers, where)
            for place, entry in enumerate(own):
                path = where if table.papers is None else f"{where}.{table.papers}.{place}"
                yield _paper(str(position), name, entry, supplier, company, path)
                position += 1


def _paper(id: str, name: str, entry: Entry, supplier: Entry, company: str, where: str) -> Paper:
    table = TABLES[name]
    amounts = _amounts(entry, where)
    is_flagged = values.yes(entry.get("isamd"), f"{where}.isamd") is True
    return Paper(
        id=id,
        kind=table.kind or _kind(entry, where),
        supplier_gstin=values.number(supplier.get("ctin"), f"{where}.ctin") if "ctin" in supplier else None,
        company_gstin=company,
        bill_no=values.needed(entry.get(table.number), f"{where}.{table.number}"),
        bill_date=values.day(entry.get(table.day), f"{where}.{table.day}"),
        place_of_supply=values.place(entry.get("pos"), f"{where}.pos"),
        reverse_charge=values.yes(entry.get("rev"), f"{where}.rev"),
        is_amended=table.is_amended or is_flagged,
        original_no=values.text(entry.get(table.original_number), f"{where}.{table.original_number}") or None,
        original_date=values.optional_day(entry.get(table.original_day), f"{where}.{table.original_day}"),
        supplier_name=values.text(supplier.get("trdnm"), f"{where}.trdnm") or None,
        taxable_value=amounts["taxable_value"],
        cgst=amounts["cgst"],
        sgst=amounts["sgst"],
        igst=amounts["igst"],
        cess=amounts["cess"],
    )


def _kind(entry: Entry, where: str) -> Kind:
    field = "doctyp" if "doctyp" in entry else "typ"
    kind = (_NOTES | _DISTRIBUTED).get(values.text(entry.get(field), f"{where}.{field}").upper())
    if kind is None:
        raise FileRefused(f"{where}.{field}", "This is neither an invoice nor a credit or debit note.")
    return kind


def _amounts(entry: Entry, where: str) -> dict[str, Decimal]:
    """Value and heads of the paper; where the file has them by line only, of all lines."""
    if any(entry.get(name) is not None for name in _HEADS.values()):
        return {field: values.amount(entry.get(name), f"{where}.{name}") for field, name in _HEADS.items()}
    lines = values.listed(entry, "items", where)
    return {
        field: sum((values.amount(line.get(name), f"{where}.items.{name}") for line in lines), money.ZERO)
        for field, name in _HEADS.items()
    }
