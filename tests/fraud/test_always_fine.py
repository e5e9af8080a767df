"""Parties that are always fine, and which answers are labels."""

from dataclasses import replace
from uuid import uuid4

import pytest

from app.books.records import BusinessNotFound
from app.fraud.records import AlertStatus, AlertType, AlwaysNeedsDismissal, Answer, PartyUnknown, Rule
from app.fraud.service import excepting
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud.conftest import Shop
from tests.fraud.owners import analyzed, copied, duplicate, labels, make, say, types


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
        assert labels(rt, shop) == {}

    @pytest.mark.parametrize("later", [Answer.CONFIRMED, Answer.NOT_SURE, Answer.DISMISSED])
    def test_another_answer_takes_always_back(self, rt: Runtime, shop: Shop, later: Answer) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert, Answer.DISMISSED, is_always=True)
        say(rt, shop, alert, later)
        assert excepting.listed(rt, shop.business_id, caller=shop.owner) == []
        copied(rt, shop)
        assert AlertType.DUPLICATE_SUPPLIER_BILL in types(analyzed(rt, shop))

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
    def test_answers_are_labels_but_for_those_that_are_not_sure(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        for answer, taught in ((Answer.CONFIRMED, {alert.id: True}), (Answer.DISMISSED, {alert.id: False})):
            say(rt, shop, alert, answer)
            assert labels(rt, shop) == taught
        say(rt, shop, alert, Answer.NOT_SURE)
        assert labels(rt, shop) == {}
