"""What stands behind a figure, on the wire: series, drivers, backtests, and the rows of a drill-down."""

import marshmallow as ma

from app.insights.records.evidence import RowKind, Unit
from app.runtime.http.schema import Schema


def figure(words: str, *, allow_none: bool = False) -> ma.fields.Float:
    """A number that is always sent, if only as null; `words` explain it."""
    return ma.fields.Float(required=True, allow_none=allow_none, metadata={"description": words})


class ChartPointSchema(Schema):
    """One value of a series. A band is null where none could be measured."""

    on = ma.fields.Date(required=True, metadata={"description": "The first day of its period."})
    value = ma.fields.Float(required=True)
    low80 = ma.fields.Float(required=True, allow_none=True)
    high80 = ma.fields.Float(required=True, allow_none=True)
    low95 = ma.fields.Float(required=True, allow_none=True)
    high95 = ma.fields.Float(required=True, allow_none=True)


class ChartSeriesSchema(Schema):
    """One line of a chart, oldest point first."""

    name = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    unit = ma.fields.Enum(Unit, by_value=True, required=True)
    points = ma.fields.List(ma.fields.Nested(ChartPointSchema), required=True)
    is_expected = ma.fields.Boolean(required=True, metadata={"description": "Foretold rather than seen."})


class DriverSchema(Schema):
    """One thing that moved a figure."""

    name = ma.fields.String(required=True)
    amount = figure("By how many rupees: up is positive.")
    sentence = ma.fields.String(required=True)


class BacktestSchema(Schema):
    """How the same method did at earlier dates, each time knowing only what was known then."""

    origins = ma.fields.Integer(required=True, metadata={"description": "At how many earlier dates."})
    horizon = ma.fields.Integer(required=True, metadata={"description": "So many periods ahead."})
    mase = figure("Mean absolute scaled error; under 1 beats `same as last season`.", allow_none=True)
    naive2_mase = figure("The same of Naive2.", allow_none=True)
    coverage80 = figure("Share of outcomes inside the 80 % band.", allow_none=True)
    coverage95 = figure("Share of outcomes inside the 95 % band.", allow_none=True)
    served = ma.fields.String(required=True, allow_none=True, metadata={"description": "The method that is served."})


class TraceSchema(Schema):
    """From a figure to the rows behind it."""

    figure = ma.fields.String(required=True, metadata={"description": "Its name in `data`."})
    formula = ma.fields.String(required=True, metadata={"description": "How the rows make it, in words."})
    amount = ma.fields.Float(required=True, allow_none=True)
    kind = ma.fields.Enum(RowKind, by_value=True, required=True)
    ids = ma.fields.List(
        ma.fields.UUID(), required=True, metadata={"description": "The first two hundred, the largest amounts first."}
    )
    rows = ma.fields.Integer(required=True, metadata={"description": "How many there are in all."})
