"""Alerts as a shopkeeper reads them: every rule has a sentence, advice, and evidence in plain words."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.fraud import rules, wording
from app.fraud.records import AlertType, Finding, Rule, Sign
from app.fraud.wording import duplicates
from tests.fraud.shop import DAY, bill, books, identifier, paid_out, supplier

FIRST = bill("SMP00404", "2899.50")
SECOND = replace(FIRST, id=identifier("second"), number="", issued_on=DAY + timedelta(days=1))
PAYMENTS = [paid_out("2899.50", DAY + timedelta(days=days), document=FIRST) for days in (3, 9)]
CLERK = supplier("Arjun Gill")
BOOKS = books(documents=[FIRST, SECOND], payments=PAYMENTS, parties=[CLERK])
TYPES = dict.fromkeys((Rule.DUPLICATE, Rule.BOOKED_IN_PARTS), AlertType.DUPLICATE_SUPPLIER_BILL)


class TestExplain:
    def test_bill_entered_twice(self) -> None:
        (found,) = rules.findings(books(documents=[FIRST, SECOND]))
        assert wording.explain(BOOKS, found) == (
            "A bill from Om Traders for ₹2,899.50 may be in your books twice: bill SMP00404 and bill without a number,"
            " dated 15 Jan 2026 and 16 Jan 2026."
            " Why we think so: same party, same amount, dates a few days apart and same items."
        )

    def test_bill_paid_twice(self) -> None:
        (found,) = rules.findings(books(documents=[FIRST], payments=PAYMENTS))
        assert wording.explain(BOOKS, found) == (
            "₹2,899.50 seems to have been paid to Om Traders twice for bill SMP00404: 18 Jan 2026 and 24 Jan 2026."
        )

    @pytest.mark.parametrize("rule", Rule)
    def test_every_rule_speaks_plainly(self, rule: Rule) -> None:
        found = finding(rule)
        message = wording.explain(BOOKS, found)
        assert not message[0].islower()
        assert message.endswith(".")
        assert not re.search(r"[{}_]|None|Decimal", message)
        assert len(message) < 400

    @pytest.mark.parametrize("rule", Rule)
    def test_every_rule_survives_books_that_say_little(self, rule: Rule) -> None:
        nameless = replace(FIRST, party_id=None, number="", items=())
        paid = [replace(one, party_id=None, document_id=None) for one in PAYMENTS]
        held = books(documents=[nameless], payments=paid)
        thin = replace(
            finding(rule), documents=(FIRST.id,), parties=(), on=None, expected=None, actual=None, detail=None
        )
        assert wording.explain(held, thin)
        assert wording.evidence(held, thin)["what_to_check"]


class TestEvidence:
    def test_names_every_id_and_what_agrees(self) -> None:
        shown = wording.evidence(BOOKS, finding(Rule.DUPLICATE))
        assert set(shown["documents"]) == {str(FIRST.id), str(SECOND.id)}
        assert shown["same"] == "same amount"
        assert shown["amount_in_question"] == "₹2,899.50"

    def test_every_sign_has_its_words(self) -> None:
        assert set(Sign) == duplicates.AGREE.keys() | duplicates.DIFFER.keys()


def finding(rule: Rule) -> Finding:
    """A finding of `rule` about the two bills, or about the payments."""
    return Finding(
        type=TYPES.get(rule, AlertType.SUSPICIOUS_PATTERN),
        rule=rule,
        probability=0.9,
        amount_at_risk=Decimal("2899.50"),
        documents=(FIRST.id, SECOND.id),
        payments=tuple(one.id for one in PAYMENTS) if rule is not Rule.DUPLICATE else (),
        parties=(supplier().id, CLERK.id),
        expected=Decimal("2899.50"),
        actual=Decimal(5799),
        on=DAY,
        agree=(Sign.AMOUNT,),
        detail="7389",
    )
