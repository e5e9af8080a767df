"""Answers about e-invoices: whether one is needed, whether it came in time, and under which number it is kept."""

from collections.abc import Sequence
from typing import Any

from app.compliance.records.filing import EInvoiceAnswer, EInvoiceQuestion, IRNQuestion
from app.gst import e_invoice

IRN_SOURCE = "NIC e-invoice documentation: IRN is the SHA-256 of supplier, year, kind and number"


def answers(_rt: Any, questions: Sequence[EInvoiceQuestion | IRNQuestion], **_: Any) -> list[EInvoiceAnswer]:
    """What is asked of each document."""
    return [_irn(one) if isinstance(one, IRNQuestion) else _registration(one) for one in questions]


def _irn(question: IRNQuestion) -> EInvoiceAnswer:
    number = e_invoice.irn(question.supplier_gstin, question.financial_year, question.code, question.number)
    return EInvoiceAnswer(applicable=None, reporting_accepted=None, irn=number, sources=(IRN_SOURCE,))


def _registration(question: EInvoiceQuestion) -> EInvoiceAnswer:
    paper = question.paper
    needed = e_invoice.applies(paper)
    if question.reported_on is None or not needed.holds:
        return EInvoiceAnswer(needed.holds, None, None, (needed.law,), needed.valid_from, needed.valid_to)
    in_time = e_invoice.is_reported_in_time(paper.turnover, paper.issued_on, question.reported_on)
    sources = (needed.law, in_time.law)
    return EInvoiceAnswer(True, in_time.holds, None, sources, needed.valid_from, needed.valid_to)
