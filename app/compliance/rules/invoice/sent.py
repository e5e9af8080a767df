"""What a document that was sent whole says: the fields of a call become the invoice that the rules ask about.

Unlike in the books, what is absent here is absent from the paper. Nothing is judged here, and nothing is made up but
what follows from the rest: the value of a line from quantity and price, a tax that only the foot names.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from app.compliance.records.invoices import Invoice, Line, Original, Totals, Whole
from app.compliance.records.parties import Paper, Side
from app.gst import gstin, states
from app.gst.arithmetic import Heads
from app.gst.e_invoice import SupplierClass
from app.gst.parties import Recipient, Registration, SupplyKind
from app.gst.tariff.limits import Facts
from app.values import money

_IDS = UUID("0c1f3b52-6f0e-5d0c-9a53-2f6f4d5a7e11")
_HEADS = ("cgst", "sgst", "igst", "cess")
_MAY_BE_UNSAID = ("quantity", "unit_price", "gst_rate", "taxable_value", "cgst", "igst")

Fields = Mapping[str, Any]


def invoice_sent(body: Fields, *, on: date) -> Invoice:
    """The invoice as a check of the day `on` sees it. `body` has every field of the call; None is what was not sent."""
    supplier, recipient = body["supplier"] or {}, body["recipient"] or {}
    lines, totals = _lines(body["items"] or ()), _totals(body["totals"] or {}, body)
    whole = _whole(body, supplier, recipient, totals)
    value = sum((line.value for line in lines), money.ZERO) - totals.discount
    charged = _charged(lines)
    tax = charged if charged else totals.heads.total
    seller = _side(supplier)
    return Invoice(
        id=uuid5(_IDS, f"{seller.gstin.number}:{whole.paper}:{body['invoice_date']}:{body['invoice_number']}"),
        is_ours=True,
        is_note=whole.paper.is_note,
        is_draft=False,
        is_cancelled=False,
        number=body["invoice_number"],
        issued_on=body["invoice_date"] or on,
        rates_on=_rates_on(body, whole),
        supplier=seller,
        recipient=_side(recipient),
        lines=lines,
        subtotal=value if totals.taxable_value is None else totals.taxable_value,
        tax=tax,
        discount=totals.discount,
        total=value + tax + totals.round_off if totals.grand_total is None else totals.grand_total,
        place_of_supply=body["place_of_supply"],
        is_reverse_charge=bool(body["reverse_charge"]),
        is_recipient_sez=whole.category is Recipient.SEZ,
        is_dated=body["invoice_date"] is not None,
        whole=whole,
    )


def _whole(body: Fields, supplier: Fields, recipient: Fields, totals: Totals) -> Whole:
    original = body["original_invoice"]
    with_payment = body["export_with_payment"]
    return Whole(
        paper=body["document_type"] or Paper.TAX_INVOICE,
        registration=supplier.get("registration") or Registration.REGULAR,
        category=recipient.get("category") or _presumed(recipient),
        turnover=body["supplier_aato"],
        totals=totals,
        ship_to=_side(body["ship_to"]) if body["ship_to"] else None,
        is_with_payment=body["with_payment_of_tax"] if with_payment is None else with_payment,
        lut_number=(body["lut_number"] or "").strip() or None,
        irn=body["irn"],
        original=Original(original["number"], original["date"]) if original else None,
        supplier_class=body["supplier_class"] or SupplierClass.REGULAR,
        highest_turnover=body["highest_aato_since_fy2017_18"],
        used=tuple(body["existing"] or ()),
        is_reverse_charge_blank=body["reverse_charge"] is None,
    )


def _presumed(recipient: Fields) -> Recipient:
    """What a buyer is of whom nobody says it."""
    if recipient.get("gstin"):
        return Recipient.REGISTERED
    is_abroad = recipient.get("state_code") == states.OUTSIDE_INDIA
    return Recipient.OVERSEAS if is_abroad else Recipient.UNREGISTERED


def _rates_on(body: Fields, whole: Whole) -> date | None:
    """The day of supply: a note's is that of its original."""
    if whole.paper.is_note:
        return whole.original.issued_on if whole.original else None
    day: date | None = body["invoice_date"]
    return day


def _side(fields: Fields) -> Side:
    return Side(fields.get("name"), gstin.read(fields.get("gstin")), fields.get("address"), fields.get("state_code"))


def _totals(fields: Fields, body: Fields) -> Totals:
    off = fields.get("discount") or body["invoice_discount"] or money.ZERO
    return Totals(
        **{name: fields.get(name) for name in ("taxable_value", "igst", "cgst", "cess", "grand_total")},
        sgst=fields.get("sgst") if fields.get("utgst") is None else fields["utgst"],
        discount=off,
        others=(fields.get("other_charges") or money.ZERO) + (fields.get("tcs") or money.ZERO),
        round_off=fields.get("round_off") or money.ZERO,
    )


def _lines(items: Sequence[Fields]) -> tuple[Line, ...]:
    """The lines; where one of them names its taxes, another that names none bears none."""
    named = [_heads(item) for item in items]
    is_named = any(heads is not None for heads in named)
    return tuple(
        _line(position, item, heads or (Heads() if is_named else None))
        for position, (item, heads) in enumerate(zip(items, named, strict=True), start=1)
    )


def _line(position: int, item: Fields, heads: Heads | None) -> Line:
    absent = {name for name in _MAY_BE_UNSAID if item[name] is None}
    unsaid = frozenset(absent | ({"sgst"} if item["sgst"] is None and item["utgst"] is None else set()))
    zero = Decimal(0)
    line = Line(
        position=position,
        description=item["description"],
        hsn=item["hsn"],
        quantity=item["quantity"] or zero,
        unit=item["unit"],
        unit_price=item["unit_price"] or zero,
        discount=item["discount"] or zero,
        value=item["taxable_value"] or money.ZERO,
        rate_percent=item["gst_rate"] or zero,
        heads=heads,
        unsaid=unsaid,
        cess_percent=item["cess_rate"],
        is_declared_untaxed=item["supply"] not in (None, SupplyKind.TAXABLE),
        is_declared_service=bool(item["is_service"]),
        facts=Facts(engine_cc=item["engine_cc"], is_electric=item["electric"]),
    )
    return line if "taxable_value" not in unsaid else _valued(line)


def _valued(line: Line) -> Line:
    """The line with the value that its quantity and price give."""
    gross = line.gross
    return line if gross is None else dataclasses.replace(line, value=money.rounded(gross - line.discount))


def _heads(item: Fields) -> Heads | None:
    said = {name: item[name] for name in _HEADS} | ({"sgst": item["utgst"]} if item["utgst"] is not None else {})
    if all(amount is None for amount in said.values()):
        return None
    return Heads(**{name: amount or money.ZERO for name, amount in said.items()})


def _charged(lines: Sequence[Line]) -> Decimal:
    return sum((line.heads.total for line in lines if line.heads is not None), money.ZERO)
