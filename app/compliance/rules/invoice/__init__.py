"""The decisions of an invoice check: which rules are asked, in which order, and what their findings amount to."""

from collections.abc import Sequence
from datetime import date

from app.compliance.records.invoices import Finding, Invoice, IssueType, OverallStatus, Rule, Severity
from app.compliance.rules.invoice import arithmetic, fields, heads_and_rates, identity, scope

VERSION = "rules-1"
"""Part of every cache key: a change of a rule, a table or a sentence needs a new one."""

_FAMILIES = (scope, identity, heads_and_rates, arithmetic, fields)
_GRAVEST_FIRST = tuple(reversed(Severity))

ALL: tuple[Rule, ...] = tuple(
    value for family in _FAMILIES for value in vars(family).values() if isinstance(value, Rule)
)
"""Every rule there is."""


def findings(invoice: Invoice, *, on: date) -> tuple[Finding, ...]:
    """Everything wrong with an invoice as it is known on a day, the gravest first."""
    closed = tuple(scope.closed(invoice))
    if closed:
        return closed
    found = (
        *scope.gaps(invoice),
        *identity.findings(invoice),
        *heads_and_rates.findings(invoice),
        *arithmetic.findings(invoice),
        *fields.findings(invoice, on=on),
    )
    return tuple(sorted(found, key=lambda finding: _gravity(finding, is_ours=invoice.is_ours)))


def overall_status(found: Sequence[Finding], *, is_ours: bool) -> OverallStatus:
    """One word for all findings; the first of these that applies.

    critical_issues when one is critical; issues_found when one is more than a warning; unknown when something kept the
    rules from being asked; warning when there is advice; compliant when there is nothing.
    """
    if any(finding.rule.weight(is_ours=is_ours) is Severity.CRITICAL for finding in found):
        return OverallStatus.CRITICAL_ISSUES
    if any(finding.rule.type is not IssueType.WARNING for finding in found):
        return OverallStatus.ISSUES_FOUND
    if any(finding.rule.leaves_unknown for finding in found):
        return OverallStatus.UNKNOWN
    return OverallStatus.WARNING if found else OverallStatus.COMPLIANT


def _gravity(finding: Finding, *, is_ours: bool) -> tuple[int, str]:
    return _GRAVEST_FIRST.index(finding.rule.weight(is_ours=is_ours)), finding.field
