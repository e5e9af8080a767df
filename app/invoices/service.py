"""The uses of reading invoices: a sentence becomes a draft, the text of a bill its fields, a photo its text.

Sentences and texts are read in the request; nothing is stored as an invoice, so a repeat creates nothing. A photo is
read by a job in the worker: its bytes wait in the object store under a generated name and are deleted with the job.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books import access
from app.feedback import usage
from app.invoices import ocr, repo, wording
from app.invoices.records import (
    MAX_TEXT_LENGTH,
    Customer,
    Generation,
    ImageRefused,
    ImageText,
    OCRMissing,
    Reading,
    Resolution,
    Status,
    StillReading,
    TextTooLong,
)
from app.invoices.rules import VERSION, assemble, confidence, customers, document, images, sentence
from app.model_registry import service as model_registry
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job, JobState, Progress
from app.runtime.runtime import Runtime
from app.values.period import indian_date

JOB = "invoices.ocr"
MODEL_NAME = "invoices"
GENERATION, READING = "invoice_generation", "invoice_parsing"


def generate(
    rt: Runtime, raw_input: str, *, business_id: UUID, caller: Caller, now: datetime, on: date | None = None
) -> Generation:
    """The draft of an invoice from a sentence, or what is missing. `on` is the day it counts from, today if None.

    Raises `TextTooLong`, and `BusinessNotFound` for a stranger.
    """
    day = on or indian_date(now)
    _check_length(raw_input)
    with rt.db.transaction(caller) as tx:
        reach = access.reach(tx, caller, business_id)
        answer = drafted(raw_input, repo.fetch_customers(tx, business_id), on=day)
        request = (GENERATION, raw_input, day.isoformat())
        _keep(tx, answer, reach, request=request, caller=caller, now=now, done_at=rt.clock.now())
    return answer


def parse(rt: Runtime, text: str, *, business_id: UUID, caller: Caller, now: datetime) -> Reading:
    """The fields of a bill from its text, and the form they fill. Raises as `generate` does."""
    day = indian_date(now)
    _check_length(text)
    with rt.db.transaction(caller) as tx:
        reach = access.reach(tx, caller, business_id)
        answer = read(text, on=day)
        request = (READING, text, day.isoformat())
        _keep(tx, answer, reach, request=request, caller=caller, now=now, done_at=rt.clock.now())
    return answer


def drafted(raw_input: str, known: Sequence[Customer], *, on: date) -> Generation:
    """What a sentence gives, with the customers of the books in view."""
    index = customers.indexed(known)
    said = sentence.read(raw_input, on=on, known_names=frozenset(key for key, _ in index))
    is_request = said.status is not Status.REJECTED
    found = customers.resolve(said.customer_name, index, phone=said.phone) if is_request else Resolution()
    draft = assemble.draft(said, on=on, customer=found.customer) if said.status is Status.DRAFT else None
    sums_agree = assemble.total_agrees(said, draft) and not assemble.contradicted_lines(said, draft)
    return Generation(
        status=said.status,
        said=said,
        draft=draft,
        confidence=confidence.of_sentence(said, found, sums_agree=sums_agree),
        message=wording.message(said, draft),
        errors=() if draft else tuple(wording.errors(said)),
        suggestions=tuple(wording.suggestions(said, found, draft)),
    )


def read(text: str, *, on: date) -> Reading:
    """What the text of a bill gives."""
    fields = document.read(text, on=on)
    missing = document.missing(fields)
    draft = None if missing else document.draft(fields)
    return Reading(
        fields=fields,
        draft=draft,
        confidence=confidence.of_document(fields),
        errors=tuple(wording.document_errors(missing)),
        suggestions=tuple(wording.document_suggestions(fields, draft)),
    )


def extract_text(rt: Runtime, image: str, *, caller: Caller) -> ImageText:
    """The text of a picture given as base64. The same picture is read once; whoever sends it again waits for that.

    Raises `ImageRefused` for what is no picture or too large, `OCRMissing` where no engine is installed, `StillReading`
    when the job takes longer than a request may: it goes on, and the repeat gets its text.
    """
    content = images.decoded(image, most_bytes=rt.settings.max_file_size)
    images.size(content)
    digest = hashlib.sha256(content).hexdigest()
    known = _remembered(rt, digest)
    if known is not None:
        return known
    upload = f"uploads/{hashlib.sha256(f'{caller.user_id}:{digest}'.encode()).hexdigest()}"
    rt.storage.put(upload, content)
    job = rt.jobs.run(
        JOB,
        caller=caller,
        business_id=None,
        payload={"upload": upload, "digest": digest},
        key=f"{JOB}:{ocr.VERSION}:{upload}",
    )
    if job.is_over:
        rt.storage.delete(upload)
    return _text_of(job)


def ocr_job(rt: Runtime, *, upload: str, digest: str, progress: Progress, **_: Any) -> dict[str, Any]:
    """Reads an uploaded picture, remembers its text and deletes the upload. Safe to run twice."""
    known = _remembered(rt, digest)
    if known is None:
        progress(0.1, "Reading the photo")
        try:
            known = _reader(rt).read(rt.storage.get(upload))
        except OCRMissing:
            return {"is_installed": False}
        rt.cache.store(cache_types.DOCUMENT_PROCESSING, ocr.VERSION, digest, value=json.dumps(asdict(known)).encode())
    rt.storage.delete(upload)
    return asdict(known)


def _reader(rt: Runtime) -> ocr.TextReader:
    """The engine of this process, built when it is first needed."""
    reader: ocr.TextReader | None = rt.loaded.get(ocr.VERSION)
    if reader is None:
        reader = rt.loaded[ocr.VERSION] = ocr.RapidReader()
    return reader


def _remembered(rt: Runtime, digest: str) -> ImageText | None:
    found = rt.cache.fetch(cache_types.DOCUMENT_PROCESSING, ocr.VERSION, digest)
    return ImageText(**json.loads(found)) if found else None


def _text_of(job: Job) -> ImageText:
    if job.state is JobState.FAILED:
        raise ImageRefused(job.error)
    if job.state is not JobState.DONE or job.result is None:
        raise StillReading
    if job.result.get("is_installed") is False:
        raise OCRMissing
    return ImageText(**job.result)


def _check_length(text: str) -> None:
    if len(text) > MAX_TEXT_LENGTH:
        raise TextTooLong


def _keep(
    tx: Connection,
    answer: Generation | Reading,
    reach: access.Reach,
    *,
    request: tuple[str, ...],
    caller: Caller,
    now: datetime,
    done_at: datetime,
) -> None:
    """Stores an answer and counts it, once however often it is asked for."""
    business_id, revision = reach.business_id, reach.revision
    if repo.save_once(
        tx, answer, business_id=business_id, request=request, version=VERSION, revision=revision, now=now
    ):
        usage.record(tx, caller=caller, event=request[0], business_id=business_id)
        took_ms = (done_at - now).total_seconds() * 1000
        model_registry.record(tx, model_name=MODEL_NAME, model_version=VERSION, predictions=1, took_ms=took_ms, now=now)
