"""The question for a due date on the wire: `due-date`."""

from datetime import date
from typing import Any

import marshmallow as ma

from app.compliance.records.filing import Obligation, ObligationQuestion, ReturnQuestion
from app.compliance.schemas.gst.fields import (
    Choice,
    Day,
    FinancialYear,
    IssuedOn,
    LawAnswer,
    MonthName,
    StateCode,
    YesNo,
    optional,
)
from app.compliance.schemas.gst.filing import RETURNS
from app.gst.returns import due_dates
from app.runtime.http.schema import Schema

ONE_OF_TWO = "Please ask for a return or for an obligation, one of the two."
NO_INVOICE = "Please give the day of the invoice."
YEARLY = ("GSTR-9", "GSTR-4")
QUARTERLY = ("CMP-08", "GSTR-4")
"""GSTR-4 was quarterly before 2019-04-01, and is asked for by the quarter then."""
OF_A_MONTH = ("IFF", "PMT-06", "GSTR-5", "GSTR-6", "GSTR-7", "GSTR-8")
"""Of one month each, also where a quarterly filer asks."""


class DueDateQuestion(Schema):
    """A return for its period (`period`, `quarter_ends` or `financial_year`), or an obligation of an invoice's day."""

    return_form = Choice(RETURNS, data_key="return", **optional())
    obligation = Choice(Obligation, **optional())
    frequency = Choice((due_dates.MONTHLY, due_dates.QUARTERLY), **optional())
    period = MonthName(**optional())
    quarter_ends = Day(**optional())
    financial_year = FinancialYear(**optional())
    state = StateCode(**optional())
    invoice_date = IssuedOn(**optional())
    annual_return_filed = Day(**optional())
    ignore_extensions = YesNo(**optional())

    @ma.validates_schema
    def _asks_one_thing(self, data: dict[str, Any], **_: Any) -> None:
        if (data["return_form"] is None) is (data["obligation"] is None):
            raise ma.ValidationError(ONE_OF_TWO, "return")
        if data["obligation"] is not None and data["invoice_date"] is None:
            raise ma.ValidationError(NO_INVOICE, "invoice_date")
        if data["return_form"] is not None and _period_ends(data) is None:
            raise ma.ValidationError(f"Please give the period: {_wanted(data)}.", _wanted(data))

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> ReturnQuestion | ObligationQuestion:
        with_extensions, ends = not data["ignore_extensions"], _period_ends(data)
        if data["return_form"] is not None and ends is not None:
            return ReturnQuestion(data["return_form"], ends, _frequency(data), data["state"], with_extensions)
        filed = data["annual_return_filed"]
        return ObligationQuestion(Obligation(data["obligation"]), data["invoice_date"], filed, with_extensions)


class DueDateAnswer(LawAnswer):
    """The last day in time."""

    due_date = ma.fields.Date(required=True)
    is_extended = ma.fields.Boolean(required=True, metadata={"description": "A notification moved it."})


def _frequency(data: dict[str, Any]) -> str:
    """That of the return where it has but one, else as asked; without a word a quarter's end means quarterly."""
    form, is_of_quarter = data["return_form"], data["quarter_ends"] is not None
    if form in YEARLY and not is_of_quarter:
        return due_dates.YEARLY
    if form in QUARTERLY:
        return due_dates.QUARTERLY
    if form in OF_A_MONTH:
        return due_dates.MONTHLY
    unsaid = due_dates.QUARTERLY if is_of_quarter and data["period"] is None else due_dates.MONTHLY
    return str(data["frequency"] or unsaid)


def _wanted(data: dict[str, Any]) -> str:
    names = {due_dates.YEARLY: "financial_year", due_dates.QUARTERLY: "quarter_ends", due_dates.MONTHLY: "period"}
    return names[_frequency(data)]


def _period_ends(data: dict[str, Any]) -> date | None:
    """The last day of what is asked for: of the year, or of the quarter or month, whichever of the two is given."""
    frequency = _frequency(data)
    if frequency == due_dates.YEARLY:
        began: int | None = data["financial_year"]
        return None if began is None else date(began + 1, 3, 31)
    month: date | None = data["period"]
    named = data["quarter_ends"] or month if frequency == due_dates.QUARTERLY else month or data["quarter_ends"]
    if named is None or frequency == due_dates.MONTHLY:
        return named
    return date(named.year, (named.month + 2) // 3 * 3, 28)
