"""Many findings of one rule with one party told as one, beyond a handful: nobody reads the four hundredth.

Whatever happens so often with one party has one cause (an import run twice, a habit that is not noted). The plainest
ones stand alone, the rest are one finding that names the first few of them and counts them all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from uuid import UUID

from app.fraud.records import Finding, Rule

HANDFUL = 10
MOST_NAMED = 50
"""So many payments, and so many documents, are named by the one that speaks for the rest."""


def gathered(found: Iterable[Finding]) -> list[Finding]:
    """The findings, with those of one rule and the same parties beyond `HANDFUL` as one."""
    crowds: dict[tuple[Rule, tuple[UUID, ...]], list[Finding]] = defaultdict(list)
    for one in found:
        crowds[one.rule, one.parties].append(one)
    return list(chain.from_iterable(map(_told, crowds.values())))


def _told(crowd: list[Finding]) -> Sequence[Finding]:
    if len(crowd) <= HANDFUL + 1:
        return crowd
    plainest = sorted(crowd, key=_rank)
    return [*plainest[:HANDFUL], _spokesman(plainest[HANDFUL:])]


def _rank(one: Finding) -> tuple[float, Decimal, date, Sequence[UUID]]:
    return -one.probability, -one.amount_at_risk, one.on or date.min, one.payments


def _spokesman(rest: Sequence[Finding]) -> Finding:
    """The plainest of them, naming others too; `detail` counts those for which it speaks beside itself."""
    return replace(
        rest[0],
        amount_at_risk=sum((one.amount_at_risk for one in rest), Decimal(0)),
        payments=tuple(islice(dict.fromkeys(chain.from_iterable(one.payments for one in rest)), MOST_NAMED)),
        documents=tuple(islice(dict.fromkeys(chain.from_iterable(one.documents for one in rest)), MOST_NAMED)),
        detail=str(len(rest) - 1),
    )
