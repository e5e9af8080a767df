"""Payments into an account that was changed shortly before, and that nobody confirmed.

A changed account before a payment is the commonest way in which a forged mail empties a shop's account; calling the
supplier on a known number is the control. Silent without a log of changes. Innocent are the first account ever
entered, a digit put right, a change confirmed at once or later, a bank that gave many of its customers new numbers
(`CROWD` changes on one day), small sums, and payments long after. Where the log does not say whether anybody checked,
other signs have to speak: the account was changed back, or the payment is the largest for long.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from app.books.records import BankChange, Books, Direction, Party, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import relations
from app.fraud.rules.patterns import evidence
from app.values import period

SOON, LATER = timedelta(days=31), timedelta(days=45)
"""A payment this soon after the change is the one that the change was made for; one later may be."""
CROWD = 5
SMALL = Decimal("0.1")
"""A share of the middle payment of the business: nobody forges a letter for less."""
PAPER = frozenset({"cash", "cheque", "demand_draft", "dd"})
"""Ways of paying in which no account is given."""
REFUSED_CHANCE, UNKNOWN_CHANCE = 0.92, 0.58
"""The change is marked as not confirmed; nothing is said about it."""
LATE, UNTOLD = -0.3, -0.08
"""The first payment came later than `SOON`; no payment says into which account it went."""
CHANGED_BACK, LARGEST = 0.2, 0.14
"""What speaks where the log is silent: the old account was put back; no earlier payment was as large."""


def findings(books: Books) -> list[Finding]:
    """One finding for each unconfirmed change that was soon followed by payments into the new account."""
    paid: Mapping[object, list[Payment]] = defaultdict(list)
    out = [one for one in books.payments_by_date if one.direction is Direction.OUT and one.amount > 0]
    for payment in out:
        paid[payment.party_id].append(payment)
    days = Counter(_day(change) for party in books.parties for change in party.bank_changes)
    least = median(one.amount for one in out) * SMALL if out else Decimal(0)
    return [
        found
        for party in sorted(books.parties, key=lambda one: one.id)
        for found in _after_changes(party, paid[party.id], days, least)
    ]


def _after_changes(
    party: Party, payments: Sequence[Payment], days: Mapping[date, int], least: Decimal
) -> Iterator[Finding]:
    changed_on = sorted(_day(one) for one in party.bank_changes)
    for change in (one for one in party.bank_changes if _is_open_question(party, one)):
        day = _day(change)
        start = bisect_left(payments, day, key=lambda one: one.paid_on)
        end = bisect_right(payments, day + LATER, key=lambda one: one.paid_on)
        soon = [one for one in payments[start:end] if _may_go_to_new_account(change, one, changed_on)]
        is_much = bool(soon) and evidence.paid(soon) > least
        if is_much and days[day] < CROWD:
            chance = _chance(party, change, soon, payments)
            digits = change.new_account[-4:] if change.new_account else None
            yield evidence.about_payments(Rule.ACCOUNT_CHANGED, soon, chance, detail=digits)


def _is_open_question(party: Party, change: BankChange) -> bool:
    """Whether the change put one account in place of quite another, and nobody confirmed it then or later."""
    old, new = relations.account_number(change.old_account), relations.account_number(change.new_account)
    is_confirmed = any(
        one.is_verified and relations.account_number(one.new_account) == new for one in party.bank_changes
    )
    return bool(old and new) and not is_confirmed and old != new and not relations.is_slip(old, new)


def _may_go_to_new_account(change: BankChange, payment: Payment, changed_on: Sequence[date]) -> bool:
    """Whether the payment went there; where it does not say, whether the new account was still the one in force.

    changed_on : the days of all changes of the party's account, the earliest first
    """
    account = relations.account_number(payment.paid_to_account)
    if account:
        return account == relations.account_number(change.new_account)
    is_replaced = bisect_right(changed_on, _day(change)) < bisect_right(changed_on, payment.paid_on)
    return payment.mode not in PAPER and not is_replaced


def _chance(party: Party, change: BankChange, soon: Sequence[Payment], payments: Sequence[Payment]) -> float:
    chance = UNKNOWN_CHANCE if change.is_verified is None else REFUSED_CHANCE
    first = soon[0].paid_on
    earlier = [one.amount for one in payments if one.paid_on < first]
    if soon[0].paid_on > _day(change) + SOON:
        chance += LATE
    if not any(one.paid_to_account for one in soon):
        chance += UNTOLD
    if change.is_verified is None and _was_changed_back(party, change):
        chance += CHANGED_BACK
    if change.is_verified is None and earlier and max(one.amount for one in soon) >= max(earlier):
        chance += LARGEST
    return chance


def _was_changed_back(party: Party, change: BankChange) -> bool:
    old, new = relations.account_number(change.old_account), relations.account_number(change.new_account)
    return any(
        relations.account_number(one.old_account) == new and relations.account_number(one.new_account) == old
        for one in party.bank_changes
        if one.changed_at > change.changed_at
    )


def _day(change: BankChange) -> date:
    return period.indian_date(change.changed_at)
