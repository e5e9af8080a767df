"""Two businesses that know nothing of each other, made by the calls of the product, and the ids that each has.

Whatever either of them is called or writes down begins with a word of its own, so that it is recognised anywhere.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import Engine

from app import simulate
from app.books.importer import service as importer
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.simulate import SMALL
from scripts import waiting
from tests import shops
from tests.compliance import portal_files
from tests.intake import papers
from tests.signed_in import Person, Reply, person

MONTH = "2025-10"
DAY = "2025-10-15"
SOON = (datetime.now(UTC) + timedelta(days=10)).date().isoformat()
JOIN = "insert into user_profiles (id, business_id) values (:id, :business)"


@dataclass
class Side:
    """A business, its people, and what it has: ids by the name that the calls have for them."""

    word: str
    business_id: UUID
    owner: Person
    member: Person
    gstin: str
    ids: dict[str, str] = field(default_factory=dict)

    def says(self, **more: str) -> dict[str, str]:
        """A form of this business."""
        return {"business_id": str(self.business_id), "reference_date": DAY, **more}

    def send(self, path: str, name: str, content: bytes, **form: str) -> Any:
        """The answer to a file that the owner sends."""
        answer = self.owner.client.post(
            f"/api/v1{path}",
            data={**form, "file": (io.BytesIO(content), name)},
            headers={"Authorization": f"Bearer {self.owner.token}"},
        )
        assert answer.status_code < 300, answer.text
        return answer.get_json()


def opened(rt: Runtime, app: Flask, engine: Engine, word: str, seed: int) -> Side:
    """A business with three months of books, everything of which bears `word`, and something of each kind of ours."""
    owner, member = (person(rt, app.test_client(), Caller.user(uuid4())) for _ in range(2))
    content = _content(rt, word, seed)
    side = Side(word, UUID(content["id"]), owner, member, content["gstin"])
    importer.import_content(rt, {"businesses": [content]}, owner_id=owner.caller.user_id)
    shops.execute(engine, "insert into auth.users (id) values (:id)", {"id": member.id})
    shops.execute(engine, JOIN, {"id": member.id, "business": side.business_id})
    side.ids |= _booked(side, content)
    for made in (_fraud, _insights, _documents, _returns, _trail, _said, _exported):
        side.ids |= made(side)
    return side


def _content(rt: Runtime, word: str, seed: int) -> dict[str, Any]:
    made = simulate.generate(SMALL, seed=seed, until=rt.clock.today(), months=3, business_id=uuid4())
    (content,) = made["businesses"]
    content["name"] = f"{word} {content['name']}"
    for party in content["parties"]:
        party["name"] = f"{word} {party['name']}"
    bill = next(one for one in content["documents"] if one["kind"] == "supplier_bill" and one["items"])
    content["documents"].append(bill | {"id": str(uuid4()), "created_by": "staff"})
    found: dict[str, Any] = content
    return found


def _booked(side: Side, content: Mapping[str, Any]) -> dict[str, str]:
    customer, supplier = (_first(content["parties"], "kind", kind)["id"] for kind in ("customer", "supplier"))
    sales = [one for one in content["documents"] if one["kind"] == "sales_invoice"]
    return {
        "business_id": str(side.business_id),
        "user_id": side.owner.id,
        "customer_id": customer,
        "supplier_id": supplier,
        "party_id": supplier,
        "invoice_id": _first(sales, "status", "unpaid")["id"],
        "payment_id": content["payments"][0]["id"],
    }


def _first(rows: Iterable[Mapping[str, Any]], field: str, value: str) -> Mapping[str, Any]:
    return next(one for one in rows if one[field] == value)


def _fraud(side: Side) -> dict[str, str]:
    _done(side.owner.post("/fraud/analyze", {"business_id": side.ids["business_id"]}))
    found = _done(side.owner.get(f"/fraud/alerts?business_id={side.business_id}"))["alerts"]
    told = {"business_id": side.ids["business_id"], "party_id": side.ids["party_id"], "reason": side.word}
    kept = _done(side.owner.post("/fraud/exceptions", told))
    return {"alert_id": found[0]["id"], "exception_id": kept["id"]}


def _insights(side: Side) -> dict[str, str]:
    told = _done(side.owner.get(f"/insights/{side.business_id}?fresh=true"))["insights"]
    return {"insight_id": next(one["insight_id"] for one in told if one["insight_type"] == "cash_flow_prediction")}


def _documents(side: Side) -> dict[str, str]:
    paper = papers.BILL.replace(b"Gupta", side.word.encode())
    read = side.send("/invoices/extract", f"{side.word}.txt", paper, **side.says())
    later = side.send("/invoices/extract", "later.txt", paper + b"\n", **side.says(wait="0"))
    return {"extraction_id": read["id"], "job_id": later["job_id"]}


def _returns(side: Side) -> dict[str, str]:
    side.send(f"/compliance/{side.business_id}/gstr2b", "2b.json", gstr2b_of(side))
    found = _done(side.owner.get(f"/compliance/{side.business_id}/reconciliation/rows?period={MONTH}"))["rows"]
    return {"row_id": found[0]["id"]}


def gstr2b_of(side: Side) -> bytes:
    """What the portal has of its suppliers: one invoice that the books lack."""
    rows = portal_files.supplied(portal_files.invoice("A-7")) | {"trdnm": f"{side.word} Wires"}
    return portal_files.as_json(gstin=side.gstin, b2b=[rows])


def _trail(side: Side) -> dict[str, str]:
    told = _done(side.owner.post("/audit/export", {"business_id": side.ids["business_id"], "format": "csv"}))
    return {"file_id": told["file_id"]}


def _said(side: Side) -> dict[str, str]:
    told = {"business_id": side.ids["business_id"], "raw_input": f"{side.word} ko 5 kursi 350 wali"}
    answer = _done(side.owner.post("/invoice/generate", told))
    feedback, correction = feedback_of(side, str(uuid4())), correction_of(side, str(uuid4()), answer["answer_id"])
    _done(side.owner.post("/feedback/structured", feedback))
    _done(side.owner.post("/invoice/corrections", correction))
    return {"answer_id": answer["answer_id"], "feedback_id": feedback["id"], "correction_id": correction["id"]}


def _exported(side: Side) -> dict[str, str]:
    told = {"subject": "business", "business_id": side.ids["business_id"]}
    asked = _done(side.owner.post("/privacy/export", told))
    waiting.until(lambda: _done(side.owner.get(f"/privacy/requests/{asked['id']}"))["state"] == "done")
    return {"request_id": asked["id"]}


def feedback_of(side: Side, id: str) -> dict[str, Any]:
    """What the owner says about an alert."""
    told = {"id": id, "feedback_type": "fraud_alert", "entity_id": side.ids["alert_id"], "helpful": True}
    return told | {"comment": side.word, "submitted_at": f"{DAY}T10:00:00+05:30"}


def correction_of(side: Side, id: str, answer_id: str) -> dict[str, Any]:
    """A sentence as it should have been read."""
    told = {"id": id, "business_id": side.ids["business_id"], "answer_id": answer_id}
    right = {"customer_name": side.word, "items": [{"description": "kursi", "quantity": 5, "unit_price": 350}]}
    return told | {"raw_input": f"{side.word} ko 5 kursi 350 wali", "entities": right}


def _done(reply: Reply) -> Any:
    assert reply.status_code < 300, reply.text
    return reply.json
