"""What an owner answers to an alert, and "this party is always fine" as part of an answer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from app.books import access, reader
from app.books.access import Reach
from app.books.records import BusinessNotFound
from app.fraud.records import RULES_VERSION, Alert, AlertNotFound, AlwaysNeedsDismissal, Answer, Said
from app.fraud.repo import alerts as alerts_repo
from app.fraud.repo import exceptions as exceptions_repo
from app.fraud.rules import exceptions
from app.runtime import cache_types
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def answer(
    rt: Runtime,
    alert_id: UUID,
    *,
    caller: Caller,
    answer: Answer,
    reason: str | None,
    is_always: bool = False,
    now: datetime,
) -> Alert:
    """The alert with what the caller says about it; the same answer again changes nothing.

    is_always : the parties of the alert are never to be asked about again for what this alert is about, until it is
        answered otherwise
    Raises `AlertNotFound`, also for an alert of a stranger's business, and `AlwaysNeedsDismissal`.
    """
    said = Said(caller.user_id, now, reason)
    with rt.db.transaction(caller) as tx:
        alert = alerts_repo.fetch(tx, alert_id)
        try:
            reach = access.reach(tx, caller, alert.business_id)
        except BusinessNotFound as stranger:
            raise AlertNotFound from stranger
        if is_always:
            _except_parties(tx, alert, answer, said)
        elif alert.is_always:
            _take_back(tx, alert)
        if (alert.status.value, alert.reason, alert.is_always) != (answer.value, reason, is_always):
            alerts_repo.save_answer(tx, alert, answer, said, is_always=is_always)
            alert = alerts_repo.fetch(tx, alert_id)
        told = {"answer": answer, "always": is_always}
        rt.audit.append(
            tx, Deed("fraud alert answered", Actor.of(caller), reach.business_id, "alert", alert_id, told, reason or "")
        )
    rt.cache.forget(cache_types.FRAUD_ANALYSIS, *cache_key(reach))
    return alert


def cache_key(reach: Reach) -> tuple[str, UUID, int]:
    """Where an analysis is cached. Without the model's version: what is cached names it, and is looked at first."""
    return RULES_VERSION, reach.business_id, reach.revision


def _except_parties(tx: Connection, alert: Alert, answer: Answer, said: Said) -> None:
    parties = _parties(tx, alert)
    if answer is not Answer.DISMISSED or not parties:
        raise AlwaysNeedsDismissal
    for party_id in parties:
        exceptions_repo.save(tx, alert.business_id, party_id, type=alert.type, rule=alert.rule or None, said=said)


def _take_back(tx: Connection, alert: Alert) -> None:
    """Another answer takes back the exceptions that "always" made, or the party would stay silent for ever."""
    for party_id in _parties(tx, alert):
        exceptions_repo.delete_such(tx, alert.business_id, party_id, type=alert.type, rule=alert.rule or None)


def _parties(tx: Connection, alert: Alert) -> Sequence[UUID]:
    kinds = {one.id: one.kind for one in reader.load_parties(tx, alert.business_id)}
    return exceptions.that_matter(map(UUID, alert.evidence.get("parties", ())), kinds)
