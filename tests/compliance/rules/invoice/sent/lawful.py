"""Lawful documents of every kind, made at random: any state, any buyer, every lawful way of rounding."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from app.gst import gstin, states
from tests.compliance.sent_papers import BETWEEN, NONE, WITHIN, foot, rupees

REFORM = date(2025, 9, 22)
SEATS = [state.code for state in states.every() if state.can_register and state.code not in ("25", "28", "97", "99")]
LUT_NUMBER = "AD270425000001X"


@dataclass(frozen=True)
class Goods:
    """What is sold: its rates before and since 2025-09-22 (1/2017-CT(R), 9/2025-CT(R)), and its unit."""

    description: str
    hsn: str
    unit: str | None
    rate_before: int
    rate_since: int


GOODS = (
    Goods("Shampoo 200 ml", "330510", "NOS", 18, 5),
    Goods("Laptop computer", "84713010", "NOS", 18, 18),
    Goods("Ghee", "040590", "KGS", 12, 5),
    Goods("Gold ring", "711319", "GMS", 3, 3),
    Goods("Printed books", "490110", "NOS", 0, 0),
    Goods("Split air conditioner", "841510", "NOS", 28, 18),
    Goods("Software support", "998313", None, 18, 18),
)
BUYERS = (
    "registered",
    "composition",
    "deemed_export",
    "sez",
    "sez under LUT",
    "abroad",
    "abroad under LUT",
    "consumer",
)


@st.composite
def papers(draw: st.DrawFn) -> dict[str, Any]:
    """The body of a call."""
    day, buyer = draw(st.dates(date(2022, 7, 18), date(2026, 11, 21))), draw(st.sampled_from(BUYERS))
    home, away = draw(st.sampled_from(SEATS)), draw(st.sampled_from(SEATS))
    place = "96" if buyer.startswith("abroad") else away
    is_free = buyer.endswith("LUT") or (buyer in ("registered", "composition") and draw(st.booleans()))
    heads = NONE if is_free else WITHIN if place == home and not buyer.startswith("sez") else BETWEEN
    rows = draw(st.lists(_line(day, heads), min_size=1, max_size=6))
    return {
        "invoice_number": draw(st.from_regex(r"\A[A-Z][A-Z0-9/-]{0,15}\Z")),
        "invoice_date": day.isoformat(),
        "document_type": "tax_invoice",
        "supplier": _party(home) | {"registration": "regular"},
        "recipient": _buyer(buyer, away),
        "place_of_supply": place,
        "reverse_charge": is_free and not buyer.endswith("LUT"),
        "supplier_aato": draw(st.sampled_from([None, 9_000_000, 20_000_000, 50_000_000])),
        "items": rows,
        "totals": draw(_foot(rows)),
        "export_with_payment": False if buyer.endswith("LUT") else True if buyer in ("sez", "abroad") else None,
        "lut_number": LUT_NUMBER if buyer.endswith("LUT") else None,
    }


@st.composite
def _line(draw: st.DrawFn, day: date, heads: tuple[str, ...]) -> dict[str, Any]:
    goods = draw(st.sampled_from(GOODS))
    rate = goods.rate_since if day >= REFORM else goods.rate_before
    quantity = None if goods.unit is None else draw(st.integers(1, 50))
    price = draw(st.decimals("1", "99999", places=2))
    gross = price * (quantity or 1)
    discount = draw(st.sampled_from([Decimal(0), rupees(gross / 10)]))
    value = rupees(gross - discount)
    tax = value * rate / 100 / max(1, len(heads))
    charged = draw(st.sampled_from([rupees(tax), tax.quantize(Decimal(1))]))
    return {
        "description": goods.description,
        "hsn": goods.hsn,
        "unit": goods.unit,
        "quantity": quantity,
        "unit_price": float(price),
        "discount": float(discount),
        "gst_rate": rate,
        "taxable_value": float(value),
        **{name: float(charged) if name in heads else 0 for name in ("cgst", "sgst", "igst")},
        "cess": 0,
    }


@st.composite
def _foot(draw: st.DrawFn, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The sums as they are, or with each tax to the rupee; the total as it is, or rounded with or without saying so."""
    sums = {name: Decimal(str(amount)) for name, amount in foot(rows).items()}
    if draw(st.booleans()):
        sums |= {name: sums[name].quantize(Decimal(1)) for name in ("cgst", "sgst", "igst")}
    whole = sum((sums[name] for name in ("taxable_value", "cgst", "sgst", "igst", "cess")), Decimal(0))
    total = draw(st.sampled_from([whole, whole.quantize(Decimal(1))]))
    off = draw(st.sampled_from([total - whole, Decimal(0)]))
    return {name: float(amount) for name, amount in sums.items()} | {
        "round_off": float(off),
        "grand_total": float(total),
    }


def _party(state: str, pan: str = "AAGCK7412M") -> dict[str, Any]:
    first = f"{state}{pan}1Z"
    address = f"12 Market Road, {states.name(state)}"
    return {
        "name": "Sahyadri Traders",
        "address": address,
        "state_code": state,
        "gstin": first + gstin.check_digit(first),
    }


def _buyer(kind: str, state: str) -> dict[str, Any]:
    if kind.startswith("abroad"):
        abroad = {"name": "Blue Ocean LLC", "address": "4 Harbor St, Dubai", "state_code": "96", "gstin": None}
        return abroad | {"category": "overseas"}
    party = _party(state, "ABCFR5521K") | {"name": "Deccan Stores"}
    if kind == "consumer":
        return party | {"gstin": None, "category": "unregistered"}
    return party | {"category": kind.split()[0]}
