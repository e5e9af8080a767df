"""The GSTR-2B that the suppliers of some books would have caused, as the portal's JSON, with the usual troubles.

Some suppliers have not filed, some write the number otherwise than the shop booked it, some reported another amount,
and one bill was never booked. By its seed a month is always the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.books import reader
from app.books.records import Books, Document, DocumentKind, Party
from app.gst import gstin, tax_head
from app.gst.tax_head import TaxHead
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.simulate.chance import Chance
from app.values import money
from app.values.period import Month, financial_year

TROUBLES, SHARES = ("none", "not filed", "otherwise written", "other amount"), (0.80, 0.06, 0.10, 0.04)
OFF_BY = Decimal(250)
SEED = 2024


def of_business(rt: Runtime, business_id: UUID, period: Month) -> dict[str, Any]:
    """The file of a month for the books of a business. Raises `BusinessNotFound`."""
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
    return portal_json(books, period, seed=SEED)


def portal_json(books: Books, period: Month, *, seed: int) -> dict[str, Any]:
    """The file of a month: every bill of a supplier with a GSTIN, but for the troubles. Rupees as JSON numbers."""
    own, chance = gstin.read(books.business.gstin), Chance(seed, f"gstr2b:{period}")
    by_supplier: dict[str, list[dict[str, Any]]] = defaultdict(list)
    names: dict[str, str] = {}
    for document, party in _bills(books, period):
        number = gstin.normalised(party.gstin)
        names[number] = party.name
        entry = _reported(document, number[:2], own.state_code or "", chance)
        if entry:
            by_supplier[number].append(entry)
    if by_supplier:
        first = min(by_supplier)
        by_supplier[first].append({**by_supplier[first][0], "inum": f"NB/{period.month:02d}", "dt": _day(period.last)})
    b2b = [{"ctin": number, "trdnm": names[number], "inv": entries} for number, entries in sorted(by_supplier.items())]
    made_on = period.plus(1).first.replace(day=14)
    head = {"gstin": own.number, "rtnprd": f"{period.month:02d}{period.year}", "version": "1.0", "gendt": _day(made_on)}
    return {"data": {**head, "docdata": {"b2b": b2b}}}


def _bills(books: Books, period: Month) -> Iterator[tuple[Document, Party]]:
    for document in sorted(books.documents, key=lambda one: (one.issued_on, one.number, one.id)):
        party = books.party_by_id.get(document.party_id) if document.party_id else None
        is_bill = document.kind is DocumentKind.SUPPLIER_BILL and document.counts
        if is_bill and party and gstin.read(party.gstin).is_valid and Month.of(document.issued_on) == period:
            yield document, party


def _reported(document: Document, from_state: str, place: str, chance: Chance) -> dict[str, Any] | None:
    """What the supplier says of a bill; None for one who has not filed."""
    trouble = chance.weighted(TROUBLES, SHARES)
    if trouble == "not filed":
        return None
    number, value = document.number, document.total - document.tax_amount
    if trouble == "otherwise written":
        year = financial_year(document.issued_on)
        number = f"{year % 100}-{(year + 1) % 100}/{number}"[:16] if len(number) <= 10 else number.lower()
    elif trouble == "other amount":
        value += OFF_BY
    entry = {"inum": number, "dt": _day(document.issued_on), "val": float(document.total), "pos": place, "rev": "N"}
    return entry | {"txval": float(value)} | _heads(document.tax_amount, from_state, place)


def _heads(tax: Decimal, from_state: str, place: str) -> dict[str, float]:
    if tax_head.decide(from_state, place).head is TaxHead.IGST:
        return {"igst": float(tax), "cgst": 0.0, "sgst": 0.0, "cess": 0.0}
    half = money.rounded(tax / 2)
    return {"igst": 0.0, "cgst": float(half), "sgst": float(tax - half), "cess": 0.0}


def _day(day: Any) -> str:
    return f"{day:%d-%m-%Y}"
