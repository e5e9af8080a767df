"""The job that goes through the books of a business for one question, and keeps the answer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from app.books import reader
from app.books.records import Books
from app.compliance.records.periods.asked import Made, Matter
from app.compliance.repo import periods as repo
from app.compliance.repo import reconciled
from app.compliance.service.periods import checks, coming, exposure, gstr1, gstr3b, serials
from app.compliance.service.periods.asking import Asked
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.values.language import Language
from app.values.period import indian_date

JOB = "compliance.period"

ANSWERS: Mapping[Matter, Callable[[Asked], dict[str, Any]]] = {
    Matter.GSTR1: gstr1.answer,
    Matter.GSTR3B: gstr3b.answer,
    Matter.CALENDAR: coming.answer,
    Matter.EXPOSURE: exposure.answer,
    Matter.SERIALS: serials.answer,
    Matter.CHECKS: checks.answer,
}


def period_job(
    rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, question: Mapping[str, Any], **_: Any
) -> dict[str, Any]:
    """Answers a question (its payload with `subject` and `version`) and stores the answer. Safe to run twice."""
    matter, subject = Matter(question["matter"]), UUID(question["subject"])
    progress(0.1, "Reading your books")
    books, missing = _read(rt, business_id, matter)
    progress(0.5, "Going through your invoices")
    language = Language(question["language"])
    asked = Asked(books, question["parameters"], on=indian_date(now), language=language, missing_in_2b=missing)
    found = ANSWERS[matter](asked)
    found["head"] |= _head(asked, matter, question["version"], now)
    with rt.db.transaction(Caller.service()) as tx:
        made = Made(business_id, subject, books.revision, question["version"], now)
        repo.save(tx, matter, found, made)
    return {"matter": matter.value}


def _read(rt: Runtime, business_id: UUID, matter: Matter) -> tuple[Books, frozenset[UUID] | None]:
    """The books, and the bills that GSTR-2B lacks where that matters and one was uploaded."""
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
        has_2b = matter is Matter.EXPOSURE and bool(reconciled.fetch_state(tx, business_id))
        return books, reconciled.fetch_missing(tx, business_id) if has_2b else None


def _head(asked: Asked, matter: Matter, version: str, now: datetime) -> dict[str, Any]:
    return {
        "business_id": str(asked.books.business.id),
        "matter": matter.value,
        "language": asked.language.value,
        "rules_version": version,
        "generated_at": now.isoformat(),
        "unreadable": asked.books.unreadable,
    }
