"""What the OpenAPI document says that can be asked: each operation with the places that an id can stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Any
METHODS = ("get", "post", "put", "patch", "delete")
FORM, JSON = "multipart/form-data", "application/json"
ITEM = "[]"
Path = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where an id stands: `path`, `query` or `body`, and the names that lead to it (`[]` for the items of a list)."""

    where: str
    path: Path


@dataclass(frozen=True)
class Operation:
    """One call, as the document has it; `schema` is that of the body, without references."""

    method: str
    path: str
    is_public: bool
    parameters: tuple[Mapping[str, Json], ...]
    body_type: str | None
    schema: Json

    @property
    def name(self) -> str:
        """`GET /api/v1/health`."""
        return f"{self.method} {self.path}"

    @property
    def places(self) -> frozenset[Place]:
        """Every place that takes an id."""
        named = {Place(one["in"], (one["name"],)) for one in self.parameters if is_id(one["name"], one["schema"])}
        return frozenset(named | {Place("body", path) for path in id_paths(self.schema)})


def operations(document: Json) -> list[Operation]:
    """All of them, in the order of the document."""
    found = []
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                found.append(_operation(document, path, method, item))
    return found


def whole(document: Json, schema: Json, seen: frozenset[str] = frozenset()) -> Json:
    """`schema` with what it refers to in its place; what would contain itself is left open."""
    if isinstance(schema, list):
        return [whole(document, one, seen) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if name := schema.get("$ref", "").rsplit("/", 1)[-1]:
        inner = {} if name in seen else document["components"]["schemas"][name]
        return whole(document, inner, seen | {name})
    return {key: whole(document, value, seen) for key, value in schema.items()}


def objects(schema: Json) -> Iterator[Json]:
    """The schemas of objects that stand at this place: itself, and what it may be instead."""
    if "properties" in schema or schema.get("type") == "object":
        yield schema
    for one in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from objects(one)


def id_paths(schema: Json, path: Path = ()) -> Iterator[Path]:
    """Where in a body of `schema` ids stand."""
    if path and is_id(path[-1], schema):
        yield path
    for one in objects(schema):
        for name, inner in one.get("properties", {}).items():
            yield from id_paths(inner, (*path, name))
    if "items" in schema:
        yield from id_paths(schema["items"], (*path, ITEM))


def is_id(name: str, schema: Json) -> bool:
    """Whether what stands there names something: by its format, or by its own name."""
    return schema.get("format") == "uuid" or name == "id" or name.endswith("_id")


def _operation(document: Json, path: str, method: str, item: Json) -> Operation:
    told = item[method]
    content = told.get("requestBody", {}).get("content", {})
    body_type = next(iter(content), None)
    return Operation(
        method.upper(),
        path,
        told.get("security") == [],
        (*item.get("parameters", ()), *told.get("parameters", ())),
        body_type,
        whole(document, content[body_type]["schema"]) if body_type else {},
    )
