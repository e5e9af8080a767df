"""Payments that do not fit their paper: paid twice, mistyped, to the wrong party, too much, too little."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from app.simulate.chance import Chance
from app.simulate.ledger import Case, Ledger
from app.simulate.papers import Transfer
from app.values import money

MISMATCH = "payment_mismatch"
MIN_AMOUNT = Decimal(2500)


def add(ledger: Ledger) -> None:
    """Plant each kind of mismatch, after ordinary settling, as often as the profile says."""
    chance = ledger.chance("mismatches")
    for _ in range(ledger.profile.cases_of_each):
        for plant in (_paid_twice, _digits_swapped, _to_another_party, _overpaid, _underpaid):
            plant(ledger, chance)


def _paid_twice(ledger: Ledger, chance: Chance) -> None:
    transfer = _picked(ledger, chance, "out")
    if transfer and transfer.paper:
        day = min(transfer.paid_on + timedelta(days=chance.whole(2, 12)), ledger.last)
        second = ledger.pay(chance, transfer.contact, transfer.amount, day, paper=transfer.paper, mode=transfer.mode)
        _plant(ledger, "paid_twice", transfer, second)


def _digits_swapped(ledger: Ledger, chance: Chance) -> None:
    transfer = _picked(ledger, chance, chance.pick(("in", "out")))
    if transfer:
        transfer.amount = swapped(transfer.amount)
        _plant(ledger, "digits_swapped", transfer)


def _to_another_party(ledger: Ledger, chance: Chance) -> None:
    transfer = _picked(ledger, chance, "out")
    if transfer:
        others = [one for one in ledger.suppliers if one is not transfer.contact and one.weight > 0]
        transfer.contact = chance.pick(others)
        transfer.account = transfer.contact.account
        _plant(ledger, "wrong_party", transfer)


def _overpaid(ledger: Ledger, chance: Chance) -> None:
    transfer = _picked(ledger, chance, "out")
    if transfer:
        transfer.amount += Decimal(chance.whole(4, 30) * 250)
        _plant(ledger, "overpaid", transfer)


def _underpaid(ledger: Ledger, chance: Chance) -> None:
    transfer = _picked(ledger, chance, "in")
    if transfer and transfer.paper:
        # Not a rate at which tax is deducted, and called settled all the same.
        transfer.amount = money.rounded(transfer.amount * Decimal(str(round(chance.between(0.82, 0.88), 4))))
        transfer.paper.is_settled = True
        _plant(ledger, "underpaid_but_settled", transfer)


def swapped(amount: Decimal) -> Decimal:
    """`amount` with the first two neighbouring digits that differ exchanged: 12,540 becomes 21,540."""
    digits = str(int(amount))
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1] and digits[at + 1] != "0":
            turned = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            return Decimal(turned) + amount % 1
    return amount + 900


def _picked(ledger: Ledger, chance: Chance, direction: str) -> Transfer | None:
    fitting: Sequence[Transfer] = [one for one in ledger.paid_in_full(direction) if one.amount >= MIN_AMOUNT]
    return chance.pick(fitting) if fitting else None


def _plant(ledger: Ledger, subtype: str, *transfers: Transfer) -> None:
    papers = tuple({id(t.paper): t.paper for t in transfers if t.paper}.values())
    contacts = tuple({id(t.contact): t.contact for t in transfers}.values())
    ledger.plant(Case(MISMATCH, subtype, papers, transfers, contacts))
