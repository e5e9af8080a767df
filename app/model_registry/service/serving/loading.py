"""From a row of the registry to a model that answers. Nothing looks into the bytes before hash and signature agree."""

from uuid import UUID

from app.model_registry.records import Loaded, UnknownVersion
from app.model_registry.repo import versions
from app.model_registry.service.files import vouching
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle, formats, predicting
from ml_models.contracts import RefusedModel


def load(rt: Runtime, model_id: UUID) -> Loaded:
    """The version, checked by signature, hash, kind, inputs and smoke prediction.

    Raises `RefusedModel`, `UnknownVersion`, `DatabaseAway`, or what the store raises when it cannot be reached.
    """
    loaded = opened(rt, model_id)
    predicting.smoke(loaded.model, loaded.manifest)
    return loaded


def opened(rt: Runtime, model_id: UUID) -> Loaded:
    """The same without the smoke prediction: only for validation, which works out that of a file that came bare."""
    with rt.db.transaction(Caller.service()) as tx:
        version = versions.fetch_by_id(tx, model_id)
    if version is None:
        raise UnknownVersion
    manifest = bundle.manifest_of(version.manifest)
    if (manifest.name, manifest.version, manifest.sha256) != (version.name, version.version, version.sha256):
        raise RefusedModel(
            "other_manifest", f"The manifest kept for {version.label} speaks of {manifest.label} or of another file."
        )
    vouching.check(rt, manifest, version.signature)
    content = rt.models.get(manifest.sha256)
    bundle.check_hash(manifest, content)
    model = formats.load(manifest.kind, content)
    predicting.checked(manifest.kind, manifest.task, manifest.features, model)
    return Loaded(version.id, version.label, manifest, model)
