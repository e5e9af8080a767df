"""What the tests of documents entered twice start from: a copy by another hand, and what is found in the books."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.books.records import Document, PartyKind
from app.fraud.records import Finding
from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import weights
from tests.fraud.shop import books, customer, identifier, item, moment, supplier

SHOWN_FROM = 0.7
LINES = (item("Ceiling fan", "640"), item("Switch board", "360"))


def copy(document: Document, **changes: Any) -> Document:
    """The same document entered once more by somebody else, with `changes`."""
    entered_at = moment(changes.get("issued_on", document.issued_on) + timedelta(days=2))
    known: dict[str, Any] = {
        "id": identifier(f"copy of {document.id}"),
        "entered_by": "staff",
        "entered_at": entered_at,
    }
    return replace(document, **(known | changes))


def findings(*documents: Document) -> list[Finding]:
    """What is found in books that hold these documents."""
    parties = [
        supplier("OM TRADERS PVT LTD", key="other record"),
        supplier("ओम ट्रेडर्स", key="hindi"),
        supplier("Om Traders", key="south", gstin="29ABCPD1234E1Z1"),
        supplier("Om Traders", gstin="27ABCPD1234E1Z5"),
        customer("Om Traders", key="buys as well"),
        supplier("Sri Cement"),
        supplier("Jyoti Agencies"),
        supplier("Jyoti Steel"),
        supplier("Anil", kind=PartyKind.EMPLOYEE),
        customer("Online shop"),
        supplier("Walk-in"),
        customer("Cash sale"),
        customer("Bina"),
    ]
    held = books(documents=documents, parties=parties)
    return duplicates.findings(duplicates.judged(duplicates.pairs(held), weights.chances))
