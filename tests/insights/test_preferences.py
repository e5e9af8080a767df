"""What an owner says of the business: kept field by field, refused in sentences, and every answer is old then."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.books import access
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.insights.conftest import Shop, token

LONG_AGO = text("update insight_preferences set balance_on = '2020-01-01' where business_id = :business_id")
NOTHING = {
    "cash_floor": None, "balance": None, "balance_on": None, "gst_filing": None, "deducts_tds": None,
    "pays_advance_tax": None,
}  # fmt: skip


class TestSaid:
    def test_nothing_was_said_at_first(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        assert client.get(address(shop), headers=shop.headers(rt)).get_json() == NOTHING

    def test_what_is_left_out_stays_and_null_takes_back(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        today = rt.clock.today().isoformat()
        first = {"cash_floor": 20000.5, "balance": -1500, "balance_on": today, "gst_filing": "quarterly"}
        assert put(client, rt, shop, first).get_json() == NOTHING | first
        second = {"cash_floor": None, "deducts_tds": True, "pays_advance_tax": False}
        wanted = NOTHING | first | second
        assert put(client, rt, shop, second).get_json() == wanted
        assert client.get(address(shop), headers=shop.headers(rt)).get_json() == wanted

    def test_a_change_makes_every_answer_old_and_the_same_again_does_not(
        self, client: FlaskClient, rt: Runtime, shop: Shop
    ) -> None:
        before = access.reach(rt, shop.owner, shop.business_id).revision
        put(client, rt, shop, {"cash_floor": 5000})
        after = access.reach(rt, shop.owner, shop.business_id).revision
        put(client, rt, shop, {"cash_floor": 5000})
        assert before < after == access.reach(rt, shop.owner, shop.business_id).revision

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"balance": 100}, "balance_on"),
            ({"balance_on": "2026-01-01"}, "balance"),
            ({"balance": 100, "balance_on": "2099-01-01"}, "balance_on"),
            ({"balance": 100, "balance_on": "2016-01-01"}, "balance_on"),
            ({"cash_floor": 1e13}, "cash_floor"),
            ({"cash_floor": "much"}, "cash_floor"),
            ({"gst_filing": "weekly"}, "gst_filing"),
            ({"deducts_tds": "perhaps"}, "deducts_tds"),
            ({"floor": 1}, "floor"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_in_a_sentence_at_its_field(
        self, client: FlaskClient, rt: Runtime, shop: Shop, said: dict[str, Any], field: str
    ) -> None:
        refused = put(client, rt, shop, said)
        body = refused.get_json()
        assert (refused.status_code, bool(body["message"])) == (422, True)
        assert field in str(body["errors"])
        assert client.get(address(shop), headers=shop.headers(rt)).get_json() == NOTHING

    def test_an_old_balance_does_not_keep_anything_else_from_being_said(
        self, client: FlaskClient, rt: Runtime, shop: Shop
    ) -> None:
        today = rt.clock.today()
        put(client, rt, shop, {"balance": 100, "balance_on": today.isoformat()})
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(LONG_AGO, {"business_id": shop.business_id})
        assert put(client, rt, shop, {"cash_floor": 1}).status_code == 200

    def test_is_nobody_elses(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        stranger = {"Authorization": f"Bearer {token(rt, Caller.user(uuid4()))}"}
        assert client.get(address(shop), headers=stranger).status_code == 404
        assert client.put(address(shop), headers=stranger, json={"cash_floor": 1}).status_code == 404


def address(shop: Shop) -> str:
    """Where the preferences of the shop are."""
    return f"/api/v1/insights/{shop.business_id}/preferences"


def put(client: FlaskClient, rt: Runtime, shop: Shop, said: dict[str, Any]) -> TestResponse:
    """What the owner is answered who says so."""
    return client.put(address(shop), headers=shop.headers(rt), json=said)
