"""The insights as the app reads them. The answer is sent as it was stored: these classes document it, tests hold it."""

import marshmallow as ma

from app.insights.records.answer import InsightType, Need, Priority
from app.insights.schemas.evidence import BacktestSchema, ChartSeriesSchema, DriverSchema
from app.runtime.http.schema import Moment, Schema


class InsightsQuery(Schema):
    """Whether to wait."""

    fresh = ma.fields.Boolean(
        load_default=False, metadata={"description": "Wait for an answer from the books as they stand now."}
    )


class MissingSchema(Schema):
    """What the books do not hold yet."""

    what = ma.fields.Enum(Need, by_value=True, required=True)
    have = ma.fields.Integer(required=True)
    need = ma.fields.Integer(required=True)
    expected_on = ma.fields.Date(required=True, allow_none=True)
    sentence = ma.fields.String(required=True)


class InsightDataSchema(Schema):
    """Series for charts, bands and the numbers behind the sentence, by the names of each kind of finding."""

    class Meta:
        """Each kind of insight has figures of its own."""

        unknown = ma.INCLUDE

    is_told = ma.fields.Boolean(required=True, metadata={"description": "False: only `missing` is given."})
    currency = ma.fields.String(metadata={"description": "In which money the amounts are, by its ISO 4217 code."})
    at_stake = ma.fields.Float(metadata={"description": "Rupees behind `impact_score`."})
    missing = ma.fields.List(ma.fields.Nested(MissingSchema), required=True)
    series = ma.fields.List(ma.fields.Nested(ChartSeriesSchema))
    drivers = ma.fields.List(ma.fields.Nested(DriverSchema))
    backtest = ma.fields.Nested(BacktestSchema, allow_none=True)


class InsightSchema(Schema):
    """One card."""

    insight_id = ma.fields.UUID(required=True)
    insight_type = ma.fields.Enum(InsightType, by_value=True, required=True)
    title = ma.fields.String(required=True)
    description = ma.fields.String(required=True)
    recommendations = ma.fields.List(ma.fields.String(), required=True)
    impact_score = ma.fields.Float(
        required=True,
        allow_none=True,
        validate=ma.validate.Range(0, 1),
        metadata={"description": "Rupees at stake as a share of a month's sales; null where no sales are known."},
    )
    priority = ma.fields.Enum(Priority, by_value=True, required=True)
    category = ma.fields.String(required=True)
    valid_until = Moment(required=True)
    data = ma.fields.Nested(InsightDataSchema, required=True)


class StandingSchema(Schema):
    """From which books, by what and when an answer was made, and whether it is still what would be answered."""

    business_id = ma.fields.UUID(required=True)
    generated_at = Moment(required=True)
    model_version = ma.fields.String(required=True, metadata={"description": "The rules and the models behind it."})
    stale = ma.fields.Boolean(
        required=True,
        metadata={"description": "True: books or day have moved on, a new one is being made."},
    )
    stale_since = Moment(required=True, allow_none=True)
    age_seconds = ma.fields.Integer(required=True, metadata={"description": "How old it was when it was sent."})


class BusinessInsightsSchema(StandingSchema):
    """All insights of a business."""

    success = ma.fields.Boolean(required=True)
    message = ma.fields.String(required=True, allow_none=True)
    timestamp = Moment(required=True)
    next_update = Moment(required=True)
    models = ma.fields.Dict(
        required=True,
        keys=ma.fields.String(),
        values=ma.fields.String(allow_none=True),
        metadata={"description": "The version of each learned model that took part; null for one that could not."},
    )
    models_missing = ma.fields.Dict(
        required=True,
        keys=ma.fields.String(),
        values=ma.fields.String(),
        metadata={"description": "Why a model did not take part."},
    )
    insights = ma.fields.List(ma.fields.Nested(InsightSchema), required=True)
