"""What the owner of the tests' shop does: looks, answers, excepts, enters a bill a third time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import TextClause, text

from app.books.importer import service as importer
from app.fraud import service
from app.fraud.records import Alert, AlertStatus, AlertType, Answer, Filters, FraudAnalysis, PartyException
from app.fraud.repo import answers
from app.fraud.service import excepting
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud.conftest import Shop

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOTED = text("update invoices set notes = 'checked' where id = :id")
WEAK = text("update fraud_alerts set confidence_score = 0.3, is_audit = true, show_probability = 0.04 where id = :id")


def analyzed(rt: Runtime, shop: Shop) -> FraudAnalysis:
    """The analysis of the shop as its owner gets it."""
    return service.analyze(rt, shop.business_id, caller=shop.owner)


def types(analysis: FraudAnalysis) -> set[AlertType]:
    """The types of its alerts."""
    return {one.type for one in analysis.alerts}


def duplicate(rt: Runtime, shop: Shop) -> Alert:
    """The alert about the bill that was entered twice."""
    return next(one for one in analyzed(rt, shop).alerts if one.type is AlertType.DUPLICATE_SUPPLIER_BILL)


def listed(rt: Runtime, shop: Shop, **filters: Any) -> Mapping[UUID, Alert]:
    """The stored alerts by id."""
    page = service.alerts(rt, shop.business_id, caller=shop.owner, filters=Filters(**filters))
    return {one.id: one for one in page.alerts}


def say(
    rt: Runtime, shop: Shop, alert: Alert, answer: Answer, *, reason: str | None = None, is_always: bool = False
) -> Alert:
    """The owner answers."""
    now = rt.clock.now()
    return service.answer(rt, alert.id, caller=shop.owner, answer=answer, reason=reason, is_always=is_always, now=now)


def make(rt: Runtime, shop: Shop, **known: Any) -> PartyException:
    """An exception for the shop's supplier."""
    party_id = UUID(shop.content["businesses"][0]["parties"][0]["id"])
    what: dict[str, Any] = {"party_id": party_id, "type": None, "rule": None, "reason": None}
    return excepting.make(rt, shop.business_id, caller=shop.owner, now=rt.clock.now(), **(what | known))


def copied(rt: Runtime, shop: Shop) -> UUID:
    """The bill entered a third time."""
    (business,) = shop.content["businesses"]
    third = business["documents"][-1] | {"id": str(uuid4()), "created_by": "son"}
    content = {"businesses": [business | {"documents": [*business["documents"], third]}]}
    importer.import_content(rt, content, owner_id=shop.owner.user_id)
    return UUID(third["id"])


def change(rt: Runtime, statement: TextClause, **values: Any) -> None:
    """Changes what is stored."""
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(statement, values)


def labels(rt: Runtime, shop: Shop) -> Mapping[UUID, bool]:
    """What the shop's answers teach: by the id of the alert, whether it was right."""
    own = {one.id for status in AlertStatus for one in listed(rt, shop, status=status).values()}
    with rt.db.transaction(Caller.service()) as tx:
        told = answers.fetch_outcomes(tx, LONG_AGO, AlertType)
        return {one.subject: one.is_true for one in told if one.subject in own}
