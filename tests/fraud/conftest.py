"""What the fraud tests that need a database stand on: a shop with two troubles in it, and a worker for its jobs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest

from app.books.importer import service as importer
from app.fraud import service
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import workers

DAY = date(2026, 1, 15)


@dataclass(frozen=True)
class Shop:
    """An imported business. `bills` are two entries of one bill; `content` is what was imported."""

    business_id: UUID
    owner: Caller
    content: Mapping[str, Any]
    bills: tuple[str, str]

    def headers(self, rt: Runtime) -> Mapping[str, str]:
        """A signed-in request of the owner."""
        return {"Authorization": f"Bearer {token(rt, self.owner)}"}


def content_of(business_id: UUID) -> dict[str, Any]:
    """A shop with six honest bills, one of them entered again, and one of them paid twice."""
    supplier = str(uuid4())
    days = [DAY + timedelta(days=9 * n) for n in range(6)]
    bills = [
        stored_bill(supplier, f"SMP00{401 + n}", 1180 + 354 * n, day, created_by="owner") for n, day in enumerate(days)
    ]
    again = bills[2] | {"id": str(uuid4()), "number": "SMP403", "created_by": "staff"}
    paid = [_payment(supplier, bills[4], DAY + timedelta(days=40 + days)) for days in (0, 5)]
    business = {
        "id": str(business_id),
        "name": "Sharma Stores",
        "parties": [{"id": supplier, "kind": "supplier", "name": "Shree Marketing", "bank_changes": []}],
        "documents": [*bills, again],
        "payments": paid,
    }
    return {"businesses": [business]}


def token(rt: Runtime, caller: Caller) -> str:
    """A token for `caller`, signed with the tests' secret."""
    now = rt.clock.now()
    claims = {
        "iss": rt.settings.issuer,
        "aud": rt.settings.jwt_audience,
        "sub": str(caller.user_id),
        "role": "authenticated",
        "iat": now,
        "exp": now + timedelta(hours=1),
    }
    return jwt.encode(claims, rt.settings.jwt_secret_key, algorithm="HS256")


@pytest.fixture
def shop(rt: Runtime, worker: None) -> Shop:
    """A business of a new owner, in the database, with a worker that looks through its books when asked."""
    business_id, owner = uuid4(), Caller.user(uuid4())
    content = content_of(business_id)
    importer.import_content(rt, content, owner_id=owner.user_id)
    documents = content["businesses"][0]["documents"]
    return Shop(business_id, owner, content, (documents[2]["id"], documents[-1]["id"]))


@pytest.fixture(scope="session")
def worker(rt: Runtime) -> Iterator[None]:
    """Carries out the fraud jobs in a thread, straight from the table of jobs."""
    with workers.carrying_out(rt, service.JOB, service.analyze_job):
        yield


def stored_bill(supplier: str, number: str, total: float, on: date, **known: Any) -> dict[str, Any]:
    """A bill of a books JSON, of so many rupees with 18 % GST."""
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
        "items": [],
        **known,
    }


def _payment(supplier: str, bill: Mapping[str, Any], on: date) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "direction": "out",
        "party_id": supplier,
        "invoice_id": bill["id"],
        "amount": bill["total_amount"],
        "date": on.isoformat(),
        "mode": "bank_transfer",
    }
