"""Answers for due dates: of returns, and of what an invoice obliges to."""

from collections.abc import Sequence
from typing import Any

from app.compliance.records.filing import DueDateAnswer, Obligation, ObligationQuestion, ReturnQuestion
from app.compliance.records.questions import QuestionRefused
from app.gst.returns import due_dates, obligations
from app.gst.returns.due_dates import DueDate, NotDue, StateNeeded

STATE_NEEDED = "A quarterly GSTR-3B is due on the 22nd or 24th by state; please give the state."
NOT_DUE = "There is no such return for this period. Please check the frequency and the period."


def answers(_rt: Any, questions: Sequence[ReturnQuestion | ObligationQuestion], **_: Any) -> list[DueDateAnswer]:
    """The last day of each. Raises `QuestionRefused` for a return that no such period has."""
    found = (
        _of_return(question, position) if isinstance(question, ReturnQuestion) else _of_invoice(question)
        for position, question in enumerate(questions)
    )
    return [DueDateAnswer(due.on, due.is_extended, (due.law,), due.valid_from, due.valid_to) for due in found]


def _of_return(question: ReturnQuestion, position: int) -> DueDate:
    try:
        return due_dates.due(
            question.return_form,
            question.period_ends,
            frequency=question.frequency,
            state=question.state,
            with_extensions=question.with_extensions,
        )
    except StateNeeded as error:
        raise QuestionRefused("state", STATE_NEEDED, position=position) from error
    except NotDue as error:
        raise QuestionRefused("return", NOT_DUE, position=position) from error


def _of_invoice(question: ObligationQuestion) -> DueDate:
    if question.obligation is Obligation.PAY_SUPPLIER:
        return obligations.last_day_to_pay(question.invoice_on)
    return obligations.last_day_for_credit(
        question.invoice_on,
        annual_return_filed=question.annual_return_filed,
        with_extensions=question.with_extensions,
    )
