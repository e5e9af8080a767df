"""Feature flags on the wire."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import marshmallow as ma

from app.flags.records import Event, EventKind
from app.runtime.http.schema import Schema, Text

LARGEST_VALUE = 10**15


class Number(ma.fields.Field[Decimal]):
    """A finite JSON number, as the digits that were sent."""

    default_error_messages = {"invalid": "Must be a number."}  # noqa: RUF012 - marshmallow's own form

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        if isinstance(value, float) and not math.isfinite(value):
            raise self.make_error("invalid")
        return Decimal(str(value))


class FlagQuestion(Schema):
    """Which flag, for whom."""

    feature_name = Text(required=True, shortest=1, longest=100)
    user_id = ma.fields.UUID(required=True, metadata={"description": "The caller's own id."})


class FlagAnswer(Schema):
    """Whether it is on; `metadata.reason` says why."""

    feature_name = ma.fields.String(required=True)
    enabled = ma.fields.Boolean(required=True)
    variant = ma.fields.String(required=True, allow_none=True)
    metadata = ma.fields.Method("_metadata", required=True, metadata={"type": "object"})

    def _metadata(self, decision: Any) -> dict[str, Any]:
        return {**decision.metadata, "reason": decision.reason.value}


class FlagList(Schema):
    """Every flag as it stands for the caller."""

    flags = ma.fields.List(ma.fields.Nested(FlagAnswer), required=True)


class Interaction(Schema):
    """Somebody used a feature."""

    feature_name = Text(required=True, shortest=1, longest=100)
    user_id = ma.fields.UUID(required=True)
    interaction_type = Text(required=True, shortest=1, longest=100)

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {"user_id": data.pop("user_id"), "event": Event(EventKind.INTERACTION, **data)}


class Conversion(Schema):
    """A feature led to something worth `conversion_value`."""

    feature_name = Text(required=True, shortest=1, longest=100)
    user_id = ma.fields.UUID(required=True)
    conversion_value = Number(
        required=True,
        validate=ma.validate.Range(-LARGEST_VALUE, LARGEST_VALUE),
        metadata={"type": "number", "minimum": -LARGEST_VALUE, "maximum": LARGEST_VALUE},
    )

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {"user_id": data.pop("user_id"), "event": Event(EventKind.CONVERSION, **data)}


class Tracked(Schema):
    """What became of a report."""

    status = ma.fields.Constant("recorded")
    repeated = ma.fields.Boolean(
        required=True, metadata={"description": "The same report came seconds ago; counted once."}
    )
