"""The changes of a scenario on their way: from the call to records, to a job's JSON, and back."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import marshmallow as ma
import pytest

from app.insights.rules.cash.refusing import MOST_CHANGES
from app.insights.schemas import ScenarioRequest
from app.insights.service import changes

ID = "5f0c2f0e-7d0a-4f5e-9d0e-0a4a1b6f2c11"
SENT: Mapping[str, Mapping[str, Any]] = {
    "invoice_delayed": {"document_id": ID, "until": "2026-12-31"},
    "invoice_never_paid": {"document_id": ID},
    "customer_lost": {"party_id": ID, "starts_on": "2026-12-01"},
    "monthly_cost": {"amount": 18000.5, "day_of_month": 31, "starts_on": "2026-12-01", "name": "a helper"},
    "purchase": {"amount": 90000, "day": "2026-12-05", "instalments": 3, "name": "a fridge"},
    "loan_received": {"amount": 200000, "day": "2026-12-05", "monthly_payment": 9000},
    "sales_changed": {"percent": -12.5, "starts_on": "2026-12-01"},
    "prices_changed": {"percent": 4, "starts_on": "2026-12-01"},
    "supplier_terms_longer": {"by_days": 15},
}


class TestOnTheWay:
    def test_every_kind_has_a_case_here(self) -> None:
        assert set(SENT) == set(changes.KINDS)

    @pytest.mark.parametrize("kind", sorted(SENT))
    def test_survives_the_way_through_a_job(self, kind: str) -> None:
        (change,) = loaded({"type": kind, **SENT[kind]})
        assert type(change) is changes.KINDS[kind]
        written = json.loads(json.dumps(changes.plain(change)))
        assert changes.read(written) == change
        assert written["type"] == kind


class TestRefused:
    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"type": "magic"}, "type"),
            ({"document_id": ID}, "type"),
            ({"type": "invoice_never_paid"}, "document_id"),
            ({"type": "invoice_never_paid", "document_id": ID, "percent": 5}, "percent"),
            ({"type": "invoice_never_paid", "document_id": "S-1"}, "document_id"),
            ({"type": "supplier_terms_longer", "by_days": -3}, "by_days"),
            ({"type": "supplier_terms_longer", "by_days": 10**6}, "by_days"),
            ({"type": "purchase", "amount": -1, "day": "2026-12-05"}, "amount"),
            ({"type": "purchase", "amount": 1e13, "day": "2026-12-05"}, "amount"),
            ({"type": "purchase", "amount": 1, "day": "0001-01-01"}, "day"),
            ({"type": "purchase", "amount": 1, "day": "2026-02-30"}, "day"),
            ({"type": "sales_changed", "percent": -101, "starts_on": "2026-12-01"}, "percent"),
            ({"type": "monthly_cost", "amount": 1, "day_of_month": 32, "starts_on": "2026-12-01"}, "day_of_month"),
            ({"type": "monthly_cost", "amount": 1, "day_of_month": 1, "starts_on": "2026-12-01", "name": ""}, "name"),
        ],
    )
    def test_what_cannot_be_meant_is_named_by_its_field(self, sent: Mapping[str, Any], field: str) -> None:
        with pytest.raises(ma.ValidationError) as refused:
            loaded(sent)
        assert field in refused.value.messages_dict["changes"][0]

    @pytest.mark.parametrize("count", [0, MOST_CHANGES + 1])
    def test_none_and_too_many_are_not_tried(self, count: int) -> None:
        with pytest.raises(ma.ValidationError):
            loaded(*[{"type": "invoice_never_paid", "document_id": str(uuid4())}] * count)


def loaded(*sent: Mapping[str, Any]) -> list[Any]:
    """The records that the call makes of what was sent."""
    found: list[Any] = ScenarioRequest().load({"changes": list(sent)})["changes"]
    return found
