"""What is asked of a business over a time."""

import marshmallow as ma

from app.compliance.records.periods.asked import View
from app.compliance.records.periods.calendar import Frequency
from app.gst.parties import Registration
from app.runtime.http.schema import Schema, Text

FORMATS = [View.FULL.value, View.SUMMARY.value, View.PORTAL.value]
REGISTRATIONS = [Registration.REGULAR.value, Registration.COMPOSITION.value]
LARGEST_PAGE = 100
LAST_PAGE = 100_000


class PeriodQuery(Schema):
    """Which period."""

    period = Text(
        longest=10,
        required=True,
        metadata={
            "description": "A month (2026-10) or a quarter of the financial year (2026-Q1 is April to June 2026).",
            "pattern": r"^20[0-9]{2}-(0[1-9]|1[0-2]|Q[1-4])$",
            "example": "2026-10",
        },
        error_messages={"required": "Choose a month, such as 2026-10."},
    )


class ExposureQuery(Schema):
    """How much of the answer."""

    format = ma.fields.String(
        load_default=View.FULL.value,
        validate=ma.validate.OneOf(FORMATS[:2], error="Choose full or summary."),
        metadata={"description": "`summary` leaves the bills out."},
    )


class GSTR1Query(PeriodQuery):
    """Which period, and how much of the return."""

    format = ma.fields.String(
        load_default=View.FULL.value,
        validate=ma.validate.OneOf(FORMATS, error="Choose full, summary or portal."),
        metadata={"description": "`summary` leaves the rows out, `portal` is the JSON of the portal's offline tool."},
    )


class CalendarQuery(Schema):
    """Who files; what is not said is assumed, and the answer says so."""

    registration = ma.fields.String(
        validate=ma.validate.OneOf(REGISTRATIONS, error="Choose regular or composition."),
    )
    frequency = ma.fields.String(
        validate=ma.validate.OneOf([one.value for one in Frequency], error="Choose monthly or quarterly."),
    )


class SerialsQuery(Schema):
    """Which financial year; the present one when none is named."""

    financial_year = Text(longest=7, metadata={"description": "Such as 2026-27.", "pattern": r"^20[0-9]{2}-[0-9]{2}$"})


class ChecksQuery(PeriodQuery):
    """Which period, and which of the invoices with issues."""

    rule = Text(longest=60, shortest=1, metadata={"description": "Only invoices that break this rule."})
    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(1, LAST_PAGE))
    page_size = ma.fields.Integer(load_default=25, validate=ma.validate.Range(1, LARGEST_PAGE))
