"""Models, versions, their history and what was measured of them, on the wire."""

import marshmallow as ma

from app.model_registry.records import EventKind, Origin, State
from app.runtime.http.schema import Moment, Schema


class ModelVersionSchema(Schema):
    """One version."""

    id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)
    version = ma.fields.Integer(required=True)
    label = ma.fields.String(required=True, metadata={"description": "As answers carry it (`model_version`)."})
    kind = ma.fields.String(required=True, metadata={"description": "Format of the file; `rules` for code."})
    state = ma.fields.Enum(State, by_value=True, required=True)
    origin = ma.fields.Enum(Origin, by_value=True, required=True)
    sha256 = ma.fields.String(required=True, allow_none=True)
    size_bytes = ma.fields.Integer(required=True, allow_none=True)
    metrics = ma.fields.Dict(required=True)
    manifest = ma.fields.Dict(required=True, metadata={"description": "What the file says of itself; signed."})
    signature = ma.fields.String(required=True)
    parent_id = ma.fields.UUID(required=True, allow_none=True)
    author = ma.fields.String(required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


class ModelVersionsSchema(Schema):
    """The versions of a model."""

    versions = ma.fields.List(ma.fields.Nested(ModelVersionSchema), required=True)


class ModelUploadedSchema(ModelVersionSchema):
    """A version, and the job that validates it."""

    validation_job_id = ma.fields.UUID(required=True, allow_none=True)


class ModelValidationSchema(Schema):
    """One validation."""

    id = ma.fields.UUID(required=True)
    against_id = ma.fields.UUID(required=True, allow_none=True)
    job_id = ma.fields.UUID(required=True, allow_none=True)
    has_passed = ma.fields.Boolean(required=True)
    evaluation = ma.fields.Dict(required=True)
    verdict = ma.fields.List(
        ma.fields.Dict(), required=True, metadata={"description": "Each gate: `name`, `passed`, `sentence`."}
    )
    created_at = Moment(required=True)


class ModelVersionPageSchema(ModelUploadedSchema):
    """A version with its validations, the latest first."""

    validations = ma.fields.List(ma.fields.Nested(ModelValidationSchema), required=True)


class ModelPointerSchema(Schema):
    """What follows a model now."""

    generation = ma.fields.Integer(required=True, metadata={"description": "Grows with every change."})
    production = ma.fields.Nested(ModelVersionSchema, required=True, allow_none=True)
    shadow = ma.fields.Nested(ModelVersionSchema, required=True, allow_none=True)
    canary = ma.fields.Nested(ModelVersionSchema, required=True, allow_none=True)
    canary_share = ma.fields.Float(required=True)


class ModelSchema(Schema):
    """One model."""

    name = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    purpose = ma.fields.String(required=True)
    is_learned = ma.fields.Boolean(required=True)
    pointer = ma.fields.Nested(ModelPointerSchema, required=True)
    latest = ma.fields.Nested(ModelVersionSchema, required=True, allow_none=True)
    version_count = ma.fields.Integer(required=True)
    waiting = ma.fields.Integer(required=True, metadata={"description": "Versions that wait for a decision."})
    retrain_cron = ma.fields.String(required=True, metadata={"description": "Crontab line, Indian time."})
    least_new_labels = ma.fields.Integer(required=True)
    promotes_itself = ma.fields.Boolean(required=True)


class ModelsSchema(Schema):
    """All models."""

    models = ma.fields.List(ma.fields.Nested(ModelSchema), required=True)


class ModelPageSchema(ModelSchema):
    """One model with its versions, the newest first."""

    versions = ma.fields.List(ma.fields.Nested(ModelVersionSchema), required=True)


class ModelEventSchema(Schema):
    """One line of the history."""

    id = ma.fields.Integer(required=True)
    version = ma.fields.Integer(required=True)
    kind = ma.fields.Enum(EventKind, by_value=True, required=True)
    from_state = ma.fields.Enum(State, by_value=True, required=True, allow_none=True)
    to_state = ma.fields.Enum(State, by_value=True, required=True, allow_none=True)
    actor = ma.fields.String(required=True)
    actor_id = ma.fields.UUID(required=True, allow_none=True)
    reason = ma.fields.String(required=True)
    detail = ma.fields.Dict(required=True)
    at = Moment(required=True)


class ModelEventsSchema(Schema):
    """The history, the latest first."""

    events = ma.fields.List(ma.fields.Nested(ModelEventSchema), required=True)


class ModelCompareQuery(Schema):
    """Which two versions."""

    a = ma.fields.Integer(required=True, validate=ma.validate.Range(1, 2**31 - 1))
    b = ma.fields.Integer(required=True, validate=ma.validate.Range(1, 2**31 - 1))


class ModelSideSchema(Schema):
    """One of two versions."""

    version = ma.fields.Nested(ModelVersionSchema, required=True)
    validation = ma.fields.Nested(ModelValidationSchema, required=True, allow_none=True)


class ModelMetricPairSchema(Schema):
    """One measure of both: `{"value", "low", "high", "cases"}`."""

    name = ma.fields.String(required=True)
    a = ma.fields.Dict(required=True, allow_none=True)
    b = ma.fields.Dict(required=True, allow_none=True)
    is_apart = ma.fields.Boolean(required=True, metadata={"description": "The intervals do not touch."})


class ModelParameterPairSchema(Schema):
    """One parameter of both."""

    name = ma.fields.String(required=True)
    a = ma.fields.Raw(required=True, allow_none=True)
    b = ma.fields.Raw(required=True, allow_none=True)


class ModelComparisonSchema(Schema):
    """Two versions side by side."""

    a = ma.fields.Nested(ModelSideSchema, required=True)
    b = ma.fields.Nested(ModelSideSchema, required=True)
    metrics = ma.fields.List(ma.fields.Nested(ModelMetricPairSchema), required=True)
    parameters = ma.fields.List(ma.fields.Nested(ModelParameterPairSchema), required=True)
    is_same_data = ma.fields.Boolean(required=True, metadata={"description": "Only then figures compare."})
