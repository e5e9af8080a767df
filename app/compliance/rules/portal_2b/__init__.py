"""GSTR-2B as the portal gives it to a taxpayer, read into papers: `documents` the JSON, `sheets` the workbook.

Whose statement it may be, and of which month, `accepted` says.
"""

from datetime import date

from app.compliance.records.portal_2b import FIRST_MONTH, File2B, FileRefused
from app.gst import gstin
from app.values.period import Month

AGAIN = "Download the file from the GST portal again."


def accepted(file: File2B, *, business_gstin: str | None, on: date) -> File2B:
    """The file, when it is the business's own and of a month that has been. Raises `FileRefused`.

    The portal makes it on the 14th of the next month (CGST Rules 2017, rule 60(8)): no paper in it is of a later month.
    """
    own = gstin.normalised(business_gstin)
    if not own:
        raise FileRefused("gstin", "Enter the GSTIN of your business first: the file is matched with it.")
    if file.gstin != own:
        raise FileRefused("gstin", f"This GSTR-2B is of {file.gstin}, and your business is {own}.")
    if not FIRST_MONTH <= file.period <= Month.of(on):
        raise FileRefused("period", f"This GSTR-2B is of {file.period}, a month for which there is none.")
    late = next((paper for paper in file.papers if paper.bill_date > file.period.plus(1).last), None)
    if late is not None:
        day = f"{late.bill_date:%d-%m-%Y}"
        raise FileRefused("file", f"Document {late.bill_no} is dated {day}, after this GSTR-2B was made. {AGAIN}")
    return file
