"""Keeping what a person corrected: once for each id, with the places of the right parts in the sentence."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid5

from sqlalchemy import Connection

from app.books import access
from app.invoices.records import Alignment, Correction, Kept, NothingCorrected
from app.invoices.repo import corrections as repo
from app.invoices.rules.sentences import aligning
from app.invoices.service.texts import check_length
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date


def correct(rt: Runtime, correction: Correction, *, caller: Caller, now: datetime) -> Kept:
    """The correction that stands under this id: a repeat changes nothing, and neither does other content later.

    An id that is another business's, too, is kept under another made of both: nobody learns from it who sent what.
    Raises `TextTooLong`, `NothingCorrected`, and `BusinessNotFound` for a stranger.
    """
    check_length(correction.raw_input)
    if not correction.right.items and not correction.right.customer_name:
        raise NothingCorrected
    alignment = aligning.aligned(correction.raw_input, correction.right, on=indian_date(now))
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, correction.business_id)
        return _kept(tx, correction, alignment, caller=caller, now=now)


def _kept(tx: Connection, correction: Correction, alignment: Alignment, *, caller: Caller, now: datetime) -> Kept:
    for kept_id in (correction.id, uuid5(correction.id, str(correction.business_id))):
        repo.insert(tx, replace(correction, id=kept_id), alignment, user_id=caller.user_id, now=now)
        if kept := repo.fetch(tx, kept_id, business_id=correction.business_id):
            return replace(kept, id=correction.id)
    raise AssertionError("an id made of one's own is one's own")
