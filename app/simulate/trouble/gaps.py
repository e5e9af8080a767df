"""What the papers of a busy shop lack by law without anybody's plan: noted, so that a check that tells it is right.

CGST Rules 2017, rule 46(a), (b), (d), (e); CGST Act 2017, s.14, for goods entered again at the rate of an earlier day.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.gst import invoice_number
from app.simulate.ledger import Ledger
from app.simulate.papers import Line, Paper
from app.simulate.profiles import Good

NAMED_FROM = Decimal(50_000)
"""Rupees before tax from which a buyer without GSTIN is named with the address."""


def note(ledger: Ledger) -> None:
    """Add to the truth what each paper lacks; to be called when the books are complete."""
    goods = {good.name: good for good in ledger.profile.goods}
    planted = {(paper.id, kind) for paper, kind in ledger.tax_errors}
    for paper in ledger.papers:
        if not paper.is_cancelled:
            found = ((paper, kind) for kind in _of(paper, goods) if (paper.id, kind) not in planted)
            ledger.tax_errors.extend(found)


def _of(paper: Paper, goods: dict[str, Good]) -> Iterator[str]:
    if invoice_number.fault(paper.number):
        yield "bad_number"
    if paper.kind == "sales_invoice" and _must_name(paper) and not paper.contact.street:
        yield "missing_address"
    if paper.kind == "supplier_bill" and paper.tax and not paper.contact.gstin:
        yield "missing_gstin"
    is_stale = any(_is_stale(line, paper.issued_on, goods.get(line.name)) for line in paper.lines)
    if is_stale and paper.kind != "debit_note":
        yield "wrong_rate"


def _must_name(paper: Paper) -> bool:
    return paper.contact.gstin is not None or paper.subtotal >= NAMED_FROM


def _is_stale(line: Line, on: date, good: Good | None) -> bool:
    return good is not None and line.rate_percent != good.rate_on(on)
