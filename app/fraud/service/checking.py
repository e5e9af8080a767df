"""The check of one document or payment before it is saved: nothing is stored, and nothing is asked of the worker.

Only the books around the draft are read (`books.nearby`), by index, and the rules run in the web process. Linear
models are worked out there too; where the serving version is of another kind, the rules judge and the answer says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books import access, nearby
from app.books.access import Reach
from app.books.nearby import Around
from app.books.records import Books, Document
from app.fraud.records import Alert, Finding, PartyException, Rule
from app.fraud.records.checks import DraftCheck, Question, Verdict
from app.fraud.repo import exceptions as exceptions_repo
from app.fraud.repo import scans
from app.fraud.rules import cases, drafts, exceptions
from app.fraud.rules.drafts import Draft, Habits
from app.fraud.rules.judging import SHOWN_FROM
from app.fraud.service import alerting, drafting, scanning, scoring
from app.fraud.service.scoring import Judgement
from app.model_registry.service.serving import unaided
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

ASK_FROM = 0.8
"""The phone app calls alerts from this confidence on urgent."""
OF_TWO_ENTRIES = frozenset({Rule.MARKED_PAID, Rule.PAID_FIGURE})
"""Rules that hold the paid figure of a document against its payments: the app saves one of the two after the other."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready for judging a draft: the books with it in them, and what is known of the whole business."""

    books: Books
    draft: Draft
    habits: Habits
    excepted: Sequence[PartyException]


def check(rt: Runtime, business_id: UUID, question: Question, *, caller: Caller, now: datetime) -> DraftCheck:
    """What speaks against saving a draft, judged as a scan would after saving; an edit is compared with the others.

    Raises `BusinessNotFound` for a stranger, `UnreadableDraft` with a sentence for each field that is wrong.
    """
    with rt.db.transaction(caller) as tx:
        reach = access.reach(tx, caller, business_id)
        told = replace(question, fields={**question.fields, **_side_of_document(tx, business_id, question)})
        desk = _desk(tx, reach, drafting.draft(told, business_id, now=now))
    drafting.refuse_unknown(desk.books, question)
    judged = _judged(rt, desk)
    alerts = alerting.alerts_of(desk.books, _likely(judged), version=judged.version, now=now)
    shown = [one if _has_id(question) else _without(one, desk.draft.id) for one in alerts]
    return DraftCheck(
        business_id=business_id,
        verdict=_verdict(shown),
        alerts=shown,
        metadata=_metadata(desk, judged),
        took_ms=round((rt.clock.now() - now).total_seconds() * 1000, 1),
    )


def _side_of_document(tx: Connection, business_id: UUID, question: Question) -> Mapping[str, Any]:
    """Whose the invoice is that a payment names, and which way its money goes, where the payment does not say."""
    fields = question.fields
    if fields.get("invoice_id") is None or fields.get("customer_id") or fields.get("supplier_id"):
        return {}
    return drafting.side(question, nearby.fetch_side(tx, business_id, fields["invoice_id"]))


def _desk(tx: Connection, reach: Reach, draft: Draft) -> Desk:
    business_id = reach.business_id
    found = nearby.load(tx, business_id, _around(draft), revision=reach.revision)
    books = drafts.with_draft(found, draft)
    habits = scans.fetch_habits(tx, business_id) or Habits.of(books)
    return Desk(books, draft, habits, exceptions_repo.fetch(tx, business_id))


def _around(draft: Draft) -> Around:
    if isinstance(draft, Document):
        return Around(
            day=draft.issued_on,
            circle=partial(drafts.circle, draft=draft),
            total=draft.total,
            net=draft.subtotal,
            document_id=draft.related_document_id,
            resembles=partial(drafts.resembles, draft=draft),
        )
    return Around(
        day=draft.paid_on,
        circle=partial(drafts.circle, draft=draft),
        document_id=draft.document_id,
        reference=draft.reference,
        account=draft.paid_to_account,
    )


def _judged(rt: Runtime, desk: Desk) -> Judgement:
    business_id = desk.books.business.id
    pairs = unaided.scored(rt, scanning.question(drafts.pairs(desk.books, desk.draft)), business_id=business_id)
    found = drafts.findings(desk.books, desk.draft, desk.habits, pairs.found)
    tellable = [one for one in found if one.rule not in OF_TWO_ENTRIES]
    wanted = exceptions.unexcepted(tellable, desk.excepted, desk.books.parties)
    judged = unaided.scored(rt, scoring.about_findings(wanted, pairs.version), business_id=business_id)
    return Judgement(pairs, judged)


def _likely(judged: Judgement) -> list[Finding]:
    """The findings that are likely enough for an alert; drafts are not asked about by lot."""
    return [one for one in judged.findings.found if one.probability >= cases.ALERT_FROM]


def _without(alert: Alert, draft_id: UUID) -> Alert:
    """The alert without the id that a draft without one had here: nobody could follow it."""
    own = str(draft_id)
    named = ("documents", "payments")
    kept = {key: [one for one in alert.evidence.get(key, ()) if one != own] for key in named}
    return replace(alert, evidence=dict(alert.evidence) | kept)


def _has_id(question: Question) -> bool:
    return question.fields.get("id") is not None


def _verdict(alerts: Sequence[Alert]) -> Verdict:
    highest = max((one.confidence for one in alerts), default=0.0)
    if highest >= ASK_FROM:
        return Verdict.ASK_FIRST
    return Verdict.LOOK if highest >= SHOWN_FROM else Verdict.CLEAR


def _metadata(desk: Desk, judged: Judgement) -> dict[str, Any]:
    return {
        "model_version": judged.version,
        "models": judged.models,
        **({"models_missing": judged.models_missing} if judged.models_missing else {}),
        "book_revision": desk.books.revision,
        "documents_compared": len(desk.books.documents) - isinstance(desk.draft, Document),
        "payments_compared": len(desk.books.payments) - (not isinstance(desk.draft, Document)),
    }
