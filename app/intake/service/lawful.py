"""A document held against the law: the check of a whole invoice, asked about what was read.

What its form does not take (a state that there is not, a day before GST) is left out and named, so that one misread
field does not hide what the rest shows.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.compliance.schemas.gst.fields import Asked
from app.compliance.schemas.gst.invoices import InvoiceAnswer, InvoiceQuestion
from app.compliance.service.gst import invoices
from app.intake import wording
from app.intake.rules import law
from app.invoices.records.extractions import Extraction
from app.values.language import Language
from app.values.period import indian_date

MOST_LEFT_OUT = 40
_ANSWERED = ("compliant", "overall_status", "issues", "sources", "rules_version")


def checked(
    extraction: Extraction, *, given: Collection[str] | None, is_ours: bool, now: datetime, language: Language
) -> Mapping[str, Any]:
    """What the law says of the document, or why it was not asked.

    given : paths that a person has set right; None for a document that a person has looked through
    """
    if law.paper(extraction) is None:
        return _unchecked(wording.NO_PAPER_OF_GST)
    body, left_out = law.question(extraction), list[str]()
    with Asked(indian_date(now)):
        while wrong := list(_paths(InvoiceQuestion().validate(body))):
            if len(left_out) + len(wrong) > MOST_LEFT_OUT:
                return _unchecked(wording.NO_LAW_YET)
            for path in wrong:
                body = law.without(body, path)
                left_out.append(".".join(map(str, path)))
            if len(set(left_out)) < len(left_out):  # leaving it out does not help
                return _unchecked(wording.NO_LAW_YET)
        question = InvoiceQuestion().load(body)
    found = invoices.checked(question, on=indian_date(now), language=language, is_ours=is_ours)
    answer: Mapping[str, Any] = InvoiceAnswer(only=_ANSWERED).dump(found)
    faulty = [issue["field"] for issue in answer["issues"]]
    doubtful = [] if given is None else law.maybe_misread(faulty, extraction, given=given)
    return {"is_checked": True, "message": _message(left_out, doubtful), **answer}


def _message(left_out: Sequence[str], doubtful: Sequence[str]) -> str | None:
    said = [wording.not_judged(left_out)] if left_out else []
    return " ".join([*said, wording.maybe_misread(doubtful)] if doubtful else said) or None


def _unchecked(why: str) -> Mapping[str, Any]:
    nothing: dict[str, Any] = {
        "compliant": None,
        "overall_status": "unknown",
        "issues": [],
        "sources": [],
        "rules_version": None,
    }
    return {"is_checked": False, "message": why, **nothing}


def _paths(messages: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where each refused value stands."""
    if not isinstance(messages, Mapping):
        yield path
        return
    for name, below in messages.items():
        yield from _paths(below, path if name == "_schema" else (*path, name))
