"""What an answer rests on: a changed fact is news, a changed note, version or chance is none."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import DocumentStatus
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import grounds
from tests.fraud.shop import DAY, bill, books, customer, identifier, paid_out, supplier

BILL = bill("A-7", "1180")
PAYMENT = paid_out("1180", document=BILL)
SELLER = supplier()


class TestIsChanged:
    @pytest.mark.parametrize(
        ("change", "is_news"),
        [
            ({"number": "A-8"}, True),
            ({"number": " a-7 "}, False),  # the same number, typed otherwise
            ({"total": Decimal(1190)}, True),
            ({"total": Decimal("1180.00")}, False),
            ({"issued_on": DAY + timedelta(days=1)}, True),
            ({"party_id": customer().id}, True),
            ({"reference": "PO-9"}, True),
            ({"status": DocumentStatus.CANCELLED}, True),
            ({"status": DocumentStatus.PAID}, False),  # it still stands
            ({"notes": "checked with the supplier"}, False),
            ({"due_on": DAY}, False),
        ],
    )
    def test_document(self, change: dict[str, Any], is_news: bool) -> None:
        after = grounds.facts(books(documents=[replace(BILL, **change)]), finding())
        assert grounds.is_changed(BEFORE, after) is is_news

    @pytest.mark.parametrize(
        ("change", "is_news"),
        [
            ({"amount": Decimal(1181)}, True),
            ({"paid_on": DAY + timedelta(days=2)}, True),
            ({"document_id": None}, True),
            ({"paid_to_account": "5520017389"}, True),
            ({"notes": "advance"}, False),
            ({"reference": "UTIB0012345"}, False),
        ],
    )
    def test_payment(self, change: dict[str, Any], is_news: bool) -> None:
        about = finding(documents=(), payments=(PAYMENT.id,))
        before = grounds.facts(books(payments=[PAYMENT]), about)
        assert grounds.is_changed(before, grounds.facts(books(payments=[replace(PAYMENT, **change)]), about)) is is_news

    @pytest.mark.parametrize(
        ("kind", "change", "is_news"),
        [
            (AlertType.SUSPICIOUS_PATTERN, {"bank_account": "5520017389"}, True),
            (AlertType.SUSPICIOUS_PATTERN, {"phone": "9876543210"}, False),
            (AlertType.DUPLICATE_SUPPLIER_BILL, {"bank_account": "5520017389"}, False),  # says nothing of the paper
        ],
    )
    def test_party(self, kind: AlertType, change: dict[str, Any], is_news: bool) -> None:
        about = finding(type=kind, parties=(SELLER.id,))
        before, after = (
            grounds.facts(books(documents=[BILL], parties=[one]), about) for one in (SELLER, replace(SELLER, **change))
        )
        assert grounds.is_changed(before, after) is is_news

    def test_another_document_is_news_and_one_less_is_none(self) -> None:
        second = replace(BILL, id=identifier("second"))
        held = books(documents=[BILL, second])
        both = grounds.facts(held, finding(documents=(BILL.id, second.id)))
        assert grounds.is_changed(BEFORE, both)
        assert not grounds.is_changed(both, BEFORE)

    @pytest.mark.parametrize(("of", "is_news"), [(2, True), (9, True), (10, False), (60, False)])
    def test_one_more_of_many_is_no_news(self, of: int, is_news: bool) -> None:
        many = [replace(BILL, id=identifier(str(place))) for place in range(of + 1)]
        named = tuple(one.id for one in many)
        before, after = (grounds.facts(books(documents=many), finding(documents=ids)) for ids in (named[1:], named))
        assert grounds.is_changed(before, after) is is_news

    def test_other_rule_chance_and_amount_are_no_news(self) -> None:
        again = finding(rule=Rule.AT_NIGHT, probability=0.51, amount_at_risk=Decimal(3))
        assert not grounds.is_changed(BEFORE, grounds.facts(books(documents=[BILL]), again))

    def test_unknown_facts_prove_nothing(self) -> None:
        assert not grounds.is_changed(None, BEFORE)


def finding(**known: Any) -> Finding:
    """A finding about the bill."""
    facts: dict[str, Any] = {
        "type": AlertType.DUPLICATE_SUPPLIER_BILL,
        "rule": Rule.DUPLICATE,
        "probability": 0.9,
        "amount_at_risk": Decimal(1180),
        "documents": (BILL.id,),
    }
    return Finding(**(facts | known))


BEFORE = grounds.facts(books(documents=[BILL]), finding())
