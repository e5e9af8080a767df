"""The audit trail on the wire."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any
from uuid import UUID

import marshmallow as ma

from app.audit import wording
from app.audit.records import Format, Place, Search
from app.runtime.http.schema import Moment, Schema, Text

LONGEST_PLACE = 300
MOST_EVENTS = 200


class Cursor(ma.fields.String):
    """The place at which a page ended, as a word that only we understand."""

    default_error_messages = {"cursor": "This is no place that an answer of ours named."}  # noqa: RUF012

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else cursor(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return place(text[:LONGEST_PLACE])
        except ValueError as wrong:
            raise self.make_error("cursor") from wrong


def cursor(where: Place) -> str:
    """A place as a word."""
    told = json.dumps([where.created_at.isoformat(), str(where.chain), where.seq])
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def place(text: str) -> Place:
    """The place that a word names. Raises `ValueError`."""
    try:
        told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        moment, chain, seq = told
        found = Place(datetime.fromisoformat(moment), UUID(chain), int(seq))
    except (binascii.Error, TypeError, UnicodeDecodeError, AttributeError) as wrong:
        raise ValueError("no place") from wrong
    if found.created_at.tzinfo is None or not 0 <= found.seq < 2**63:
        raise ValueError("no place")
    return found


class AuditQuery(Schema):
    """Which rows."""

    business_id = ma.fields.UUID(
        metadata={"description": "The business; only admins may leave it out, and then see all rows."}
    )
    user_id = ma.fields.UUID(metadata={"description": "Whoever did it."})
    action = Text(longest=80, shortest=1, metadata={"description": "What was done, as `flag changed`."})
    is_refused = ma.fields.Boolean(metadata={"description": "Only what was refused, or only what was not."})
    since = Moment(metadata={"description": "From this moment on."})
    until = Moment(metadata={"description": "Before this moment."})
    after = Cursor(metadata={"description": "`next` of the answer before."})
    limit = ma.fields.Integer(load_default=50, validate=ma.validate.Range(1, MOST_EVENTS))

    @ma.post_load
    def _search(self, data: dict[str, Any], **_: Any) -> Search:
        return Search(**data)


class AuditEventSchema(Schema):
    """One row: who did what to what, and its place in the chain."""

    seq = ma.fields.Integer(required=True, attribute="link.seq", metadata={"description": "Its number in the chain."})
    business_id = ma.fields.UUID(required=True, allow_none=True, attribute="link.entry.business_id")
    created_at = Moment(required=True, attribute="link.entry.created_at")
    action = ma.fields.String(required=True, attribute="link.entry.action")
    actor_kind = ma.fields.String(required=True, attribute="link.entry.actor_kind")
    actor = ma.fields.String(
        required=True, allow_none=True, attribute="link.entry.actor", metadata={"description": "A keyed hash."}
    )
    user_id = ma.fields.UUID(
        required=True, allow_none=True, metadata={"description": "Null for a forgotten user, and for another's admin."}
    )
    is_refused = ma.fields.Boolean(required=True, attribute="link.entry.is_refused")
    subject_kind = ma.fields.String(required=True, attribute="link.entry.subject_kind")
    subject = ma.fields.String(required=True, attribute="link.entry.subject")
    details = ma.fields.Dict(required=True, attribute="link.entry.details")
    request_id = ma.fields.String(required=True, allow_none=True, attribute="link.entry.request_id")
    content = ma.fields.String(required=True, attribute="link.content")
    prev_hash = ma.fields.String(required=True, attribute="link.prev_hash")
    hash = ma.fields.String(required=True, attribute="link.hash")


class AuditPageSchema(Schema):
    """Some rows, the newest first."""

    events = ma.fields.List(ma.fields.Nested(AuditEventSchema), required=True)
    next = Cursor(required=True, allow_none=True, metadata={"description": "Null when there are no older rows."})


class AuditOfBusiness(Schema):
    """Of which business."""

    business_id = ma.fields.UUID(metadata={"description": "The business; only admins may leave it out."})


class AuditFindingSchema(Schema):
    """The first bad row."""

    seq = ma.fields.Integer(required=True)
    fault = ma.fields.String(required=True)


class AuditVerdictSchema(Schema):
    """Whether a chain is whole."""

    business_id = ma.fields.UUID(required=True, allow_none=True, metadata={"description": "Null: the service itself."})
    is_whole = ma.fields.Function(lambda found: found.finding is None, required=True, metadata={"type": "boolean"})
    message = ma.fields.Function(wording.verdict, required=True, metadata={"type": "string"})
    rows = ma.fields.Integer(required=True)
    last_seq = ma.fields.Integer(required=True)
    finding = ma.fields.Nested(AuditFindingSchema, required=True, allow_none=True)
    anchored_seq = ma.fields.Integer(required=True)
    anchored_at = Moment(required=True, allow_none=True)


class AuditExportAsked(Schema):
    """What the file shall hold."""

    business_id = ma.fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "The business; only admins may say null: the service itself."},
    )
    since = Moment(load_default=None)
    until = Moment(load_default=None)
    format = ma.fields.Enum(Format, by_value=True, load_default=Format.JSON_LINES)


class AuditExportUnderWay(Schema):
    """The job that writes it; the job's result names the address of the file."""

    job_id = ma.fields.UUID(required=True)
    file_id = ma.fields.UUID(required=True)
