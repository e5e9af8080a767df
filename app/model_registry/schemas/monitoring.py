"""What became of predictions, on the wire."""

import marshmallow as ma

from app.runtime.http.schema import Moment, Schema


class ModelWeekSchema(Schema):
    """One week of one version; null where too few outcomes are known."""

    label = ma.fields.String(required=True)
    version = ma.fields.Integer(required=True)
    week = ma.fields.Date(required=True, metadata={"description": "The Monday it begins on, in Indian time."})
    predictions = ma.fields.Integer(required=True)
    outcomes = ma.fields.Integer(required=True, metadata={"description": "Predictions whose outcome is known."})
    correct = ma.fields.Integer(required=True)
    accuracy = ma.fields.Float(required=True, allow_none=True)
    ece = ma.fields.Float(
        required=True, allow_none=True, metadata={"description": "Expected calibration error of the known outcomes."}
    )
    predicted = ma.fields.Float(required=True, allow_none=True, metadata={"description": "Mean chance that was said."})
    observed = ma.fields.Float(required=True, allow_none=True, metadata={"description": "Share that came true."})
    drift = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.Float(),
        required=True,
        metadata={"description": "Population stability index of each input against training; above 0.2 it has moved."},
    )
    last_outcome_at = Moment(required=True, allow_none=True)


class ModelShadowSchema(Schema):
    """The shadow beside what serves, on the subjects that both judged."""

    shadow = ma.fields.String(required=True)
    production = ma.fields.String(required=True)
    subjects = ma.fields.Integer(required=True)
    agreed = ma.fields.Integer(required=True)
    agreement = ma.fields.Float(required=True, allow_none=True)
    mean_difference = ma.fields.Float(required=True)
    outcomes = ma.fields.Integer(required=True)
    shadow_correct = ma.fields.Integer(required=True)
    production_correct = ma.fields.Integer(required=True)


class ModelMonitoringSchema(Schema):
    """How a model has done since it serves."""

    weeks = ma.fields.List(ma.fields.Nested(ModelWeekSchema), required=True)
    shadow = ma.fields.Nested(ModelShadowSchema, required=True, allow_none=True)
