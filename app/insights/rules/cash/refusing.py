"""Changes that cannot be tried out, each with a sentence that says why."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from functools import singledispatch

from app.books.records import Books, PartyKind
from app.insights.records import scenarios as changes
from app.insights.records.scenarios import Change, ScenarioRefused
from app.insights.rules.cash.outlook import HORIZON_DAYS
from app.insights.rules.cash.parts import Parts

MOST_CHANGES = 10
MOST_DAYS = 730
MOST_INSTALMENTS = 60
LARGEST_PERCENT = 500
LARGEST_AMOUNT = Decimal(10) ** 12

NONE = "Add at least one change to try out."
TOO_MANY = f"Try at most {MOST_CHANGES} changes at once."
UNKNOWN_DOCUMENT = "There is no such invoice or bill in your books."
NOT_OPEN = "Nothing is open on this invoice or bill, so it cannot be tried out."
NOT_AN_INVOICE = "This is a bill that you pay; only a customer's invoice can stay unpaid."
DAYS_OR_DATE = "Say by how many days, or until which day: one of the two."
DAYS = f"Choose a number of days from 1 to {MOST_DAYS}."
DAY = "Choose a day within the next 13 weeks."
LATER = "Choose a day after today, within two years."
AMOUNT = "Enter an amount above zero."
PERCENT = f"Enter a change of more or less than zero, from -100 to {LARGEST_PERCENT} percent."
DAY_OF_MONTH = "Choose a day of the month from 1 to 31."
INSTALMENTS = f"Choose from 1 to {MOST_INSTALMENTS} instalments."
UNKNOWN_CUSTOMER = "There is no such customer in your books."
UNKNOWN_SUPPLIER = "There is no such supplier in your books."
LOST_ALREADY = "Another of these changes loses this customer already."

Fault = tuple[str, str]


def refuse(tried: Sequence[Change], books: Books, parts: Parts) -> None:
    """Raises `ScenarioRefused` with a sentence for each field that cannot be used."""
    if not tried or len(tried) > MOST_CHANGES:
        raise ScenarioRefused(errors={"changes": [NONE if not tried else TOO_MANY]})
    errors: dict[str, list[str]] = {}
    for place, change in enumerate(tried):
        found = [*_faults(change, books, parts), *_plain_faults(change, parts.on), *_lost_twice(change, tried[:place])]
        for name, sentence in found:
            errors.setdefault(f"changes.{place}.{name}", []).append(sentence)
    if errors:
        raise ScenarioRefused(errors=errors)


def _plain_faults(change: Change, on: date) -> Iterator[Fault]:
    """Faults of amounts, percents and days, which mean the same in every change."""
    for field in fields(change):
        value = getattr(change, field.name)
        if field.name == "amount" and not (value.is_finite() and 0 < value <= LARGEST_AMOUNT):
            yield field.name, AMOUNT
        if field.name == "percent" and not (value.is_finite() and value and -100 <= value <= LARGEST_PERCENT):
            yield field.name, PERCENT
        if field.name in ("starts_on", "day") and not on < value <= on + timedelta(days=HORIZON_DAYS):
            yield field.name, DAY
        if field.name == "until" and value is not None and not on < value <= on + timedelta(days=MOST_DAYS):
            yield field.name, LATER


def _lost_twice(change: Change, earlier: Sequence[Change]) -> Iterator[Fault]:
    """A customer can be lost once: the sales would be taken away twice."""
    if isinstance(change, changes.CustomerLost):
        lost = {one.party_id for one in earlier if isinstance(one, changes.CustomerLost)}
        if change.party_id in lost:
            yield "party_id", LOST_ALREADY


@singledispatch
def _faults(change: object, books: Books, parts: Parts) -> Iterator[Fault]:
    """Faults that only one kind of change can have."""
    yield from ()


@_faults.register
def _(change: changes.InvoiceDelayed, books: Books, parts: Parts) -> Iterator[Fault]:
    yield from _document_faults(change.document_id, books, parts)
    if (change.by_days is None) == (change.until is None):
        yield "by_days", DAYS_OR_DATE
    elif change.by_days is not None and not 1 <= change.by_days <= MOST_DAYS:
        yield "by_days", DAYS


@_faults.register
def _(change: changes.InvoiceNeverPaid, books: Books, parts: Parts) -> Iterator[Fault]:
    yield from _document_faults(change.document_id, books, parts)
    if any(item.entry.document_id == change.document_id and item.amount < 0 for item in parts.items):
        yield "document_id", NOT_AN_INVOICE


@_faults.register
def _(change: changes.CustomerLost, books: Books, parts: Parts) -> Iterator[Fault]:
    party = books.party_by_id.get(change.party_id)
    if party is None or party.kind is not PartyKind.CUSTOMER:
        yield "party_id", UNKNOWN_CUSTOMER


@_faults.register
def _(change: changes.MonthlyCost, books: Books, parts: Parts) -> Iterator[Fault]:
    if not 1 <= change.day_of_month <= 31:
        yield "day_of_month", DAY_OF_MONTH


@_faults.register
def _(change: changes.Purchase, books: Books, parts: Parts) -> Iterator[Fault]:
    if not 1 <= change.instalments <= MOST_INSTALMENTS:
        yield "instalments", INSTALMENTS


@_faults.register
def _(change: changes.LoanReceived, books: Books, parts: Parts) -> Iterator[Fault]:
    if not (change.monthly_payment.is_finite() and 0 <= change.monthly_payment <= LARGEST_AMOUNT):
        yield "monthly_payment", AMOUNT


@_faults.register
def _(change: changes.SupplierTermsLonger, books: Books, parts: Parts) -> Iterator[Fault]:
    if not 1 <= change.by_days <= MOST_DAYS:
        yield "by_days", DAYS
    party = books.party_by_id.get(change.party_id) if change.party_id else None
    if change.party_id is not None and (party is None or party.kind is not PartyKind.SUPPLIER):
        yield "party_id", UNKNOWN_SUPPLIER


def _document_faults(document_id: object, books: Books, parts: Parts) -> Iterator[Fault]:
    if any(item.entry.document_id == document_id for item in parts.items):
        return
    yield "document_id", NOT_OPEN if any(one.id == document_id for one in books.documents) else UNKNOWN_DOCUMENT
