"""Questions as they came over the wire: a period that is none is refused before anybody reads books."""

from dataclasses import replace
from datetime import date

from app.compliance.records.periods import tax_period
from app.compliance.records.periods.asked import Matter, Question
from app.compliance.records.periods.tax_period import TaxPeriod
from app.values.period import financial_year


def settled(asked: Question, *, on: date) -> Question:
    """The question in its one spelling, so that `2026-q1` and `2026-Q1` are the same. Raises `PeriodInvalid`."""
    parameters = dict(asked.parameters)
    if "period" in parameters:
        parameters["period"] = str(TaxPeriod.parsed(parameters["period"], on=on))
    if asked.matter is Matter.SERIALS:
        named = parameters.get("financial_year")
        year = tax_period.financial_year_named(named, on=on) if named else financial_year(on)
        parameters["financial_year"] = tax_period.year_name(year)
    return replace(asked, parameters=parameters)
