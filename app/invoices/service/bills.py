"""The text of a bill becomes its fields and the form they fill."""

from datetime import date, datetime
from uuid import UUID

from app.books import access
from app.invoices import files, wording
from app.invoices.records import Reading
from app.invoices.rules import VERSION, bills, confidence
from app.invoices.rules.documents import reading
from app.invoices.service.keeping import keep
from app.invoices.service.texts import check_length
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

READING = "invoice_parsing"


def parse(rt: Runtime, text: str, *, business_id: UUID, caller: Caller, now: datetime) -> Reading:
    """The fields of a bill from its text, and the form they fill.

    Raises `TextTooLong`, and `BusinessNotFound` for a stranger.
    """
    day = indian_date(now)
    check_length(text)
    with rt.db.transaction(caller) as tx:
        reach = access.reach(tx, caller, business_id)
        answer = read(text, on=day)
        request = (READING, text, day.isoformat())
        keep(tx, answer, reach, request=request, version=VERSION, caller=caller, now=now, done_at=rt.clock.now())
    return answer


def read(text: str, *, on: date) -> Reading:
    """What the text of a bill gives."""
    fields = bills.fields(reading.read(files.of_text(text), on=on))
    missing = bills.missing(fields)
    draft = None if missing else bills.draft(fields)
    return Reading(
        fields=fields,
        draft=draft,
        confidence=confidence.of_document(fields),
        errors=tuple(wording.document_errors(missing)),
        suggestions=tuple(wording.document_suggestions(fields, draft)),
    )
