"""The text of a photo or PDF: read by a job in the worker; its bytes wait in the object store and go with the job."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from app.invoices import files
from app.invoices.records import ImageRefused, ImageText, OCRMissing, StillReading
from app.invoices.records.files import NoText
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job, JobState, Progress
from app.runtime.observe import metrics
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

JOB = "invoices.ocr"


def extract_text(rt: Runtime, image: str, *, caller: Caller) -> ImageText:
    """The text of a picture or PDF given as base64. The same file is read once; whoever sends it again waits for that.

    Raises `ImageRefused` or `FileRefused` for what is neither or too large, `OCRMissing` where no engine is installed,
    `StillReading` when the job takes longer than a request may: it goes on, and the repeat gets its text.
    """
    content = files.decoded(image, most_bytes=rt.settings.max_file_size)
    if files.kind(content) is files.Kind.TEXT:
        raise ImageRefused
    digest = hashlib.sha256(content).hexdigest()
    known = _remembered(rt, digest)
    if known is not None:
        return known
    upload = f"uploads/{hashlib.sha256(f'{caller.user_id}:{digest}'.encode()).hexdigest()}"
    metrics.count_upload("photo", len(content))
    rt.sealed_files.put(upload, content)
    job = rt.jobs.run(
        JOB,
        caller=caller,
        business_id=None,
        payload={"upload": upload, "digest": digest},
        key=f"{JOB}:{files.VERSION}:{upload}",
    )
    if job.is_over:
        rt.sealed_files.delete(upload)
    return _text_of(job)


def ocr_job(rt: Runtime, *, upload: str, digest: str, progress: Progress, **_: Any) -> dict[str, Any]:
    """Reads an uploaded picture, remembers its text and deletes the upload. Safe to run twice."""
    known = _remembered(rt, digest)
    if known is None:
        told = headway(progress, "Reading the photo", 0.1, 0.9)
        told(0.0)
        try:
            known = _text(rt.sealed_files.get(upload), reader(rt), told)
        except OCRMissing:
            return {"is_installed": False}
        rt.cache.store(cache_types.DOCUMENT_PROCESSING, files.VERSION, digest, value=json.dumps(asdict(known)).encode())
    rt.sealed_files.delete(upload)
    return asdict(known)


def headway(progress: Progress, note: str, begin: float, end: float) -> files.Headway:
    """Tells a job's progress, from `begin` to `end`, while pages are read.

    A database that is away then stops no reading.
    """

    def told(share: float) -> None:
        with suppress(Unavailable):
            progress(begin + (end - begin) * share, note)

    return told


def _text(content: bytes, engine: files.TextReader, told: files.Headway) -> ImageText:
    try:
        return files.plain(files.read(content, reader=engine, headway=told))
    except NoText:
        return ImageText("", 0.0)


def reader(rt: Runtime) -> files.TextReader:
    """The engine of this process, built when it is first needed."""
    engine: files.TextReader | None = rt.loaded.get(files.VERSION)
    if engine is None:
        engine = rt.loaded[files.VERSION] = files.RapidReader()
    return engine


def _remembered(rt: Runtime, digest: str) -> ImageText | None:
    found = rt.cache.fetch(cache_types.DOCUMENT_PROCESSING, files.VERSION, digest)
    return ImageText(**json.loads(found)) if found else None


def _text_of(job: Job) -> ImageText:
    if job.state is JobState.FAILED:
        raise ImageRefused(job.error)
    if job.state is not JobState.DONE or job.result is None:
        raise StillReading
    if job.result.get("is_installed") is False:
        raise OCRMissing
    return ImageText(**job.result)
