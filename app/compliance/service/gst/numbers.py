"""Answers about numbers: what a GSTIN says of itself, and whether an invoice may bear a number."""

from collections.abc import Sequence
from typing import Any

from app.compliance.records.numbers import GSTINAnswer, GSTINQuestion, InvoiceNumberAnswer, InvoiceNumberQuestion
from app.gst import gstin, invoice_number

GSTIN_SOURCES = ("CGST Rules 2017, rule 10(1)", "GSTN state code list", "GSTN format note: check digit")
NUMBER_SOURCES = ("CGST Rules 2017, rule 46(b)", "GSTN: numbers are the same in capitals and small letters")


def gstin_answers(_rt: Any, questions: Sequence[GSTINQuestion], **_: Any) -> list[GSTINAnswer]:
    """What each number says of itself."""
    return [_gstin(question) for question in questions]


def invoice_number_answers(_rt: Any, questions: Sequence[InvoiceNumberQuestion], **_: Any) -> list[InvoiceNumberAnswer]:
    """Whether each number may be borne."""
    return [_invoice_number(question) for question in questions]


def _gstin(question: GSTINQuestion) -> GSTINAnswer:
    found = gstin.read(question.gstin)
    return GSTINAnswer(
        valid=found.is_valid,
        normalized=found.number,
        state_code=found.state_code,
        pan=found.pan,
        registration_kind=found.kind if found.is_valid else None,
        reason=found.reason,
        sources=GSTIN_SOURCES,
    )


def _invoice_number(question: InvoiceNumberQuestion) -> InvoiceNumberAnswer:
    reason = invoice_number.fault_beside(question.number, question.on, question.existing)
    return InvoiceNumberAnswer(
        valid=reason is None,
        e_invoice_ok=reason is None and invoice_number.is_taken_by_e_invoice_portal(question.number),
        reason=reason,
        sources=NUMBER_SOURCES,
    )
