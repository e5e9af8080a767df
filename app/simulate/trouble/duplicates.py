"""The same bill entered twice, and the same sale invoiced twice, in the ways in which hands and scanners do it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from app.simulate import names, parties
from app.simulate.chance import Chance
from app.simulate.ledger import Case, Ledger
from app.simulate.papers import Contact, Line, Paper
from app.values import money

BILL, SALE = "duplicate_supplier_bill", "duplicate_invoice"
LATEST_DAYS = 18


def add(ledger: Ledger) -> None:
    """Plant each kind of duplicate that needs no number of ours, as often as the profile says."""
    chance = ledger.chance("duplicates")
    for _ in range(ledger.profile.cases_of_each):
        for plant in (_rekeyed, _entered_under_another_date, _without_tax, _under_another_record, _invoiced_twice):
            plant(ledger, chance)


def add_numbered(ledger: Ledger) -> None:
    """Plant the duplicates of invoices that carry our number already."""
    chance = ledger.chance("numbered duplicates")
    for _ in range(ledger.profile.cases_of_each):
        paper = _picked(ledger, chance, "sales_invoice")
        if paper:
            number = paper.number.replace("/", chance.pick(("-", "", " ")))
            again = _again(ledger, chance, paper, number=number, source="import")
            ledger.plant(Case(SALE, "imported_twice", (paper, again), (), (paper.contact,)))


def _rekeyed(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "supplier_bill")
    if paper:
        again = _again(ledger, chance, paper, number=rewritten(chance, paper.number), source="ocr")
        ledger.plant(Case(BILL, "rekeyed_number", (paper, again), (), (paper.contact,)))


def _entered_under_another_date(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "supplier_bill")
    if paper:
        again = _again(ledger, chance, paper)
        again.issued_on = min(paper.issued_on + timedelta(days=chance.whole(2, 12)), ledger.last)
        ledger.plant(Case(BILL, "other_date", (paper, again), (), (paper.contact,)))


def _without_tax(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "supplier_bill")
    if paper:
        lump = Line("Goods as per bill", Decimal(1), paper.subtotal, money.ZERO)
        again = _again(ledger, chance, paper, number=rewritten(chance, paper.number), lines=[lump])
        ledger.plant(Case(BILL, "entered_without_tax", (paper, again), (), (paper.contact,)))


def _under_another_record(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "supplier_bill")
    if paper:
        twin = second_record(ledger, chance, paper.contact)
        again = _again(ledger, chance, paper, contact=twin)
        ledger.plant(Case(BILL, "second_record_of_supplier", (paper, again), (), (paper.contact, twin)))


def _invoiced_twice(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "sales_invoice")
    if paper:
        paper.reference = paper.reference or f"PO-{chance.digits(5)}"
        again = _again(ledger, chance, paper, number="", reference=paper.reference)
        again.issued_on = min(paper.issued_on + timedelta(days=chance.whole(0, 2)), ledger.last)
        ledger.plant(Case(SALE, "invoiced_twice", (paper, again), (), (paper.contact,)))


def second_record(ledger: Ledger, chance: Chance, contact: Contact) -> Contact:
    """The same supplier or customer once more, under a misspelt name and without its GSTIN."""
    twin = parties.contact(ledger, chance, contact.kind, names.misspelt(chance, contact.name))
    twin.state_code, twin.habit, twin.credit_days = contact.state_code, contact.habit, contact.credit_days
    twin.weight, twin.rounds_total, twin.phone = 0.0, contact.rounds_total, contact.phone
    (ledger.suppliers if contact.kind == "supplier" else ledger.customers).append(twin)
    return twin


def rewritten(chance: Chance, number: str) -> str:
    """`number` as somebody else types it: other separators, case, leading zeros, or O for 0."""
    variants = (
        number.replace("/", "-") if "/" in number else number.replace("-", "/"),
        number.replace("-", "").replace("/", ""),
        number.lower(),
        number.replace("0", "O", 1),
        f"0{number}" if number[0].isdigit() else number.replace("-", "-0", 1),
        f"Bill no {number}",
    )
    return chance.pick([variant for variant in variants if variant != number])


def _picked(ledger: Ledger, chance: Chance, kind: str) -> Paper | None:
    candidates = ledger.free(kind, lambda paper: paper.total > 1500)
    return chance.pick(candidates) if candidates else None


def _again(ledger: Ledger, chance: Chance, paper: Paper, **changes: object) -> Paper:
    """`paper` entered a second time, days later; every other one is paid a second time too."""
    entered_on = min(paper.entered_at.date() + timedelta(days=chance.whole(1, LATEST_DAYS)), ledger.last)
    details: dict[str, Any] = {
        "id": chance.uuid(),
        "lines": [replace(line) for line in paper.lines],
        "entered_at": chance.moment(entered_on),
        "entered_by": "staff1" if paper.entered_by == "owner" else "owner",
        "will_be_paid": chance.happens(0.5),
        "reference": paper.reference if chance.happens(0.5) else None,
    }
    again = replace(paper, **(details | changes))
    ledger.papers.append(again)
    return again
