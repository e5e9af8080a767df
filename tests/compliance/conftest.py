"""A shop in the database with one lawful and one faulty invoice and a supplier's bill, and signed-in requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest

from app.books.importer import service as importer
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.compliance.papers import BENGALURU, MUMBAI, PUNE


@dataclass(frozen=True)
class Shop:
    """What was imported: the ids that tests ask about, and the content to change and import again."""

    business_id: UUID
    owner: Caller
    lawful: str
    faulty: str
    bill: str
    content: dict[str, Any]

    def headers(self, rt: Runtime) -> Mapping[str, str]:
        """A signed-in request of the owner."""
        return signed_in(rt, self.owner)

    def changed(self, rt: Runtime, document_id: str, **fields: Any) -> None:
        """The same books with these fields of a document changed."""
        (business,) = self.content["businesses"]
        for document in business["documents"]:
            if document["id"] == document_id:
                document.update(fields)
        importer.import_content(rt, self.content, owner_id=self.owner.user_id)


def signed_in(rt: Runtime, caller: Caller) -> Mapping[str, str]:
    """Headers with a token for `caller`, signed with the tests' secret."""
    now = rt.clock.now()
    claims = {
        "iss": rt.settings.issuer,
        "aud": rt.settings.jwt_audience,
        "sub": str(caller.user_id),
        "role": "authenticated",
        "iat": now,
        "exp": now + timedelta(hours=1),
    }
    return {"Authorization": f"Bearer {jwt.encode(claims, rt.settings.jwt_secret_key, algorithm='HS256')}"}


@pytest.fixture
def shop(rt: Runtime) -> Shop:
    """A business of a new owner."""
    business_id, owner = uuid4(), Caller.user(uuid4())
    customer, supplier = _party("customer", "Deccan Stores", PUNE), _party("supplier", "Bengal Wires", BENGALURU)
    within = {"cgst_amount": "8100.00", "sgst_amount": "8100.00", "place_of_supply": "27"}
    between = {"igst_amount": 16200, "place_of_supply": "29"}
    lawful = _document("sales_invoice", customer, "INV/25-26/0101", within)
    faulty = _document("sales_invoice", customer, "INV/25-26/0102", between | {"place_of_supply": "27"})
    bill = _document("supplier_bill", supplier, "BW/901", {"igst_amount": 16200, "place_of_supply": "27"})
    business = {
        "id": str(business_id),
        "name": "Sahyadri Traders",
        "gstin": MUMBAI,
        "parties": [customer, supplier],
        "documents": [lawful, faulty, bill],
        "payments": [],
    }
    content = {"businesses": [business]}
    importer.import_content(rt, content, owner_id=owner.user_id)
    return Shop(business_id, owner, lawful["id"], faulty["id"], bill["id"], content)


def _party(kind: str, name: str, gstin: str) -> dict[str, Any]:
    return {"id": str(uuid4()), "kind": kind, "name": name, "gstin": gstin, "address": "4 Camp", "bank_changes": []}


def _document(kind: str, party: Mapping[str, Any], number: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    line = {
        "name": "Laptop computer",
        "quantity": 2,
        "unit_price": 45000,
        "tax_rate": 18,
        "amount": 90000,
        "hsn_code": "84713010",
        "unit": "NOS",
        "metadata": metadata,
    }
    return {
        "id": str(uuid4()),
        "kind": kind,
        "party_id": party["id"],
        "number": number,
        "date": "2025-11-05",
        "subtotal": 90000,
        "tax_amount": 16200,
        "total_amount": 106200,
        "paid_amount": 0,
        "status": "unpaid",
        "items": [line],
        "created_by": "owner",
    }
