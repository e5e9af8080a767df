"""Generated businesses to learn from and to be judged on, with everything known that is wrong in them or seems so.

Every business is generated from a seed, its ordinary troubles included (`simulate.generate`); then many more entries
made twice, or seemingly so, are planted in it (`simulate.reentry`), on documents that no trouble touches.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from app import simulate
from app.books.importer import preview
from app.simulate import reentry
from app.simulate.reentry import Replanted

ENDS_ON, MONTHS = date(2026, 3, 31), 18
PROFILES = (simulate.ELECTRICALS, simulate.TEXTILES, simulate.SMALL)
TRAINED_ON, JUDGED_ON = range(18), range(9)
"""Businesses to learn from, and those that judge: of other seeds, so that none is in both."""

SEEDS_APART = 1000


@dataclass(frozen=True)
class Generated:
    """One business: `known` is every case that was generated, trouble or not, `planted` what was planted besides."""

    seed: int
    world: Mapping[str, Any]
    known: Sequence[Mapping[str, Any]]
    of_each: int

    @cached_property
    def planted(self) -> Replanted:
        """The books, with `of_each` of every case of double entry planted in them."""
        besides = {document for case in self.known for document in documents(case)}
        (books,) = preview.books_in(self.world)
        return reentry.replanted(books, seed=self.seed, of_each=self.of_each, besides=besides)

    @property
    def name(self) -> str:
        """No two have the same."""
        return f"{self.planted.books.business.name} {self.seed}"


def training(seed: int, *, of_each: int) -> Iterator[Generated]:
    """The businesses of a training."""
    return (business(place, seed * SEEDS_APART + place, of_each=of_each) for place in TRAINED_ON)


def judging(seed: int, *, of_each: int) -> Iterator[Generated]:
    """The businesses that judge, from a seed far beyond any of a training."""
    return (business(place, seed + place, of_each=of_each) for place in JUDGED_ON)


def business(place: int, seed: int, *, of_each: int) -> Generated:
    """One business; the profiles take turns."""
    world = simulate.generate(PROFILES[place % len(PROFILES)], seed=seed, until=ENDS_ON, months=MONTHS)
    return Generated(seed, world, [*world["labels"], *world["hard_negatives"]], of_each)


def documents(case: Mapping[str, Any]) -> frozenset[UUID]:
    """The documents that a generated case names."""
    return frozenset(map(UUID, case["documents"]))
