"""A model of plain arrays: `model.json` says which of our own classes it fills, the rest are arrays of numbers."""

import json
from collections.abc import Mapping
from typing import Any

from ml_models.contracts import RefusedModel
from ml_models.inspection import npy

MODEL = "model.json"
ARRAYS = {"linear_text": {"idf.npy": "<f4", "coefficients.npy": "<f4"}}
"""Class -> the arrays it has, and their kind of number."""
FIELDS = {"linear_text": {"class": str, "words": int, "vocabulary": list, "intercept": float}}
MOST_WORDS_IN_A_ROW = 5


def described(members: Mapping[str, bytes]) -> dict[str, Any]:
    """What `model.json` says, when the arrays beside it fit. Raises `RefusedModel`."""
    said = _said(members)
    kind = str(said["class"])
    if set(members) != {MODEL, *ARRAYS[kind]}:
        raise RefusedModel(
            "damaged", f"A model of arrays ({kind}) holds {MODEL} and {', '.join(sorted(ARRAYS[kind]))}."
        )
    for name, number in ARRAYS[kind].items():
        header = npy.header(members[name], name)
        if header.descr != number or header.shape != (len(said["vocabulary"]),):
            raise RefusedModel("damaged", f"The array {name!r} is of another kind or length than the vocabulary.")
    return said


def _said(members: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        said = json.loads(members[MODEL])
        fields = FIELDS[said["class"]]
        fits = set(said) == set(fields) and all(type(said[name]) is kind for name, kind in fields.items())
        words = said["vocabulary"]
        is_list = all(type(word) is str for word in words) and len(set(words)) == len(words) > 0
        if fits and is_list and 1 <= said["words"] <= MOST_WORDS_IN_A_ROW:
            return dict(said)
    except (KeyError, ValueError, TypeError, RecursionError):
        pass
    raise RefusedModel(
        "damaged", f"{MODEL} does not describe a model of arrays. Write it with this repository's tools."
    )
