"""One insight with its evidence, and an earlier forecast beside what came. Sent as they were stored, as the list is."""

import marshmallow as ma

from app.insights.records.answer import InsightType
from app.insights.schemas.evidence import BacktestSchema, ChartSeriesSchema, TraceSchema, figure
from app.insights.schemas.insights import InsightSchema, StandingSchema


class InsightDetailSchema(InsightSchema, StandingSchema):
    """One card with the rows behind its figures."""

    drill_down = ma.fields.List(ma.fields.Nested(TraceSchema), required=True)
    has_backtest = ma.fields.Boolean(
        required=True, metadata={"description": "Whether `.../backtest` shows an earlier forecast beside what came."}
    )


class LookedBackSchema(StandingSchema):
    """What was foretold, what came, and how near they are."""

    insight_id = ma.fields.UUID(required=True)
    insight_type = ma.fields.Enum(InsightType, by_value=True, required=True)
    title = ma.fields.String(required=True)
    sentence = ma.fields.String(required=True)
    made_on = ma.fields.Date(
        required=True, metadata={"description": "The day up to which the forecast knew the books."}
    )
    foretold = ma.fields.Nested(ChartSeriesSchema, required=True)
    came = ma.fields.Nested(ChartSeriesSchema, required=True, metadata={"description": "The same periods as foretold."})
    periods = ma.fields.Integer(required=True)
    mean_error = figure("How far off a period was on average, whichever way.")
    error_share = figure("All those errors as a share of all that came.", allow_none=True)
    inside80 = ma.fields.Integer(
        required=True, allow_none=True, metadata={"description": "Periods inside the 80 % band."}
    )
    inside95 = ma.fields.Integer(
        required=True, allow_none=True, metadata={"description": "Periods inside the 95 % band."}
    )
    backtest = ma.fields.Nested(
        BacktestSchema, required=True, allow_none=True, metadata={"description": "Over all earlier dates tested."}
    )
