"""A shop in the database with a month of sales and purchases, and a worker that goes through its books."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from app.books.importer import service as importer
from app.compliance.service import periods as service
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests.compliance.conftest import signed_in
from tests.compliance.papers import BENGALURU, MUMBAI, PUNE
from tests.workers import carrying_out


@dataclass(frozen=True)
class Ledger:
    """A business with its owner, and the content to change and import again."""

    business_id: UUID
    owner: Caller
    content: dict[str, Any]

    def add(self, rt: Runtime, *documents: dict[str, Any]) -> None:
        """The same books with more in them."""
        self.content["businesses"][0]["documents"].extend(documents)
        importer.import_content(rt, self.content, owner_id=self.owner.user_id)

    def ask(
        self, client: FlaskClient, rt: Runtime, what: str, *, caller: Caller | None = None, language: str = "en"
    ) -> Any:
        """The response to a question, `gstr1?period=2025-10` and the like."""
        headers = {**signed_in(rt, caller or self.owner), "Accept-Language": language}
        return client.get(f"/api/v1/compliance/{self.business_id}/{what}", headers=headers)

    def told(self, client: FlaskClient, rt: Runtime, what: str, **options: Any) -> dict[str, Any]:
        """The answer to it."""
        response = self.ask(client, rt, what, **options)
        assert response.status_code == 200, response.get_data(as_text=True)
        body: dict[str, Any] = response.get_json()
        return body


@pytest.fixture
def ledger(rt: Runtime) -> Ledger:
    """Two sales, one of them without HSN code, one unpaid bill, and one of a supplier without GSTIN."""
    stores, southern = party("customer", "Deccan Stores", PUNE), party("customer", "Southern Stores", BENGALURU)
    wires, tools = party("supplier", "Bengal Wires", PUNE), party("supplier", "Corner Tools", None)
    documents = [
        document("sales_invoice", stores, "INV-1"),
        document("sales_invoice", southern, "INV-2", hsn=None),
        document("sales_invoice", stores, "INV-4", date="2025-10-20"),
        document("supplier_bill", wires, "BW/7", date="2025-03-20"),
        document("supplier_bill", tools, "CT-9"),
    ]
    business_id = uuid4()
    business = {
        "id": str(business_id),
        "name": "Sahyadri Traders",
        "gstin": MUMBAI,
        "parties": [stores, southern, wires, tools],
        "documents": documents,
        "payments": [],
    }
    found = Ledger(business_id, Caller.user(uuid4()), {"businesses": [business]})
    importer.import_content(rt, found.content, owner_id=found.owner.user_id)
    return found


@pytest.fixture
def worker(rt: Runtime) -> Iterator[list[JobState]]:
    """Carries out the questions; the list holds how each ended."""
    with carrying_out(rt, service.JOB, service.period_job) as done:
        yield done


def party(kind: str, name: str, gstin: str | None) -> dict[str, Any]:
    """A customer or supplier."""
    return {"id": str(uuid4()), "kind": kind, "name": name, "gstin": gstin, "address": "4 Camp", "bank_changes": []}


def document(
    kind: str, party: Mapping[str, Any], number: str, *, date: str = "2025-10-15", hsn: str | None = "84713010"
) -> dict[str, Any]:
    """A paper of 1,180 rupees with tax."""
    line = {
        "name": "Laptop computer",
        "quantity": 1,
        "unit_price": 1000,
        "tax_rate": 18,
        "amount": 1000,
        "hsn_code": hsn,
        "unit": "NOS",
        "metadata": {},
    }
    return {
        "id": str(uuid4()),
        "kind": kind,
        "party_id": party["id"],
        "number": number,
        "date": date,
        "subtotal": 1000,
        "tax_amount": 180,
        "total_amount": 1180,
        "paid_amount": 0,
        "status": "unpaid",
        "items": [line],
        "created_by": "owner",
    }
