"""Documents with one thing wrong: exactly the rule that says so speaks, once; of two faults both are told."""

from typing import Any

import pytest

from app.compliance.rules import invoice as rules
from tests.compliance import planted
from tests.compliance.rules.invoice.sent.cases import FAULTY
from tests.compliance.sent_papers import ELSEWHERE, codes, line, of, paper


@pytest.mark.parametrize(("code", "source", "body"), FAULTY, ids=[f"{row[0]}: {row[1]}" for row in FAULTY])
def test_one_fault_is_told_once(code: str, source: str, body: dict[str, Any]) -> None:
    assert codes(body) == [code], source


def test_every_rule_has_a_case() -> None:
    cases = {row[0] for row in FAULTY} | {row[0] for row in planted.PLANTED}
    assert cases == {rule.code for rule in rules.ALL}


class TestManyFaults:
    def test_both_of_two_are_told(self) -> None:
        assert codes(of(paper(), ELSEWHERE, {"totals.grand_total": 106700.0})) == ["igst_due", "total_wrong"]

    def test_the_gravest_comes_first(self) -> None:
        body = of(paper(), {"supplier.gstin": None, "recipient.address": None, "totals.grand_total": 1.0})
        assert codes(body) == ["supplier_gstin_missing", "total_wrong", "recipient_address_missing"]

    def test_lines_with_the_same_fault_are_one_finding(self) -> None:
        assert codes(paper(*(line(hsn="847") for _ in range(9)))) == ["hsn_malformed"]
