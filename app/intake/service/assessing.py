"""What a document is to the books: its side, the form it fills, what the fraud check says, and what it may repeat.

Asked once when it is read and again when it is set right, and kept: later the books may hold the very bill that was
made of it. Whatever cannot be asked is told, and never keeps the document from its owner.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.fraud.records import AlertType
from app.fraud.records.checks import DraftCheck, Question
from app.fraud.schemas.drafts import DraftCheckSchema
from app.fraud.service import checking
from app.intake import wording
from app.intake.records import Assessment, Draft, Duplicate, Kept
from app.intake.repo import corrections, extractions, listing, parties
from app.intake.rules import comparing, correcting, drafting, likeness, standing
from app.intake.schemas import assessments
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.errors import Problem

SERVICE = Caller.service()
TWICE = (AlertType.DUPLICATE_INVOICE, AlertType.DUPLICATE_SUPPLIER_BILL)


def assess_anew(rt: Runtime, kept: Kept, *, now: datetime) -> None:
    """Assesses a document that has been read, as it stands corrected, and keeps what was found.

    Where another step comes while it is compared, nothing is kept: whoever took that step assesses it.
    """
    if kept.extraction is None:
        return
    with rt.db.transaction(SERVICE) as tx:
        told = correcting.corrected(kept.extraction, corrections.fetch(tx, kept))
        own = parties.fetch_own(tx, kept.business_id)
    side = standing.standing(told.extraction, own)
    draft = drafting.draft(told.extraction, side, own)
    keys = likeness.keys(told.extraction, draft)
    why_not = comparing.why_not_compared(told.extraction, draft, own)
    fraud, check = _checked(rt, kept, draft, why_not, now=now)
    with rt.db.transaction(SERVICE) as tx:
        duplicates = [*_named(tx, kept, check), *listing.fetch_alike(tx, kept.business_id, kept.id, keys)]
        assessment = Assessment(side, draft, fraud, duplicates)
        listed = likeness.listed(told.extraction, draft, keys)
        extractions.save_assessment(tx, kept, assessments.dumped(assessment), listed)


def _checked(
    rt: Runtime, kept: Kept, draft: Draft, why_not: str | None, *, now: datetime
) -> tuple[Mapping[str, Any], DraftCheck | None]:
    """The fraud check of the form, as an answer; or why there is none."""
    if why_not is not None:
        return _unchecked(wording.NOT_COMPARED[why_not]), None
    question = Question("invoices", comparing.fields(draft))
    try:
        check = checking.check(rt, kept.business_id, question, caller=SERVICE, now=now)
    except Problem as problem:
        return _unchecked(problem.message), None
    dumped: Mapping[str, Any] = DraftCheckSchema(only=("verdict", "alerts")).dump(check)
    return {"is_checked": True, "message": None, **dumped}, check


def _unchecked(why: str) -> Mapping[str, Any]:
    return {"is_checked": False, "message": why, "verdict": None, "alerts": []}


def _named(tx: Connection, kept: Kept, check: DraftCheck | None) -> Sequence[Duplicate]:
    """The bills and invoices in the books of which an alert says that they are this one."""
    told = {
        UUID(id): alert.message
        for alert in (check.alerts if check else ())
        if alert.type in TWICE
        for id in alert.evidence.get("documents", ())
    }
    numbers = listing.fetch_numbers(tx, kept.business_id, list(told))
    return [Duplicate(id, number, "document", told[id]) for id, number in numbers.items()]
