"""A trader before whom a draft lies: the business in the database, drafts of it, and what the service says of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from app.books.importer import service as importer
from app.fraud import service
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud.conftest import stored_bill, token

DAY = date(2026, 1, 15)


@dataclass(frozen=True)
class Trader:
    """A business with a supplier of long standing, one with two records, a customer, and a new supplier."""

    business_id: UUID
    owner: Caller
    bills: list[dict[str, Any]]
    supplier: str
    again: str
    newcomer: str


def opened(rt: Runtime) -> Trader:
    """The business, new in the database."""
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


def settled(rt: Runtime) -> Trader:
    """A business, looked through, whose paid figures are what its payments come to; one bill is still to be paid."""
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


def _stored(supplier: str, number: str, total: float, on: date) -> dict[str, Any]:
    found = stored_bill(supplier, number, total, on)
    net = found["subtotal"]
    rod = {"name": "Steel rod", "quantity": 1, "unit_price": net, "tax_rate": 18, "amount": net}
    return found | {"items": [rod]}


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
