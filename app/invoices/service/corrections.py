"""Keeping what a person corrected: once for each id, with the places of the right parts in the sentence."""

from datetime import datetime

from app.books import access
from app.invoices.records import Correction, CorrectionIdTaken, Kept, NothingCorrected
from app.invoices.repo import corrections as repo
from app.invoices.rules.sentences import aligning
from app.invoices.service.texts import check_length
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date


def correct(rt: Runtime, correction: Correction, *, caller: Caller, now: datetime) -> Kept:
    """The correction that stands under this id: a repeat changes nothing, and neither does other content later.

    Raises `TextTooLong`, `NothingCorrected`, `BusinessNotFound` for a stranger, and `CorrectionIdTaken` when the id
    stands for somebody else's.
    """
    check_length(correction.raw_input)
    if not correction.right.items and not correction.right.customer_name:
        raise NothingCorrected
    alignment = aligning.aligned(correction.raw_input, correction.right, on=indian_date(now))
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, correction.business_id)
        repo.insert(tx, correction, alignment, user_id=caller.user_id, now=now)
        kept = repo.fetch(tx, correction.id, business_id=correction.business_id)
    if kept is None:
        raise CorrectionIdTaken
    return kept
