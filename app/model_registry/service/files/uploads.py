"""A file from outside: read up to the cap, inspected without being opened by any library, and then let in or refused.

A refused file lies in quarantine for a while, and stands in `ml_model_refusals` and the audit trail. What serves is not
touched by either.
"""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, NoReturn

from app.model_registry.records import Actor, ModelRefused, ModelTooLarge, ModelVersion, Origin, Refusal
from app.model_registry.repo import pointers, refusals, versions
from app.model_registry.service import lookup
from app.model_registry.service.files import registering, vouching
from app.model_registry.wording import steps as wording
from app.runtime import auditing
from app.runtime.identity import Caller
from app.runtime.observe import metrics
from app.runtime.observe.logs import security
from app.runtime.runtime import Runtime
from ml_models import bundle, inspection
from ml_models.contracts import Bundle, Manifest, RefusedModel, Smoke

QUARANTINE = "quarantine"
MOST_GROWTH = 4
"""How many times its cap a file may take when unpacked: a web process holds it in memory."""
LONGEST_FILENAME = 200


def upload(
    rt: Runtime, name: str, file: BinaryIO, *, filename: str, actor: Actor, now: datetime, reason: str = ""
) -> ModelVersion:
    """The candidate that the file has become, its validation asked for; the same file again gives the same version.

    Raises `UnknownModel`, `ModelTooLarge` beyond `MODEL_MAX_FILE_SIZE`, or `ModelRefused` with the reason.
    """
    with rt.db.transaction(Caller.service()) as tx:
        lookup.require_model(tx, name)
    content = b""
    try:
        content = inspection.read_capped(file, rt.settings.model_max_file_size)
        metrics.count_upload("model", len(content))
        brought = _inspected(rt, name, content, filename=filename, actor=actor, now=now)
        return registering.register(
            rt, name, brought, origin=Origin.UPLOAD, actor=actor, now=now, reason=reason, is_validation_asked=True
        )
    except RefusedModel as refused:
        refuse(rt, name, refused, filename=filename, content=content, actor=actor, now=now)


def refuse_size(rt: Runtime, name: str, size_bytes: int, *, filename: str, actor: Actor, now: datetime) -> None:
    """Raises `ModelTooLarge`, written down as any refusal, for a file that is larger than those that are read."""
    try:
        inspection.refuse_size(max(size_bytes, 1), rt.settings.model_max_file_size)
    except RefusedModel as refused:
        refuse(rt, name, refused, filename=filename, content=b"", actor=actor, now=now, size_bytes=size_bytes)


def refuse(
    rt: Runtime,
    name: str,
    refused: RefusedModel,
    *,
    filename: str,
    content: bytes,
    actor: Actor,
    now: datetime,
    size_bytes: int | None = None,
) -> NoReturn:
    """Puts the file in quarantine and writes down why. Raises `ModelRefused` or `ModelTooLarge` with that reason."""
    sha256 = hashlib.sha256(content).hexdigest() if content else ""
    size = len(content) if size_bytes is None else size_bytes
    refusal = Refusal(name, _shown(filename), sha256, size, refused.code, refused.reason, actor.identity, now)
    if content:
        rt.storage.put(f"{QUARANTINE}/{sha256}", content)
    with rt.db.transaction(Caller.service()) as tx:
        refusals.save(tx, refusal)
        told, by = {"sha256": sha256, "code": refused.code}, auditing.Actor.named(actor.identity)
        rt.audit.append(tx, auditing.Deed("model file refused", by, None, "model", name, told, is_refused=True))
    security("model file refused", model=name, sha256=sha256, code=refused.code)
    kind = ModelTooLarge if refused.code == "too_large" else ModelRefused
    raise kind(refused.reason, errors={"file": [refused.reason], "refusal": [refused.code]}) from refused


def _inspected(rt: Runtime, name: str, content: bytes, *, filename: str, actor: Actor, now: datetime) -> Bundle:
    def vouched(brought: Bundle) -> None:
        if rt.settings.model_trusted_keys:
            vouching.check(rt, brought.manifest, brought.signature)

    most = rt.settings.model_max_file_size
    found = inspection.inspected(
        content,
        filename=filename,
        name=name,
        most_bytes=most,
        most_unpacked=most * MOST_GROWTH,
        vouched=vouched,
    )
    if found.manifest:
        return Bundle(found.manifest, found.content, found.signature)
    if rt.settings.model_trusted_keys:
        raise RefusedModel("not_signed", wording.not_vouched(name))
    return Bundle(_manifest_like_the_last(rt, name, found, actor=actor, now=now), found.content)


def _manifest_like_the_last(
    rt: Runtime, name: str, found: inspection.Inspection, *, actor: Actor, now: datetime
) -> Manifest:
    """Of a bare file: task and inputs of the version that serves, or of the newest. Its smoke answers are open."""
    with rt.db.transaction(Caller.service()) as tx:
        pointer = pointers.fetch(tx, name)
        last = (pointer and pointer.production) or next(iter(versions.fetch_all(tx, name)), None)
    if last is None:
        raise RefusedModel("no_manifest", wording.no_manifest(name))
    like = bundle.manifest_of(last.manifest)
    return replace(
        like,
        kind=found.kind,
        sha256=found.sha256,
        size_bytes=found.size_bytes,
        frameworks=found.frameworks,
        smoke=Smoke(like.smoke.inputs, (), like.smoke.tolerance),
        data_fingerprint="",
        code_version="",
        parameters={},
        seed=None,
        metrics={},
        inputs={},
        parent=None,
        author=actor.name,
        licence="",
        created_at=now,
    )


def _shown(filename: str) -> str:
    """The name alone, printable and short: it is shown to people and never opened."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[:LONGEST_FILENAME]
