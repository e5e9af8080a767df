"""What is asked of the calls about documents."""

from typing import Any

import marshmallow as ma

from app.intake.records import Status
from app.intake.rules.correcting import MOST_AT_ONCE
from app.intake.rules.values import EARLIEST, LATEST
from app.runtime.http.schema import Schema

LONGEST_WAIT_SECONDS = 25
LAST_PAGE = 100_000


class ExtractForm(Schema):
    """What goes with a file. Days are counted from `reference_date`, today when absent; `wait` is in seconds."""

    business_id = ma.fields.UUID(required=True)
    reference_date = ma.fields.Date(
        load_default=None, validate=ma.validate.Range(EARLIEST, LATEST, error="This day is not of our time.")
    )
    wait = ma.fields.Float(
        load_default=None,
        validate=ma.validate.Range(
            0, LONGEST_WAIT_SECONDS, error=f"This must be a number of seconds from 0 to {LONGEST_WAIT_SECONDS}."
        ),
    )


class ExtractionsQuery(Schema):
    """Whose documents are wanted, and which of them."""

    business_id = ma.fields.UUID(required=True)
    status = ma.fields.Enum(Status, by_value=True, load_default=None)
    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(1, LAST_PAGE))
    per_page = ma.fields.Integer(load_default=50, validate=ma.validate.Range(1, 200))


class CorrectionsRequest(Schema):
    """Values by their path (`supplier.gstin`, `lines.0.quantity`); null where the document has no such value.

    `is_reviewed`: a person has looked at all of it, and what is not corrected is right.
    """

    corrections: Any = ma.fields.Dict(
        keys=ma.fields.String(validate=ma.validate.Length(1, 100)),
        load_default=dict,
        validate=ma.validate.Length(max=MOST_AT_ONCE, error=f"At most {MOST_AT_ONCE} values are taken at once."),
        metadata={"example": {"supplier.gstin": "27AAPFU0939F1ZV", "lines.0.quantity": 10, "due_date": None}},
    )
    is_reviewed = ma.fields.Boolean(load_default=False, truthy={True}, falsy={False})
