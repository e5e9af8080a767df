"""A shop that buys and sells, and the calls about documents on its behalf."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app.books.importer import service as importer
from app.intake import service
from app.intake.service import storing
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import shops, workers
from tests.intake import papers
from tests.signed_in import token

BOUNDARY = "between-the-parts"
EXTRACT, EXTRACTIONS = "/api/v1/invoices/extract", "/api/v1/invoices/extractions"


@dataclass(frozen=True)
class Shop:
    """A business, its owner, and how to call on their behalf."""

    rt: Runtime
    client: FlaskClient
    engine: Engine
    business_id: UUID
    owner: Caller

    def send(self, content: bytes, name: str = "bill.txt", **form: str) -> TestResponse:
        """The answer to a document sent as a phone sends it."""
        fields = {"business_id": str(self.business_id), "reference_date": papers.ON.isoformat(), **form}
        return self.client.post(
            EXTRACT,
            data=written(fields, content, name),
            headers=self.headers(),
            content_type=f"multipart/form-data; boundary={BOUNDARY}",
        )

    def read(self, content: bytes = papers.BILL, **form: str) -> dict[str, Any]:
        """A document that was sent and read."""
        with workers.carrying_out(self.rt, service.JOB, service.extract_job):
            answer = self.send(content, **form)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.get_json()
        return found

    def get(self, path: str) -> TestResponse:
        """A GET below the documents."""
        return self.client.get(f"{EXTRACTIONS}{path}", headers=self.headers())

    def correct(self, id: str, is_reviewed: bool = False, **corrections: Any) -> TestResponse:
        """The answer to corrections; `__` stands for the dot of a path."""
        body = {"corrections": {path.replace("__", "."): value for path, value in corrections.items()}}
        return self.client.patch(
            f"{EXTRACTIONS}/{id}", json=body | {"is_reviewed": is_reviewed}, headers=self.headers()
        )

    def delete(self, id: str) -> TestResponse:
        """The answer to a deletion."""
        return self.client.delete(f"{EXTRACTIONS}/{id}", headers=self.headers())

    def headers(self) -> Mapping[str, str]:
        """A token of the owner."""
        return {"Authorization": f"Bearer {token(self.rt, self.owner)}"}

    def files(self, id: str) -> list[str]:
        """The names of the files that are kept of a document."""
        stored = (one.name for kind in (storing.DOCUMENTS, storing.PAGES) for one in self.rt.storage.keys(kind))
        return [name for name in stored if name.startswith(UUID(id).hex)]

    def jobs(self) -> int:
        """Jobs that read documents of this business."""
        values = {"id": self.business_id, "name": service.JOB}
        return shops.count(self.engine, "select count(*) from jobs where business_id = :id and name = :name", values)

    def count(self, table: str) -> int:
        """Rows of this business."""
        return shops.count(
            self.engine, f"select count(*) from {table} where business_id = :id", {"id": self.business_id}
        )


def written(fields: Mapping[str, str], content: bytes, name: str) -> bytes:
    """A form in memory: the test client would keep a large file in a temporary one and forget it."""
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    )
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return (head + file).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


@contextmanager
def working(shop: Shop) -> Iterator[list[JobState]]:
    """With a worker that reads documents; how each of its jobs ended."""
    with workers.carrying_out(shop.rt, service.JOB, service.extract_job) as ended:
        yield ended


@pytest.fixture
def shop(rt: Runtime, client: FlaskClient, engine: Engine) -> Shop:
    """A new shop in Maharashtra, with one supplier and one customer."""
    return opened(rt, client, engine)


@pytest.fixture
def other_shop(rt: Runtime, client: FlaskClient, engine: Engine) -> Shop:
    """The like of another owner."""
    return opened(rt, client, engine)


def opened(rt: Runtime, client: FlaskClient, engine: Engine) -> Shop:
    """A shop that has just been imported."""
    business_id, owner = uuid4(), Caller.user(uuid4())
    parties: list[dict[str, Any]] = [
        {"id": str(uuid4()), "kind": kind, "name": name, "gstin": number, "bank_changes": []}
        for kind, name, number in (
            ("supplier", "Gupta Hardware Stores", papers.SUPPLIER),
            ("customer", "Ravi Kumar", None),
        )
    ]
    business = {"id": str(business_id), "name": papers.SHOP, "gstin": papers.OURS, "state": "Maharashtra"}
    books = business | {"parties": parties, "documents": [], "payments": []}
    importer.import_content(rt, {"businesses": [books]}, owner_id=owner.user_id)
    return Shop(rt, client, engine, business_id, owner)
