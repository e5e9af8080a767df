"""Large books for measuring: a business grown to a number of documents, with parties and troubles in its measure."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from app.books.records import Books
from app.simulate.books import LAST_DAY_OF_TESTS, books_of, generate
from app.simulate.profiles import ELECTRICALS, Profile

DOCUMENTS_A_MONTH = 62
"""What the usual profile comes to."""
MONTHS = 24


def large_profile(documents: int, *, months: int = MONTHS, profile: Profile = ELECTRICALS) -> Profile:
    """A profile whose business has about so many documents in `months`.

    A shop ten times as large has some five times the parties: the larger ones also trade more often.
    """
    times = documents / (DOCUMENTS_A_MONTH * months)
    wider = max(1.0, times**0.7)
    return replace(
        profile,
        customers=round(profile.customers * wider),
        suppliers=round(profile.suppliers * wider),
        sales_a_month=profile.sales_a_month * times,
        bills_a_month=profile.bills_a_month * times,
        cases_of_each=max(1, round(profile.cases_of_each * wider)),
        lookalikes_of_each=max(1, round(profile.lookalikes_of_each * wider)),
    )


def large_books(documents: int, *, seed: int, until: date = LAST_DAY_OF_TESTS) -> Books:
    """The records of a business with about so many documents. The same arguments give the same books."""
    id = uuid5(UUID(int=seed), "large")
    return books_of(generate(large_profile(documents), seed=seed, until=until, months=MONTHS, business_id=id))
