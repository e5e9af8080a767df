"""The check of one invoice: from the cache while the books and the day stand, else asked of the rules at once."""

from datetime import datetime
from uuid import UUID

from app.books import access, reader
from app.books.access import Reach
from app.books.records import BusinessNotFound, InvoiceNotFound
from app.compliance import wording
from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Compliance
from app.compliance.repo import checks as repo
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import reading
from app.feedback import usage
from app.model_registry import service as model_registry
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.language import Language
from app.values.period import indian_date

MODEL_NAME = "compliance"


def check(rt: Runtime, invoice_id: UUID, *, caller: Caller, now: datetime, language: Language) -> bytes:
    """The answer for the app as JSON in a language, ready to be sent.

    Raises `InvoiceNotFound`, also for a stranger's invoice. The day is part of what is remembered: whether an invoice
    is dated ahead is a matter of the day.
    """
    reach = _reach(rt, invoice_id, caller)
    return rt.cache.remember(
        cache_types.COMPLIANCE_CHECK,
        rules.VERSION,
        invoice_id,
        reach.revision,
        indian_date(now),
        language.value,
        compute=lambda: _computed(rt, invoice_id, reach, caller=caller, now=now, language=language),
    )


def checked(invoice: Invoice, *, now: datetime, language: Language = Language.ENGLISH) -> Compliance:
    """What the rules say of an invoice at `now`, in words."""
    found = rules.findings(invoice, on=indian_date(now))
    return Compliance(
        invoice_id=invoice.id,
        overall_status=rules.overall_status(found, is_ours=invoice.is_ours),
        issues=tuple(wording.issue(finding, invoice, language) for finding in found),
        last_checked=now,
        rules_version=rules.VERSION,
    )


def _reach(rt: Runtime, invoice_id: UUID, caller: Caller) -> Reach:
    """The books in which the invoice stands. Their revision is read before the invoice: a change in between only
    costs one check more, and never leaves an old answer under a new revision."""
    business_id = repo.fetch_business_id(rt, invoice_id)
    if business_id is None:
        raise InvoiceNotFound
    try:
        return access.reach(rt, caller, business_id)
    except BusinessNotFound as stranger:
        raise InvoiceNotFound from stranger


def _computed(
    rt: Runtime, invoice_id: UUID, reach: Reach, *, caller: Caller, now: datetime, language: Language
) -> bytes:
    """The check, kept in English whoever asked: what is kept serves support and training, not the reader."""
    with rt.db.transaction(caller) as tx:
        found = reader.fetch_document(tx, caller, invoice_id)
        invoice = reading.invoice_in_books(found.business, found.document, found.party)
        kept = checked(invoice, now=now)
        repo.save(tx, kept, business_id=reach.business_id, revision=reach.revision)
        issues = len(kept.issues)
        usage.record(
            tx, caller=caller, event="compliance.checked", business_id=reach.business_id, attributes={"issues": issues}
        )
        took_ms = (rt.clock.now() - now).total_seconds() * 1000
        model_registry.record(
            tx, model_name=MODEL_NAME, model_version=rules.VERSION, predictions=issues, took_ms=took_ms, now=now
        )
    answer = kept if language is Language.ENGLISH else checked(invoice, now=now, language=language)
    return repo.dumped(answer).encode()
