"""The one form in which a manifest is signed: sorted keys, no spaces, numbers as PostgreSQL's jsonb keeps them.

jsonb knows no difference between 5.0 and 5, has no -0.0, and writes 1e+22 as digits; so whole numbers are written as
such while that is exact, and what cannot be kept (NaN, a null character, a huge whole number) is refused.
"""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from ml_models.contracts import Manifest, RefusedModel, Shares, Smoke

LARGEST_EXACT = 2**53
"""Whole numbers up to here are the same as int and as float."""
MOST_DEEP = 40


def canonical(manifest: Manifest) -> bytes:
    """The JSON that is signed. Raises `RefusedModel` for what JSON or jsonb cannot keep."""
    plain = {field.name: _plain(getattr(manifest, field.name), field.name) for field in fields(Manifest)}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def as_mapping(manifest: Manifest) -> dict[str, Any]:
    """The manifest as plain JSON values, for a jsonb column or a file."""
    mapping: dict[str, Any] = json.loads(canonical(manifest))
    return mapping


def refused(sentence: str) -> RefusedModel:
    """The refusal of a manifest, with its sentence."""
    return RefusedModel("bad_manifest", sentence)


def _plain(value: Any, field: str, depth: int = 0) -> Any:
    if depth > MOST_DEEP:
        raise refused(f"The manifest's {field!r} is nested too deeply.")
    if isinstance(value, Shares):
        return {"edges": _plain(value.edges, field, depth + 1), "shares": _plain(value.shares, field, depth + 1)}
    if isinstance(value, Smoke):
        return {name: _plain(getattr(value, name), field, depth + 1) for name in ("inputs", "outputs", "tolerance")}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return {key_text(key, field): _plain(inner, field, depth + 1) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(inner, field, depth + 1) for inner in value]
    return _scalar(value, field)


def _scalar(value: Any, field: str) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text_for_jsonb(str(value), field)
    if isinstance(value, int | float):
        return _number(value, field)
    raise refused(f"The manifest's {field!r} holds a {type(value).__name__}, which JSON cannot keep.")


def _number(value: int | float, field: str) -> int | float:
    """The one form of a number: whole ones as int while that is exact, others as the shortest float."""
    if isinstance(value, float) and not math.isfinite(value):
        raise refused(f"The manifest's {field!r} holds a number that is not finite.")
    if abs(value) <= LARGEST_EXACT:
        return int(value) if value == int(value) else float(value)
    if isinstance(value, int) and (abs(value) > sys.float_info.max or int(Decimal(repr(float(value)))) != value):
        raise refused(f"The manifest's {field!r} holds a whole number too large to be kept exactly.")
    return float(value)


def key_text(key: Any, field: str) -> str:
    """A key of a JSON object, when a database can keep it. Raises `RefusedModel`."""
    if not isinstance(key, str):
        raise refused(f"The manifest's {field!r} has a key that is not text.")
    return _text_for_jsonb(str(key), field)


def _text_for_jsonb(text: str, field: str) -> str:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise refused(f"The manifest's {field!r} holds a character that a database cannot keep.")
    return text
