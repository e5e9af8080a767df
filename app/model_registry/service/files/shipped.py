"""The models that come with a release: each file in `ml_models/shipped` becomes a version by the door of an upload.

It serves at once where nothing serves yet or an older shipped version does; what an admin promoted stays. Its gates
were passed where it was made (`make train`), its card tells them, so nobody approves it a second time.
"""

import logging
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import ml_models
from app.model_registry.records import EventKind, Loaded, ModelVersion, Origin, Served, State
from app.model_registry.repo import versions
from app.model_registry.service import actors, lookup
from app.model_registry.service.files import registering, uploads
from app.model_registry.service.lifecycle import promotion
from app.model_registry.service.lifecycle.steps import Will, step, turn
from app.runtime.runtime import Runtime
from app.values.errors import Problem
from ml_models import bundle, formats, inspection, predicting
from ml_models.contracts import Bundle, RefusedModel

log = logging.getLogger("ai_backend.models")
FOLDER = Path(ml_models.__file__).parent / "shipped"
REASON = "It came with this release, and was validated where it was made: see its card."
SEEN = "models.shipped"


def import_shipped(rt: Runtime, *, now: datetime, folder: Path = FOLDER) -> list[ModelVersion]:
    """The versions that the shipped files are, by name; those that were known already are as they stood.

    A file that is refused is left out, and its refusal written down.
    """
    found = (_imported(rt, path, now=now) for path in sorted(folder.glob(f"*{bundle.SUFFIX}")))
    return [version for version in found if version]


def import_new(rt: Runtime, *, now: datetime, folder: Path = FOLDER) -> None:
    """The same, once for each file and process."""
    stats = [
        (path.name, path.stat().st_size, path.stat().st_mtime) for path in sorted(folder.glob(f"*{bundle.SUFFIX}"))
    ]
    if rt.loaded.get(SEEN) != stats:
        import_shipped(rt, now=now, folder=folder)
        rt.loaded[SEEN] = stats


@lru_cache(maxsize=8)
def opened(name: str, *, folder: Path = FOLDER) -> Served:
    """The shipped file of a model, inspected and ready to answer, for work that has no registry beside it.

    Raises `RefusedModel` where this release brings no such model, or its file is not what it says.
    """
    path = folder / f"{name}{bundle.SUFFIX}"
    if not path.is_file():
        raise RefusedModel("not_shipped", f"This release brings no model {name!r}.")
    found = inspection.inspected(path.read_bytes(), filename=path.name, name=name)
    if found.manifest is None:
        raise RefusedModel("not_a_bundle", f"{path.name} has no manifest.")
    manifest = found.manifest
    model = formats.load(manifest.kind, found.content)
    predicting.checked(manifest.kind, manifest.task, manifest.features, model)
    predicting.smoke(model, manifest)
    return Served(Loaded(uuid5(NAMESPACE_OID, manifest.sha256), f"{name}-shipped", manifest, model))


def _imported(rt: Runtime, path: Path, *, now: datetime) -> ModelVersion | None:
    name, content = path.name.removesuffix(bundle.SUFFIX), path.read_bytes()
    try:
        found = inspection.inspected(content, filename=path.name, name=name)
        if found.manifest is None:
            raise RefusedModel("not_a_bundle", f"{path.name} has no manifest.")
        brought = Bundle(found.manifest, found.content, found.signature)
        version = registering.register(
            rt, name, brought, origin=Origin.SHIPPED, actor=actors.RELEASE, now=now, reason=REASON
        )
        return _in_service(rt, version, now=now)
    except RefusedModel as refused:
        _write_down(rt, path, refused, now=now)
        return None


def _in_service(rt: Runtime, version: ModelVersion, *, now: datetime) -> ModelVersion:
    """The version, serving if it is new here and nobody chose another one."""
    will = Will(actors.RELEASE, REASON, now)
    with turn(rt, version.name) as tx:
        version = lookup.version(tx, version.name, version.version)
        if version.origin is not Origin.SHIPPED or version.state is not State.CANDIDATE:
            return version
        version = step(rt, tx, version, State.VALIDATED, EventKind.VALIDATED, will)
        serving = versions.fetch_production(tx, version.name)
        if serving and serving.origin is not Origin.SHIPPED:
            return version
        version = step(rt, tx, version, State.APPROVED, EventKind.APPROVED, will)
        return promotion.put_in_production(rt, tx, version, EventKind.PROMOTED, will)


def _write_down(rt: Runtime, path: Path, refused: RefusedModel, *, now: datetime) -> None:
    name = path.name.removesuffix(bundle.SUFFIX)
    try:
        uploads.refuse(rt, name, refused, filename=path.name, content=path.read_bytes(), actor=actors.RELEASE, now=now)
    except Problem as problem:
        log.error("a shipped model was refused", extra={"file": path.name, "reason": problem.message})
