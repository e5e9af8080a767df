"""The headings of the portal's workbook as it is downloaded: title, subject, two rows of headings or three."""

from collections.abc import Sequence
from typing import Any

Rows = list[tuple[Any, ...]]

TITLE: Rows = [("Goods and Services Tax  - GSTR-2B",), ("Taxable inward supplies",), (), ()]
HEADS = ("Integrated Tax(₹)", "Central Tax(₹)", "State/UT Tax(₹)", "Cess(₹)")
TAX = ("Tax Amount", None, None, None)
FILED = ("GSTR-1/IFF/GSTR-5 Period", "GSTR-1/IFF/GSTR-5 Filing Date", "ITC Availability", "Reason")


def notes(*rows: Sequence[Any]) -> Rows:
    """The sheet B2B-CDNR."""
    above = ("GSTIN of supplier", "Trade/Legal name", "Credit note/Debit note details", *_blank(4), "Place of supply",
             "Supply Attract Reverse Charge", "Taxable Value (₹)", *TAX, *FILED)  # fmt: skip
    below = (
        *_blank(2),
        "Note number",
        "Note type",
        "Note Supply type",
        "Note date",
        "Note Value (₹)",
        *_blank(3),
        *HEADS,
    )
    return [*TITLE, above, below, *map(tuple, rows)]


def amended_invoices(*rows: Sequence[Any]) -> Rows:
    """The sheet B2BA."""
    above = ("Invoice number", "Invoice Date", "GSTIN of supplier", "Trade/Legal name", "Invoice Details", *_blank(3),
             "Place of supply", "Supply Attract Reverse Charge", "Taxable Value (₹)", *TAX, *FILED)  # fmt: skip
    below = (*_blank(4), "Invoice number", "Invoice type", "Invoice Date", "Invoice Value(₹)", *_blank(3), *HEADS)
    return [*TITLE, ("Original Details", None, "Revised Details"), above, below, *map(tuple, rows)]


def amended_notes(*rows: Sequence[Any]) -> Rows:
    """The sheet B2B-CDNRA."""
    above = ("Note type", "Note number", "Note date", "GSTIN of supplier", "Trade/Legal name",
             "Credit note/Debit note details", *_blank(4), "Place of supply", "Supply Attract Reverse Charge",
             "Taxable Value (₹)", *TAX, *FILED)  # fmt: skip
    below = (
        *_blank(5),
        "Note number",
        "Note type",
        "Note Supply type",
        "Note date",
        "Note Value (₹)",
        *_blank(3),
        *HEADS,
    )
    return [*TITLE, ("Original Details", None, None, "Revised Details"), above, below, *map(tuple, rows)]


def distributed(*rows: Sequence[Any]) -> Rows:
    """The sheet ISD."""
    return [*TITLE, (*_ISD, "Input tax distribution by ISD"), (*_blank(7), *HEADS), *map(tuple, rows)]


def amended_distributed(*rows: Sequence[Any]) -> Rows:
    """The sheet ISDA."""
    above = ("ISD Document type", "Document Number", "Document date", *_ISD, "Input tax distribution by ISD")
    return [
        *TITLE,
        ("Original Details", None, None, "Revised Details"),
        above,
        (*_blank(10), *HEADS),
        *map(tuple, rows),
    ]


def imports(*rows: Sequence[Any]) -> Rows:
    """The sheets IMPG and IMPGA, which names no original."""
    above = ("Icegate Reference Date", "Port Code", "Bill of Entry Details", *_blank(2), "Amount of tax (₹)", None,
             "Amended (Yes)")  # fmt: skip
    below = (*_blank(2), "Number", "Date", "Taxable Value", "Integrated Tax(₹)", "Cess(₹)", None)
    return [*TITLE, above, below, *map(tuple, rows)]


_ISD = ("GSTIN of ISD", "Trade/Legal name", "ISD Document type", "ISD Document number", "ISD Document date",
        "Original Invoice Number", "Original invoice date")  # fmt: skip


def _blank(columns: int) -> tuple[None, ...]:
    return (None,) * columns
