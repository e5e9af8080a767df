"""Who must register which documents on the e-invoice portal, until when, and under which number.

CGST Rules 2017, rule 48(4). Turnover limits stand in `data/parameters.csv`, classes of suppliers that are spared in
`data/e_invoice_exempt_classes.csv`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache

from app.gst import gstin as gstins
from app.gst import parameters, tables
from app.gst.parties import Document, Recipient, SupplyKind

RULE = "CGST Rules, rule 48(4)"


class SupplierClass(StrEnum):
    """What a supplier is, as far as it spares him e-invoices."""

    REGULAR = "regular"
    SEZ_UNIT = "sez_unit"
    BANK = "bank"
    NBFC = "nbfc"
    INSURER = "insurer"
    GOODS_TRANSPORT_AGENCY = "goods_transport_agency"
    PASSENGER_TRANSPORT = "passenger_transport"
    MULTIPLEX_CINEMA = "multiplex_cinema"
    GOVERNMENT_DEPARTMENT = "government_department"


class Code(StrEnum):
    """Documents as the portal's number names them."""

    INVOICE = "INV"
    CREDIT_NOTE = "CRN"
    DEBIT_NOTE = "DBN"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something holds, why, and between which days the law that decided stood."""

    holds: bool
    law: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the rule looks at it. `turnover` is the highest of any year since 2017-18, in rupees."""

    turnover: Decimal
    issued_on: date
    document: Document = Document.INVOICE
    recipient_category: Recipient = Recipient.REGISTERED
    supplier_class: SupplierClass = SupplierClass.REGULAR
    supply: SupplyKind = SupplyKind.TAXABLE


def applies(paper: Paper) -> Verdict:
    """Whether the document must be registered: above the turnover limit of its day, to a registered buyer or abroad."""
    limit = parameters.find("e_invoice_turnover_over", paper.issued_on)
    if limit is None:
        return Verdict(False, f"{RULE}: e-invoices began on 2020-10-01")
    spared = _spared(paper)
    if spared is not None:
        return spared
    if not _is_of_business(paper):
        return Verdict(False, f"{RULE}: only tax invoices and notes to registered buyers, SEZ and abroad")
    law = f"{RULE}; {limit.source}"
    return Verdict(paper.turnover > limit.value, law, limit.valid_from, limit.valid_to)


def is_reported_in_time(turnover: Decimal, issued_on: date, reported_on: date) -> Verdict:
    """Whether the portal still took the document that day; below the turnover of the limit it takes any age.

    The limit that counts is the one on the day of reporting. A document from the future is never taken.
    """
    if reported_on < issued_on:
        return Verdict(False, f"{RULE}: the portal takes no document that is dated ahead")
    least = parameters.find("e_invoice_report_turnover_from", reported_on)
    if least is None or turnover < least.value:
        return Verdict(True, f"{RULE}: no time limit for this turnover")
    days = parameters.row("e_invoice_report_days", reported_on)
    in_time = reported_on - issued_on <= timedelta(days=int(days.value))
    return Verdict(in_time, f"{RULE}; {least.source}", least.valid_from, least.valid_to)


def irn(gstin: str, financial_year: str, code: Code, number: str) -> str:
    """The portal's number of a document: SHA-256 of supplier, year ("2025-26"), kind and number, in capitals.

    Source: NIC's e-invoice documentation with its example, which is a test here.
    """
    text = f"{gstins.normalised(gstin)}{financial_year}{code.value}{number.strip().upper()}"
    return hashlib.sha256(text.encode()).hexdigest()


def _is_of_business(paper: Paper) -> bool:
    if paper.document is Document.BILL_OF_SUPPLY or paper.recipient_category is Recipient.UNREGISTERED:
        return False
    if paper.supply is SupplyKind.TAXABLE:
        return True
    # Exempt goods sold abroad or to SEZ are zero-rated (IGST Act s.16), and on a tax invoice all the same.
    is_zero_rated = paper.recipient_category in (Recipient.OVERSEAS, Recipient.SEZ)
    return is_zero_rated and paper.supply is not SupplyKind.NON_GST


def _spared(paper: Paper) -> Verdict | None:
    """The notification by which the supplier's class was spared that day, or None."""
    rows = (verdict for spared, verdict in _exemptions() if spared is paper.supplier_class)
    return next((one for one in rows if tables.holds(one.valid_from, one.valid_to, paper.issued_on)), None)


@cache
def _exemptions() -> tuple[tuple[SupplierClass, Verdict], ...]:
    return tuple(
        (SupplierClass(row["supplier_class"]), _verdict_of(row)) for row in tables.rows("e_invoice_exempt_classes")
    )


def _verdict_of(row: Mapping[str, str]) -> Verdict:
    return Verdict(False, row["source"], tables.day(row["valid_from"]), tables.day(row["valid_to"]))
