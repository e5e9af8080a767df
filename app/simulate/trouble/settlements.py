"""Payments that differ from their bill for an honest reason: charges kept back, excess carried over, staff who paid."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.simulate.chance import Chance
from app.simulate.ledger import Case, Ledger
from app.simulate.papers import Transfer

BANK_CHARGES = (Decimal("11.80"), Decimal("17.70"), Decimal("29.50"), Decimal("59.00"))
"""What banks keep of a transfer or a cheque from elsewhere, with 18 % GST."""

MOST_STAFF_PAY = 12000
SMALLEST_NEXT = 3000
CARRIED_WITHIN = timedelta(days=60)


def add(ledger: Ledger) -> None:
    """Change transfers of ordinary settling so, each kind as often as the profile says."""
    chance = ledger.chance("settlements")
    for _ in range(ledger.profile.lookalikes_of_each):
        for plant in (_charges_kept_back, _excess_carried_over, _paid_by_staff):
            plant(ledger, chance)


def _charges_kept_back(ledger: Ledger, chance: Chance) -> None:
    received = [one for one in ledger.paid_in_full("in") if one.mode in ("neft", "cheque", "bank_transfer")]
    if received:
        transfer = chance.pick(received)
        transfer.amount -= chance.pick(BANK_CHARGES)
        _plant(ledger, "charges_kept_back", transfer)


def _excess_carried_over(ledger: Ledger, chance: Chance) -> None:
    """A bill is paid in round thousands, and the next one of the same supplier by so much less."""
    pairs = list(_neighbours(ledger))
    if pairs:
        first, second = chance.pick(pairs)
        excess = missing_to_thousand(first.amount)
        first.amount += excess
        second.amount -= excess
        _plant(ledger, "excess_carried_over", first, second)


def _paid_by_staff(ledger: Ledger, chance: Chance) -> None:
    """An employee paid the supplier and has the money back."""
    small = [one for one in ledger.paid_in_full("out") if one.amount <= MOST_STAFF_PAY]
    if small:
        transfer = chance.pick(small)
        transfer.contact = chance.pick(ledger.employees)
        transfer.account, transfer.notes = transfer.contact.account, "reimbursed, paid at the counter"
        _plant(ledger, "paid_by_staff", transfer)


def missing_to_thousand(amount: Decimal) -> Decimal:
    """What `amount` lacks to the next full thousand; a whole thousand where it is full already."""
    return 1000 - amount % 1000


def _neighbours(ledger: Ledger) -> Iterator[tuple[Transfer, Transfer]]:
    """Two full payments of one supplier, one soon after the other, the second large enough for what is carried over."""
    last: dict[UUID, Transfer] = {}
    for transfer in sorted(ledger.paid_in_full("out"), key=lambda one: (one.paid_on, one.entered_at)):
        before = last.get(transfer.contact.id)
        if before and transfer.paid_on - before.paid_on <= CARRIED_WITHIN and transfer.amount > SMALLEST_NEXT:
            yield before, transfer
        last[transfer.contact.id] = transfer


def _plant(ledger: Ledger, subtype: str, *transfers: Transfer) -> None:
    papers = tuple(transfer.paper for transfer in transfers if transfer.paper)
    for paper in papers:
        paper.is_settled = True
    ledger.plant(
        Case(None, subtype, papers, transfers, tuple({id(one.contact): one.contact for one in transfers}.values()))
    )
