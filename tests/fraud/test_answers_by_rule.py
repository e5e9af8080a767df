"""Answers counted by rule: no business outweighs others, the lot weighs by its inverse, labels alone count."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text

from app.fraud.repo import answers
from app.runtime.identity import Caller
from tests import shops

RULE = "answered_in_this_test"
ANSWERED = text(
    "insert into fraud_alerts (id, business_id, alert_type, fingerprint, message, confidence_score, status, rule,"
    " is_audit, show_probability, is_always, model_version, book_revision, detected_at, last_seen_at, answered_at)"
    " select gen_random_uuid(), :business, 'payment_mismatch', gen_random_uuid()::text, 'Fits?', 0.8, :status, :rule,"
    " :audit, :chance, :always, '1', 1, now(), now(), now() from generate_series(1, :times)"
)


class TestAnswersByRule:
    def test_no_business_outweighs_the_others(self, tx: Connection, business: Callable[[], UUID]) -> None:
        loud, quiet = business(), business()
        said(tx, loud, "dismissed", times=200)
        said(tx, quiet, "confirmed", times=20)
        (everywhere, alone) = (answers.answers_by_rule(tx)[RULE], answers.answers_by_rule(tx, loud)[RULE])
        assert (everywhere.answers, everywhere.right_share) == (40, pytest.approx(0.5))
        assert (alone.answers, alone.right_share) == (200, 0)

    def test_one_drawn_by_lot_stands_for_those_that_were_not(
        self, tx: Connection, business: Callable[[], UUID]
    ) -> None:
        shop = business()
        said(tx, shop, "dismissed", times=3)
        said(tx, shop, "confirmed", audit=True, chance=0.25)
        found = answers.answers_by_rule(tx, shop)[RULE]
        assert (found.answers, found.right_share) == (4, pytest.approx(4 / 7))

    def test_what_is_no_label_does_not_count(self, tx: Connection, business: Callable[[], UUID]) -> None:
        shop = business()
        said(tx, shop, "dismissed", always=True)
        said(tx, shop, "not_sure")
        said(tx, shop, "open")
        assert RULE not in answers.answers_by_rule(tx, shop)


def said(tx: Connection, business: UUID, status: str, **known: Any) -> None:
    """Alerts of the rule with this answer."""
    facts = {"times": 1, "audit": False, "chance": 1.0, "always": False, "rule": RULE}
    tx.execute(ANSWERED, facts | known | {"business": business, "status": status})


@pytest.fixture
def business(engine: Engine, caller: Callable[..., Caller]) -> Callable[[], UUID]:
    """Opens a new business at each call."""
    return lambda: shops.opened(engine, caller().user_id)
