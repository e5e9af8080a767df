"""The JSON in which figures lie in a job's result and in the cache: exact, each record by its name."""

import dataclasses
import json
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

Record = TypeVar("Record")

WRITTEN = (Decimal, UUID, date)


def dumped(record: Any) -> bytes:
    """A record as JSON."""
    return json.dumps(plain(record), ensure_ascii=False).encode()


def loaded(kind: type[Record], content: bytes) -> Record:
    """The record of `kind` that `dumped` made `content` of."""
    found: Record = read(kind, json.loads(content))
    return found


def plain(value: Any) -> Any:
    """`value` in JSON's own types; a record is an object that names its class."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, WRITTEN):
        return str(value)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        fields = {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"is": type(value).__name__} | fields
    return value


def read(kind: Any, value: Any) -> Any:
    """What `plain` has written of a value of type `kind`."""
    if get_origin(kind) is UnionType:
        return _of_several(get_args(kind), value)
    if get_origin(kind) is tuple:
        return _row(get_args(kind), value)
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: read(hint, value[name]) for name, hint in hints.items() if name in value})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)


def _of_several(kinds: tuple[Any, ...], value: Any) -> Any:
    """Nothing, the record that `value` names, or the only kind that is left."""
    if value is None:
        return None
    named = value.get("is") if isinstance(value, dict) else None
    kinds = tuple(kind for kind in kinds if kind is not NoneType and (named is None or kind.__name__ == named))
    return read(kinds[0], value)


def _row(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if kinds[1:] == (...,):
        return tuple(read(kinds[0], one) for one in value)
    return tuple(read(kind, one) for kind, one in zip(kinds, value, strict=True))
