"""The sentences: there for every rule, filled with the right figures, free of law in the owner's own."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from app.books.records import Business, Document, Party
from app.compliance import wording
from app.compliance.records.issues import Issue
from app.compliance.rules import invoice as rules
from tests.compliance.papers import BUYER_IN_KARNATAKA, INVOICE, SHOP, STORES, bill, found, item, noted, read
from tests.compliance.planted import PLANTED


class TestCatalogue:
    def test_every_rule_has_its_words_and_no_others_do(self) -> None:
        assert set(wording.catalogue()["rules"]) == {rule.code for rule in rules.ALL}

    @pytest.mark.parametrize(
        ("code", "source", "document", "party", "business"), PLANTED, ids=[f"{row[0]}: {row[1]}" for row in PLANTED]
    )
    def test_every_sentence_is_whole(
        self, code: str, source: str, document: Document, party: Party | None, business: Business
    ) -> None:
        for issue in issues(document, party, business):
            sentences = (issue.description, issue.plain_language_explanation, *issue.suggested_fixes)
            assert issue.suggested_fixes
            for sentence in sentences:
                assert re.fullmatch(r"[A-Z“₹].*[.?]", sentence[0].upper() + sentence[1:]), sentence
                assert not re.search(r"[{}]|\[\[|\]\]|None|Decimal|  ", sentence), sentence

    def test_owners_are_spared_sections_and_notifications(self) -> None:
        for words in wording.catalogue()["rules"].values():
            for text in (words["plain"], words.get("plain_theirs", "")):
                assert not re.search(r"\bs\.\d|section|rule \d|CT\(R\)|notification", text, re.I), text


class TestFigures:
    def test_wrong_head_names_states_and_amounts(self) -> None:
        (issue,) = issues(noted({"cgst_amount": 8100, "sgst_amount": 8100}), BUYER_IN_KARNATAKA)
        assert "from Maharashtra to Karnataka" in issue.plain_language_explanation
        assert issue.suggested_fixes[0] == "Charge IGST ₹16,200 instead of CGST and SGST ₹16,200."

    def test_ended_rate_names_its_last_day_and_the_rates_that_hold(self) -> None:
        (issue,) = issues(bill([item(rate="12", hsn_code="0405", name="Ghee")]))
        assert (
            "12% on line 1 (Ghee) was not in force on 5 November 2025 (it ended on 21 September 2025)"
            in issue.description
        )
        assert issue.suggested_fixes[0].endswith("to the rate of its HSN code on 5 November 2025: 5%.")

    def test_half_of_a_rate_is_recognised(self) -> None:
        (issue,) = issues(bill([item(rate="9")]))
        assert issue.suggested_fixes[-1] == "If 9% is only the CGST half, enter the full rate 18%."

    def test_wrong_total_names_the_right_one(self) -> None:
        (issue,) = issues(replace(INVOICE, total=Decimal(106700)))
        assert (
            issue.plain_language_explanation
            == "The parts of this invoice add up to ₹1,06,200, but the total shows ₹1,06,700."
        )

    def test_long_lists_end_in_a_number(self) -> None:
        (issue,) = issues(bill([item(hsn_code=None, name="") for _ in range(9)]), replace(STORES, gstin=None))
        assert "on lines 1, 2, 3, 4, 5 and 4 more" in issue.description

    def test_number_gets_the_nearest_allowed(self) -> None:
        (issue,) = issues(replace(INVOICE, number="INV#2025/1"))
        assert issue.suggested_fixes == ("Use at most 16 letters, digits, - and /, such as INV-2025/1.",)

    def test_braces_in_a_name_stay_a_name(self) -> None:
        (issue,) = issues(INVOICE, replace(STORES, name="{tax} [[Stores]]", address=None))
        assert issue.description == "The address of {tax} [[Stores]] is not given."


class TestIds:
    def test_same_fault_keeps_its_id(self) -> None:
        first, second = (issues(replace(INVOICE, total=Decimal(total))) for total in (106700, 107700))
        assert first[0].id == second[0].id

    def test_faults_of_one_invoice_and_of_two_have_different_ids(self) -> None:
        faulty = bill([item(unit=None, hsn_code=None)])
        other = replace(faulty, id=STORES.id)
        ids = [issue.id for document in (faulty, other) for issue in issues(document)]
        assert len(set(ids)) == 4


def issues(document: Document, party: Party | None = STORES, business: Business = SHOP) -> list[Issue]:
    invoice = read(document, party, business)
    return [wording.issue(finding, invoice) for finding in found(document, party, business)]
