"""A draft is judged before it is saved: as a scan would judge it afterwards, with nothing stored."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.fraud import service
from app.fraud.records import RULES_VERSION
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud import drafted
from tests.fraud.drafted import DAY, Trader, bill, checked, payment

COUNTED = ("invoices", "payments", "fraud_alerts", "ai_analysis_results", "jobs", "fraud_scans")


class TestBills:
    def test_a_bill_of_its_own_is_clear(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        found = checked(client, rt, trader, invoice=bill(trader, "SM/0777", 4321.5, DAY + timedelta(days=400)))
        assert (found["verdict"], found["alerts"]) == ("clear", [])
        assert found["check_metadata"]["documents_compared"] >= 20
        assert found["took_ms"] > 0

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param({}, id="the same once more"),
            pytest.param({"invoice_number": "sm 0012"}, id="written otherwise"),
            pytest.param({"invoice_date": (DAY + timedelta(days=121)).isoformat()}, id="a day later"),
        ],
    )
    def test_a_bill_that_is_there_already(
        self, client: FlaskClient, rt: Runtime, trader: Trader, change: dict[str, Any]
    ) -> None:
        stored = trader.bills[12]
        draft = bill(trader, stored["number"], stored["total_amount"], date.fromisoformat(stored["date"])) | change
        found = checked(client, rt, trader, invoice=draft)
        (alert,) = found["alerts"]
        assert (alert["type"], found["verdict"]) == ("duplicate_supplier_bill", "ask_first")
        assert alert["evidence"]["documents"] == [stored["id"]]
        assert alert["message"].count(" ") > 5

    def test_under_another_record_of_the_supplier(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        stored = trader.bills[12]
        draft = bill(trader, stored["number"], stored["total_amount"], date.fromisoformat(stored["date"]))
        found = checked(client, rt, trader, invoice=draft | {"supplier_id": trader.again})
        assert [one["evidence"]["documents"] for one in found["alerts"]] == [[stored["id"]]]

    def test_an_edit_is_compared_with_the_others_and_not_with_itself(
        self, client: FlaskClient, rt: Runtime, trader: Trader
    ) -> None:
        stored, other = trader.bills[12], trader.bills[13]
        same = bill(trader, stored["number"], stored["total_amount"], date.fromisoformat(stored["date"]))
        assert checked(client, rt, trader, invoice=same | {"id": stored["id"]})["verdict"] == "clear"
        moved = bill(trader, other["number"], other["total_amount"], date.fromisoformat(other["date"]))
        (alert,) = checked(client, rt, trader, invoice=moved | {"id": stored["id"]})["alerts"]
        assert set(alert["evidence"]["documents"]) == {stored["id"], other["id"]}

    def test_an_amount_with_a_zero_too_many(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        draft = bill(trader, "SM/0888", 118000, DAY + timedelta(days=300))
        rules = [one["evidence"]["rule"] for one in checked(client, rt, trader, invoice=draft)["alerts"]]
        assert rules == ["amount_far_from_habit"]

    def test_a_large_first_bill_of_a_new_supplier(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        now = rt.clock.now()
        service.analyze_job(rt, business_id=trader.business_id, now=now, progress=lambda share, note: None)
        today = rt.clock.today()
        draft = bill(trader, "1", 95000, today) | {"supplier_id": trader.newcomer}
        rules = [one["evidence"]["rule"] for one in checked(client, rt, trader, invoice=draft)["alerts"]]
        assert rules == ["large_first_bill_of_a_new_supplier"]
        small = bill(trader, "1", 1900, today) | {"supplier_id": trader.newcomer}
        assert checked(client, rt, trader, invoice=small)["alerts"] == []


class TestPayments:
    def test_a_payment_of_what_is_owed_is_clear(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        found = checked(client, rt, trader, payment=payment(trader, trader.bills[20]))
        assert (found["verdict"], found["alerts"]) == ("clear", [])

    def test_a_bill_that_is_paid_already(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        found = checked(client, rt, trader, payment=payment(trader, trader.bills[3], days=9))
        (alert,) = found["alerts"]
        assert (alert["type"], found["verdict"]) == ("payment_mismatch", "ask_first")
        assert alert["evidence"]["documents"] == [trader.bills[3]["id"]]
        assert len(alert["evidence"]["payments"]) == 1, "the draft's own id is nobody's"

    def test_the_party_of_a_payment_is_that_of_its_bill_where_it_names_none(
        self, client: FlaskClient, rt: Runtime, trader: Trader
    ) -> None:
        draft = payment(trader, trader.bills[3], days=9) | {"supplier_id": None}
        assert [one["type"] for one in checked(client, rt, trader, payment=draft)["alerts"]] == ["payment_mismatch"]

    def test_a_bill_that_is_paid_for_the_first_time_does_not_say_so_yet(
        self, client: FlaskClient, rt: Runtime, settled: Trader
    ) -> None:
        due = settled.bills[-1]
        for amount in (due["total_amount"], round(due["total_amount"] / 2, 2)):
            found = checked(client, rt, settled, payment=payment(settled, due) | {"amount": amount})
            assert (found["verdict"], found["alerts"]) == ("clear", [])

    def test_a_bill_that_is_marked_as_paid_is_saved_before_its_payment(
        self, client: FlaskClient, rt: Runtime, settled: Trader
    ) -> None:
        draft = bill(settled, "SM/0999", 24777.0, DAY + timedelta(days=310)) | {
            "status": "paid",
            "paid_amount": 24777.0,
        }
        assert checked(client, rt, settled, invoice=draft)["alerts"] == []

    def test_an_amount_with_a_zero_too_many_is_called_mistyped(
        self, client: FlaskClient, rt: Runtime, settled: Trader
    ) -> None:
        due = settled.bills[-1]
        draft = payment(settled, due) | {"amount": due["total_amount"] * 10}
        (alert,) = checked(client, rt, settled, payment=draft)["alerts"]
        assert alert["evidence"]["rule"] == "digits_swapped_in_payment"
        assert "mistyped" in alert["message"]

    def test_cash_that_passes_the_limit_with_what_was_paid_that_day(
        self, client: FlaskClient, rt: Runtime, trader: Trader
    ) -> None:
        draft = payment(trader, trader.bills[20]) | {"payment_mode": "cash", "amount": 6500, "invoice_id": None}
        day = (DAY + timedelta(days=10)).isoformat()
        found = checked(client, rt, trader, payment=draft | {"payment_date": day})
        assert "cash_paid_over_limit" in [one["evidence"]["rule"] for one in found["alerts"]]
        other = (DAY + timedelta(days=11)).isoformat()
        rules = [
            one["evidence"]["rule"]
            for one in checked(client, rt, trader, payment=draft | {"payment_date": other})["alerts"]
        ]
        assert "cash_paid_over_limit" not in rules


class TestAnswer:
    def test_nothing_is_stored(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        before = counts(rt)
        checked(client, rt, trader, payment=payment(trader, trader.bills[3], days=9))
        checked(client, rt, trader, invoice=bill(trader, "SM/0012", 1180, DAY))
        assert counts(rt) == before

    def test_the_same_question_has_the_same_answer(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        draft = payment(trader, trader.bills[3], days=9)
        first, again = (checked(client, rt, trader, payment=draft)["alerts"] for _ in range(2))
        assert [one["id"] for one in first] == [one["id"] for one in again]

    def test_says_who_judged(self, client: FlaskClient, rt: Runtime, trader: Trader) -> None:
        told = checked(client, rt, trader, invoice=bill(trader, "X-1", 500, DAY))["check_metadata"]
        assert told["model_version"].startswith(RULES_VERSION)
        assert set(told["models"]) == {"duplicate_pairs", "alert_confidence"}


@pytest.fixture(scope="module")
def trader(rt: Runtime) -> Trader:
    """The business, in the database."""
    return drafted.opened(rt)


@pytest.fixture(scope="module")
def settled(rt: Runtime, worker: None) -> Trader:
    """The business whose bills are all paid but one."""
    return drafted.settled(rt)


def counts(rt: Runtime) -> list[int]:
    """How many rows stand in every table that a check might touch."""
    with rt.db.transaction(Caller.service()) as tx:
        return [int(tx.execute(text(f"select count(*) from {table}")).scalar_one()) for table in COUNTED]
