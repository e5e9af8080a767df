"""Whether number, date and names are those of the document: well placed beside others, and of the form they have.

An invoice's number has the form of rule 46(b) of the CGST Rules 2017 and is no date and no amount; a series with a
financial year has that of the date. GST began on 1 July 2017 (notification 9/2017-CT). The supplier's name is printed
where he signs, too, or behind a label of its own; the buyer's stands under or behind his label.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from app.invoices.records.extractions import Found, Value
from app.invoices.records.pages import Source
from app.invoices.rules.documents.acceptance.booking import Booking
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.parties import names
from app.values.period import financial_year

GST_BEGAN = date(2017, 7, 1)
LEAST: Mapping[str, float] = {
    "invoice_number": 0.7,
    "invoice_date": 0.7,
    "supplier.name": 0.85,
    "supplier.gstin": 0.65,
    "buyer.name": 0.8,
    "buyer.gstin": 0.8,
    "supplier.address": 0.6,
}
"""The least score of the rules for a value that is known by its label and place. Of 104 generated bills and 24 of other
hands every number read beside a house ("# 124") had 0.45, a party known by its place alone 0.6."""
APART = 0.15
"""So much a reading is ahead of any other of its path, or the page says two things."""
_IS_DATE = re.compile(
    r"\d{1,2}([./-])(?:\d{1,2}|[A-Za-z]{3,9})\1(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d|\d{1,2}[A-Za-z]{3}\d{2,4}"
)
_IS_AMOUNT = re.compile(r"[\d,]*\d\.\d\d|(?:\d{1,3},)+\d{3}")
_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)-(\d\d)(?!\d)")
"""A financial year in a series: "INV/25-26/014"."""
_PIN = re.compile(r"(?<!\d)[1-9]\d{2} ?\d{3}(?!\d)")
_UNFINISHED = re.compile(r"(?:&|\band|\bpvt\.?|\bprivate|\bof|,|-)$", re.I)


def faults(booking: Booking) -> Iterator[str]:
    """What may belong to something else."""
    for path, least in LEAST.items():
        found = booking.read.fields.get(path)
        if found is not None and found.source is not Source.QR:
            if found.confidence < least:
                yield f"weak {path}"
            elif rival(booking, path, found) > found.confidence - APART:
                yield f"rival {path}"
    yield from _of_number(booking)
    yield from _of_names(booking)


def rival(booking: Booking, path: str, found: Found) -> float:
    """The score of the best reading of a path that says something else."""
    mine = _plain(found.value)
    others = (one.found for one in booking.proposals if one.path == path)
    return max((one.confidence for one in others if not _says_same(mine, _plain(one.value))), default=0.0)


def _says_same(one: str, other: str) -> bool:
    return one == other or (len(other) > 2 and (one in other or other in one))


def _plain(value: Value) -> str:
    return known_labels.folded(str(value))


def _of_number(booking: Booking) -> Iterator[str]:
    number, day = str(booking.read.value("invoice_number") or ""), booking.read.value("invoice_date")
    if not any(map(str.isdigit, number)) or _IS_DATE.fullmatch(number) or _IS_AMOUNT.fullmatch(number):
        yield "invoice_number is none"
    if isinstance(day, date):
        if day < GST_BEGAN:
            yield "invoice_date before GST"
        if not _is_of_year(number, day):
            yield "invoice_number of another year"


def _is_of_year(number: str, day: date) -> bool:
    """Whether the financial year in a number, if there is one, is that of the day."""
    begun = financial_year(day) % 100
    years = [int(match[1]) for match in _YEAR.finditer(number) if (int(match[1]) + 1) % 100 == int(match[2])]
    return not years or begun in years


def _of_names(booking: Booking) -> Iterator[str]:
    for party in ("supplier", "buyer"):
        name, address = (str(booking.read.value(f"{party}.{what}") or "") for what in ("name", "address"))
        is_again = is_said_again(booking, name)
        if name and not _is_form_of_name(name):
            yield f"{party}.name is none"
        if name and address and not is_again and not _begins_address(address):
            yield f"{party}.name may go on"
        if len(_PIN.findall(address)) > 1:
            yield f"{party}.address of two"
        if party == "supplier" and name and not is_again:
            yield "supplier.name said once"
    mine, theirs = (_plain(booking.read.value(f"{party}.name") or "") for party in ("supplier", "buyer"))
    if mine and mine == theirs:
        yield "one name for both"


def _is_form_of_name(name: str) -> bool:
    """Whether a name can be whole: not broken off, and no address."""
    is_other = names.is_address(name) or names.has_pin(name)
    return names.is_name(name) and not is_other and not _UNFINISHED.search(name.strip())


def _begins_address(address: str) -> bool:
    """Whether the first line of an address is one: with a number in it. Another may be the second line of the name."""
    return any(map(str.isdigit, address.split(",")[0]))


def is_said_again(booking: Booking, value: str) -> bool:
    """Whether the page says something twice, on its own or behind a few words: "For Sharma Traders"."""
    plain = _plain(value)
    return sum(one.endswith(plain) and len(one) - len(plain) <= _BEHIND for one in booking.said) > 1


_BEHIND = 24
"""Letters before a name: "authorised signatory for", "for and on behalf of"."""
