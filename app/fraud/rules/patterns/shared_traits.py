"""One bank account, UPI id, phone or address with two owners: a supplier and an employee, or two unrelated suppliers.

An invented supplier needs somewhere to send the money and a phone to answer; it is often the inventor's own. Needs bank
or contact details on both sides and is silent without them. Innocent are branches of one PAN, firms of one family (a
word of the name in common), a firm that became another, an employee kept a second time as a supplier for what he is
paid back, a number or an address of the whole market (`MOST_HOLDERS`), and an agent through whom many are paid.
Source: vendor master matching as in ACFE, Fraud Examiners Manual, "Billing schemes".
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from uuid import UUID

from app.books.records import Books, Direction, Party, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity, relations
from app.fraud.rules.patterns import evidence

MOST_HOLDERS = 3
LEAST_ADDRESS = 12
"""Characters of an address that says more than the town."""
EMPLOYEE_CHANCE: Mapping[str, float] = {
    "account": 0.93,
    "UPI id": 0.93,
    "phone number": 0.84,
    "email": 0.84,
    "address": 0.62,
}
"""Staff may live in the house in which a supplier trades; nobody lends a bank account by chance."""
SUPPLIERS_CHANCE = 0.84
SUCCESSOR = 0.3
"""So much less certain where a firm may have changed its form."""
ONE_PERSON = 0.5
"""The same name on both sides: the employee himself, kept as a supplier too."""
UNPAID = 0.15
"""So much less certain where no money has gone there yet."""

Trait = tuple[str, str]


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier and employee, and each two suppliers, that share what strangers do not share."""
    holders: dict[Trait, list[Party]] = defaultdict(list)
    for party in sorted(books.parties, key=lambda one: one.id):
        for trait in _traits(party):
            holders[trait].append(party)
    shared = {trait: known for trait, known in holders.items() if 2 <= len(known) <= MOST_HOLDERS}
    paid = _paid(books, {party.id for known in shared.values() for party in known})
    return [*_with_staff(shared, paid), *_among_suppliers(books, shared, paid)]


def _with_staff(shared: Mapping[Trait, Sequence[Party]], paid: Mapping[UUID, Sequence[Payment]]) -> Iterator[Finding]:
    best: dict[tuple[UUID, UUID], Finding] = {}
    for (kind, value), holders in shared.items():
        for one, other in combinations(
            sorted(holders, key=lambda party: (party.kind is PartyKind.EMPLOYEE, party.id)), 2
        ):
            if one.kind is PartyKind.SUPPLIER and other.kind is PartyKind.EMPLOYEE:
                chance = ONE_PERSON if relations.have_one_name(one, other) else EMPLOYEE_CHANCE[kind]
                found = _finding(_staff_rule(kind), chance, (one, other), _paid_there(one, kind, value, paid), kind)
                known = best.setdefault((one.id, other.id), found)
                best[one.id, other.id] = max(known, found, key=lambda each: each.probability)
    yield from best.values()


def _staff_rule(kind: str) -> Rule:
    return Rule.SHARED_ACCOUNT if kind in ("account", "UPI id") else Rule.SHARED_CONTACT


def _among_suppliers(
    books: Books, shared: Mapping[Trait, Sequence[Party]], paid: Mapping[UUID, Sequence[Payment]]
) -> Iterator[Finding]:
    firms = identity.firms(books.parties)
    common = relations.common_words(books.parties)
    seen: set[tuple[UUID, UUID]] = set()
    for (kind, value), holders in shared.items():
        suppliers = [one for one in holders if one.kind is PartyKind.SUPPLIER]
        if kind not in ("account", "UPI id") or len(suppliers) != len(holders):
            continue
        for one, other in combinations(suppliers, 2):
            are_strangers = firms[one.id] != firms[other.id] and not relations.are_kin(one, other, common=common)
            if are_strangers and (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                payments = [found for party in (one, other) for found in _paid_there(party, kind, value, paid)]
                chance = SUPPLIERS_CHANCE - (SUCCESSOR if _may_be_successors(one, other, paid) else 0)
                yield _finding(Rule.SHARED_BY_SUPPLIERS, chance, (one, other), payments, kind)


def _may_be_successors(one: Party, other: Party, paid: Mapping[UUID, Sequence[Payment]]) -> bool:
    """Whether one firm may have become the other: any word of the name in common, one paid only after the other."""
    words, others = (set(identity.plain_name(party.name).split()) for party in (one, other))
    first, second = sorted((paid.get(one.id, ()), paid.get(other.id, ())), key=lambda held: [p.paid_on for p in held])
    return bool(words & others) and (not first or not second or first[-1].paid_on <= second[0].paid_on)


def _traits(party: Party) -> Iterator[Trait]:
    address = re.sub(r"\W+", " ", (party.address or "").casefold()).strip()
    found = {
        "UPI id": (party.upi_id or "").casefold().strip(),
        "phone number": identity.phone_number(party),
        "email": (party.email or "").casefold().strip(),
        "address": address if len(address) >= LEAST_ADDRESS and any(one.isdigit() for one in address) else "",
    }
    yield from (("account", account) for account in sorted(relations.accounts_of(party)))
    yield from ((kind, value) for kind, value in found.items() if value)


def _paid(books: Books, parties: Collection[UUID]) -> Mapping[UUID, Sequence[Payment]]:
    """What was paid out to each of `parties`, by date."""
    found: dict[UUID, list[Payment]] = defaultdict(list)
    for payment in books.payments_by_date:
        if payment.party_id and payment.party_id in parties and payment.direction is Direction.OUT:
            found[payment.party_id].append(payment)
    return found


def _paid_there(party: Party, kind: str, value: str, paid: Mapping[UUID, Sequence[Payment]]) -> Sequence[Payment]:
    """The payments to `party`; of a shared account those that went into it, or do not say where they went."""
    payments = paid.get(party.id, ())
    if kind != "account":
        return payments
    return [one for one in payments if relations.account_number(one.paid_to_account) in ("", value)]


def _finding(rule: Rule, chance: float, parties: Sequence[Party], payments: Sequence[Payment], detail: str) -> Finding:
    sure = chance if payments else chance - UNPAID
    return evidence.about_payments(rule, payments, sure, parties=[one.id for one in parties], detail=detail)
