"""Feedback on the wire."""

from typing import Any

import marshmallow as ma

from app.feedback.records import Feedback
from app.runtime.http.schema import Moment, Schema, Text


class StructuredFeedback(Schema):
    """What the app sends; the id is its own, and the same when it repeats the call."""

    id = ma.fields.UUID(required=True)
    feedback_type = Text(required=True, shortest=1, longest=100)
    entity_id = Text(required=True, shortest=1, longest=200)
    helpful = ma.fields.Boolean(required=True, truthy={True}, falsy={False})
    comment = Text(load_default=None, allow_none=True, longest=5000)
    submitted_at = Moment(required=True)

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> Feedback:
        return Feedback(**data)


class KeptFeedback(Schema):
    """What is kept under the id."""

    id = ma.fields.UUID(required=True)
    feedback_type = ma.fields.String(required=True)
    entity_id = ma.fields.String(required=True)
    helpful = ma.fields.Boolean(required=True)
    comment = ma.fields.String(required=True, allow_none=True)
    submitted_at = Moment(required=True)
    status = ma.fields.Constant("recorded")
