"""Performance of the models on the wire, with the key names of the mobile app."""

import marshmallow as ma

from app.runtime.http.schema import Moment, Schema


class ModelPerformance(Schema):
    """One serving model: all figures measured."""

    model_name = ma.fields.String(required=True)
    model_type = ma.fields.String(required=True)
    model_version = ma.fields.String(required=True)
    accuracy_score = ma.fields.Float(required=True, validate=ma.validate.Range(0, 1))
    accuracy_source = ma.fields.String(required=True, validate=ma.validate.OneOf(["outcomes", "validation"]))
    accuracy_measure = ma.fields.String(required=True, metadata={"description": "What the accuracy is a share of."})
    last_updated = Moment(required=True)
    total_predictions = ma.fields.Integer(
        required=True, metadata={"description": "Predictions whose outcome is known."}
    )
    correct_predictions = ma.fields.Integer(required=True)
    response_time_ms = ma.fields.Float(required=True)
    served_predictions = ma.fields.Integer(required=True, metadata={"description": "All predictions made."})


class ModelPerformances(Schema):
    """All serving models."""

    models = ma.fields.List(ma.fields.Nested(ModelPerformance), required=True)
