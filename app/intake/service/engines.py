"""What a worker reads documents with: a reader of pixels, the portal's keys, and the learned parts that serve now."""

import logging
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.invoices import files
from app.invoices.records.extractions import RECEIPTS, SURENESS
from app.invoices.rules import VERSION
from app.invoices.rules.documents import evidence
from app.invoices.rules.documents.reading import Learned
from app.invoices.service import extracting, photos, portal_keys, sureness
from app.invoices.service.extracting import Understood
from app.model_registry.records import Served
from app.model_registry.service import serving
from app.runtime.runtime import Runtime

KEYS = "einvoice-keys"
_log = logging.getLogger("ai_backend.intake")


def understood(
    rt: Runtime, content: bytes, *, name: str, business_id: UUID, on: date, headway: files.Headway | None = None
) -> tuple[Understood, str]:
    """What a document says, and the versions that read it. A learned part that fails is left out, as if none served."""
    from ml_models import predicting

    serving.refresh(rt)
    receipts = serving.served(rt, RECEIPTS, business_id=business_id)
    sure = serving.served(rt, SURENESS, business_id=business_id, features=evidence.COLUMNS)
    serve = [one for one in (receipts, sure) if one is not None]
    plain = extracting.Engine(reader=photos.reader(rt), keys=_keys(rt), headway=headway)
    try:
        read = extracting.understood(content, name=name, engine=_with(plain, receipts, sure), on=on)
        return read, serving.made_by(VERSION, *(one.label for one in serve))
    except predicting.BROKEN:
        if not serve:
            raise
        _log.exception("model failed", extra={"model": [one.label for one in serve]})
        read = extracting.understood(content, name=name, engine=plain, on=on)
        return read, serving.made_by(VERSION, *(serving.failed(one) for one in serve))


def _with(plain: extracting.Engine, receipts: Served | None, sure: Served | None) -> extracting.Engine:
    learned = Learned(
        receipts=receipts.answering.model if receipts else None,
        confidence=sureness.scorer(sure.answering.model) if sure else None,
    )
    return replace(plain, learned=learned)


def _keys(rt: Runtime) -> portal_keys.InstalledKeys | None:
    """The portal's keys, read once a process."""
    if KEYS not in rt.loaded:
        rt.loaded[KEYS] = portal_keys.installed(rt.settings.einvoice_qr_keys)
    found: portal_keys.InstalledKeys | None = rt.loaded[KEYS]
    return found
