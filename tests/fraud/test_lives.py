"""The life of an alert on real tables: found, answered, grown, opened again; and the parties that are always fine."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import TextClause, text

from app.books.importer import service as importer
from app.books.records import BusinessNotFound
from app.fraud import service
from app.fraud.records import (
    Alert,
    AlertStatus,
    AlertType,
    AlwaysNeedsDismissal,
    Answer,
    Filters,
    FraudAnalysis,
    PartyException,
    PartyUnknown,
    Rule,
)
from app.fraud.repo import answers
from app.fraud.service import excepting
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud.conftest import Shop

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DEARER = text("update invoices set total_amount = total_amount + 500, subtotal = subtotal + 500 where id = :id")
NOTED = text("update invoices set notes = 'checked' where id = :id")
DELETE = text("delete from invoices where id = :id")
LESS_SURE = text("update fraud_alerts set confidence_score = confidence_score - 0.05 where id = :id")
FOLD = text("update fraud_alerts set folded_into = :head where id = :id")
WEAK = text("update fraud_alerts set confidence_score = 0.3, is_audit = true, show_probability = 0.04 where id = :id")


class TestGrowing:
    def test_third_copy_joins_the_alert_that_stands(self, rt: Runtime, shop: Shop) -> None:
        before = duplicate(rt, shop)
        third = copied(rt, shop)
        after = duplicate(rt, shop)
        assert (after.id, after.detected_at) == (before.id, before.detected_at)
        assert set(after.entries) == {*map(UUID, shop.bills), third}

    def test_third_copy_opens_a_dismissed_alert_again_and_says_what_was_answered(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert, Answer.DISMISSED, reason="two deliveries")
        copied(rt, shop)
        again = duplicate(rt, shop)
        assert (again.id, again.status) == (alert.id, AlertStatus.OPEN)
        assert again.previous_answer is not None
        assert (again.previous_answer.answer, again.previous_answer.reason) == (Answer.DISMISSED, "two deliveries")
        assert listed(rt, shop, status=AlertStatus.OPEN)[again.id].previous_answer == again.previous_answer

    def test_copy_less_opens_nothing(self, rt: Runtime, shop: Shop) -> None:
        third = copied(rt, shop)
        say(rt, shop, duplicate(rt, shop), Answer.DISMISSED)
        change(rt, DELETE, id=third)
        assert AlertType.DUPLICATE_SUPPLIER_BILL not in types(analyzed(rt, shop))

    @pytest.mark.parametrize(("statement", "opens"), [(DEARER, True), (NOTED, False)], ids=["fact", "note"])
    def test_only_changed_facts_open_a_confirmed_alert(
        self, rt: Runtime, shop: Shop, statement: TextClause, opens: bool
    ) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert, Answer.CONFIRMED)
        for bill in shop.bills:
            change(rt, statement, id=bill)
        again = duplicate(rt, shop)
        assert again.id == alert.id
        assert (again.status is AlertStatus.OPEN) is opens
        assert (again.previous_answer is not None) is opens

    def test_drift_of_confidence_opens_nothing(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert, Answer.DISMISSED)
        change(rt, LESS_SURE, id=alert.id)
        change(rt, NOTED, id=shop.bills[0])
        assert AlertType.DUPLICATE_SUPPLIER_BILL not in types(analyzed(rt, shop))


class TestShown:
    def test_risk_and_what_is_left_out_are_explained(self, rt: Runtime, shop: Shop) -> None:
        analysis = analyzed(rt, shop)
        risk = analysis.metadata["risk"]
        assert risk["money_in_question"] == pytest.approx(analysis.risk_score * risk["money_moved"], rel=0.01)
        assert risk["sentence"].startswith("Of ₹") and "2 alerts" in risk["sentence"]
        assert analysis.metadata["digest"] == {}

    def test_evidence_holds_ids_figures_and_versions(self, rt: Runtime, shop: Shop) -> None:
        evidence = duplicate(rt, shop).evidence
        assert set(evidence["documents"]) == set(shop.bills)
        assert len(evidence["parties"]) == 1
        assert "amount" in evidence["fields_that_agree"]
        assert evidence["amount_at_risk"] == 1888.0
        assert evidence["rule"] == Rule.DUPLICATE.value
        assert evidence["rules_version"] and evidence["model_version"] and evidence["what_to_check"]

    def test_what_was_drawn_is_listed_on_demand_alone(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        change(rt, WEAK, id=alert.id)
        assert alert.id not in listed(rt, shop)
        assert alert.id not in listed(rt, shop, is_audit=False)
        drawn = listed(rt, shop, is_audit=True)
        assert drawn.keys() == {alert.id}
        assert (drawn[alert.id].is_audit, drawn[alert.id].confidence) == (True, 0.3)


class TestFolded:
    def test_is_not_listed_and_takes_the_answer_of_the_one_that_speaks_for_it(self, rt: Runtime, shop: Shop) -> None:
        """The paid bill's alert plays the one that says a part of what the other says."""
        head = duplicate(rt, shop)
        (other,) = [one for one in listed(rt, shop).values() if one.id != head.id]
        change(rt, FOLD, id=other.id, head=head.id)
        assert listed(rt, shop).keys() == {head.id}
        say(rt, shop, head, Answer.DISMISSED)
        change(rt, NOTED, id=shop.bills[0])
        assert analyzed(rt, shop).alerts == []
        assert [one.alert_id for one in labels(rt, shop)] == [head.id]


