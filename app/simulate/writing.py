"""The grown business as a books JSON, the format that `flask books import` takes, with its truth beside it."""

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.gst import states
from app.simulate import names
from app.simulate.ledger import Ledger
from app.simulate.papers import Contact, Line, Paper, Transfer
from app.simulate.profiles import Profile
from app.values import money
from app.values.period import INDIA

Row = dict[str, Any]


def written(ledger: Ledger) -> Row:
    """`meta`, one business with all its rows, `labels`, `hard_negatives` and `tax_errors`."""
    paid: dict[UUID, Decimal] = defaultdict(lambda: money.ZERO)
    for transfer in ledger.transfers:
        if transfer.paper:
            paid[transfer.paper.id] += transfer.amount
    papers = sorted(ledger.papers, key=lambda paper: (paper.issued_on, paper.entered_at))
    transfers = sorted(ledger.transfers, key=lambda transfer: (transfer.paid_on, transfer.entered_at))
    business = _business(ledger) | {
        "parties": [_party(ledger.profile, one) for one in (*ledger.customers, *ledger.suppliers, *ledger.employees)],
        "documents": [_document(paper, paid[paper.id] + paper.paid_apart) for paper in papers],
        "payments": [_payment(transfer) for transfer in transfers],
        "expenses": ledger.expenses,
        "cash_entries": ledger.cash_entries,
        "recurring_payments": ledger.agreements,
        "products": _products(ledger),
    }
    meta = {"seed": ledger.seed, "documents": len(papers), "payments": len(transfers), "currency": "INR"}
    return {"meta": meta, "businesses": [business]} | _truth(ledger)


def _business(ledger: Ledger) -> Row:
    profile, chance = ledger.profile, ledger.chance("business")
    return {
        "id": str(ledger.id),
        "name": profile.name,
        "gstin": names.gst_number(chance, profile.state_code),
        "trade": profile.trade,
        "state": profile.state,
        "city": profile.city,
        "pincode": profile.pincode,
        "address": f"{chance.whole(1, 90)}, Main Bazaar",
        "approval_threshold": profile.approval_limit,
        "period": {"start": ledger.first.isoformat(), "end": ledger.last.isoformat()},
    }


def _party(profile: Profile, contact: Contact) -> Row:
    place = f"{profile.city_in(contact.state_code)}, {states.name(contact.state_code)}"
    return {
        "id": str(contact.id),
        "kind": contact.kind,
        "name": contact.name,
        "gstin": contact.gstin,
        "phone": contact.phone,
        "address": f"{contact.street}, {place}" if contact.street else None,
        "bank": {"ifsc": contact.ifsc, "account": contact.account},
        "created_at": contact.created_on.isoformat(),
        "bank_changes": contact.bank_changes,
    }


def _document(paper: Paper, paid: Decimal) -> Row:
    return {
        "id": str(paper.id),
        "kind": paper.kind,
        "party_id": str(paper.contact.id),
        "number": paper.number,
        "date": paper.issued_on.isoformat(),
        "due_date": paper.due_on.isoformat() if paper.due_on else None,
        "subtotal": float(paper.subtotal),
        "tax_amount": float(paper.tax),
        "total_amount": float(paper.total),
        "paid_amount": float(paid),
        "status": _status(paper, paid),
        "items": [_item(line) for line in paper.lines],
        "reference": paper.reference,
        "related_document_id": str(paper.related.id) if paper.related else None,
        "notes": paper.notes,
        "source": paper.source,
        "created_by": paper.entered_by,
        "created_at": paper.entered_at.astimezone(INDIA).isoformat(),
    }


def _status(paper: Paper, paid: Decimal) -> str:
    if paper.is_cancelled:
        return "cancelled"
    if paid <= 0:
        return "unpaid"
    return "paid" if paper.is_settled or paid >= paper.total else "partial"


def _item(line: Line) -> Row:
    return {
        "name": line.name,
        "quantity": int(line.quantity),
        "unit_price": float(line.unit_price),
        "tax_rate": float(line.rate_percent),
        "amount": float(line.amount),
        "unit": line.unit,
        "hsn_code": line.hsn_code,
        "metadata": line.metadata,
    }


def _payment(transfer: Transfer) -> Row:
    return {
        "id": str(transfer.id),
        "direction": transfer.direction,
        "party_id": str(transfer.contact.id),
        "invoice_id": str(transfer.paper.id) if transfer.paper else None,
        "amount": float(transfer.amount),
        "date": transfer.paid_on.isoformat(),
        "mode": transfer.mode,
        "reference": transfer.reference,
        "notes": transfer.notes,
        "paid_to_account": transfer.account,
        "created_by": transfer.entered_by,
        "created_at": transfer.entered_at.astimezone(INDIA).isoformat(),
    }


def _products(ledger: Ledger) -> list[Row]:
    chance = ledger.chance("stock")
    return [
        {
            "id": str(chance.uuid()),
            "name": good.name,
            "unit": good.unit,
            "category": ledger.profile.trade,
            "purchase_price": good.cost,
            "selling_price": round(good.cost * good.markup, 2),
            "stock_quantity": chance.whole(0, 120),
            "min_stock_level": chance.whole(5, 30),
        }
        for good in ledger.profile.goods
    ]


def _truth(ledger: Ledger) -> Row:
    labels: list[Row] = []
    innocent: list[Row] = []
    for number, case in enumerate(ledger.cases):
        row: Row = {
            "id": f"{'L' if case.type else 'N'}{number:04d}",
            "business_id": str(ledger.id),
            "subtype": case.subtype,
            "documents": [str(paper.id) for paper in case.papers],
            "payments": [str(transfer.id) for transfer in case.transfers],
            "parties": [str(contact.id) for contact in case.contacts],
        }
        (labels if case.type else innocent).append(row | ({"type": case.type} if case.type else {}))
    errors = [
        {"business_id": str(ledger.id), "document_id": str(paper.id), "kind": kind} for paper, kind in ledger.tax_errors
    ]
    return {"labels": labels, "hard_negatives": innocent, "tax_errors": errors}
