"""Answers about returns and e-invoices: where reported, until when, and what being late costs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.compliance.records.filing import LatenessAnswer, LatenessQuestion, SectionAnswer
from app.compliance.records.questions import QuestionRefused
from app.gst import slabs
from app.gst.returns import due_dates, late_fees, sections
from app.gst.returns.late_fees import Fee, TurnoverNeeded
from app.values.period import indian_date

TURNOVER_NEEDED = "The late fee depends on the turnover of the year before; please give it."
IN_TIME = "CGST Act s.47, s.50: nothing is due in time"


def section_answers(_rt: Any, questions: Sequence[sections.Supply], **_: Any) -> list[SectionAnswer]:
    """The section and table of each document."""
    found = (sections.section(supply) for supply in questions)
    return [SectionAnswer(one.section, one.table, (one.law,), one.valid_from, one.valid_to) for one in found]


def lateness_answers(
    _rt: Any, questions: Sequence[LatenessQuestion], *, now: datetime, **_: Any
) -> list[LatenessAnswer]:
    """Interest and late fee of each. Raises `QuestionRefused` where the fee hangs on a turnover that is not given."""
    return [_lateness(question, position, indian_date(now)) for position, question in enumerate(questions)]


def _lateness(question: LatenessQuestion, position: int, today: date) -> LatenessAnswer:
    """By the law of the period that was due; of today where no day is given."""
    days, on = _days(question), _period_ends(question, today)
    interest = fee = None
    if question.tax_paid_in_cash is not None:
        interest = late_fees.interest(question.tax_paid_in_cash, days, on)
    if question.return_form is not None:
        fee = _fee(question, days, on, position)
    return LatenessAnswer(
        days_late=days,
        interest=interest.amount if interest else None,
        late_fee_total=fee.total if fee else None,
        sources=tuple(one.law for one in (interest, fee) if one) or (IN_TIME,),
        valid_from=fee.valid_from if fee else None,
        valid_to=fee.valid_to if fee else None,
    )


def _period_ends(question: LatenessQuestion, today: date) -> date:
    if question.due_on is None:
        return today
    ends = due_dates.period_due(question.return_form or "GSTR-3B", question.due_on)
    return max(ends, slabs.GST_BEGAN)


def _days(question: LatenessQuestion) -> int:
    """Days after the due day, never less than none: what is paid before is in time."""
    if question.due_on is not None and question.paid_on is not None:
        return max((question.paid_on - question.due_on).days, 0)
    return question.days_late or 0


def _fee(question: LatenessQuestion, days: int, on: date, position: int) -> Fee:
    form = question.return_form or ""
    try:
        return late_fees.late_fee(form, days, is_nil=question.is_nil, turnover=question.turnover, on=on)
    except TurnoverNeeded as error:
        raise QuestionRefused("aato", TURNOVER_NEEDED, position=position) from error
