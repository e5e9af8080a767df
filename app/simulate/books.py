"""Grows a business from a seed: first its ordinary life, then what goes wrong in it, then who paid whom."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.books.importer import preview
from app.books.records import Books
from app.simulate import expenses, parties, recurring, settling, trading, writing
from app.simulate.chance import Chance
from app.simulate.ledger import Ledger
from app.simulate.profiles import SMALL, Profile
from app.simulate.trouble import duplicates, gaps, lookalikes, patterns, payments, settlements, taxes
from app.values.period import Month

LAST_DAY_OF_TESTS = date(2026, 3, 31)


def generate(
    profile: Profile, *, seed: int, until: date, months: int, business_id: UUID | None = None
) -> dict[str, Any]:
    """A books JSON of one business over the `months` that end on `until`, with its truth.

    Keys: `meta`, `businesses` (one), `labels`, `hard_negatives` (both as in the format of the books JSON) and
    `tax_errors` ({business_id, document_id, kind}: every fault by the GST law that is in them). The same arguments give
    the same books.
    """
    ledger = grow(profile, seed=seed, until=until, months=months, business_id=business_id)
    return writing.written(ledger)


def grow(profile: Profile, *, seed: int, until: date, months: int, business_id: UUID | None = None) -> Ledger:
    """The same as a ledger, for those who want to add to it."""
    first = Month.of(until).plus(-months).first + timedelta(days=until.day - 1)
    id = business_id or Chance(seed, f"{profile.name}:id").uuid()
    ledger = Ledger(id=id, profile=profile, seed=seed, first=min(first, until) + timedelta(days=1), last=until)
    parties.add(ledger)
    trading.add(ledger)
    recurring.add(ledger)
    duplicates.add(ledger)
    patterns.add(ledger)
    lookalikes.add(ledger)
    trading.number_sales(ledger)
    duplicates.add_numbered(ledger)
    taxes.add(ledger)
    settling.add(ledger)
    settlements.add(ledger)
    payments.add(ledger)
    expenses.add(ledger)
    gaps.note(ledger)
    return ledger


def books_for_tests(seed: int, *, profile: Profile = SMALL, until: date = LAST_DAY_OF_TESTS, months: int = 3) -> Books:
    """The records of a small invented business, as the reader would return them; no database needed."""
    return books_of(generate(profile, seed=seed, until=until, months=months))


def books_of(world: Mapping[str, Any]) -> Books:
    """The records of what `generate` returned."""
    return preview.books_in(world)[0]
