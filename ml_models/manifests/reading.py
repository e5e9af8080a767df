"""The manifest from JSON: each field checked, each refusal a sentence naming it.

A field that this release does not know is refused rather than dropped: what is signed must be what is understood.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar

from ml_models.contracts import Kind, Manifest, Shares, Smoke, Task
from ml_models.manifests.canonical import LARGEST_EXACT, canonical, key_text, refused

_Word = TypeVar("_Word", bound=Enum)


def manifest_of(mapping: Any) -> Manifest:
    """The manifest again, from a file or a jsonb column. Raises `RefusedModel` naming the field that is odd."""
    if not isinstance(mapping, Mapping):
        raise refused("The manifest is not a JSON object.")
    unknown = sorted(str(name) for name in set(mapping) - set(READERS))
    if unknown:
        raise refused(f"The manifest has a field that this release does not know: {unknown[0]!r}.")
    missing = [name for name in REQUIRED if name not in mapping]
    if missing:
        raise refused(f"The manifest does not say its {missing[0]!r}.")
    manifest = Manifest(**{name: READERS[name](value, name) for name, value in mapping.items()})
    if not manifest.smoke.inputs or len(manifest.smoke.outputs) not in (0, len(manifest.smoke.inputs)):
        raise refused("The manifest's 'smoke' needs at least one input, and one output for each or none at all yet.")
    canonical(manifest)
    return manifest


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise refused(f"The manifest's {field!r} is not text.")
    return value


def _name(value: Any, field: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,62}", _text(value, field)):
        raise refused("The manifest's 'name' must be lower-case letters, digits and underscores, such as late_payment.")
    return str(value)


def _sha256(value: Any, field: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", _text(value, field)):
        raise refused("The manifest's 'sha256' is not 64 hexadecimal digits in lower case.")
    return str(value)


def _word(words: type[_Word]) -> Callable[[Any, str], _Word]:
    def read(value: Any, field: str) -> _Word:
        try:
            return words(value)
        except ValueError:
            known = ", ".join(str(word.value) for word in words)
            raise refused(f"The manifest's {field!r} is {value!r}; known are {known}.") from None

    return read


def _whole(value: Any, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_EXACT:
        raise refused(f"The manifest's {field!r} must be a whole number, 0 or more.")
    return value


def _float(value: Any, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise refused(f"The manifest's {field!r} holds {value!r} where a number belongs.")
    return float(value)


def _list(value: Any, field: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise refused(f"The manifest's {field!r} must be a list.")
    return value


def _object(value: Any, field: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise refused(f"The manifest's {field!r} must be an object with named values.")
    return value


def _features(value: Any, field: str) -> tuple[str, ...]:
    names = tuple(_text(name, field) for name in _list(value, field))
    if len(set(names)) != len(names):
        raise refused("The manifest's 'features' names one input twice.")
    return names


def _texts(value: Any, field: str) -> dict[str, str]:
    return {key_text(key, field): _text(inner, field) for key, inner in _object(value, field).items()}


def _metrics(value: Any, field: str) -> dict[str, Mapping[str, float]]:
    return {
        key_text(name, field): {
            key_text(key, field): _float(number, field) for key, number in _object(inner, field).items()
        }
        for name, inner in _object(value, field).items()
    }


def _inputs(value: Any, field: str) -> dict[str, Shares]:
    return {
        key_text(name, field): _shares(_object(inner, field), field) for name, inner in _object(value, field).items()
    }


def _shares(value: Mapping[str, Any], field: str) -> Shares:
    if set(value) != {"edges", "shares"}:
        raise refused(f"Each of the manifest's {field!r} has 'edges' and 'shares'.")
    edges, shares = (tuple(_float(one, field) for one in _list(value[part], field)) for part in ("edges", "shares"))
    if len(shares) != len(edges) + 1 or list(edges) != sorted(edges) or any(share < 0 for share in shares):
        raise refused(f"Each of the manifest's {field!r} has rising 'edges' and one more of 'shares', none below 0.")
    return Shares(edges, shares)


def _smoke(value: Any, field: str) -> Smoke:
    parts = _object(value, field)
    if set(parts) - {"inputs", "outputs", "tolerance"} or not {"inputs", "outputs"} <= set(parts):
        raise refused("The manifest's 'smoke' has 'inputs', 'outputs' and 'tolerance'.")
    tolerance = _float(parts.get("tolerance", 1e-6), field)
    if not 0 <= tolerance <= 0.01:
        raise refused("The manifest's smoke tolerance must lie between 0 and 0.01.")
    return Smoke(_frozen(_list(parts["inputs"], field)), _frozen(_list(parts["outputs"], field)), tolerance)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list | tuple) else value


def _moment(value: Any, field: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value, field))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise refused("The manifest's 'created_at' must be a moment with its zone, such as 2026-11-21T10:00:00+00:00.")
    return moment.astimezone(UTC)


def _or_nothing(reader: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    return lambda value, field: None if value is None else reader(value, field)


READERS: Mapping[str, Callable[[Any, str], Any]] = {
    "name": _name,
    "version": _whole,
    "kind": _word(Kind),
    "task": _word(Task),
    "sha256": _sha256,
    "size_bytes": _whole,
    "frameworks": _texts,
    "features": _features,
    "data_fingerprint": _text,
    "code_version": _text,
    "parameters": _object,
    "seed": _or_nothing(_whole),
    "metrics": _metrics,
    "inputs": _inputs,
    "smoke": _smoke,
    "parent": _or_nothing(_text),
    "author": _text,
    "licence": _text,
    "created_at": _moment,
}
REQUIRED = [field.name for field in fields(Manifest) if field.default is MISSING and field.default_factory is MISSING]
