"""A draft is judged before it is saved: as a scan would judge it afterwards, with nothing stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.books.importer import service as importer
from app.fraud import service
from app.fraud.records import RULES_VERSION
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud.conftest import token

DAY = date(2026, 1, 15)
COUNTED = ("invoices", "payments", "fraud_alerts", "ai_analysis_results", "jobs", "fraud_scans")


@dataclass(frozen=True)
class Trader:
    """A business with a supplier of long standing, one with two records, a customer, and a new supplier."""

    business_id: UUID
    owner: Caller
    bills: list[dict[str, Any]]
    supplier: str
    again: str
    newcomer: str


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
        service.analyze(rt, trader.business_id, caller=trader.owner)
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
            ("invoice", {"supplier_id": str(uuid4())}, "supplier_id"),
            ("invoice", {"supplier_id": None, "customer_id": str(uuid4())}, "customer_id"),
            ("payment", {"invoice_id": str(uuid4())}, "invoice_id"),
            ("payment", {"invoice_id": None, "supplier_id": None}, "direction"),
            ("payment", {"invoice_id": str(uuid4()), "supplier_id": None}, "invoice_id"),
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
def trader(rt: Runtime, worker: None) -> Trader:
    """The business, in the database."""
    business_id, owner = uuid4(), Caller.user(uuid4())
    supplier, again, newcomer, buyer = (str(uuid4()) for _ in range(4))
    bills = [
        _stored(supplier, f"SM/{place:04}", 1180 + 37 * place, DAY + timedelta(days=10 * place)) for place in range(36)
    ]
    paid = [_paid(supplier, one) for one in bills[:18]]
    paid.append(
        _paid(supplier, bills[0])
        | {
            "id": str(uuid4()),
            "mode": "cash",
            "amount": 5000.0,
            "invoice_id": None,
            "date": (DAY + timedelta(days=10)).isoformat(),
        }
    )
    content = {
        "businesses": [
            {
                "id": str(business_id),
                "name": "Sharma Stores",
                "parties": [
                    {"id": supplier, "kind": "supplier", "name": "Shree Marketing", "phone": "9830011223"},
                    {"id": again, "kind": "supplier", "name": "SHREE MARKETING PVT LTD", "phone": "+91 98300 11223"},
                    {"id": newcomer, "kind": "supplier", "name": "Zed", "created_at": rt.clock.now().isoformat()},
                    {"id": buyer, "kind": "customer", "name": "Rani Sarees"},
                ],
                "documents": bills,
                "payments": paid,
            }
        ]
    }
    importer.import_content(rt, content, owner_id=owner.user_id)
    return Trader(business_id, owner, bills, supplier, again, newcomer)


@pytest.fixture(scope="module")
def settled(rt: Runtime, worker: None) -> Trader:
    """A business that keeps the paid figure of each bill as its payments are, with one bill still to be paid."""
    business_id, owner, supplier = uuid4(), Caller.user(uuid4()), str(uuid4())
    bills = [
        _stored(supplier, f"SM/{place:04}", 11837 + 437 * place, DAY + timedelta(days=4 * place)) for place in range(80)
    ]
    for one in bills[:-1]:
        one |= {"paid_amount": one["total_amount"], "status": "paid"}
    parties = [{"id": supplier, "kind": "supplier", "name": "Shree Marketing"}]
    paid = [_paid(supplier, one) for one in bills[:-1]]
    business = {"id": str(business_id), "name": "Gupta Stores", "parties": parties, "documents": bills}
    importer.import_content(rt, {"businesses": [business | {"payments": paid}]}, owner_id=owner.user_id)
    service.analyze(rt, business_id, caller=owner)
    return Trader(business_id, owner, bills, supplier, supplier, supplier)


def checked(client: FlaskClient, rt: Runtime, trader: Trader, **draft: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a draft that can be checked."""
    answer = asked(client, rt, trader, draft)
    assert answer.status_code == 200, answer.json
    assert answer.json is not None
    found: dict[str, Any] = answer.json
    return found


def asked(client: FlaskClient, rt: Runtime, trader: Trader, draft: Mapping[str, Any]) -> Any:
    """The answer as it comes."""
    headers = {"Authorization": f"Bearer {token(rt, trader.owner)}"}
    body = {"business_id": str(trader.business_id), **draft}
    return client.post("/api/v1/fraud/check", json=body, headers=headers)


def bill(trader: Trader, number: str, total: float, on: date) -> dict[str, Any]:
    """A bill of the supplier as the app would save it."""
    subtotal = round(total / 1.18, 2)
    return {
        "invoice_type": "supplier",
        "supplier_id": trader.supplier,
        "invoice_number": number,
        "invoice_date": on.isoformat(),
        "subtotal": subtotal,
        "tax_amount": round(total - subtotal, 2),
        "total_amount": total,
        "items": [{"name": "Steel rod", "quantity": 1, "unit_price": subtotal, "tax_rate": 18}],
    }


def payment(trader: Trader, of: Mapping[str, Any], *, days: int = 5) -> dict[str, Any]:
    """The whole of a bill, paid by bank so many days after it."""
    return {
        "supplier_id": trader.supplier,
        "invoice_id": of["id"],
        "amount": of["total_amount"],
        "payment_mode": "bank_transfer",
        "payment_date": (date.fromisoformat(of["date"]) + timedelta(days=days)).isoformat(),
    }


def counts(rt: Runtime) -> list[int]:
    """How many rows stand in every table that a check might touch."""
    with rt.db.transaction(Caller.service()) as tx:
        return [int(tx.execute(text(f"select count(*) from {table}")).scalar_one()) for table in COUNTED]


def _stored(supplier: str, number: str, total: float, on: date) -> dict[str, Any]:
    subtotal = round(total / 1.18, 2)
    return {
        "id": str(uuid4()),
        "kind": "supplier_bill",
        "party_id": supplier,
        "number": number,
        "date": on.isoformat(),
        "subtotal": subtotal,
        "tax_amount": round(total - subtotal, 2),
        "total_amount": total,
        "paid_amount": 0,
        "status": "unpaid",
        "items": [{"name": "Steel rod", "quantity": 1, "unit_price": subtotal, "tax_rate": 18, "amount": subtotal}],
    }


def _paid(supplier: str, of: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "direction": "out",
        "party_id": supplier,
        "invoice_id": of["id"],
        "amount": of["total_amount"],
        "date": (date.fromisoformat(of["date"]) + timedelta(days=5)).isoformat(),
        "mode": "bank_transfer",
    }
