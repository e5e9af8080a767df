"""A document as the app's form for bills and invoices takes it: what is not on the paper stays empty, and is named."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from app.intake.records import Draft, DraftItem, Known, Own, Standing
from app.intake.rules import parties
from app.intake.rules.parties import Match
from app.invoices.records.extractions import Extraction, Value
from app.values import money

HEADS = ("cgst", "sgst", "igst", "cess")
LONGEST_NAME = 500

Table = Literal["supplier", "customer"]


def draft(extraction: Extraction, standing: Standing, own: Own) -> Draft:
    """The form as far as the document fills it; `missing` names what it needs beside that."""
    table = _table(standing)
    side = "supplier" if table != "customer" else "buyer"
    match = _match(extraction, own, table, side)
    name = _text(extraction, f"{side}.name")
    party_name = match.party.name if match.party else name or None
    day, total = _day(extraction, "invoice_date"), _amount(extraction, "totals.grand_total")
    needed = {"invoice_type": table, "invoice_date": day, "total_amount": total, "party_name": party_name}
    return Draft(
        invoice_type=table,
        party_id=match.party.id if match.party else None,
        party_name=party_name,
        party_gstin=_text(extraction, f"{side}.gstin") or None,
        candidates=tuple((one.id, one.name) for one in match.candidates),
        invoice_number=_text(extraction, "invoice_number") or None,
        invoice_date=day,
        due_date=_day(extraction, "due_date"),
        subtotal=_subtotal(extraction),
        tax_amount=_tax(extraction),
        discount_amount=_amount(extraction, "totals.discount"),
        total_amount=total,
        items=tuple(_items(extraction)),
        missing=tuple(name for name, value in needed.items() if value is None),
    )


def lines(extraction: Extraction) -> list[int]:
    """The numbers of the document's lines in their order."""
    return sorted({int(path.split(".")[1]) for path in extraction.fields if path.startswith("lines.")})


def _table(standing: Standing) -> Table | None:
    if standing.is_purchase:
        return "supplier"
    return "customer" if standing.side == "sale" else None


def _match(extraction: Extraction, own: Own, table: Table | None, side: str) -> Match:
    if table is None:
        return Match()
    known: Sequence[Known] = own.suppliers if table == "supplier" else own.customers
    said = {one: _text(extraction, f"{side}.{one}") for one in ("gstin", "name", "phone")}
    digits = "".join(filter(str.isdigit, said["phone"]))[-10:]
    return parties.matched(known, number=said["gstin"], name=said["name"], phone=digits)


def _subtotal(extraction: Extraction) -> Decimal | None:
    """What the lines come to before tax and before a discount on the whole."""
    found = _amount(extraction, "totals.subtotal")
    return _amount(extraction, "totals.taxable_value") if found is None else found


def _tax(extraction: Extraction) -> Decimal | None:
    """The taxes of the foot together; None where it names none."""
    said = [amount for head in HEADS if (amount := _amount(extraction, f"totals.{head}")) is not None]
    return money.rounded(sum(said, money.ZERO)) if said else None


def _items(extraction: Extraction) -> Iterator[DraftItem]:
    for number in lines(extraction):
        line = f"lines.{number}."
        value = _amount(extraction, f"{line}taxable_value")
        yield DraftItem(
            name=_text(extraction, f"{line}description")[:LONGEST_NAME],
            quantity=_number(extraction.value(f"{line}quantity")),
            unit=_text(extraction, f"{line}unit") or None,
            unit_price=_number(extraction.value(f"{line}unit_price")),
            tax_rate=_number(extraction.value(f"{line}gst_rate")),
            total_amount=_amount(extraction, f"{line}total") if value is None else value,
            hsn_code=_text(extraction, f"{line}hsn_sac") or None,
        )


def _amount(extraction: Extraction, path: str) -> Decimal | None:
    """The amount to the paisa; None where there is none, or none that the app's columns hold."""
    amount = _number(extraction.value(path))
    return None if amount is None else money.rounded(amount)


def _number(value: Value | None) -> Decimal | None:
    """The number; None where there is none, or one beyond all trade."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    return value if abs(value) <= money.LARGEST else None


def _day(extraction: Extraction, path: str) -> date | None:
    value = extraction.value(path)
    return value if isinstance(value, date) else None


def _text(extraction: Extraction, path: str) -> str:
    value = extraction.value(path)
    return value if isinstance(value, str) else ""
