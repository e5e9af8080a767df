"""The life of an alert on real tables: found, grown, answered, opened again, spoken for by another."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import TextClause, text

from app.books import reader
from app.books.records import Books
from app.fraud.records import AlertStatus, AlertType, Answer, Finding, Rule
from app.fraud.service import keeping
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud.conftest import Shop
from tests.fraud.owners import NOTED, WEAK, analyzed, change, copied, duplicate, labels, listed, say, types

DEARER = text("update invoices set total_amount = total_amount + 500, subtotal = subtotal + 500 where id = :id")
DELETE = text("delete from invoices where id = :id")
LESS_SURE = text("update fraud_alerts set confidence_score = confidence_score - 0.05 where id = :id")
FOLD = text("update fraud_alerts set folded_into = :head where id = :id")


def crowded(books: Books, count: int) -> Finding:
    """A pattern that names so many documents."""
    named = tuple(sorted(books.document_by_id)[:count])
    return Finding(AlertType.SUSPICIOUS_PATTERN, Rule.ROUND_AMOUNTS, 0.9, Decimal(100), documents=named)


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

    def test_one_that_names_thousands_is_kept_and_goes_on(self, rt: Runtime, shop: Shop) -> None:
        crowd = [copied(rt, shop) for _ in range(2)]
        with rt.db.transaction(Caller.service()) as tx:
            books = reader.load(tx, shop.business_id)
            one = books.document_by_id[crowd[0]]
            more = [replace(one, id=uuid4()) for _ in range(3000)]
            wide = replace(books, documents=[*books.documents, *more])
            found = [crowded(wide, len(wide.documents)), crowded(wide, len(wide.documents) - 1)]
            first, again = (
                keeping.keep(tx, wide, [finding], version="1", now=rt.clock.now()).alerts[0] for finding in found
            )
            assert first.id == again.id
            assert len(again.entries) == len(wide.documents) - 1
            tx.rollback()

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
        assert labels(rt, shop) == {head.id: False}