class TestExceptions:
    def test_party_that_is_always_fine_raises_no_alert_until_it_is_removed(self, rt: Runtime, shop: Shop) -> None:
        before = duplicate(rt, shop)
        made = make(rt, shop)
        assert analyzed(rt, shop).alerts == []
        excepting.remove(rt, made.id, caller=shop.owner)
        assert duplicate(rt, shop).id == before.id

    def test_holds_for_its_type_alone(self, rt: Runtime, shop: Shop) -> None:
        make(rt, shop, type=AlertType.DUPLICATE_SUPPLIER_BILL)
        assert types(analyzed(rt, shop)) == {AlertType.PAYMENT_MISMATCH}

    def test_made_twice_is_one_and_removed_twice_is_none(self, rt: Runtime, shop: Shop) -> None:
        made = make(rt, shop, reason="our own branch")
        assert make(rt, shop, reason="again") == made
        assert excepting.listed(rt, shop.business_id, caller=shop.owner) == [made]
        assert (made.party_name, made.reason, made.created_by) == (
            "Shree Marketing",
            "our own branch",
            shop.owner.user_id,
        )
        for _ in range(2):
            excepting.remove(rt, made.id, caller=shop.owner)
        assert excepting.listed(rt, shop.business_id, caller=shop.owner) == []

    def test_dismissed_for_ever_covers_later_alerts_of_the_kind(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        for _ in range(2):
            say(rt, shop, alert, Answer.DISMISSED, is_always=True)
        (made,) = excepting.listed(rt, shop.business_id, caller=shop.owner)
        assert (made.type, made.rule) == (AlertType.DUPLICATE_SUPPLIER_BILL, Rule.DUPLICATE)
        copied(rt, shop)
        assert types(analyzed(rt, shop)) == {AlertType.PAYMENT_MISMATCH}
        assert labels(rt, shop) == []

    def test_only_what_is_dismissed_can_be_always_fine(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        with pytest.raises(AlwaysNeedsDismissal):
            say(rt, shop, alert, Answer.CONFIRMED, is_always=True)
        assert duplicate(rt, shop).status is AlertStatus.OPEN

    def test_strangers_and_unknown_parties_get_nowhere(self, rt: Runtime, shop: Shop) -> None:
        made = make(rt, shop)
        stranger = replace(shop, owner=Caller.user(uuid4()))
        with pytest.raises(BusinessNotFound):
            make(rt, stranger)
        with pytest.raises(BusinessNotFound):
            excepting.listed(rt, shop.business_id, caller=stranger.owner)
        with pytest.raises(PartyUnknown):
            make(rt, shop, party_id=uuid4())
        excepting.remove(rt, made.id, caller=stranger.owner)
        assert excepting.listed(rt, shop.business_id, caller=shop.owner) == [made]


class TestLabels:
    def test_answers_are_labels_and_one_drawn_by_lot_counts_for_those_that_were_not(
        self, rt: Runtime, shop: Shop
    ) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert, Answer.CONFIRMED)
        (label,) = labels(rt, shop)
        assert (label.rule, label.is_true, label.weight) == (Rule.DUPLICATE, True, 1)
        assert 0 < label.score <= 1
        change(rt, WEAK, id=alert.id)
        assert [one.weight for one in labels(rt, shop)] == [pytest.approx(25)]
        say(rt, shop, alert, Answer.NOT_SURE)
        assert labels(rt, shop) == []

    def test_are_counted_by_rule(self, rt: Runtime, shop: Shop) -> None:
        for alert in analyzed(rt, shop).alerts:
            is_bill = alert.type is AlertType.DUPLICATE_SUPPLIER_BILL
            say(rt, shop, alert, Answer.CONFIRMED if is_bill else Answer.DISMISSED)
        with rt.db.transaction(Caller.service()) as tx:
            found = answers.answers_by_rule(tx, shop.business_id)
            everywhere = answers.answers_by_rule(tx)
        assert {rule: (one.answers, one.right_share) for rule, one in found.items()} == {
            Rule.DUPLICATE: (1, 1.0),
            Rule.PAID_TWICE: (1, 0.0),
        }
        assert everywhere[Rule.DUPLICATE].answers >= 1


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


def labels(rt: Runtime, shop: Shop) -> list[Any]:
    """The labels that the shop's answers made."""
    with rt.db.transaction(Caller.service()) as tx:
        return [one for one in answers.fetch_labels(tx, LONG_AGO) if one.business_id == shop.business_id]
