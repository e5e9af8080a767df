"""From a row of the registry to a model that answers. Nothing looks into the bytes before hash and signature agree."""

from uuid import UUID

from app.model_registry.records import Loaded
from app.model_registry.repo import following
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.settings import Settings
from ml_models import bundle, formats, predicting, signing
from ml_models.contracts import Manifest, RefusedModel


def load(rt: Runtime, model_id: UUID) -> Loaded:
    """The version, checked by signature, hash, kind, inputs and smoke prediction.

    Raises `RefusedModel`, `DatabaseAway`, or what the store raises when it cannot be reached.
    """
    with rt.db.transaction(Caller.service()) as tx:
        stored = following.fetch_stored(tx, model_id)
    manifest = bundle.manifest_of(stored.manifest)
    if (manifest.label, manifest.sha256) != (stored.label, stored.sha256):
        raise RefusedModel(
            "other_manifest", f"The manifest kept for {stored.label} speaks of {manifest.label} or of another file."
        )
    check_signature(rt.settings, manifest, stored.signature)
    content = rt.models.get(stored.sha256)
    bundle.check_hash(manifest, content)
    model = formats.load(manifest.kind, content)
    predicting.checked(manifest.kind, manifest.task, manifest.features, model)
    predicting.smoke(model, manifest)
    return Loaded(model_id, stored.label, manifest, model)


def check_signature(settings: Settings, manifest: Manifest, signature: str) -> None:
    """Returns when our own key or one that we trust signed the manifest. Raises `RefusedModel`."""
    signer = signing.Signer(settings.model_signing_key)
    try:
        signer.check(manifest, signature)
    except RefusedModel as refused:
        if refused.code != "unknown_key" or not settings.model_trusted_keys:
            raise
        signing.check_any(settings.model_trusted_keys, manifest, signature)
