"""The one door through which a file becomes a version: uploads, shipped files and retraining all come this way.

The file is stored first, under its hash, where nobody looks before a row names it. Then number, manifest, signature,
row and event are one transaction: a process that dies half-way leaves at most a file that `flask models gc` deletes.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.model_registry.records import Actor, EventKind, ModelRefused, ModelVersion, Origin, State
from app.model_registry.repo import events, pointers, versions
from app.model_registry.service import jobs
from app.model_registry.service.files import vouching
from app.model_registry.wording import steps as wording
from app.runtime import auditing
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle
from ml_models.contracts import Bundle, Manifest, RefusedModel
from ml_models.evaluation import written


def register(
    rt: Runtime,
    name: str,
    brought: Bundle,
    *,
    origin: Origin,
    actor: Actor,
    now: datetime,
    reason: str = "",
    is_validation_asked: bool = False,
) -> ModelVersion:
    """A new candidate of `name`; for a file that is a version already, that one. Raises `ModelRefused`.

    The same bytes under a manifest that says other things of them are refused, or a new candidate where the version
    that they are was rejected.

    `brought` must have passed inspection: here only its name and hash are looked at. `is_validation_asked` sends the
    job that validates it, in the same transaction.
    """
    try:
        _check(name, brought)
    except RefusedModel as refused:
        raise ModelRefused(refused.reason, errors={"file": [refused.reason]}) from refused
    rt.models.put(brought.content)
    with rt.db.transaction(Caller.service()) as tx:
        versions.lock(tx, name)
        version = versions.fetch_by_file(tx, name, brought.manifest.sha256)
        if version is None or _is_to_be_corrected(version, brought.manifest):
            version = _entered(rt, tx, brought.manifest, origin=origin, actor=actor, reason=reason, now=now)
        if is_validation_asked and version.state is State.CANDIDATE:
            jobs.enqueue_validation(rt, tx, version, actor=actor)
        return version


def complete(rt: Runtime, version: ModelVersion, manifest: Manifest, *, now: datetime) -> ModelVersion:
    """The version with what its manifest lacked, signed anew: the smoke answers of a bare file, found by validation.

    What says which file it is stays as it was. Raises `ValueError` when it would not.
    """
    if (manifest.label, manifest.sha256) != (version.label, version.sha256):
        raise ValueError(f"{manifest.label} is not {version.label} with the same file")
    with rt.db.transaction(Caller.service()) as tx:
        versions.lock(tx, version.name)
        told: dict[str, Any] = {"manifest": bundle.as_mapping(manifest), "metrics": _metrics(manifest)}
        return versions.save_manifest(tx, version.id, **told, signature=vouching.signer(rt).sign(manifest), now=now)


def _is_to_be_corrected(version: ModelVersion, told: Manifest) -> bool:
    """Whether the same bytes come with another manifest than that of a version that was rejected for its own.

    Raises `ModelRefused` where nobody has rejected that version.
    """
    if not _says_other_things(bundle.manifest_of(version.manifest), told):
        return False
    if version.state is State.REJECTED:
        return True
    reason = wording.known_otherwise(version)
    raise ModelRefused(reason, errors={"file": [reason]})


def _says_other_things(known: Manifest, told: Manifest) -> bool:
    """Whether they differ in how the file is asked, or in what it must answer."""
    if (known.kind, known.task, known.features) != (told.kind, told.task, told.features):
        return True
    return bool(told.smoke.outputs) and bundle.as_mapping(known)["smoke"] != bundle.as_mapping(told)["smoke"]


def _check(name: str, brought: Bundle) -> None:
    bundle.check_hash(brought.manifest, brought.content)
    if brought.manifest.name != name:
        raise RefusedModel("other_model", f"The file is a version of {brought.manifest.name!r}, not of {name!r}.")


def _entered(
    rt: Runtime, tx: Connection, told: Manifest, *, origin: Origin, actor: Actor, reason: str, now: datetime
) -> ModelVersion:
    pointers.ensure(tx, told.name, now)
    serving = versions.fetch_production(tx, told.name)
    parent = versions.fetch_by_label(tx, told.name, told.parent) if told.parent else serving
    manifest = replace(
        told,
        version=versions.next_number(tx, told.name),
        parent=told.parent or (serving.label if serving else None),
        author=told.author or actor.name,
    )
    version = versions.insert(
        tx,
        name=manifest.name,
        version=manifest.version,
        label=manifest.label,
        kind=manifest.kind,
        origin=origin,
        sha256=manifest.sha256,
        size_bytes=manifest.size_bytes,
        metrics=_metrics(manifest),
        manifest=bundle.as_mapping(manifest),
        signature=vouching.signer(rt).sign(manifest),
        parent_id=parent.id if parent else None,
        author=actor.identity,
        now=now,
    )
    detail = {"origin": origin, "sha256": manifest.sha256, "by": manifest.author}
    events.append(
        tx, version, EventKind.REGISTERED, to_state=version.state, actor=actor, reason=reason, now=now, detail=detail
    )
    by = auditing.Actor.named(actor.identity)
    rt.audit.append(tx, auditing.Deed("model registered", by, None, "model", version.label, detail, reason))
    return version


def _metrics(manifest: Manifest) -> Mapping[str, Any]:
    return written.with_accuracy(bundle.as_mapping(manifest)["metrics"])
