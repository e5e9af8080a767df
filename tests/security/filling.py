"""Requests that an honest caller would make: every operation of the document, filled with the ids of one business.

Bodies follow from the document's schema; what it cannot say (which fields go together, what a form means) stands in
`BODIES`, and what is no id but has to be there in `PLAIN`. An operation that cannot be filled is an error, no gap.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.compliance import sent_papers
from tests.contract import test_gst
from tests.intake import papers
from tests.security import sides
from tests.security.operations import FORM, ITEM, JSON, Operation, Place, is_id, objects
from tests.security.sides import DAY, MONTH, Side

Bodies = Callable[[Side], Sequence[Mapping[str, Any]]]
PLAIN: Mapping[str, Any] = {
    "period": MONTH,
    "q": "cement",
    "number": 1,
    "component": "database",
    "name": "fraud",
    "version": 1,
    "a": 1,
    "b": 1,
}
"""Values of the address that name nothing of anybody."""


@dataclass(frozen=True)
class Sending:
    """One request. `path` and `query` by name, `body` as JSON or as the fields of a form."""

    operation: Operation
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any

    def places(self) -> Iterator[tuple[Place, tuple[Any, ...]]]:
        """Every place that holds an id here, with the steps that lead to it."""
        for where, values in (("path", self.path), ("query", self.query), ("body", self.body)):
            for steps, _ in _leaves(values):
                names = tuple(ITEM if isinstance(step, int) else step for step in steps)
                if names and is_id(names[-1], {}):
                    yield Place(where, names), steps

    def id_at(self, where: str, steps: Sequence[Any]) -> str:
        """The id at one place."""
        inner = {"path": self.path, "query": self.query, "body": self.body}[where]
        for step in steps:
            inner = inner[step]
        return str(inner)

    def with_id(self, where: str, steps: Sequence[Any], value: Any) -> "Sending":
        """The same with `value` at one place."""
        changed = deepcopy({"path": dict(self.path), "query": dict(self.query), "body": self.body})
        inner = changed[where]
        for step in steps[:-1]:
            inner = inner[step]
        inner[steps[-1]] = value
        return replace(self, **changed)

    def sent(self, client: FlaskClient, headers: Mapping[str, str]) -> TestResponse:
        """The answer."""
        address = self.operation.path.format(**self.path)
        options: dict[str, Any] = {}
        if self.operation.body_type == JSON:
            options["json"] = self.body
        elif self.operation.body_type == FORM:
            options["data"] = {name: _field(one) for name, one in self.body.items()}
        return client.open(
            address, method=self.operation.method, query_string=dict(self.query), headers=dict(headers), **options
        )


def filled(operation: Operation, side: Side) -> list[Sending]:
    """Requests of `side` that together have an id at each place of `operation`. Raises `AssertionError` otherwise."""
    given: dict[str, dict[str, Any]] = {"path": {}, "query": {}}
    for one in operation.parameters:
        name = one["name"]
        if one["in"] in given and (is_id(name, one["schema"]) or one.get("required")):
            given[one["in"]][name] = side.ids[name] if is_id(name, one["schema"]) else PLAIN[name]
    found = [Sending(operation, given["path"], given["query"], body) for body in bodies(operation, side)]
    missing = operation.places - {place for one in found for place, _ in one.places()}
    assert not missing, f"{operation.name} has places that no request fills: {missing}"
    return found


def bodies(operation: Operation, side: Side) -> Sequence[Any]:
    """What the operation may be sent."""
    if operation.body_type is None:
        return (None,)
    if operation.name in BODIES:
        return BODIES[operation.name](side)
    return (_invented(operation.schema, side, operation.name),)


def _invented(schema: Any, side: Side, name: str) -> Any:
    """A body of the fields that are required, and of those that are ids."""
    (first, *_) = [*objects(schema), schema]
    if first.get("type") == "object" or "properties" in first:
        required = first.get("required", ())
        return {
            field: _invented(inner, side, field)
            for field, inner in first.get("properties", {}).items()
            if field in required or is_id(field, inner)
        }
    if is_id(name, schema):
        return side.ids[name]
    return _value(schema, name)


def _value(schema: Any, name: str) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kinds = {"boolean": True, "integer": 1, "number": 1, "array": [], "string": "something"}
    formats = {"date": DAY, "date-time": f"{DAY}T10:00:00+05:30", "binary": papers.BILL}
    return formats.get(schema.get("format", ""), kinds.get(schema.get("type", ""), PLAIN.get(name)))


def _field(value: Any) -> Any:
    return (io.BytesIO(value), "a.txt") if isinstance(value, bytes) else value


def _leaves(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    pairs = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield from _leaves(inner, (*steps, step))
    if not isinstance(value, Mapping | list):
        yield steps, value


def _asked(side: Side) -> Sequence[Mapping[str, Any]]:
    return ({"prompt": "who owes me money?", "context": {"business_id": side.ids["business_id"]}},)


def _drafts(side: Side) -> Sequence[Mapping[str, Any]]:
    business, at = {"business_id": side.ids["business_id"]}, side.ids
    paid = {"id": at["payment_id"], "amount": 118, "payment_mode": "cash", "payment_date": DAY}
    billed = {"id": at["invoice_id"], "invoice_date": DAY, "total_amount": 118}
    return (
        {**business, "invoice": {**billed, "invoice_type": "customer", "customer_id": at["customer_id"]}},
        {**business, "invoice": {**billed, "invoice_type": "supplier", "supplier_id": at["supplier_id"]}},
        {**business, "payment": {**paid, "customer_id": at["customer_id"], "invoice_id": at["invoice_id"]}},
        {**business, "payment": {**paid, "supplier_id": at["supplier_id"]}},
    )


def _changes(side: Side) -> Sequence[Mapping[str, Any]]:
    return (
        {"changes": [{"type": "invoice_never_paid", "document_id": side.ids["invoice_id"]}]},
        {"changes": [{"type": "customer_lost", "party_id": side.ids["customer_id"], "starts_on": sides.SOON}]},
    )


def _compared(side: Side) -> Sequence[Mapping[str, Any]]:
    bill = {"id": side.ids["invoice_id"], "bill_no": "A-1", "bill_date": DAY, "supplier_gstin": side.gstin}
    question = {"purchase_register": [bill | {"taxable_value": 100}], "gstr_2b": [bill | {"taxable_value": 100}]}
    return question, {"questions": [question]}


def _about(side: Side) -> Sequence[Mapping[str, Any]]:
    return ({"subject": "business", "business_id": side.ids["business_id"]},)


def _same(body: Mapping[str, Any]) -> Bodies:
    return lambda _: (body,)


BODIES: Mapping[str, Bodies] = {
    "POST /api/v1/generate/text": _asked,
    "POST /api/v1/generate/response": _asked,
    "POST /api/v1/compliance/{business_id}/gstr2b": lambda side: ({"file": sides.gstr2b_of(side)},),
    "POST /api/v1/fraud/check": _drafts,
    "POST /api/v1/feedback/structured": lambda side: (sides.feedback_of(side, side.ids["feedback_id"]),),
    "POST /api/v1/invoice/corrections": lambda side: (
        sides.correction_of(side, side.ids["correction_id"], side.ids["answer_id"]),
    ),
    "POST /api/v1/insights/{business_id}/scenarios": _changes,
    "POST /api/v1/gst/reconcile-2b": _compared,
    "POST /api/v1/privacy/export": _about,
    "POST /api/v1/privacy/delete": _about,
    "POST /api/v1/gst/invoice-check": _same(sent_papers.PAPER),
    "POST /api/v1/gst/hsn/suggest": _same({"description": "PVC pipe 4 inch"}),
    **{f"POST /api/v1/gst/{call}": _same(question) for call, question, _ in test_gst.QUESTIONS},
}
