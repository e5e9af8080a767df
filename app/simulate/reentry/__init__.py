"""Books in which many more documents are entered twice, and many more only look so, than in an ordinary year.

A scorer of pairs that has seen only a handful of ways to err fails on the next one. Here every way is planted again
and again, alone and together with another, beside the honest repeats that look most like it; the truth is noted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.books.records import Books
from app.simulate.chance import Chance
from app.simulate.reentry.bed import BILL, SALE, Bed
from app.simulate.reentry.honest import HONEST
from app.simulate.reentry.invoiced_twice import INVOICED_TWICE
from app.simulate.reentry.like import LIKE
from app.simulate.reentry.twice import TWICE

LEAST_TOTAL = 800
"""Rupees; smaller papers are not worth a case."""


@dataclass(frozen=True)
class Replanted:
    """Books with what was planted: `twice` and `honest` name documents by the way in which they were made."""

    books: Books
    twice: Sequence[tuple[str, frozenset[UUID]]]
    honest: Sequence[tuple[str, frozenset[UUID]]]


def replanted(books: Books, *, seed: int, of_each: int = 2, besides: Iterable[UUID] = ()) -> Replanted:
    """`books` with `of_each` of every case planted on papers that are not among `besides`."""
    chance = Chance(seed, "reentry", books.business.id)
    taken = set(besides)
    free = [one for one in books.documents if one.id not in taken and one.counts and one.total > LEAST_TOTAL]
    papers = {kind: [one for one in free if one.kind is kind] for kind in (BILL, SALE)}
    bed = Bed(chance, papers, list(books.documents), list(books.parties))
    twice = {**TWICE, **INVOICED_TWICE}
    for (kind, name), plant in [*twice.items(), *HONEST.items(), *LIKE.items()] * of_each:
        original = bed.pick(kind)
        if original is not None:
            found = frozenset(one.id for one in (original, *plant(bed, original)))
            (bed.twice if (kind, name) in twice else bed.honest).append((name, found))
    return Replanted(replace(books, documents=bed.documents, parties=bed.parties), bed.twice, bed.honest)
