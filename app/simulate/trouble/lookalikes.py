"""What looks wrong and is not: an alert on any of these is a false alarm."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.simulate import names, recurring
from app.simulate.chance import Chance
from app.simulate.ledger import Case, Ledger, bill_number
from app.simulate.papers import Line, Paper
from app.simulate.trouble import patterns
from app.values import money

CONTRACT_TDS = Decimal("0.02")
"""Income-tax Act 1961, section 194C: two percent on contracts with a firm, on the amount before GST."""


def add(ledger: Ledger) -> None:
    """Plant each look-alike as often as the profile says."""
    chance = ledger.chance("lookalikes")
    half = ledger.first + (ledger.last - ledger.first) / 3
    for _ in range(ledger.profile.lookalikes_of_each):
        _cancelled_and_issued_again(ledger, chance)
        _ordered_again(ledger, chance)
        _returned_and_billed_again(ledger, chance)
        for plant in (_paid_less_tax, _account_changed_and_checked, _paid_in_one_sum, _branches_of_one_firm):
            plant(ledger, chance, chance.day_within(half, ledger.last - timedelta(days=40)))


def _cancelled_and_issued_again(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "sales_invoice")
    if paper:
        again = _copy(ledger, chance, paper, number="")
        paper.is_cancelled, paper.notes = True, "cancelled, issued again with the right address"
        ledger.plant(Case(None, "cancelled_and_issued_again", (paper, again), (), (paper.contact,)))


def _ordered_again(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "supplier_bill")
    if paper:
        paper.reference = f"PO-{chance.digits(5)}"
        number = bill_number(paper.contact, paper.issued_on)
        again = _copy(ledger, chance, paper, number=number, reference=f"PO-{chance.digits(5)}")
        ledger.plant(Case(None, "same_goods_ordered_again", (paper, again), (), (paper.contact,)))


def _returned_and_billed_again(ledger: Ledger, chance: Chance) -> None:
    paper = _picked(ledger, chance, "supplier_bill")
    if paper:
        note = _copy(ledger, chance, paper, number=f"DN-{chance.digits(3)}", kind="debit_note", related=paper)
        note.notes, note.will_be_paid = "goods returned, damaged", False
        again = _copy(ledger, chance, paper, number=bill_number(paper.contact, paper.issued_on))
        again.notes, paper.will_be_paid = "replacement for returned goods", False
        ledger.plant(Case(None, "returned_and_billed_again", (paper, note, again), (), (paper.contact,)))


def _paid_less_tax(ledger: Ledger, chance: Chance, day: date) -> None:
    customer = chance.pick([one for one in ledger.customers if one.gstin and one.weight > 0])
    line = Line("Installation and maintenance", Decimal(1), chance.rupees(32000, 95000), Decimal(18), "9987", "job")
    paper = ledger.paper(chance, "sales_invoice", customer, day, [line], will_be_paid=False, is_settled=True)
    amount = paper.total - money.rounded(line.amount * CONTRACT_TDS)
    paid_on = day + timedelta(days=chance.whole(15, 35))
    transfer = ledger.pay(chance, customer, amount, paid_on, paper=paper, notes="less TDS u/s 194C")
    ledger.plant(Case(None, "paid_less_tax_deducted", (paper,), (transfer,), (customer,)))


def _account_changed_and_checked(ledger: Ledger, chance: Chance, day: date) -> None:
    supplier = chance.pick([one for one in ledger.suppliers if one.weight > 0 and not one.bank_changes])
    patterns.change_account(supplier, chance, day, names.bank(chance)[1], is_verified=True)
    ledger.plant(Case(None, "account_changed_and_checked", (), (), (supplier,)))


def _paid_in_one_sum(ledger: Ledger, chance: Chance, day: date) -> None:
    """One transfer for three invoices, which names none of them."""
    customer = chance.pick([one for one in ledger.customers if one.gstin and one.weight > 0])
    good = ledger.profile.goods[0]
    papers = []
    for _ in range(3):
        line = Line(good.name, Decimal(chance.whole(2, 14)), good.price, good.rate_on(day), good.hsn_code, good.unit)
        papers.append(ledger.paper(chance, "sales_invoice", customer, day, [line], will_be_paid=False))
        papers[-1].paid_apart = papers[-1].total
        day += timedelta(days=chance.whole(1, 4))
    amount = sum((paper.total for paper in papers), money.ZERO)
    transfer = ledger.pay(chance, customer, amount, day + timedelta(days=20), mode="neft", notes="against three bills")
    ledger.plant(Case(None, "paid_in_one_sum", tuple(papers), (transfer,), (customer,)))


def _branches_of_one_firm(ledger: Ledger, chance: Chance, day: date) -> None:
    """Two records with one PAN and one account, in two states: branches, not a shared account."""
    name = f"{chance.pick(names.FIRST)} Logistics"
    home, away = (recurring.service(ledger, chance, f"{name}, {where}") for where in (ledger.profile.city, "branch"))
    holder = names.pan(chance)
    away.state_code = chance.pick(ledger.profile.neighbours)[0]
    away.ifsc, away.account = home.ifsc, home.account
    papers = []
    for branch in (home, away):
        branch.gstin = names.gst_number(chance, branch.state_code, holder)
        line = Line("Loading and storage", Decimal(1), chance.rupees(3000, 9000), Decimal(18), "9967", "job")
        papers.append(ledger.paper(chance, "supplier_bill", branch, day, [line]))
    ledger.plant(Case(None, "branches_of_one_firm", tuple(papers), (), (home, away)))


def _picked(ledger: Ledger, chance: Chance, kind: str) -> Paper | None:
    candidates = ledger.free(kind, lambda paper: paper.total > 1500)
    return chance.pick(candidates) if candidates else None


def _copy(ledger: Ledger, chance: Chance, paper: Paper, **changes: object) -> Paper:
    """The same goods on a new paper some days later."""
    day = min(paper.issued_on + timedelta(days=chance.whole(4, 16)), ledger.last)
    details: dict[str, Any] = {
        "id": chance.uuid(),
        "issued_on": day,
        "due_on": day + timedelta(days=paper.contact.credit_days),
        "lines": [replace(line) for line in paper.lines],
        "entered_at": chance.moment(day),
    }
    again = replace(paper, **(details | changes))
    ledger.papers.append(again)
    return again
