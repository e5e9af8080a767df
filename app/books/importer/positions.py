"""Line and column of a value in a JSON text, found again only when there is something to blame: parsing stays fast."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.books.importer.faults import SHOWN, Fault

BLANKS = " \t\n\r"
decoder = json.JSONDecoder()


def located(faults: Sequence[Fault], text: str) -> list[Fault]:
    """The same faults, the first `SHOWN` of them with line and column in `text`, which must be valid JSON."""
    return [_located(fault, text) for fault in faults[:SHOWN]] + list(faults[SHOWN:])


def _located(fault: Fault, text: str) -> Fault:
    offset = offset_of(text, (*fault.spot.path, fault.field) if fault.field else fault.spot.path)
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return replace(fault, spot=replace(fault.spot, line=line), column=column)


def offset_of(text: str, path: Sequence[str | int]) -> int:
    """Where the value at `path` begins; where a field is absent, the record that lacks it."""
    offset = _skip(text, 0)
    for step in path:
        found = _member(text, offset, step) if isinstance(step, str) else _element(text, offset, step)
        if found is None:
            break
        offset = found
    return offset


def spans(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where each value of the list `name` begins and ends, in the object that `text` is.

    Raises `ValueError` or `IndexError` where it is no JSON, and `LookupError` where it holds no such list; what comes
    after the list is looked at when the last value was taken.
    """
    at = _member(text, _skip(text, 0), name) if text.lstrip(BLANKS).startswith("{") else None
    if at is None or text[at] != "[":
        raise LookupError(name)
    at = _skip(text, at + 1)
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        yield at, end
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    json.loads('{"": 0' + text[at + 1 :])


def _member(text: str, start: int, name: str) -> int | None:
    at = _skip(text, start + 1)
    while text[at] == '"':
        key, at = decoder.raw_decode(text, at)
        value = _skip(text, _skip(text, at) + 1)
        if key == name:
            return value
        at = _next(text, value)
    return None


def _element(text: str, start: int, index: int) -> int | None:
    at = _skip(text, start + 1)
    for _ in range(index):
        at = _next(text, at)
    return at


def _next(text: str, value: int) -> int:
    """The start of what follows the value at `value`: past the comma, or on the closing bracket."""
    after = _skip(text, decoder.raw_decode(text, value)[1])
    return _skip(text, after + 1) if text[after] == "," else after


def _skip(text: str, at: int) -> int:
    while text[at] in BLANKS:
        at += 1
    return at
