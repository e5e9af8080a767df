"""Privacy on the wire."""

from typing import Any

import marshmallow as ma

from app.privacy.records import Choices, Kind, State, Subject
from app.runtime.http.schema import Moment, Schema, Text
from app.values.language import Language


class PrivacyAsked(Schema):
    """About whom."""

    subject = ma.fields.Enum(Subject, by_value=True, required=True, metadata={"description": "You, or a business."})
    business_id = ma.fields.UUID(load_default=None, allow_none=True, metadata={"description": "With `business` alone."})

    @ma.validates_schema
    def _fits(self, data: dict[str, Any], **_: Any) -> None:
        if (data["subject"] is Subject.BUSINESS) != (data["business_id"] is not None):
            raise ma.ValidationError("Please name a business exactly where it is about one.", "business_id")

    @ma.post_load
    def _whom(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        data.pop("subject")
        return data


class PrivacyErasureAsked(PrivacyAsked):
    """About whom, and the second word."""

    confirmation = Text(
        longest=300,
        shortest=1,
        load_default=None,
        allow_none=True,
        metadata={"description": "`confirmation` or `id` of the first answer; without it nothing is erased."},
    )


class PrivacyRequestSchema(Schema):
    """A request, what was found, and its receipt."""

    id = ma.fields.UUID(required=True)
    kind = ma.fields.Enum(Kind, by_value=True, required=True)
    subject = ma.fields.Enum(Subject, by_value=True, required=True)
    business_id = ma.fields.UUID(required=True, allow_none=True)
    state = ma.fields.Enum(State, by_value=True, required=True)
    confirmation = ma.fields.String(
        required=True, allow_none=True, metadata={"description": "What has to be typed before anything is erased."}
    )
    found = ma.fields.Dict(required=True, metadata={"description": "Rows by table, and by what is done with them."})
    receipt = ma.fields.Dict(required=True, allow_none=True)
    receipt_sha256 = ma.fields.String(
        required=True, allow_none=True, metadata={"description": "Of the receipt as canonical JSON; in the audit, too."}
    )
    is_genuine = ma.fields.Boolean(
        required=True, allow_none=True, metadata={"description": "Whether the receipt is the one that we signed."}
    )
    created_at = Moment(required=True)
    confirmed_at = Moment(required=True, allow_none=True)
    finished_at = Moment(required=True, allow_none=True)


class PrivacyRequestsSchema(Schema):
    """What somebody asked for, the newest first."""

    requests = ma.fields.List(ma.fields.Nested(PrivacyRequestSchema), required=True)


class ConsentAnswerSchema(Schema):
    """One answer."""

    version = ma.fields.Integer(required=True)
    language = ma.fields.Enum(Language, by_value=True, required=True)
    is_given = ma.fields.Boolean(required=True)
    created_at = Moment(required=True)


class ConsentSchema(Schema):
    """A purpose, what holds, and what was said before."""

    purpose = ma.fields.String(required=True, attribute="purpose.name")
    version = ma.fields.Integer(required=True, attribute="purpose.version")
    sentences = ma.fields.Function(
        lambda found: {language.value: said for language, said in found.purpose.sentences.items()},
        required=True,
        metadata={"type": "object", "description": "What is shown, by language."},
    )
    is_given = ma.fields.Boolean(
        required=True, allow_none=True, metadata={"description": "Null where nothing was said."}
    )
    history = ma.fields.List(ma.fields.Nested(ConsentAnswerSchema), required=True, attribute="answers")


class ConsentsSchema(Schema):
    """Every purpose."""

    consents = ma.fields.List(ma.fields.Nested(ConsentSchema), required=True)


class ConsentSaid(Schema):
    """An answer to a purpose, and which sentence was shown."""

    purpose = Text(longest=40, shortest=1, required=True)
    version = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1, 1_000_000))
    language = ma.fields.Enum(Language, by_value=True, load_default=Language.ENGLISH)
    is_given = ma.fields.Boolean(required=True)


class PrivacyOfBusiness(Schema):
    """Of which business."""

    business_id = ma.fields.UUID(required=True)


class PrivacySettingsSchema(Schema):
    """How a business lets its rows be used for learning."""

    business_id = ma.fields.UUID(required=True)
    anonymize_data = ma.fields.Boolean(
        required=True,
        metadata={"description": "Names and personal numbers are taken out before a row is learned from."},
    )
    data_sharing_enabled = ma.fields.Boolean(
        required=True, metadata={"description": "False: no training reads a row of this business."}
    )
    updated_at = Moment(dump_only=True, allow_none=True)

    @ma.post_load
    def _choices(self, data: dict[str, Any], **_: Any) -> Choices:
        return Choices(**data)
