"""Invoices with one thing wrong: exactly the rule that says so speaks, with the right type and weight."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.books.records import Business, Document, DocumentStatus, Party
from app.compliance.records.issues import IssueType, OverallStatus, Severity
from app.compliance.rules import invoice as rules
from tests.compliance.papers import (
    BUYER_IN_KARNATAKA,
    INVOICE,
    LAPTOP,
    SHOP,
    SUPPLIER,
    bill,
    codes,
    found,
    item,
    noted,
)
from tests.compliance.planted import BILL, PLANTED

EXPECTED_BESIDE = {"rate_kept_for_few": {"description_missing"}}
"""Where one thing wrong makes two: a line that says nothing of what was sold says no description either."""


@pytest.mark.parametrize(
    ("code", "source", "document", "party", "business"), PLANTED, ids=[f"{row[0]}: {row[1]}" for row in PLANTED]
)
def test_one_fault_is_told_once(
    code: str, source: str, document: Document, party: Party | None, business: Business
) -> None:
    assert codes(document, party, business) == {code} | EXPECTED_BESIDE.get(code, set()), source


class TestManyFaults:
    def test_both_of_two_are_told(self) -> None:
        document = noted({"cgst_amount": 8100, "sgst_amount": 8100}, replace(INVOICE, total=Decimal(106700)))
        assert codes(document, BUYER_IN_KARNATAKA) == {"igst_due", "total_wrong"}

    def test_lines_with_the_same_fault_are_one_finding(self) -> None:
        (finding,) = found(bill([item(hsn_code=None, name=f"Thing {n}") for n in range(2000)]))
        assert len(finding.values["lines"] or ()) == 2000  # type: ignore[arg-type]

    def test_gravest_comes_first(self) -> None:
        order = [f.rule.severity for f in found(bill([item(unit=None, rate="9")]), business=replace(SHOP, gstin=None))]
        assert order == [Severity.CRITICAL, Severity.HIGH, Severity.LOW]


class TestOverallStatus:
    @pytest.mark.parametrize(
        ("document", "business", "status"),
        [
            (INVOICE, SHOP, OverallStatus.COMPLIANT),
            (INVOICE, replace(SHOP, gstin=None), OverallStatus.CRITICAL_ISSUES),
            (replace(INVOICE, number="INV#1"), SHOP, OverallStatus.ISSUES_FOUND),
            (replace(INVOICE, items=()), SHOP, OverallStatus.UNKNOWN),
            (replace(INVOICE, items=(), number="INV#1"), SHOP, OverallStatus.ISSUES_FOUND),
            (bill([LAPTOP], tax_amount=0, total=90000), SHOP, OverallStatus.WARNING),
            (replace(INVOICE, status=DocumentStatus.CANCELLED), SHOP, OverallStatus.UNKNOWN),
        ],
    )
    def test_one_word_says_it_all(self, document: Document, business: Business, status: OverallStatus) -> None:
        assert rules.overall_status(found(document, business=business), is_ours=True) is status

    def test_what_others_left_out_weighs_less(self) -> None:
        findings = found(BILL, replace(SUPPLIER, gstin=None))
        assert rules.overall_status(findings, is_ours=False) is OverallStatus.ISSUES_FOUND


class TestRules:
    def test_codes_are_unique_and_every_rule_names_its_law(self) -> None:
        assert len({rule.code for rule in rules.ALL}) == len(rules.ALL)
        assert all(rule.law for rule in rules.ALL)

    def test_what_leaves_an_answer_open_is_only_a_warning(self) -> None:
        assert {rule.type for rule in rules.ALL if rule.leaves_unknown} == {IssueType.WARNING}

    def test_warnings_weigh_little(self) -> None:
        assert {rule.severity for rule in rules.ALL if rule.type is IssueType.WARNING} == {Severity.LOW}
