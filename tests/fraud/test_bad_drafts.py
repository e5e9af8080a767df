"""Drafts that cannot be checked are refused in a sentence for each field; odd ones get an answer all the same."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.fraud import drafted
from tests.fraud.drafted import DAY, Trader, asked, bill, payment


class TestBadInput:
    @pytest.mark.parametrize(
        ("kind", "change", "field"),
        [
            ("invoice", {"invoice_date": "15/01/2026"}, "invoice_date"),
            ("invoice", {"invoice_date": "0026-01-15"}, "invoice_date"),
            ("invoice", {"total_amount": "much"}, "total_amount"),
            ("invoice", {"total_amount": None}, "total_amount"),
            ("invoice", {"total_amount": 10**15}, "total_amount"),
            ("invoice", {"invoice_type": "receipt"}, "invoice_type"),
            ("invoice", {"items": [{"name": "Fan", "unit_price": "x"}]}, "unit_price"),
            ("invoice", {"items": [{"name": "Fan", "unit_price": 1, "quantity": 1e300}]}, "quantity"),
            ("invoice", {"items": [{"name": "Fan", "unit_price": 1, "quantity": "1e999999"}]}, "quantity"),
            ("invoice", {"price": 5}, "price"),
            ("payment", {"amount": 0}, "amount"),
            ("payment", {"amount": -5}, "amount"),
            ("payment", {"payment_mode": "barter"}, "payment_mode"),
            ("payment", {"payment_date": None}, "payment_date"),
        ],
    )
    def test_each_wrong_field_has_a_sentence(
        self, client: FlaskClient, rt: Runtime, trader: Trader, kind: str, change: dict[str, Any], field: str
    ) -> None:
        draft = payment(trader, trader.bills[3]) if kind == "payment" else bill(trader, "1", 500, DAY)
        answer = asked(client, rt, trader, {kind: draft | change})
        assert answer.status_code == 422
        assert answer.json is not None
        assert field in str(answer.json["errors"])
        assert field.replace("_", " ") in answer.json["message"], "the sentence names the field itself"

    @pytest.mark.parametrize(
        ("kind", "change", "field"),
        [
            ("invoice", {"supplier_id": shops.NOBODYS}, "supplier_id"),
            ("invoice", {"supplier_id": None, "customer_id": shops.NOBODYS}, "customer_id"),
            ("payment", {"invoice_id": shops.NOBODYS}, "invoice_id"),
            ("payment", {"invoice_id": None, "supplier_id": None}, "direction"),
            ("payment", {"invoice_id": shops.NOBODYS, "supplier_id": None}, "invoice_id"),
        ],
    )
    def test_what_is_not_in_the_books_is_named(
        self, client: FlaskClient, rt: Runtime, trader: Trader, kind: str, change: dict[str, Any], field: str
    ) -> None:
        draft = payment(trader, trader.bills[3]) if kind == "payment" else bill(trader, "1", 500, DAY)
        answer = asked(client, rt, trader, {kind: draft | change})
        assert answer.status_code == 422
        assert answer.json is not None
        assert answer.json["errors"][field] == [answer.json["message"]], "the app shows the message alone"

    def test_a_supplier_is_no_customer(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        draft = payment(trader, trader.bills[3]) | {"invoice_id": None, "supplier_id": None}
        answer = asked(client, rt, trader, {"payment": draft | {"customer_id": trader.supplier}})
        assert (answer.status_code, answer.json["code"]) == (422, "unreadable_draft")

    @pytest.mark.parametrize("drafts", [{}, {"invoice": None}, {"invoice": {}, "payment": {}}])
    def test_exactly_one_draft_is_taken(
        self, client: FlaskClient, rt: Runtime, trader: Trader, drafts: Mapping[str, Any]
    ) -> None:
        assert asked(client, rt, trader, drafts).status_code == 422

    def test_strangers_find_no_such_business(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        stranger = Trader(trader.business_id, Caller.user(uuid4()), [], trader.supplier, trader.again, trader.newcomer)
        assert asked(client, rt, stranger, {"invoice": bill(trader, "1", 500, DAY)}).status_code == 404

    @pytest.mark.parametrize("amount", [0, -100, 1e12, 0.01])
    @pytest.mark.parametrize("day", ["1950-01-01", "2027-06-01"])
    @pytest.mark.parametrize("number", ["", "बिल १२", "🧾", "NA"])
    def test_odd_drafts_get_an_answer(
        self, client: FlaskClient, rt: Runtime, trader: Trader, amount: float, day: str, number: str
    ) -> None:
        draft = bill(trader, number, amount, DAY) | {"invoice_date": day}
        assert asked(client, rt, trader, {"invoice": draft}).status_code == 200


@pytest.fixture(scope="module")
def trader(rt: Runtime) -> Trader:
    """The business, in the database."""
    return drafted.opened(rt)
