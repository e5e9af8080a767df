"""An ONNX graph by its bytes: no weights outside the file, no operators but the standard ones.

External weights are paths that the reader follows (onnx CVE-2026-27489, -34446, -34447), so a file that has any is
refused. ONNX is protocol buffers; only the few messages that matter are followed, by their numbers in onnx.proto.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ml_models.contracts import RefusedModel

DOMAINS = frozenset({"", "ai.onnx", "ai.onnx.ml"})
EXTERNAL_DATA, DATA_LOCATION = 13, 14
MOST_DEEP = 24
INSIDE = {
    "model": {7: "graph", 8: "opset", 20: "training", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute", 4: "operator", 7: "domain"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
    "function": {7: "node", 9: "opset", 11: "attribute", 10: "domain"},
    "training": {1: "graph", 2: "graph"},
    "opset": {1: "domain"},
    "tensor": {},
}
"""Message -> field number -> what the field holds, for the fields that lead to weights or name operators."""


@dataclass(slots=True)
class Found:
    """Operators of the graph, and whether it is one at all."""

    operators: set[str] = field(default_factory=set)
    graphs: int = 0


def operators(content: bytes) -> tuple[str, ...]:
    """Names of the operators in a graph that may be loaded. Raises `RefusedModel`."""
    found = Found()
    try:
        _follow(memoryview(content), "model", found, 0)
    except (IndexError, ValueError, UnicodeDecodeError) as broken:
        if isinstance(broken, RefusedModel):
            raise
        raise RefusedModel("damaged", "The file is no readable ONNX graph.") from broken
    if not found.graphs or not found.operators:
        raise RefusedModel("unknown_file", "The file is none of the kinds of model that are known here.")
    return tuple(sorted(found.operators))


def _follow(message: memoryview, kind: str, found: Found, depth: int) -> None:
    if depth > MOST_DEEP:
        raise ValueError("nested too deeply")
    found.graphs += kind == "graph"
    for number, value in _fields(message):
        if kind == "tensor" and (number == EXTERNAL_DATA or (number == DATA_LOCATION and value != 0)):
            raise RefusedModel(
                "external_data",
                "The ONNX graph keeps weights in other files. Save it as one file: "
                "onnx.save_model(model, path, save_as_external_data=False).",
            )
        inside = INSIDE[kind].get(number)
        if inside == "operator":
            found.operators.add(_text(value))
        elif inside == "domain" and _text(value) not in DOMAINS:
            raise RefusedModel(
                "unknown_type", f"The ONNX graph uses operators of {_text(value)[:80]!r}, not standard ones."
            )
        elif inside and inside not in ("domain", "operator"):
            if not isinstance(value, memoryview):
                raise ValueError("a message is no message")
            _follow(value, inside, found, depth + 1)


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of each field: a whole number, or the bytes of text, a message or a packed list."""
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        if key & 7 == 0:
            value, place = _varint(message, place)
            yield key >> 3, value
            continue
        if key & 7 == 2:
            length, place = _varint(message, place)
        elif key & 7 in (1, 5):
            length = 8 if key & 7 == 1 else 4
        else:
            raise ValueError("an unknown kind of field")
        if place + length > len(message):
            raise ValueError("cut off")
        yield key >> 3, message[place : place + length]
        place += length


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        part = message[place]
        place += 1
        value |= (part & 0x7F) << shift
        if part < 0x80:
            return value, place
    raise ValueError("an endless number")


def _text(value: int | memoryview) -> str:
    if not isinstance(value, memoryview):
        raise ValueError("a name is no text")
    return bytes(value).decode()
