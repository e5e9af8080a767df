"""Who pays what and when: customers by their habits, the business its suppliers around the due date."""

from datetime import date, timedelta
from decimal import Decimal

from app.simulate import seasons
from app.simulate.chance import Chance
from app.simulate.ledger import Ledger
from app.simulate.papers import Paper
from app.values import money

LARGEST_CASH = Decimal(9000)
"""Ordinary cash stays well under the limits of the Income-tax Act; what goes beyond is planted."""


def add(ledger: Ledger) -> None:
    """Transfers for every paper that ordinary settling is to touch."""
    chance = ledger.chance("settling")
    for paper in list(ledger.papers):
        if paper.will_be_paid and not paper.is_cancelled and paper.kind in ("sales_invoice", "supplier_bill"):
            _settle(ledger, chance, paper)


def _settle(ledger: Ledger, chance: Chance, paper: Paper) -> None:
    habit = paper.contact.habit
    if chance.happens(habit.never):
        return
    expected_on = (paper.due_on or paper.issued_on) + timedelta(
        days=round(chance.near(habit.late_days, habit.spread_days))
    )
    paid_on = seasons.working_day(max(expected_on, paper.issued_on))
    if chance.happens(habit.splits):
        _pay_in_parts(ledger, chance, paper, paid_on)
    elif paid_on <= ledger.last:
        _pay(ledger, chance, paper, paper.total, paid_on)


def _pay_in_parts(ledger: Ledger, chance: Chance, paper: Paper, first_on: date) -> None:
    first = money.rounded_to_rupee(paper.total * Decimal(str(round(chance.between(0.4, 0.7), 2))))
    second_on = seasons.working_day(first_on + timedelta(days=chance.whole(7, 25)))
    for amount, day in ((first, first_on), (paper.total - first, second_on)):
        if day <= ledger.last:
            _pay(ledger, chance, paper, amount, day, notes="part payment")


def _pay(ledger: Ledger, chance: Chance, paper: Paper, amount: Decimal, day: date, notes: str | None = None) -> None:
    mode = chance.pick(paper.contact.habit.modes)
    if mode == "cash" and amount > LARGEST_CASH:
        mode = "upi"
    if chance.happens(paper.contact.habit.unlinked):
        # The owner knew which invoice it was for and marked that as paid, but never linked the two.
        paper.paid_apart += amount
        ledger.pay(chance, paper.contact, amount, day, mode=mode, notes=notes or f"towards {paper.number}")
    else:
        ledger.pay(chance, paper.contact, amount, day, mode=mode, paper=paper, notes=notes)
