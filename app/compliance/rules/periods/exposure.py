"""Input tax credit at risk, bill by bill (CGST Act 2017, s.16, s.17(5); CGST Rules 2017, rule 37).

Whether a credit was claimed, the books do not tell: what hangs on that is told as a reminder and not added up.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books
from app.compliance.records.issues import Severity
from app.compliance.records.periods.exposure import AtRisk, Exposure, Risk, RiskGroup
from app.compliance.records.periods.purchases import Claim, Purchase
from app.compliance.rules.periods import inward, rule_37
from app.gst.returns import due_dates, late_fees, obligations
from app.values import money

SOON_DAYS = 30
"""A bill whose 180 days end within so many days is told of."""
REMINDER_DAYS = 90
"""So many days before the last date to claim begins the reminder."""


@dataclass(frozen=True, slots=True)
class _Kind:
    risk: Risk
    severity: Severity
    law: str
    is_sum_counted: bool = True


_RULE_37 = "CGST Act 2017, s.16(2), second proviso; CGST Rules 2017, rule 37"
_KINDS = (
    _Kind(Risk.UNPAID_180_DAYS, Severity.HIGH, _RULE_37),
    _Kind(Risk.SUPPLIER_WITHOUT_GSTIN, Severity.HIGH, "CGST Act 2017, s.16(2)(a) and s.32(1)"),
    _Kind(Risk.SUPPLIER_GSTIN_INVALID, Severity.HIGH, "CGST Act 2017, s.16(2)(a) and (aa)"),
    _Kind(Risk.PLACE_ELSEWHERE, Severity.HIGH, "CGST Act 2017, s.16(1) and s.49(5); Form GSTR-3B, table 4(D)(2)"),
    _Kind(Risk.MISSING_IN_2B, Severity.HIGH, "CGST Act 2017, s.16(2)(aa); CGST Rules 2017, rule 36(4)"),
    _Kind(Risk.LAST_DATE_PASSED, Severity.HIGH, "CGST Act 2017, s.16(4)"),
    _Kind(Risk.SUPPLIER_UNKNOWN, Severity.MEDIUM, "CGST Act 2017, s.16(2)(a)"),
    _Kind(Risk.UNPAID_SOON, Severity.MEDIUM, _RULE_37, is_sum_counted=False),
    _Kind(Risk.LAST_DATE_NEAR, Severity.LOW, "CGST Act 2017, s.16(4)", is_sum_counted=False),
    _Kind(Risk.MAYBE_BLOCKED, Severity.LOW, "CGST Act 2017, s.17(5)", is_sum_counted=False),
)
_CLAIMS = {
    Claim.SUPPLIER_WITHOUT_GSTIN: Risk.SUPPLIER_WITHOUT_GSTIN,
    Claim.SUPPLIER_GSTIN_INVALID: Risk.SUPPLIER_GSTIN_INVALID,
    Claim.SUPPLIER_UNKNOWN: Risk.SUPPLIER_UNKNOWN,
    Claim.PLACE_ELSEWHERE: Risk.PLACE_ELSEWHERE,
}


def exposure(books: Books, *, on: date, missing_in_2b: Set[UUID] | None = None) -> Exposure:
    """What is at risk on a day. `missing_in_2b` are the bills that GSTR-2B lacks, None where no match is stored."""
    found: dict[Risk, list[AtRisk]] = {kind.risk: [] for kind in _KINDS}
    for purchase in inward.purchases(books):
        if purchase.sign > 0 and purchase.tax > 0 and purchase.issued_on <= on:
            for risk, bill in _risks(books, purchase, on=on, missing=missing_in_2b or frozenset()):
                found[risk].append(bill)
    groups = tuple(_group(kind, found[kind.risk]) for kind in _KINDS if found[kind.risk])
    return Exposure(on, groups, is_2b_known=missing_in_2b is not None)


def _group(kind: _Kind, bills: Iterable[AtRisk]) -> RiskGroup:
    ordered: Sequence[AtRisk] = sorted(bills, key=lambda one: (-one.tax, one.issued_on, str(one.document_id)))
    return RiskGroup(
        risk=kind.risk,
        severity=kind.severity,
        law=kind.law,
        tax=sum((one.tax for one in ordered), money.ZERO),
        interest=sum((one.interest for one in ordered), money.ZERO),
        bills=ordered,
        is_sum_counted=kind.is_sum_counted,
    )


def _risks(books: Books, one: Purchase, *, on: date, missing: Set[UUID]) -> Iterator[tuple[Risk, AtRisk]]:
    if one.claim in _CLAIMS:
        yield _CLAIMS[one.claim], _bill(one, one.tax)
    if one.claim is not Claim.CREDIT:
        return
    if one.document_id in missing:
        yield Risk.MISSING_IN_2B, _bill(one, one.credit.total)
    if one.blocked_hint:
        yield Risk.MAYBE_BLOCKED, _bill(one, one.credit.total, law=one.blocked_hint)
    if rule_37.covers(one):
        yield from _unpaid(books, one, on)
    yield from _last_date(one, on)


def _unpaid(books: Books, one: Purchase, on: date) -> Iterator[tuple[Risk, AtRisk]]:
    last_day = obligations.last_day_to_pay(one.issued_on).on
    days_left = (last_day - on).days
    if days_left > SOON_DAYS:
        return
    share = rule_37.unpaid_share(books, one, on)
    tax = rule_37.part(one.credit, share).total
    if not tax:
        return
    unpaid = money.rounded(one.total * share)
    interest = _interest(tax, one, on) if days_left < 0 else money.ZERO
    risk = Risk.UNPAID_180_DAYS if days_left < 0 else Risk.UNPAID_SOON
    yield risk, _bill(one, tax, last_day=last_day, days_left=days_left, unpaid=unpaid, interest=interest)


def _interest(tax: Decimal, one: Purchase, on: date) -> Decimal:
    """From the day on which the credit was taken at the earliest, the due date of the bill's month (s.50, rule 37)."""
    taken_on = due_dates.due("GSTR-3B", one.issued_on).on
    return late_fees.interest(tax, (on - taken_on).days, on).amount


def _last_date(one: Purchase, on: date) -> Iterator[tuple[Risk, AtRisk]]:
    last_day = obligations.last_day_for_credit(one.issued_on).on
    bill = _bill(one, one.credit.total, last_day=last_day, days_left=(last_day - on).days)
    if one.entered_on is not None and one.entered_on > last_day:
        yield Risk.LAST_DATE_PASSED, bill
    elif on <= last_day <= on + timedelta(days=REMINDER_DAYS):
        yield Risk.LAST_DATE_NEAR, bill


def _bill(
    one: Purchase,
    tax: Decimal,
    *,
    last_day: date | None = None,
    days_left: int | None = None,
    unpaid: Decimal | None = None,
    interest: Decimal = money.ZERO,
    law: str | None = None,
) -> AtRisk:
    return AtRisk(
        document_id=one.document_id,
        number=one.number,
        issued_on=one.issued_on,
        supplier_name=one.supplier_name,
        tax=tax,
        last_day=last_day,
        days_left=days_left,
        unpaid=unpaid,
        interest=interest,
        law=law,
    )
