"""Where the money really went: into an account that is not the payee's, or that is somebody else's in the books.

Needs the account on the payment and accounts of the parties; a payee without any known account is not judged, and an
account that is nobody's tells something only after payments into the known one. Innocent are every account that the
log of changes ever held, a digit typed wrongly, a second account that the payee uses again and again, firms of one
family or one PAN, and books in which the two seldom agree (`MOST_STRAY`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from uuid import UUID

from app.books.records import Books, Direction, Party, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity, relations
from app.fraud.rules.patterns import evidence

OFTEN = 3
"""So many payments into one strange account, on different days, make it the payee's second one."""
MOST_STRAY = 0.05
"""Share of the payments, beside those judged, from which on the accounts in these books prove nothing."""
LEAST_COMPARED = 8
CHANCE: Mapping[PartyKind, float] = {PartyKind.EMPLOYEE: 0.94, PartyKind.SUPPLIER: 0.85, PartyKind.CUSTOMER: 0.82}
"""By whose account it is."""
UNKNOWN_CHANCE, SMALL_CHANCE = 0.78, 0.58
"""Nobody's in the books: for a sum of at least half the usual size, and for less."""

Route = tuple[UUID, str]


def findings(books: Books) -> list[Finding]:
    """One finding for each payee and strange account."""
    owners = _owners(books.parties)
    known = {one.id: relations.accounts_of(one) for one in books.parties}
    firms = identity.firms(books.parties)
    strange: dict[Route, list[Payment]] = defaultdict(list)
    compared = 0
    settled: set[UUID] = set()
    said = (one for one in books.payments_by_date if one.paid_to_account and one.direction is Direction.OUT)
    for payment in said:
        payee = books.party_by_id.get(payment.party_id) if payment.party_id else None
        account = relations.account_number(payment.paid_to_account)
        if payee and account and known.get(payee.id):
            compared += 1
            if account in known[payee.id] or not _is_strange(payee, account, owners.get(account, ()), firms):
                settled.add(payee.id)
            elif account in owners or payee.id in settled:
                strange[payee.id, account].append(payment)
    unknown = sum(len(payments) for (_, account), payments in strange.items() if account not in owners)
    trusted = compared >= LEAST_COMPARED and unknown <= max(OFTEN, MOST_STRAY * compared)
    return list(_findings(books, strange, owners, is_unknown_telling=trusted))


def _findings(
    books: Books,
    strange: Mapping[Route, Sequence[Payment]],
    owners: Mapping[str, Sequence[Party]],
    *,
    is_unknown_telling: bool,
) -> Iterator[Finding]:
    usual = median(one.amount for one in books.payments) if books.payments else Decimal(0)
    for (payee, account), payments in strange.items():
        known = owners.get(account, ())
        if known:
            yield _finding(Rule.OTHER_S_ACCOUNT, max(CHANCE[one.kind] for one in known), payee, known[0], payments)
        elif is_unknown_telling and len({one.paid_on for one in payments}) < OFTEN:
            is_small = evidence.paid(payments) * 2 < usual
            chance = SMALL_CHANCE if is_small else UNKNOWN_CHANCE
            yield _finding(Rule.UNKNOWN_ACCOUNT, chance, payee, None, payments)


def _owners(parties: Sequence[Party]) -> Mapping[str, Sequence[Party]]:
    """Whose account is which; employees first, for theirs weighs most."""
    found: dict[str, list[Party]] = defaultdict(list)
    for party in sorted(parties, key=lambda one: (one.kind is not PartyKind.EMPLOYEE, one.id)):
        for account in relations.accounts_of(party):
            found[account].append(party)
    return found


def _is_strange(payee: Party, account: str, owners: Sequence[Party], firms: Mapping[UUID, UUID]) -> bool:
    known = relations.accounts_of(payee)
    if any(relations.is_slip(account, one) for one in known):
        return False
    return not any(firms[one.id] == firms[payee.id] or _have_reason(payee, one) for one in owners)


def _have_reason(payee: Party, owner: Party) -> bool:
    """Whether one may rightly get what is meant for the other; staff only get what is theirs."""
    is_staff_s = owner.kind is PartyKind.EMPLOYEE and payee.kind is not PartyKind.EMPLOYEE
    return relations.have_one_name(payee, owner) if is_staff_s else relations.are_kin(payee, owner)


def _finding(rule: Rule, chance: float, payee: UUID, owner: Party | None, payments: Sequence[Payment]) -> Finding:
    digits = (payments[0].paid_to_account or "")[-4:] or None
    parties = (payee, owner.id) if owner else (payee,)
    return evidence.about_payments(rule, payments, chance, parties=parties, detail=digits)
