"""Foretells, day by day, how late the invoices of a file will be paid, each from what was known the day before.

Everything is learned anew for every day on which invoices were written: from those settled by the evening before, and
from those that stood open then. A file that hides what was settled after some day is taken to be known up to the last
settlement in it: an empty date says nothing of the days after.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.insights.service.offline.invoice_table import InvoiceTable
from ml_models.late_payment.records import Foretold

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Eve:
    """What was known on the evening of `on` of the invoices written later, by their places in the file."""

    on: date
    foretold: Sequence[tuple[int, Foretold]]


def asked(table: InvoiceTable, cutoff: date) -> Sequence[int]:
    """The places of the invoices issued from `cutoff` on, in the order of the file."""
    return [place for place, row in enumerate(table.rows) if row.issued_on >= cutoff]


def eves(table: InvoiceTable, cutoff: date) -> Iterator[Eve]:
    """The evenings before invoices were written from `cutoff` on, the earliest first, each with its invoices."""
    from ml_models.late_payment import issue_day  # arrays are loaded where they are asked for
    from ml_models.late_payment.delays import Delays

    settled = [row.settled_on for row in table.rows if row.settled_on is not None]
    known_until = max(settled, default=date.max)
    places: dict[date, list[int]] = defaultdict(list)
    for place in asked(table, cutoff):
        places[min(table.rows[place].issued_on - DAY, known_until)].append(place)
    invoices = Delays.of(table.documents)
    for on, of_day in sorted(places.items()):
        found = issue_day.foretold(invoices, of_day, on.toordinal())
        yield Eve(on, list(zip(of_day, found, strict=True)))
