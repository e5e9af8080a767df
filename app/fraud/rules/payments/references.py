"""One bank reference on payments of two different firms: one of the two entries is not theirs.

A batch (wages, one transfer for many) carries one reference on many rows; two firms of one group may share a transfer
of one day. Numbers of other people's cheques repeat by chance and say something only beside the same amount; a leaf of
the business's own cheque book is drawn once, unless it draws on two books whose numbers overlap (`Customs`).
"""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from app.books.records import Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity
from app.fraud.rules.customs import Customs
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import drawn, remarks, ties

LEAST_LETTERS = 9
"""Bank references (UTR, RRN, IMPS) have twelve letters or more; cheques six."""


def findings(ledger: Ledger, customs: Customs, taken: set[UUID]) -> Iterator[Finding]:
    """Pairs of payments of two firms under one reference that no third payment carries."""
    groups: dict[ties.Key, list[Payment]] = defaultdict(list)
    for payment in ledger.books.payments_by_date:
        for key in ties.anywhere(payment):
            groups[key].append(payment)
    for key in sorted(groups, key=str):
        if len(groups[key]) == 2 and not taken & {one.id for one in groups[key]}:
            one, other = groups[key]
            is_leaf = key[0] == ties.LEAF and not customs.repeats_leaves
            is_telling = is_leaf or len(str(key[-1])) >= LEAST_LETTERS or one.amount == other.amount
            chance = _chance(ledger, one, other) if is_telling else 0.0
            if chance:
                yield drawn.finding(
                    Rule.REFERENCE_SHARED,
                    chance,
                    amount_at_risk=min(one.amount, other.amount),
                    payments=[one, other],
                    actual=one.amount + other.amount,
                )


def _chance(ledger: Ledger, one: Payment, other: Payment) -> float:
    first, second = ledger.trader(one.party_id), ledger.trader(other.party_id)
    if not first or not second or first == second:
        return 0.0
    names = [ledger.books.party_by_id[known].name for known in (one.party_id, other.party_id) if known]
    if identity.is_similar_name(*names) or remarks.is_explained(one.notes, other.notes):
        return 0.4
    if one.amount == other.amount:
        return 0.93
    return 0.55 if one.paid_on == other.paid_on else 0.84
