"""Every invoice and bill of a period against the law as JSON: counts by rule, and the documents with their issues."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from app.books.records import Document
from app.compliance import wording
from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding, OverallStatus, Rule, Severity
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import reading
from app.compliance.service.periods.asking import Asked, Json, rupees, span

_GRAVEST = tuple(reversed(Severity))


def answer(asked: Asked) -> Json:
    """The documents that stand in the books of the period, those with issues listed, the gravest first."""
    checked = [
        _checked(one, asked) for one in asked.books.documents if one.counts and asked.period.covers(one.issued_on)
    ]
    statuses = Counter(rules.overall_status(found, is_ours=invoice.is_ours) for _, invoice, found in checked)
    at_fault = [one for one in checked if one[2]]
    at_fault.sort(key=lambda one: (_gravity(one[1], one[2]), one[0].issued_on, str(one[0].id)))
    head = {
        **span(asked.period),
        "checked": len(checked),
        "with_issues": len(at_fault),
        "statuses": {status.value: statuses[status] for status in OverallStatus},
        "rules": _by_rule([(invoice, found) for _, invoice, found in at_fault]),
    }
    return {"head": head, "lists": {"invoices": [_row(*one, asked) for one in at_fault]}}


def _checked(document: Document, asked: Asked) -> tuple[Document, Invoice, Sequence[Finding]]:
    party = asked.books.party_by_id.get(document.party_id) if document.party_id else None
    invoice = reading.invoice_in_books(asked.books.business, document, party)
    return document, invoice, rules.findings(invoice, on=asked.on)


def _gravity(invoice: Invoice, found: Sequence[Finding]) -> int:
    return min(_GRAVEST.index(finding.rule.weight(is_ours=invoice.is_ours)) for finding in found)


def _by_rule(at_fault: Sequence[tuple[Invoice, Sequence[Finding]]]) -> list[Json]:
    """Each rule that was broken: how often, by how many documents, and how much hangs on it at most."""
    issues: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    weights: dict[str, set[Severity]] = defaultdict(set)
    kinds: dict[str, Rule] = {}
    for invoice, found in at_fault:
        for finding in found:
            issues[finding.rule.code] += 1
            kinds[finding.rule.code] = finding.rule
            weights[finding.rule.code].add(finding.rule.weight(is_ours=invoice.is_ours))
        documents.update({finding.rule.code for finding in found})
    rows = [
        {
            "rule": code,
            "type": kinds[code].type.value,
            "severity": min(weights[code], key=_GRAVEST.index).value,
            "invoices": documents[code],
            "issues": issues[code],
        }
        for code in kinds
    ]
    return sorted(rows, key=lambda row: (_GRAVEST.index(Severity(str(row["severity"]))), -issues[str(row["rule"])]))


def _row(document: Document, invoice: Invoice, found: Sequence[Finding], asked: Asked) -> Json:
    told = [wording.issue(finding, invoice, asked.language) for finding in found]
    return {
        "invoice_id": str(document.id),
        "document": document.kind.value,
        "number": document.number,
        "date": document.issued_on.isoformat(),
        "party": asked.books.party_name(document.party_id) if document.party_id else None,
        "total": rupees(document.total),
        "overall_status": rules.overall_status(found, is_ours=invoice.is_ours).value,
        "rules": sorted({finding.rule.code for finding in found}),
        "issues": [asdict(issue) | {"id": str(issue.id)} for issue in told],
    }
