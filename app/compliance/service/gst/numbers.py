"""Answers about numbers: what a GSTIN says of itself, and whether an invoice may bear a number."""

from collections.abc import Sequence
from typing import Any

from app.compliance.records.numbers import (
    Checked,
    GSTINAnswer,
    GSTINQuestion,
    InvoiceNumberAnswer,
    InvoiceNumberQuestion,
    LookedUp,
)
from app.compliance.service.gst import register
from app.compliance.wording import register as wording
from app.gst import gstin, invoice_number
from app.runtime.runtime import Runtime
from app.values.language import Language

GSTIN_SOURCES = ("CGST Rules 2017, rule 10(1)", "GSTN state code list", "GSTN format note: check digit")
NUMBER_SOURCES = ("CGST Rules 2017, rule 46(b)", "GSTN: numbers are the same in capitals and small letters")


def gstin_answers(
    rt: Runtime, questions: Sequence[GSTINQuestion], *, language: Language, **_: Any
) -> list[GSTINAnswer]:
    """What each number says of itself, and what the register says of those that are to be looked up."""
    read = [gstin.read(question.gstin) for question in questions]
    live = [one.is_live and found.is_valid for one, found in zip(questions, read, strict=True)]
    entries = register.looked_up(rt, (found.number for found, is_live in zip(read, live, strict=True) if is_live))
    not_asked = LookedUp(Checked.NOT_ASKED)
    return [
        _gstin(found, entries.get(found.number, not_asked) if is_live else LookedUp(), language)
        for found, is_live in zip(read, live, strict=True)
    ]


def invoice_number_answers(_rt: Any, questions: Sequence[InvoiceNumberQuestion], **_: Any) -> list[InvoiceNumberAnswer]:
    """Whether each number may be borne."""
    return [_invoice_number(question) for question in questions]


def _gstin(found: gstin.GSTIN, looked_up: LookedUp, language: Language) -> GSTINAnswer:
    return GSTINAnswer(
        valid=found.is_valid,
        normalized=found.number,
        state_code=found.state_code,
        pan=found.pan,
        registration_kind=found.kind if found.is_valid else None,
        reason=found.reason,
        checked=looked_up.checked,
        note=wording.note(looked_up.checked, language),
        registration=looked_up.registration,
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
