"""Dates above the goods that no value holds: one of them may be the day of the document.

A date behind a label that is known to announce something else (an order's, a delivery's) is understood; one behind no
label, behind words that nobody knows, or behind a second "Date" is not.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from app.invoices.rules.documents.acceptance.booking import Booking
from app.invoices.rules.documents.labels import labelling
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page.layout import Segment
from app.invoices.rules.documents.values import dates

_OF_THE_PAPER = frozenset((Kind.DATE, Kind.INVOICE_DATE, Kind.UNKNOWN))
_NEAR = 2.5
"""A label over a value is no further away than this many heights of a line."""
_LATER = timedelta(days=366)
"""A paper names days of its own year: what it sees ahead is no older than a year after it."""


def strange(booking: Booking) -> Iterator[date]:
    """The dates above the goods that are nobody's."""
    known = [value for found in booking.read.fields.values() if isinstance(value := found.value, date)]
    if not known:
        return
    reader = dates.reader((row.text for row in booking.document.rows), on=max(known) + _LATER)
    for sheet in labelling.labelled(booking.document):
        table = booking.table(sheet.number)
        for number, row in enumerate(sheet.rows):
            if table is None or row.box.middle < table.top:
                yield from (one for one in _in_row(sheet, number, reader) if one not in known)


def _in_row(sheet: Labelled, number: int, reader: dates.Reader) -> Iterator[date]:
    for place, segment in enumerate(sheet.rows[number].segments):
        found = reader.every(segment.text)
        if found and not _is_of_other(sheet, number, place):
            yield from (day.value for day in found)


def _is_of_other(sheet: Labelled, number: int, place: int) -> bool:
    """Whether the nearest label, in the segment, left of it or over it, announces something else."""
    own = list(sheet.hits[number][place])
    left = [hit for segment in sheet.hits[number][:place] for hit in segment][-1:]
    nearest = own or left or list(_over(sheet, number, sheet.rows[number].segments[place]))
    return bool(nearest) and not _OF_THE_PAPER.intersection(hit.kind for hit in nearest)


def _over(sheet: Labelled, number: int, segment: Segment) -> Iterator[Hit]:
    for hit in sheet.every:
        is_over = min(hit.box.right, segment.box.right) > max(hit.box.left, segment.box.left)
        if hit.row == number - 1 and is_over and segment.box.top - hit.box.bottom < _NEAR * segment.box.height:
            yield hit
