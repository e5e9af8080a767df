"""scikit-learn models as skops: JSON and numpy arrays in a zip, loaded only when our own list has every type in it.

skops names members by memory addresses and lets one node stand for another by id. Both go before a file is written and
before it is read: so the same model gives the same bytes, and no node can hide behind another one's id.
"""

import gc
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import numpy as np

from ml_models import archive
from ml_models.contracts import RefusedModel
from ml_models.formats import allowed_types, trees
from ml_models.inspection import npy, skops_file
from ml_models.inspection.skops_file import SCHEMA


def dump(model: Any) -> bytes:
    """The model as skops. Raises `RefusedModel` when it holds a type that could not be loaded again."""
    from skops import io

    members = archive.unpacked(io.dumps(model))
    members = _plain({name: _without_padding(content) for name, content in members.items()})
    skops_file.walked(members)
    return archive.packed(members)


def load(content: bytes) -> Any:
    """The model. Raises `RefusedModel` when the archive, a type or a tree in it is not as it should be."""
    from skops import io

    members = archive.unpacked(content)
    met = skops_file.walked(members).types
    plain = _plain(members)
    trees.check(json.loads(plain[SCHEMA]), plain)
    # Of the list only what the file needs: skops goes through it at every node, and takes half as long this way.
    trusted = [name for name in allowed_types.trusted() if name in met]
    with _refusing():
        model = io.loads(archive.packed(plain, is_compressed=False), trusted=trusted)
        trees.check_forest(model)
    return model


@contextmanager
def _refusing() -> Iterator[None]:
    """What the library says of content that passed the check of types, but fits no object."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except RefusedModel:
        raise
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, Warning, RuntimeError, MemoryError) as wrong:
        raise RefusedModel(
            "damaged", "The parts of the skops file do not fit together. Write it again where it was made."
        ) from wrong
    finally:
        gc.enable()


def _without_padding(content: bytes) -> bytes:
    """An array file whose gaps between fields are zero: a tree's nodes carry there what memory happened to hold."""
    if not content.startswith(npy.MAGIC) or not isinstance(npy.header(content, "").descr, list):
        return content
    array, out = np.load(BytesIO(content), allow_pickle=False), BytesIO()
    clean = np.zeros(array.shape, array.dtype)
    for name in array.dtype.names:
        clean[name] = array[name]
    np.save(out, clean, allow_pickle=False)
    return out.getvalue()


def _plain(members: dict[str, bytes]) -> dict[str, bytes]:
    """The same archive without ids; arrays numbered as the schema meets them, equal ones kept once."""
    arrays: dict[bytes, str] = {}
    schema = json.dumps(_renamed(json.loads(members[SCHEMA]), members, arrays), separators=(",", ":"))
    return {SCHEMA: schema.encode(), **{name: content for content, name in arrays.items()}}


def _renamed(node: Any, members: dict[str, bytes], arrays: dict[bytes, str]) -> Any:
    if isinstance(node, list):
        return [_renamed(inner, members, arrays) for inner in node]
    if not isinstance(node, dict):
        return node
    fresh = {key: _renamed(inner, members, arrays) for key, inner in node.items() if key != "__id__"}
    if node.get("__loader__") == "NdArrayNode" and "file" in node:
        fresh["file"] = arrays.setdefault(members[node["file"]], f"{len(arrays)}.npy")
    return fresh
