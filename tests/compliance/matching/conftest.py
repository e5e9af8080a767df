"""A shop whose bills are matched with GSTR-2B, and a worker that does it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from app.books.importer import service as importer
from app.compliance.service import matching as service
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import workers
from tests.compliance.papers_2b import MUMBAI, STRANGER, SUPPLIER
from tests.signed_in import Person, Reply, person

BOUNDARY = "between-the-parts"


@dataclass
class Shop:
    """The books of a shop, which a test changes and imports again, and its owner's calls."""

    rt: Runtime
    business_id: UUID
    owner: Person
    content: dict[str, Any]

    def book(self, number: str, supplier: int = 0, **changes: Any) -> str:
        """Enters a bill of 10,000 with 18 % dated 14 October 2025, and saves the books; its id."""
        (business,) = self.content["businesses"]
        usual = {"id": str(uuid4()), "kind": "supplier_bill", "party_id": business["parties"][supplier]["id"]}
        usual |= {"number": number, "date": "2025-10-14", "subtotal": 10000, "tax_amount": 1800, "total_amount": 11800}
        usual |= {"paid_amount": 0, "status": "unpaid", "items": [], "created_by": "owner"}
        business["documents"].append(usual | changes)
        self.save()
        return str(business["documents"][-1]["id"])

    def save(self) -> None:
        """Brings the books into the database."""
        importer.import_content(self.rt, self.content, owner_id=self.owner.caller.user_id)

    def upload(self, content: bytes, *, who: Person | None = None, name: str = "2b.json") -> Reply:
        """Sends a file."""
        sender = who or self.owner
        answered = sender.client.post(
            f"/api/v1/compliance/{self.business_id}/gstr2b",
            data=_form(content, name),
            content_type=f"multipart/form-data; boundary={BOUNDARY}",
            headers={"Authorization": f"Bearer {sender.token}"},
        )
        return Reply(answered.status_code, answered.get_json(silent=True), answered.data)

    def glance(self, period: str = "2025-10") -> Any:
        """The month at a glance."""
        return self.owner.get(f"/compliance/{self.business_id}/reconciliation?period={period}").json

    def rows(self, query: str = "period=2025-10") -> list[dict[str, Any]]:
        """Its rows."""
        found = self.owner.get(f"/compliance/{self.business_id}/reconciliation/rows?{query}").json
        return list(found["rows"])


def _form(content: bytes, name: str) -> bytes:
    """A form with one file, in memory: the test client would keep a large one in a temporary file and forget it."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


@pytest.fixture
def shop(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Shop:
    """A business in Mumbai with two suppliers with a GSTIN and one without, and no bills yet."""
    business_id, owner = uuid4(), caller()
    parties = [_party("Bengal Wires", SUPPLIER), _party("Pune Paints", STRANGER), _party("Corner Shop", None)]
    business = {"id": str(business_id), "name": "Sahyadri Traders", "gstin": MUMBAI, "parties": parties}
    content = {"businesses": [business | {"documents": [], "payments": []}]}
    made = Shop(rt, business_id, person(rt, client, owner), content)
    made.save()
    return made


@pytest.fixture
def worker(rt: Runtime) -> Iterator[None]:
    """Reads files and matches months in two threads."""
    with (
        workers.carrying_out(rt, service.READ_JOB, service.read_job),
        workers.carrying_out(rt, service.MATCH_JOB, service.match_job),
    ):
        yield


def _party(name: str, gstin: str | None) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "kind": "supplier",
        "name": name,
        "gstin": gstin,
        "address": "4 Camp",
        "bank_changes": [],
    }
