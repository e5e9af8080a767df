"""What can be tried of the head: check digits, forms and the order of dates.

GSTIN: CGST Rules 2017, rule 10(1), with the check digit of GSTN's note. Number of an invoice: rule 46(b). An invoice is
not dated after the day it is read, and not due before it is issued.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from app.gst import gstin, invoice_number
from app.invoices.records.extractions import PARTIES, Check, Found


def checks(fields: Mapping[str, Found], *, on: date) -> tuple[Check, ...]:
    """Every proof of the head and the parties that the fields allow."""
    return (*_parties(fields), *_numbers(fields), *_dates(fields, on))


def _parties(fields: Mapping[str, Found]) -> Iterator[Check]:
    for party in PARTIES:
        path = f"{party}.gstin"
        if path not in fields:
            continue
        number = gstin.read(str(fields[path].value))
        expected = number.number[:14] + gstin.check_digit(number.number[:14]) if _has_digit(number) else None
        yield Check(f"{path}.check_digit", number.is_valid, expected, number.number, (path,))
        yield from _parts(party, number, fields)


def _has_digit(number: gstin.GSTIN) -> bool:
    return number.reason in (None, gstin.Reason.CHECK_DIGIT)


def _parts(party: str, number: gstin.GSTIN, fields: Mapping[str, Found]) -> Iterator[Check]:
    """Whether State and PAN, where they are printed beside it, are those of the GSTIN."""
    for name, expected in (("state_code", number.state_code), ("pan", number.pan)):
        path = f"{party}.{name}"
        if path in fields and expected and number.is_valid and fields[path].raw:
            found = str(fields[path].value)
            yield Check(f"{path}.of_gstin", found == expected, expected, found, (path, f"{party}.gstin"))


def _numbers(fields: Mapping[str, Found]) -> Iterator[Check]:
    if "invoice_number" in fields and "supplier.gstin" in fields:
        number = str(fields["invoice_number"].value)
        is_ok = invoice_number.fault(number) is None
        yield Check("invoice_number.form", is_ok, "at most 16 letters, digits, - and /", number, ("invoice_number",))


def _dates(fields: Mapping[str, Found], on: date) -> Iterator[Check]:
    issued, due = (fields[path].value if path in fields else None for path in ("invoice_date", "due_date"))
    if isinstance(issued, date):
        is_ok = issued <= on + timedelta(days=1)
        yield Check("invoice_date.not_later", is_ok, f"not after {on}", str(issued), ("invoice_date",))
        if isinstance(due, date):
            paths = ("due_date", "invoice_date")
            yield Check("due_date.not_earlier", due >= issued, f"not before {issued}", str(due), paths)
