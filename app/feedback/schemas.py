"""Feedback on the wire."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma

from app.feedback.records import Feedback
from app.runtime.http.schema import Moment, Schema, Text

EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
"""A phone's clock may be wrong by centuries, yet not beyond what can be kept and read back in UTC."""


class YesNo(ma.fields.Boolean):
    """True or false, and nothing that only looks like it (1, "yes")."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class StructuredFeedback(Schema):
    """What the app sends; the id is its own, and the same when it repeats the call."""

    id = ma.fields.UUID(required=True)
    feedback_type = Text(required=True, shortest=1, longest=100)
    entity_id = Text(required=True, shortest=1, longest=200)
    helpful = YesNo(required=True)
    comment = Text(load_default=None, allow_none=True, longest=5000)
    submitted_at = Moment(required=True, validate=ma.validate.Range(EARLIEST, LATEST))

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
