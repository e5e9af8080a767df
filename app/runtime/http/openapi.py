"""What every call has in common in the OpenAPI document: who may call, and which errors it may answer."""

from collections.abc import Mapping
from typing import Any

REFERENCE = {"$ref": "#/components/schemas/ErrorBody"}
ALWAYS = {
    400: "The request could not be read.",
    429: "Asked too often; `Retry-After` says when to come back.",
    500: "Something went wrong on our side.",
    503: "A part of the service is away; `Retry-After` says when to come back.",
}
WITH_TOKEN = {
    401: "Nobody is signed in, or the token has lapsed.",
    403: "The account may not do this.",
}
WITH_ID = {404: "It does not exist, or not for this caller."}
WITH_BODY = {
    409: "A request with the same Idempotency-Key is being answered.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "Some of the details are missing or wrong; `errors` names them.",
}


def nullable(converter: Any, field: Any, *, ret: dict[str, Any]) -> dict[str, Any]:
    """What a nested field that may be null may be else: its own schema, where apispec would let any object pass."""
    if not field.allow_none or "anyOf" not in ret:
        return {}
    return {"allOf": [one for one in ret.pop("anyOf") if "$ref" in one], "nullable": True}


def completed(document: Mapping[str, Any], public_paths: frozenset[str]) -> dict[str, Any]:
    """`document` with the common errors of each call, and without a lock on what needs no token."""
    paths = {
        path: {method: _completed(operation, method, path in public_paths) for method, operation in item.items()}
        for path, item in document["paths"].items()
    }
    return {**document, "paths": paths}


def _completed(operation: Any, method: str, is_public: bool) -> Any:
    if not isinstance(operation, dict):
        return operation
    errors = ALWAYS | WITH_ID | ({} if is_public else WITH_TOKEN)
    if method in ("post", "put", "patch"):
        errors |= WITH_BODY
    responses = {str(status): _error(description) for status, description in errors.items()}
    known = {status: answer for status, answer in operation.get("responses", {}).items() if status != "default"}
    return operation | {"responses": {**responses, **known}} | ({"security": []} if is_public else {})


def _error(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": REFERENCE}}}
