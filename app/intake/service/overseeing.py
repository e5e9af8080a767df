"""What admins may see and do with the documents of all businesses: find those that wait, look, set right.

A look at somebody's document is a deed: it is written down with who looked, where the owner can read it, and in the
audit trail. Looking again within a quarter of an hour is the same look.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.intake import wording
from app.intake.records import Kept, Status
from app.intake.records.overseen import Deed, Done, Filled, Misfit, Review, Sheet, Stack
from app.intake.repo import corrections
from app.intake.repo import overseen as repo
from app.intake.rules import correcting as rules
from app.intake.rules import doubting, filling
from app.intake.service import correcting, showing, storing
from app.invoices.files import kinds
from app.invoices.records.extractions import Extraction
from app.invoices.rules.documents import reading
from app.runtime import auditing
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.language import Language

OPERATOR = Caller.service()
LISTED, REMEMBERED = 20, 30
"""Documents on one page of the list; deeds beside a document."""
SAME_LOOK = timedelta(minutes=15)


def stack(rt: Runtime, *, status: Status | None, business_id: UUID | None, page: int) -> Stack:
    """The documents of all businesses, or of one, in one state or any: the newest first, `LISTED` a page."""
    with rt.db.transaction(OPERATOR) as tx:
        found = repo.fetch_latest(
            tx, status=status, business_id=business_id, most=LISTED + 1, skipped=(page - 1) * LISTED
        )
        changes = [corrections.fetch(tx, kept) if kept.step else () for kept, _ in found[:LISTED]]
        counts = repo.fetch_counts(tx, business_id)
    told = (rules.corrected(kept.extraction or Extraction(), of) for (kept, _), of in zip(found, changes, strict=False))
    sheets = [_sheet(kept, name, one) for (kept, name), one in zip(found, told, strict=False)]
    return Stack(sheets, counts, page, is_last=len(found) <= LISTED)


def review(rt: Runtime, id: UUID, *, by: UUID, now: datetime, language: Language) -> Review:
    """One document with all that a person needs to look through it. Raises `ExtractionNotFound`."""
    view = showing.document(rt, id, caller=OPERATOR, now=now, language=language)
    kept = view.kept
    _note(rt, kept, Deed.LOOKED, by, now)
    with rt.db.transaction(OPERATOR) as tx:
        name = repo.fetch_name(tx, kept.business_id)
        pages = repo.fetch_pages(tx, kept)
        deeds = repo.fetch_deeds(tx, kept.id, most=REMEMBERED)
    return Review(
        view,
        name,
        doubts=doubting.doubts(view.extraction, given=view.corrected),
        certainties=doubting.certainties(view.extraction, given=view.corrected),
        misfits=[Misfit(wording.misfit(check), check.paths) for check in doubting.misfits(view.extraction)],
        pages=pages,
        has_pictures=_has_pictures(rt, kept, now),
        deeds=deeds,
    )


def picture(rt: Runtime, id: UUID, number: int, *, by: UUID, now: datetime) -> bytes:
    """The picture of a page (JPEG), counted from 1. Raises `ExtractionNotFound`, `PageNotFound`."""
    _note(rt, storing.fetch(rt, id, caller=OPERATOR), Deed.LOOKED, by, now)
    return showing.page(rt, id, number, caller=OPERATOR)


def fill(rt: Runtime, id: UUID, form: Filled, *, by: UUID, now: datetime, language: Language) -> bool:
    """Takes a whole form back: what was changed in it is set right; whether anything was.

    Raises as `correcting.correct` does.
    """
    kept = storing.fetch(rt, id, caller=OPERATOR)
    with rt.db.transaction(OPERATOR) as tx:
        changes = corrections.fetch(tx, kept)
    then = rules.corrected(
        kept.extraction or Extraction(), [one for one in changes if one.step <= form.step]
    ).extraction
    sent = filling.edited(then, form.texts) | filling.emptied(then, form.without)
    view = correcting.correct(
        rt, id, corrections=sent, is_reviewed=form.is_reviewed, caller=OPERATOR, by=by, now=now, language=language
    )
    is_changed = view.kept.step > kept.step or (form.is_reviewed and kept.reviewed_at is None)
    if is_changed:
        _note(rt, kept, Deed.CORRECTED, by, now)
    return is_changed


def deeds(rt: Runtime, *, limit: int) -> Sequence[Done]:
    """Who looked at whose documents, or set something right; the newest first."""
    with rt.db.transaction(OPERATOR) as tx:
        return repo.fetch_deeds(tx, most=limit)


def _sheet(kept: Kept, name: str, told: rules.Corrected) -> Sheet:
    extraction = reading.rechecked(told.extraction, on=kept.on) if kept.step else told.extraction
    doubts = doubting.doubts(extraction, given=told.paths)
    return Sheet(kept, name, extraction, misfits=len(doubting.misfits(extraction)), doubts=len(doubts))


def _note(rt: Runtime, kept: Kept, deed: Deed, by: UUID, now: datetime) -> None:
    done = Done(kept.business_id, kept.id, deed, str(by), now)
    since = now - SAME_LOOK if deed is Deed.LOOKED else None
    with rt.db.transaction(OPERATOR) as tx:
        repo.save_deed(tx, done, unless_since=since)
        action = f"document {deed.value} by an admin"
        admin = auditing.Actor.named(str(by))
        rt.audit.append(tx, auditing.Deed(action, admin, kept.business_id, "extraction", kept.id))


def _has_pictures(rt: Runtime, kept: Kept, now: datetime) -> bool:
    """Whether pages of this kind of file are drawn, and their pictures are still kept."""
    is_kept = now - kept.created_at < timedelta(days=rt.settings.document_retention_days)
    return is_kept and kept.page_count > 0 and kept.media_type != kinds.Kind.TEXT.value
