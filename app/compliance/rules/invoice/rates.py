"""Whether the rate on each line was in force, and is one that its goods or services may bear on the day that counts.

CGST Act 2017, s.9(1) and s.14: the rate of the time of supply; a note keeps that of its original. Rates by code, words
and price come from `app.gst.tariff`, slabs from `app/gst/data/rate_slabs.csv`. A rate is wrong for the goods only where
the tables prove it; where they do not know the goods, only a rate that no goods could bear is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from app.compliance.records.invoices import Invoice, Line
from app.compliance.records.issues import Finding, IssueType, Rule, Severity, Values
from app.compliance.rules.invoice import asking, charging, grounds
from app.compliance.rules.invoice.codes import of_lines
from app.gst import rounding, slabs
from app.gst.slabs import Standing

RATE_NOT_IN_FORCE = Rule(
    "rate_not_in_force",
    IssueType.GST_MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.9(1) and s.14; notified rates",
    "The rate on a line was in force on the day that counts; a note's is that of its original.",
)
RATE_NOT_OF_GOODS = Rule(
    "rate_not_of_goods",
    IssueType.GST_MISMATCH,
    Severity.HIGH,
    "CGST Act 2017, s.9(1) and s.14",
    "The rate is one that the code, the description and the price allow on that day.",
)
RATE_KEPT_FOR_FEW = Rule(
    "rate_kept_for_few",
    IssueType.WARNING,
    Severity.LOW,
    "CGST Act 2017, s.9(1); notified rates",
    "Where a rate is kept for few goods, the line tells that it is one of them.",
)
RATE_MISSING = Rule(
    "rate_missing",
    IssueType.INCOMPLETE_INVOICE_DATA,
    Severity.MEDIUM,
    "CGST Rules 2017, rule 46(l)",
    "A taxed line shows its rate.",
)
CESS_NOT_IN_FORCE = Rule(
    "cess_not_in_force",
    IssueType.GST_MISMATCH,
    Severity.HIGH,
    "GST (Compensation to States) Act 2017, s.8; 2/2025-Compensation Cess (Rate); 19/2025-CT(R)",
    "Compensation cess stands only on goods that bore it that day: from 2025-09-22 pan masala and tobacco, from"
    " 2026-02-01 none.",
)

_QUARTER = Decimal("0.25")
_Key = tuple[Rule, Decimal, tuple[Decimal, ...], str | None]


def findings(invoice: Invoice) -> Iterator[Finding]:
    """What is wrong with the rates; lines with the same fault are one finding."""
    found: dict[_Key, list[Line]] = defaultdict(list)
    for line in judged_lines(invoice):
        fault = _fault(invoice, line)
        if fault:
            found[fault].append(line)
    on = invoice.rates_on or invoice.issued_on
    for (rule, rate, allowed, source), lines in found.items():
        field = f"items.gst_rate={rate.normalize():f}"
        yield Finding(rule, field, _of_rate(rate, on, lines, allowed), source)
    yield from of_lines(RATE_MISSING, "items.gst_rate", _without_rate(invoice))
    yield from of_lines(CESS_NOT_IN_FORCE, "items.cess", _with_ended_cess(invoice))


def judged_lines(invoice: Invoice) -> Iterator[Line]:
    """The lines whose rate means something: not where a ground frees the document from tax, nor where a line says 0
    and is a gift, or only the books speak, which have no place for a reason."""
    if invoice.whole and not invoice.is_taxed and (grounds.ground(invoice) or grounds.is_zero_rated(invoice)):
        return
    if charging.is_forbidden(invoice):
        return
    for line in invoice.lines:
        is_open = (invoice.whole is None or not line.value) and not line.rate_percent
        if not (is_open or line.is_declared_untaxed or "gst_rate" in line.unsaid):
            yield line


def _fault(invoice: Invoice, line: Line) -> _Key | None:
    """The rule that the line's rate breaks, with the rates that it may bear and who says so."""
    on, rate = invoice.rates_on, line.rate_percent
    if on is None:
        is_known = any(slab.rate_percent == rate for slab in slabs.every())
        return None if is_known else (RATE_NOT_IN_FORCE, rate, (), None)
    answer = asking.answer(line, on, is_whole=invoice.whole is not None)
    if answer.allowed:
        if rate in answer.allowed or asking.is_concession(line, on) or _gives(line, answer.allowed):
            return None
        if asking.is_part_of_goods(line, invoice.lines):
            return None
        rule = RATE_NOT_OF_GOODS if rate in slabs.open_to_all(on) else RATE_NOT_IN_FORCE
        return rule, rate, answer.allowed, answer.source
    standing = slabs.standing(rate, on, hsn=line.hsn, description=line.description)
    if standing is Standing.IN_FORCE or (standing is Standing.NOT_IN_FORCE and _gives(line, slabs.open_to_all(on))):
        return None
    return (RATE_NOT_IN_FORCE if standing is Standing.NOT_IN_FORCE else RATE_KEPT_FOR_FEW), rate, (), None


def _gives(line: Line, allowed: Iterable[Decimal]) -> bool:
    """Whether the rate was worked out from a tax in rupees: no round figure, but the same rupees as one that may be."""
    if not line.rate_percent % _QUARTER:
        return False
    gaps = (abs(line.value * (slab - line.rate_percent) / 100) for slab in allowed)
    return min(gaps) <= rounding.TOLERANCE


def _of_rate(rate: Decimal, on: date, lines: list[Line], allowed: tuple[Decimal, ...]) -> Values:
    lawful = allowed or slabs.open_to_all(on)
    return {
        "rate_percent": rate,
        "date": on,
        "lines": tuple(line.label for line in lines),
        "codes": tuple(dict.fromkeys(line.hsn for line in lines if line.hsn)),
        "slabs": tuple(f"{slab.normalize():f}%" for slab in lawful),
        "ended": slabs.last_day(rate, on),
        "only_for": slabs.only_for(rate, on),
        "double_percent": rate * 2 if rate * 2 in lawful else None,
    }


def _without_rate(invoice: Invoice) -> list[Line]:
    taxed = [line for line in invoice.lines if line.heads is not None and line.heads.total]
    return [line for line in taxed if "gst_rate" in line.unsaid]


def _with_ended_cess(invoice: Invoice) -> list[Line]:
    on = invoice.rates_on
    if invoice.whole is None or on is None or charging.is_forbidden(invoice):
        return []
    bearers = [line for line in invoice.lines if line.heads is not None and line.heads.cess]
    return [line for line in bearers if not slabs.may_bear_cess(on, hsn=line.hsn, description=line.description)]
