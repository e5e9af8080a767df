"""A skops file by its schema: every node of it is visited, and each must be of a kind and type that the allow-list has.

The schema is a tree of JSON objects, each naming a loader, a module and a class. What a loader may name, and which
other keys it may carry, stands in `LOADERS`; a key more and the file is refused, so nothing is read that was not seen.
skops's own way around its audit were loaders that call what the file names (MethodNode, OperatorFuncNode, PartialNode,
old protocols: CVE-2024-37065 and those after it); none of these is in the table.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ml_models.contracts import RefusedModel
from ml_models.formats import allowed_types
from ml_models.inspection import npy

SCHEMA = "schema.json"
PROTOCOL = 2
MOST_DEEP = 80
MOST_THREADS = 8
Node = dict[str, Any]


@dataclass(slots=True)
class Walk:
    """What is known while a schema is walked: the archive's members, and what was met."""

    members: Mapping[str, bytes]
    types: set[str] = field(default_factory=set)
    frameworks: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


def walked(members: Mapping[str, bytes]) -> Walk:
    """Types, versions and files of a skops archive that may be loaded. Raises `RefusedModel` naming what may not."""
    schema = _schema(members)
    walk = Walk(members, frameworks={"skops": str(schema.pop("_skops_version"))})
    if schema.pop("protocol") != PROTOCOL:
        raise RefusedModel(
            "other_version", f"The skops file is not of protocol {PROTOCOL}. Write it again with skops 0.16."
        )
    try:
        _visit(schema, walk, 0)
    except RefusedModel:
        raise
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as broken:
        raise _odd("a part of it is missing") from broken
    if schema["__loader__"] != "ObjectNode" or "content" not in schema:
        raise RefusedModel("no_model", "The skops file holds no model, only data.")
    left_over = set(members) - walk.files - {SCHEMA}
    if left_over:
        raise RefusedModel(
            "odd_archive", f"The skops file holds something that its schema does not use: {min(left_over)!r}."
        )
    return walk


def _schema(members: Mapping[str, bytes]) -> Node:
    try:
        schema = json.loads(members[SCHEMA])
    except (KeyError, ValueError, RecursionError) as broken:
        raise RefusedModel("damaged", "The skops file has no readable schema.") from broken
    if not isinstance(schema, dict) or not {"protocol", "_skops_version"} <= set(schema):
        raise RefusedModel("damaged", "The skops file does not say which skops wrote it.")
    return schema


def _visit(node: Any, walk: Walk, depth: int) -> None:
    if not isinstance(node, dict) or depth > MOST_DEEP:
        raise _odd("a node is missing, or nested too deeply")
    loader, name = str(node.get("__loader__")), f"{node.get('__module__')}.{node.get('__class__')}"
    rule = LOADERS.get(loader)
    if rule is None:
        raise RefusedModel(
            "unknown_type",
            f"The model holds a {loader[:80]!r} for {name[:200]!r}: something that is called when the file is opened. "
            "Only data is taken.",
        )
    if name not in rule.types:
        raise RefusedModel(
            "unknown_type",
            f"The model holds the type {name[:200]!r}, which is not on the list of known types. Build it from "
            "scikit-learn parts that are, or have the type added in ml_models/formats/allowed_types.py.",
        )
    if set(node) - rule.keys - {"__loader__", "__module__", "__class__", "__id__"}:
        raise _odd(f"{name!r} carries more than such a thing does")
    walk.types.add(name)
    rule.visit(node, walk, depth + 1)


def _dict(node: Node, walk: Walk, depth: int) -> None:
    _visit(node.get("key_types"), walk, depth)
    for key, inner in _content(node, dict).items():
        _visit(inner, walk, depth)
        _look_at(key, inner, walk)


def _look_at(key: str, node: Node, walk: Walk) -> None:
    """Attributes that matter whoever carries them: the version, threads to start, and where text comes from."""
    if node["__loader__"] != "JsonNode" or key not in ("_sklearn_version", "n_jobs", "input"):
        return
    value = json.loads(node["content"])
    if key == "_sklearn_version":
        walk.frameworks.setdefault("scikit-learn", str(value))
        if walk.frameworks["scikit-learn"] != str(value):
            raise _odd("its parts were written by different versions of scikit-learn")
    if key == "n_jobs" and not (value is None or (type(value) is int and -1 <= value <= MOST_THREADS)):
        raise RefusedModel(
            "odd_setting", f"The model wants to run in {str(value)[:20]} threads (n_jobs); leave it out."
        )
    if key == "input" and value != "content":
        raise RefusedModel("odd_setting", "The model wants to read its text from files (input='filename').")


