"""What admins send when they act on a model, on the wire, and the job that comes of it."""

import marshmallow as ma

from app.runtime.http.schema import Schema, Text

LONGEST_REASON = 1000
SAYS_SOMETHING = r"^[^\x00]*[^\s\x00-\x20\x85\ufeff][^\x00]*$"
"""One character that is no blank to Python or to JavaScript: the two do not agree on what a blank is."""


class ModelReason(Schema):
    """Why, in words that the history keeps."""

    reason = Text(longest=LONGEST_REASON, load_default="")


class ModelReasonNeeded(Schema):
    """Why, in words that the history keeps."""

    reason = Text(
        longest=LONGEST_REASON,
        required=True,
        validate=[ma.validate.Regexp(SAYS_SOMETHING, error="This is empty.")],
        metadata={"pattern": SAYS_SOMETHING},
    )


class ModelShadowAsked(ModelReason):
    """Whether it shall watch."""

    is_on = ma.fields.Boolean(load_default=True)


class ModelCanaryAsked(ModelReason):
    """For how many it shall answer."""

    share = ma.fields.Float(
        required=True,
        validate=ma.validate.Range(0, 1, error="Between 0 and 1."),
        metadata={"description": "Share of the businesses, 0 to 1; 0 ends it."},
    )


class ModelRetrainAsked(Schema):
    """How."""

    is_anyway = ma.fields.Boolean(load_default=False, metadata={"description": "Also without enough new labels."})
    seed = ma.fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=ma.validate.Range(0, 2**31 - 1),
        metadata={"description": "Draws other generated examples; the same seed and labels give the same model."},
    )


class ModelJobSchema(Schema):
    """Work that was asked for; `GET /api/v1/jobs/{job_id}` tells how far it is."""

    job_id = ma.fields.UUID(required=True)
