"""A supplier that uses the GSTIN of another, or charges GST without having one.

Nobody may collect GST who is not registered (CGST Act 2017, section 32(1)), and the buyer gets no credit for it
(section 16). Innocent are branches and firms that trade under two names with one phone or account; and books in which
GSTINs are seldom written down, where a missing one says nothing: so tax without GSTIN counts only where the business's
other suppliers without GSTIN charge none.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from app.books.records import Books, Document, Party, PartyKind
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity, relations
from app.fraud.rules.patterns import evidence, gathering
from app.gst import gstin

BORROWED_CHANCE, TAXED_CHANCE = 0.8, 0.76
OWN_CHANCE, LEAST_OWN = 0.78, 2
"""One bill with our own GSTIN in the place of theirs is a slip of the reader."""
LEAST_BILLS = 3
LEAST_UNTAXED = 3
"""So many suppliers without GSTIN that charge no tax show that here a missing one is meant."""
MOST_BESIDE = 0.1
"""Of the bills without GSTIN, taxed beside those of the supplier that is judged."""

Bills = Mapping[UUID | None, Sequence[Document]]


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier with another's GSTIN, and for each that charges tax without one."""
    bills: dict[UUID | None, list[Document]] = defaultdict(list)
    for one in gathering.bills(books):
        bills[one.party_id].append(one)
    suppliers = sorted((one for one in books.parties if one.kind is PartyKind.SUPPLIER), key=lambda one: one.id)
    return [*_ours(books, suppliers, bills), *_borrowed(books, suppliers, bills), *_taxed(books, suppliers, bills)]


def _ours(books: Books, suppliers: Sequence[Party], bills: Bills) -> Iterator[Finding]:
    """Suppliers with the business's own GSTIN and another name: goods are not bought from oneself."""
    own = gstin.read(books.business.gstin)
    for one in suppliers if own.is_valid else ():
        is_ours = identity.gstin(one) == own.number
        is_branch = relations.have_name_in_common(one.name, books.business.name)
        if is_ours and not is_branch and len(bills[one.id]) >= LEAST_OWN:
            yield evidence.about_bills(books, Rule.BORROWED_GSTIN, bills[one.id], OWN_CHANCE)


def _borrowed(books: Books, suppliers: Sequence[Party], bills: Bills) -> Iterator[Finding]:
    """The later record is the borrower's: the owner of the GSTIN was there first."""
    holders: dict[str, list[Party]] = defaultdict(list)
    for one in suppliers:
        if gstin.read(one.gstin).is_valid:
            holders[identity.gstin(one)].append(one)
    for known in holders.values():
        if len(known) == 2 and all(one.created_at for one in known):
            owner, borrower = sorted(known, key=lambda one: (one.created_at, one.id))
            if bills[borrower.id] and _are_strangers(owner, borrower):
                found = evidence.about_bills(books, Rule.BORROWED_GSTIN, bills[borrower.id], BORROWED_CHANCE)
                yield replace(found, parties=(borrower.id, owner.id))


def _are_strangers(one: Party, other: Party) -> bool:
    """Whether the books hold different names, phones and accounts for both; what they do not hold proves nothing."""
    accounts, others = relations.accounts_of(one), relations.accounts_of(other)
    phone, other_phone = identity.phone_number(one), identity.phone_number(other)
    are_apart = bool(accounts and others) and not accounts & others and phone != other_phone
    return are_apart and not relations.have_name_in_common(one.name, other.name)


def _taxed(books: Books, suppliers: Sequence[Party], bills: Bills) -> Iterator[Finding]:
    registered = {identity.plain_name(one.name) for one in suppliers if identity.gstin(one)}
    bare = [one for one in suppliers if not one.gstin and bills[one.id]]
    taxed = {one.id: [bill for bill in bills[one.id] if bill.tax_amount > 0] for one in bare}
    untaxed = sum(1 for one in bare if not taxed[one.id])
    total, all_taxed = sum(len(bills[one.id]) for one in bare), sum(map(len, taxed.values()))
    if untaxed < LEAST_UNTAXED:
        return
    for one in bare:
        mine = taxed[one.id]
        beside = all_taxed - len(mine)
        is_alone = len(mine) >= LEAST_BILLS and len(mine) == len(bills[one.id]) and beside <= MOST_BESIDE * total
        if is_alone and identity.plain_name(one.name) not in registered:
            yield evidence.about_bills(books, Rule.TAX_UNREGISTERED, mine, TAXED_CHANCE)
