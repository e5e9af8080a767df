"""Every sentence about a document that was taken in; those about its file stand with its refusals."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.invoices import wording as reading
from app.invoices.records.extractions import Check, Extraction, Failure, QRStatus

NOT_COMPARED: Mapping[str, str] = {
    "no_bill": "Credit notes, debit notes and proformas are not compared with your bills.",
    "other_currency": "This document is in another currency than your books, so it was not compared with them.",
    "side": "We could not tell whether this is your bill or your invoice, so it was not compared with your books.",
    "day_and_total": "Without a date and a total this document cannot be compared with your books.",
}
ALIKE: Mapping[str, str] = {
    "same_irn": "A document with the same invoice reference number (IRN) was sent before.",
    "same_number": "A document of the same supplier with the same number was sent before.",
    "same_number_day_and_total": "A document with the same number, date and total was sent before.",
    "same_day_and_total": "A document of the same supplier with the same date and total was sent before.",
}
NO_PAPER_OF_GST = "This is no GST invoice, so there was nothing to check against the GST law."
NO_LAW_YET = "This document could not be checked against the GST law."
NOT_COMPARED_YET = "This document was not compared with your books yet."
NOT_JUDGED = "Not checked, since it could not be read as what it should be: {fields}."
MAYBE_MISREAD = "We may have misread this, so please compare it with the paper first: {fields}."
BROKEN_OFF = Failure("reading_broke_off", "We could not finish reading this document. Please send it again.")
UNKNOWN_SIDE = (
    "Neither the supplier nor the buyer on this document looks like your business. Please check that it is yours."
)
QR_CONTRADICTS = (
    "The signed QR code of this e-invoice says something else than is printed beside it. The paper may have been"
    " changed: please ask your supplier before you pay."
)
SEVERAL_FIT = "Several names in your books fit “{name}”: please choose one."
ONE_MISFIT = "One figure on this document does not fit the others."
MISFITS = "{count} figures on this document do not fit the others."
MISSING: Mapping[str, str] = {
    "invoice_type": "whether it is a bill or an invoice of yours",
    "invoice_date": "the date",
    "total_amount": "the total",
    "party_name": "whose it is",
}
LACKING = "We could not read: {names}."

_OF_LINES: Mapping[str, str] = {
    "amount": "quantity times price, less discount, comes to {expected}; the line says {found}.",
    "tax": "its rate makes {expected} of tax; its taxes add up to {found}.",
    "halves": "CGST is {expected} and SGST {found}, but they should be the same.",
    "total": "value and tax come to {expected}; the line's total says {found}.",
}
_OF_DOCUMENT: Mapping[str, str] = {
    "totals.lines": "The lines add up to {expected}; the document says {found}.",
    "totals.taxable_value": "Subtotal, discount and freight come to {expected}; the taxable value says {found}.",
    "totals.grand_total": "Everything together comes to {expected}; the grand total says {found}.",
    "totals.words": "The amount in words is {expected}; the grand total says {found}.",
    "totals.tax": "The taxes add up to {expected}; their sum is given as {found}.",
    "totals.halves": "CGST is {expected} and SGST {found}, but they should be the same.",
    "totals.line_taxes": "The taxes of the lines add up to {expected}; the document says {found}.",
    "totals.rate_taxes": "The taxes by rate add up to {expected}; the document says {found}.",
    "totals.rate_values": "The values by rate add up to {expected}; the document says {found}.",
    "totals.amount_due": "The total less what was paid is {expected}; the amount due says {found}.",
    "invoice_number.form": "An invoice number has at most 16 letters, digits, - and /; this one is {found}.",
    "invoice_date.not_later": "The date {found} is later than the day on which the document was read.",
    "due_date.not_earlier": "The due date {found} is before the date of the document.",
    "signed_qr": "The signed QR code cannot be trusted: {found}.",
}
_OF_PARTIES: Mapping[str, str] = {
    "check_digit": "{found} is no valid GSTIN of the {party}: one of its characters is wrong.",
    "of_gstin": "The GSTIN of the {party} says {expected}; {found} is printed beside it.",
}
_PLACE, _FAULT = re.compile(r"^items\.(\d+)"), re.compile(r"^items\[(\d+)\]")
_SIGNED = "The signed QR code says {expected} for {field}; the paper says {found}."
_OTHER = "{field}: {expected} was expected, {found} was found."


def warnings(extraction: Extraction, assessment: Mapping[str, object] | None) -> Iterator[str]:
    """What the owner should know before using the document."""
    if extraction.signed_qr.status is QRStatus.CONTRADICTS:
        yield QR_CONTRADICTS
    yield from reading.warnings(extraction)
    yield from _misfits(extraction.checks)
    if assessment is not None:
        yield from _of_form(assessment)


def not_judged(fields: Iterable[str]) -> str:
    """The sentence about fields that the check of the law did not see."""
    return NOT_JUDGED.format(fields=_listed(fields))


def maybe_misread(fields: Iterable[str]) -> str:
    """The sentence about findings of the law that may be faults of reading."""
    return MAYBE_MISREAD.format(fields=_listed(fields))


def _listed(fields: Iterable[str]) -> str:
    """Fields of the check of the law in words: it counts lines from 1 in its findings, from 0 in what it refuses."""
    numbered = (_PLACE.sub(lambda place: f"line {int(place[1]) + 1}", field) for field in fields)
    return ", ".join(_words(_FAULT.sub(r"line \1", field).replace("recipient", "buyer")) for field in numbered)


def _misfits(checks: Sequence[Check]) -> Iterator[str]:
    count = sum(not check.is_ok for check in checks)
    if count:
        yield ONE_MISFIT if count == 1 else MISFITS.format(count=count)


def _of_form(assessment: Mapping[str, object]) -> Iterator[str]:
    if assessment["direction"] == "unknown":
        yield UNKNOWN_SIDE
    draft = assessment["draft"]
    if isinstance(draft, Mapping):
        if draft["candidates"]:
            yield SEVERAL_FIT.format(name=draft["party_name"] or "")
        told = [MISSING[name] for name in draft["missing"] if name in MISSING and name != "invoice_type"]
        if told:
            yield LACKING.format(names=", ".join(told))


def misfit(check: Check) -> str:
    """What does not hold, in a sentence with both values."""
    group, _, name = check.name.rpartition(".")
    told = {"expected": check.expected, "found": check.found}
    if check.name.startswith("signed_qr."):
        return _SIGNED.format(field=_words(check.name.removeprefix("signed_qr.")), **told)
    if group.startswith("lines."):
        line = int(group.split(".")[1]) + 1
        return f"Line {line}: {_OF_LINES.get(name, _OTHER).format(field=name, **told)}"
    sentence = _OF_DOCUMENT.get(check.name) or _OF_PARTIES.get(name)
    return (sentence or _OTHER).format(field=_words(check.name), party=_words(group.split(".")[0]), **told)


def _words(path: str) -> str:
    return path.replace("ship_to", "place of delivery").replace(".", " ").replace("_", " ").replace("gstin", "GSTIN")
