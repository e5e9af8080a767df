"""A draft with what the business's own books and the law add to it, written as a draft invoice if that is wanted."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from app.invoices.records import Customer, Generation, Status
from app.invoices.records.completions import TaxBreakup
from app.invoices.repo import drafted, shop
from app.invoices.rules.sentences import goods, taxing
from app.runtime.identity import Caller


def completed(tx: Connection, answer: Generation, known: list[Customer], *, business_id: UUID, on: date) -> Generation:
    """The answer with what is usual for its goods, offered beside it, and its tax by heads."""
    if answer.status is Status.REJECTED:
        return answer
    listed, sold = shop.fetch_products(tx, business_id), shop.fetch_sold(tx, business_id)
    suggested = goods.suggestions(answer.said, goods.indexed(listed), goods.indexed(sold))
    return replace(answer, suggested=tuple(suggested), tax_breakup=_breakup(tx, answer, known, business_id, on))


def saved(tx: Connection, answer: Generation, *, business_id: UUID, by: Caller) -> Generation:
    """The answer with the id of its draft invoice, written once; as it is while something is open."""
    if answer.status is not Status.DRAFT or answer.draft is None or answer.answer_id is None:
        return answer
    id = drafted.save_once(tx, answer.draft, answer_id=answer.answer_id, business_id=business_id, user_id=by.user_id)
    return replace(answer, invoice_id=id)


def _breakup(
    tx: Connection, answer: Generation, known: list[Customer], business_id: UUID, on: date
) -> TaxBreakup | None:
    if answer.draft is None:
        return None
    customer = next((one for one in known if one.id == answer.draft.customer_id), None)
    return taxing.breakup(answer.draft, shop.fetch_seller(tx, business_id), customer, on=answer.draft.issued_on or on)
