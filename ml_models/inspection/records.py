"""What inspection found in a file that it did not refuse."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ml_models.contracts import Kind, Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """A file that may be loaded.

    content : the model's own bytes (of a bundle, its `model.bin`), whose hash and size stand beside it
    manifest, signature : of a bundle; None and empty for a bare skops file
    frameworks : library and version as the file itself says, where it does
    inside : types of a skops file, components of a spaCy pipeline, names of arrays, operators of an ONNX graph
    """

    what: str
    kind: Kind
    content: bytes
    sha256: str
    size_bytes: int
    manifest: Manifest | None = None
    signature: str = ""
    frameworks: Mapping[str, str] = field(default_factory=dict)
    inside: tuple[str, ...] = ()
