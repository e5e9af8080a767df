"""Models as numpy arrays with JSON, for what skops is slow at (large vocabularies): no pickle, no code."""

import io
import json
from typing import Any

import numpy as np

from ml_models import archive
from ml_models.contracts import RefusedModel
from ml_models.formats.linear_text import LinearText
from ml_models.inspection import arrays_file


def dump(model: Any) -> bytes:
    """The model, a fitted `LinearText`. Raises `RefusedModel` for any other."""
    if not isinstance(model, LinearText):
        raise RefusedModel("unknown_type", f"Arrays hold a LinearText, not a {type(model).__name__}.")
    said = {
        "class": "linear_text",
        "words": model.words,
        "vocabulary": model.vocabulary_,
        "intercept": model.intercept_,
    }
    return archive.packed(
        {
            arrays_file.MODEL: json.dumps(said, sort_keys=True, ensure_ascii=False).encode(),
            "idf.npy": _saved(model.idf_),
            "coefficients.npy": _saved(model.coefficients_),
        }
    )


def load(content: bytes) -> LinearText:
    """The model. Raises `RefusedModel` when its parts do not fit, or hold what is no number."""
    members = archive.unpacked(content)
    said = arrays_file.described(members)
    idf, coefficients = (_read(members[name]) for name in ("idf.npy", "coefficients.npy"))
    if not (np.isfinite(idf).all() and np.isfinite(coefficients).all() and np.isfinite(said["intercept"])):
        raise RefusedModel("damaged", "The model's weights hold something that is not a finite number.")
    return LinearText(words=said["words"]).filled(said["vocabulary"], idf, coefficients, said["intercept"])


def _saved(array: Any) -> bytes:
    out = io.BytesIO()
    np.save(out, array, allow_pickle=False)
    return out.getvalue()


def _read(content: bytes) -> Any:
    return np.load(io.BytesIO(content), allow_pickle=False)
