"""The check of invoices that were sent whole: the rules of the app's own check, asked of the body of a call."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.compliance import wording
from app.compliance.records.issues import InvoiceChecked, IssueType
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import sent
from app.values.language import Language
from app.values.period import indian_date

SOURCES = ("CGST Act 2017, s.31 and s.34", "CGST Rules 2017, rules 46, 46A, 49 and 53", "IGST Act 2017, s.7 to s.16")


def answers(
    _rt: Any, questions: Sequence[Mapping[str, Any]], *, now: datetime, language: Language, **_: Any
) -> list[InvoiceChecked]:
    """What the rules say of each invoice at `now`."""
    on = indian_date(now)
    return [checked(question, on=on, language=language) for question in questions]


def checked(question: Mapping[str, Any], *, on: date, language: Language, is_ours: bool = True) -> InvoiceChecked:
    """What the rules say of one invoice on a day, in words: to its supplier, or to its buyer where it is not ours."""
    invoice = replace(sent.invoice_sent(question, on=on), is_ours=is_ours)
    found = rules.findings(invoice, on=on)
    return InvoiceChecked(
        compliant=all(finding.rule.type is IssueType.WARNING for finding in found),
        overall_status=rules.overall_status(found, is_ours=is_ours),
        issues=tuple(wording.issue(finding, invoice, language) for finding in found),
        sources=tuple(dict.fromkeys(finding.law for finding in found)) or SOURCES,
        rules_version=rules.VERSION,
    )
