"""A person sets a document right: once however often it is sent, and everything that follows from it is asked again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.intake.records import CorrectedTooOften, ExtractionNotFound, Kept, NothingRead, StillReading, View
from app.intake.repo import corrections as repo
from app.intake.repo import extractions
from app.intake.rules import correcting as rules
from app.intake.rules import following, status
from app.intake.service import assessing, showing, storing
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.language import Language


def correct(
    rt: Runtime,
    id: UUID,
    *,
    corrections: Mapping[str, Any],
    is_reviewed: bool,
    caller: Caller,
    now: datetime,
    language: Language,
    by: UUID | None = None,
) -> View:
    """The document with these values set right. Values that stand there already change nothing.

    is_reviewed : whether the person has looked at all of it, so that it needs no further look
    by : the person, where it is not the caller: an admin acts for the service

    Raises `ExtractionNotFound`, `CorrectionRefused`, `CorrectedTooOften`, `StillReading` and `NothingRead`.
    """
    values = rules.read(corrections)
    kept = storing.fetch(rt, id, caller=caller)
    stands = _changed(rt, kept, values, is_reviewed=is_reviewed, by=by or caller.user_id, now=now)
    if not stands.is_assessed:
        assessing.assess_anew(rt, stands, now=now)
    return showing.document(rt, id, caller=caller, now=now, language=language)


def _changed(
    rt: Runtime, kept: Kept, values: following.Values, *, is_reviewed: bool, by: UUID | None, now: datetime
) -> Kept:
    """Keeps what is new of the values, as one step; the document at it. Repeats at the same time wait their turn."""
    with rt.db.transaction(Caller.service()) as tx:
        locked = extractions.fetch(tx, kept.id, kept.business_id, is_locked=True)
        if locked is None:
            raise ExtractionNotFound
        if locked.extraction is None:
            raise StillReading
        if locked.extraction.failure is not None:
            raise NothingRead
        new = rules.news(rules.corrected(locked.extraction, repo.fetch(tx, locked)), values)
        step = locked.step + bool(new)
        if step > rules.MOST_STEPS:
            raise CorrectedTooOften
        if new:
            repo.insert(tx, locked, new, step=step, by=by, now=now)
        if new or (is_reviewed and locked.reviewed_at is None):
            reviewed = is_reviewed or locked.reviewed_at is not None
            found = status.status(locked.extraction, is_reviewed=reviewed)
            extractions.save_step(tx, locked, step=step, status=found, reviewed_at=now if is_reviewed else None)
    return replace(locked, step=step)
