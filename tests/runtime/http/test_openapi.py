"""What the document promises of a nested field that may be null: its own schema or null, never just any object."""

from typing import Any

import marshmallow as ma
import pytest
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from app.runtime.http import openapi
from app.runtime.http.schema import Schema

OWN = [{"$ref": "#/components/schemas/Inner"}]


class Inner(Schema):
    value = ma.fields.Integer(required=True)


class Outer(Schema):
    plain = ma.fields.Nested(Inner)
    maybe = ma.fields.Nested(Inner, allow_none=True)
    told = ma.fields.Nested(Inner, allow_none=True, metadata={"description": "A word."})
    either = ma.fields.Nested(Inner, metadata={"anyOf": [{"required": ["value"]}]})


class TestNullable:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("plain", OWN[0]),
            ("maybe", {"allOf": OWN, "nullable": True}),
            ("told", {"allOf": OWN, "nullable": True, "description": "A word."}),
            ("either", {"allOf": OWN, "anyOf": [{"required": ["value"]}]}),
        ],
    )
    def test_field_is_its_own_schema_or_null(self, properties: dict[str, Any], name: str, expected: Any) -> None:
        assert properties[name] == expected


@pytest.fixture
def properties() -> dict[str, Any]:
    """The fields of `Outer` as the document tells them."""
    plugin = MarshmallowPlugin()
    document = APISpec("Test", "1", "3.0.3", plugins=[plugin])
    assert plugin.converter
    plugin.converter.add_attribute_function(openapi.nullable)  # type: ignore[no-untyped-call]
    document.components.schema("Outer", schema=Outer)
    found: dict[str, Any] = document.to_dict()["components"]["schemas"]["Outer"]["properties"]
    return found
