"""A sentence becomes a draft: the grammar decides, and where it doubts, the worker's tagger may fill the gap.

The request never waits for a tagger that is not there, and without one the grammar's own answer stands.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from app.books import access
from app.invoices import repo, wording
from app.invoices.records import Customer, Generation, Resolution, Span, Status
from app.invoices.rules import VERSION, confidence
from app.invoices.rules.sentences import assemble, customers, filling, sentence
from app.invoices.service import completing, tagging
from app.invoices.service.keeping import keep
from app.invoices.service.texts import check_length
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

GENERATION = "invoice_generation"


def generate(
    rt: Runtime,
    raw_input: str,
    *,
    business_id: UUID,
    caller: Caller,
    now: datetime,
    on: date | None = None,
    is_to_be_saved: bool = False,
) -> Generation:
    """The draft of an invoice from a sentence, or what is missing. `on` is the day it counts from, today if None.

    is_to_be_saved : a whole draft is also written into the books as a draft invoice, once however often that is asked

    Raises `TextTooLong`, and `BusinessNotFound` for a stranger.
    """
    day = on or indian_date(now)
    check_length(raw_input)
    with rt.db.transaction(caller) as tx:
        reach = access.reach(tx, caller, business_id)
        known = repo.fetch_customers(tx, business_id)
    request = (GENERATION, raw_input, day.isoformat())
    subject = repo.subject_id(business_id, request)
    answer = drafted(raw_input, known, on=day)
    if filling.is_open(answer.said):
        answer = _filled(rt, answer, raw_input, known, on=day, subject=subject, business_id=business_id, caller=caller)
    answer = replace(answer, answer_id=subject)
    with rt.db.transaction(caller) as tx:
        answer = completing.completed(tx, answer, known, business_id=business_id, on=day)
        answer = completing.saved(tx, answer, business_id=business_id, by=caller) if is_to_be_saved else answer
        version = answer.model_version
        keep(tx, answer, reach, request=request, version=version, caller=caller, now=now, done_at=rt.clock.now())
    return answer


def drafted(raw_input: str, known: Sequence[Customer], *, on: date, spans: Collection[Span] = ()) -> Generation:
    """What a sentence gives, with the customers of the books in view, and a tagger's spans where there are any."""
    index = customers.indexed(known)
    said = sentence.read(raw_input, on=on, known_names=frozenset(key for key, _ in index), spans=spans)
    is_request = said.status is not Status.REJECTED
    found = customers.resolve(said.customer_name, index, phone=said.phone) if is_request else Resolution()
    draft = assemble.draft(said, on=on, customer=found.customer) if said.is_priced else None
    sums_agree = assemble.total_agrees(said, draft) and not assemble.contradicted_lines(said, draft)
    return Generation(
        status=Status.NEEDS_INPUT if found.candidates and said.status is Status.DRAFT else said.status,
        said=said,
        draft=draft,
        confidence=confidence.of_sentence(said, found, sums_agree=sums_agree),
        message=wording.message(said, draft),
        model_version=VERSION,
        errors=() if draft else tuple(wording.errors(said)),
        suggestions=tuple(wording.suggestions(said, found, draft)),
        question=wording.question(said, found),
        candidates=found.candidates,
    )


def taken(plain: Generation, raw_input: str, known: Sequence[Customer], tags: tagging.Tags, *, on: date) -> Generation:
    """The reading with the tagger's help where it is better than the plain one; otherwise the plain one."""
    filled = drafted(raw_input, known, on=on, spans=tags.spans)
    if not filling.is_better(plain.said, filled.said):
        return plain
    return replace(filled, model_version=serving.made_by(VERSION, tags.version))


def _filled(
    rt: Runtime,
    plain: Generation,
    raw_input: str,
    known: Sequence[Customer],
    *,
    on: date,
    subject: UUID,
    business_id: UUID,
    caller: Caller,
) -> Generation:
    tags = tagging.asked(rt, raw_input, on=on, subject=subject, business_id=business_id, caller=caller)
    return taken(plain, raw_input, known, tags, on=on) if tags else plain
