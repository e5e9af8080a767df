"""A shop with customers in the database, and signed-in requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.books.importer import service as importer
from app.invoices import files
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

STORED = text("select count(*) from ai_analysis_results where business_id = :id and analysis_type = :type")


@dataclass(frozen=True)
class Shop:
    """A business, its owner, and how to call on their behalf."""

    rt: Runtime
    client: FlaskClient
    business_id: UUID
    owner: Caller

    def post(self, path: str, **body: Any) -> TestResponse:
        """The answer to a request of the owner about this business."""
        return self.client.post(path, json={"business_id": str(self.business_id)} | body, headers=self.headers())

    def headers(self, caller: Caller | None = None) -> Mapping[str, str]:
        """A token of the owner, or of `caller`, signed with the tests' secret."""
        now = self.rt.clock.now()
        claims = {
            "iss": self.rt.settings.issuer,
            "aud": self.rt.settings.jwt_audience,
            "sub": str((caller or self.owner).user_id),
            "role": "authenticated",
            "iat": now,
            "exp": now + timedelta(hours=1),
        }
        return {"Authorization": f"Bearer {jwt.encode(claims, self.rt.settings.jwt_secret_key, algorithm='HS256')}"}

    def stored(self, analysis_type: str) -> int:
        """How many answers of a kind are kept."""
        with self.rt.db.transaction(Caller.service()) as tx:
            return int(tx.execute(STORED, {"id": self.business_id, "type": analysis_type}).scalar_one())


@pytest.fixture(scope="session")
def reader() -> files.RapidReader:
    """The text reader of the worker; it builds itself at the first picture."""
    return files.RapidReader()


@pytest.fixture
def shop(rt: Runtime, client: FlaskClient) -> Shop:
    """A new shop whose customers are two Sharmas and a Ravi Kumar."""
    return opened(rt, client)


@pytest.fixture
def other_shop(rt: Runtime, client: FlaskClient) -> Shop:
    """The like of another owner."""
    return opened(rt, client)


def opened(rt: Runtime, client: FlaskClient) -> Shop:
    """A shop that has just been imported."""
    business_id, owner = uuid4(), Caller.user(uuid4())
    parties: list[dict[str, Any]] = [
        {"id": str(uuid4()), "kind": "customer", "name": name, "phone": phone, "bank_changes": []}
        for name, phone in (("Sharma Traders", "9876543210"), ("Sharma Sweets", None), ("Ravi Kumar", None))
    ]
    business = {"id": str(business_id), "name": "Test Shop", "parties": parties, "documents": [], "payments": []}
    importer.import_content(rt, {"businesses": [business]}, owner_id=owner.user_id)
    return Shop(rt, client, business_id, owner)
