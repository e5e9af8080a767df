"""The decisions of an invoice check: which rules are asked, in which order, and what their findings amount to."""

from collections.abc import Sequence
from datetime import date

from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding, IssueType, OverallStatus, Rule, Severity
from app.compliance.rules.invoice import (
    arithmetic,
    blanks,
    charging,
    codes,
    fields,
    figures,
    heads,
    identity,
    payer,
    portal,
    rates,
    scope,
    sides,
    sums,
    supply_place,
)

VERSION = "rules-4"
"""Part of every cache key: a change of a rule, a table or a sentence needs a new one."""

FAMILIES = {
    "Whether it can be judged": scope,
    "Who sold to whom": identity,
    "The sides as the document names them": sides,
    "Where it was supplied": supply_place,
    "Whether tax is charged": charging,
    "Who pays it": payer,
    "Which tax": heads,
    "At which rate": rates,
    "Amounts left blank": blanks,
    "Sums": figures,
    "Number, date, lines": fields,
    "HSN and SAC codes": codes,
    "E-invoice": portal,
}
"""The rules by what they ask about, in the order of `docs/checks.md`."""
_GRAVEST_FIRST = tuple(reversed(Severity))

ALL: tuple[Rule, ...] = tuple(
    value for family in FAMILIES.values() for value in vars(family).values() if isinstance(value, Rule)
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
        *sides.findings(invoice),
        *_tax(invoice),
        *payer.findings(invoice),
        *rates.findings(invoice),
        *_amounts(invoice),
        *fields.findings(invoice, on=on),
        *codes.findings(invoice),
        *portal.findings(invoice),
    )
    return tuple(sorted(found, key=lambda finding: _gravity(finding, is_ours=invoice.is_ours)))


def _amounts(invoice: Invoice) -> tuple[Finding, ...]:
    whole = invoice.whole
    if whole is None:
        return tuple(arithmetic.findings(invoice))
    return (*blanks.findings(invoice, whole), *(sums.findings(invoice, whole) if invoice.lines else ()))


def _tax(invoice: Invoice) -> tuple[Finding, ...]:
    """What is wrong with place and head; the head is no question where no tax may be charged or the place is wrong."""
    place, charge = tuple(supply_place.findings(invoice)), tuple(charging.findings(invoice))
    is_settled = charging.is_forbidden(invoice) or any(
        finding.rule is not supply_place.PLACE_MISSING for finding in place
    )
    return (*place, *charge, *(() if is_settled else heads.findings(invoice)))


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