def _sequence(node: Node, walk: Walk, depth: int) -> None:
    for inner in _content(node, list):
        _visit(inner, walk, depth)


def _json(node: Node, walk: Walk, depth: int) -> None:
    try:
        value = json.loads(_content(node, str))
    except (ValueError, RecursionError):
        raise _odd("a value is no JSON") from None
    if node.get("is_json") is not True or isinstance(value, dict):
        raise _odd("a value is no plain JSON value")


def _array(node: Node, walk: Walk, depth: int) -> None:
    if node.get("type") == "numpy" and set(node) >= {"file"} and "content" not in node:
        name = node["file"]
        if not isinstance(name, str) or name not in walk.members:
            raise _odd("an array is missing")
        npy.header(walk.members[name], name)
        walk.files.add(name)
    elif node.get("type") == "json" and "file" not in node:
        _visit(node.get("shape"), walk, depth)
        _sequence(node, walk, depth)
    else:
        raise _odd("an array is neither in a file nor a list")


def _one(node: Node, walk: Walk, depth: int) -> None:
    if node.get("content") is not None:
        _visit(node["content"], walk, depth)


def _nothing(node: Node, walk: Walk, depth: int) -> None:
    """A type that is only named."""


def _slice(node: Node, walk: Walk, depth: int) -> None:
    ends = _content(node, dict)
    if set(ends) != {"start", "stop", "step"} or not all(end is None or type(end) is int for end in ends.values()):
        raise _odd("a slice has other ends than whole numbers")


def _reduced(node: Node, walk: Walk, depth: int) -> None:
    reduce = node.get("__reduce__")
    if not isinstance(reduce, dict) or set(reduce) != {"args"}:
        raise _odd("a tree or loss is not made as such things are")
    _visit(reduce["args"], walk, depth)
    _visit(node.get("content"), walk, depth)


def _generator(node: Node, walk: Walk, depth: int) -> None:
    parts = _content(node, dict)
    if set(parts) != {"bit_generator", "seed_seq"}:
        raise _odd("a random generator is incomplete")
    for part in parts.values():
        _visit(part, walk, depth)
    named = parts["bit_generator"]["content"].get("bit_generator", {}).get("content")
    if not isinstance(named, str) or json.loads(named) not in allowed_types.BIT_GENERATORS:
        raise RefusedModel("unknown_type", "The model's random generator is of an unknown kind.")


def _content(node: Node, kind: type) -> Any:
    content = node.get("content")
    if not isinstance(content, kind):
        raise _odd("a node holds something else than its kind does")
    return content


def _odd(what: str) -> RefusedModel:
    return RefusedModel("odd_skops", f"The skops file is not as skops writes one: {what}. Write it again with skops.")


@dataclass(frozen=True, slots=True)
class Rule:
    """What nodes of one loader may name, which keys they may have, and how to visit what is in them."""

    types: frozenset[str]
    visit: Callable[[Node, Walk, int], None]
    keys: frozenset[str] = frozenset({"content"})


LOADERS: Mapping[str, Rule] = {
    "DictNode": Rule(frozenset({"builtins.dict"}), _dict, frozenset({"content", "key_types"})),
    "ListNode": Rule(frozenset({"builtins.list"}), _sequence),
    "TupleNode": Rule(frozenset({"builtins.tuple"}), _sequence),
    "JsonNode": Rule(frozenset({"builtins.str"}), _json, frozenset({"content", "is_json"})),
    "SliceNode": Rule(frozenset({"builtins.slice"}), _slice),
    "TypeNode": Rule(allowed_types.TYPES, _nothing, frozenset()),
    "NdArrayNode": Rule(allowed_types.ARRAYS, _array, frozenset({"content", "type", "file", "shape"})),
    "DTypeNode": Rule(frozenset({"numpy.dtype"}), _one),
    "ObjectNode": Rule(allowed_types.OBJECTS, _one),
    "TreeNode": Rule(frozenset({allowed_types.TREE}), _reduced, frozenset({"content", "__reduce__"})),
    "LossNode": Rule(allowed_types.LOSSES, _reduced, frozenset({"content", "__reduce__"})),
    "RandomStateNode": Rule(allowed_types.RANDOM, _one),
    "RandomGeneratorNode": Rule(allowed_types.RANDOM, _generator),
}
