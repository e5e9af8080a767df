"""Which documents are booked without a person: those that were understood whole, by everything the page itself proves.

Each gate asks one thing and knows nothing of layouts: nothing is left unread, the form of the law is filled, the sums
prove each other, number and names stand where they belong, and the learned sureness of every booked value is high. One
that does not pass says why; the document then goes to a person.
"""

from collections.abc import Iterator

from app.invoices.rules.documents.acceptance import closing, days, forms, naming, unread
from app.invoices.rules.documents.acceptance.booking import Booking

__all__ = ["Booking", "doubts"]


def doubts(booking: Booking) -> Iterator[str]:
    """Why a person should look at a document; none for one that was understood whole."""
    yield from (f"lacking {path}" for path in forms.lacking(booking))
    yield from closing.faults(booking)
    yield from naming.faults(booking)
    yield from (f"strange date {day}" for day in days.strange(booking))
    found = unread.found(booking)
    for region, words in (("table", found.table), ("foot", found.foot), ("head", found.head)):
        yield from (f"unread in {region}: {word}" for word in words)
