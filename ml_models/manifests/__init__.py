"""The manifest of a model as JSON and back, in the one canonical form that is signed."""

from ml_models.manifests.canonical import as_mapping, canonical
from ml_models.manifests.reading import manifest_of

__all__ = ["as_mapping", "canonical", "manifest_of"]
