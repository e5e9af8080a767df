"""Whose signature counts: our own key, made and kept on a laptop; for uploads also those that the operator trusts."""

from app.runtime import kept_keys
from app.runtime.runtime import Runtime
from ml_models import signing
from ml_models.contracts import Manifest, RefusedModel

KEY_FILE = "model_signing.key"


def signer(rt: Runtime) -> signing.Signer:
    """The key of this service: MODEL_SIGNING_KEY, or the one in DATA_DIR, made there the first time (mode 0600)."""
    return signing.Signer(rt.settings.model_signing_key or kept_keys.kept(rt.settings.data_dir / KEY_FILE))


def check(rt: Runtime, manifest: Manifest, signature: str) -> None:
    """Returns when our own key or one that we trust signed the manifest. Raises `RefusedModel`."""
    try:
        signer(rt).check(manifest, signature)
    except RefusedModel as refused:
        if refused.code != "unknown_key" or not rt.settings.model_trusted_keys:
            raise
        signing.check_any(rt.settings.model_trusted_keys, manifest, signature)
