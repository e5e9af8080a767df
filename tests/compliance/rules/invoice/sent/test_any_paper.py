"""What holds for every lawful document: no issue, parts that add up, never two heads; and what is planted shows."""

from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.compliance.records.issues import IssueType
from app.compliance.rules.invoice import places, sent
from app.compliance.schemas.gst.invoices import InvoiceQuestion
from app.gst.arithmetic import Heads
from app.gst.tax_head import TaxHead
from tests.compliance.rules.invoice.sent.lawful import papers
from tests.compliance.sent_papers import ON, codes, found

MORE_THAN_ROUNDING = st.decimals("9", "9999", places=2) | st.decimals("-9999", "-9", places=2)
"""More than six lines, each rounded to the rupee, and the foot can lie apart by."""


@settings(deadline=None)
@given(papers())
def test_lawful_paper_gets_no_issue(body: dict[str, Any]) -> None:
    assert codes(body) == []


@settings(deadline=None)
@given(papers())
def test_heads_of_the_lines_add_up_and_are_never_of_both_kinds(body: dict[str, Any]) -> None:
    invoice = sent.invoice_sent(InvoiceQuestion().load(body), on=ON)
    lines = sum((line.heads for line in invoice.lines if line.heads), Heads())
    assert lines.total == invoice.tax
    assert lines.cgst == lines.sgst
    assert not lines.is_split
    due = places.due_head(invoice)
    assert due is not None
    if due.is_inter_state:
        assert lines.cgst == lines.sgst == 0
        assert due.head is TaxHead.IGST
    else:
        assert lines.igst == 0


@settings(deadline=None)
@given(papers())
def test_tax_moved_to_the_other_head_is_told_as_that_alone(body: dict[str, Any]) -> None:
    assume(body["totals"]["igst"] or body["totals"]["cgst"])
    assume(body["place_of_supply"] != "96" or body["totals"]["igst"])
    for row in (*body["items"], body["totals"]):
        halves = row["cgst"] + row["sgst"]
        row["cgst"] = row["sgst"] = row["igst"] / 2
        row["igst"] = halves
    # Half of an odd paisa is no amount: what rounding alone makes wrong is no part of the claim.
    mismatches = [one for one in found(body) if one.rule.type is not IssueType.TAX_CALCULATION_ERROR]
    assert len(mismatches) == 1
    assert mismatches[0].rule.code in ("igst_due", "cgst_due")


@settings(deadline=None)
@given(papers(), MORE_THAN_ROUNDING)
def test_wrong_total_is_told_as_that_alone(body: dict[str, Any], gap: Decimal) -> None:
    body["totals"]["grand_total"] += float(gap)
    assert codes(body) == ["total_wrong"]


@settings(deadline=None)
@given(papers(), MORE_THAN_ROUNDING)
def test_wrong_foot_of_a_tax_is_told_as_that_alone(body: dict[str, Any], gap: Decimal) -> None:
    head = "igst" if body["totals"]["igst"] else "cgst"
    assume(body["totals"][head] + float(gap) >= 0)
    assume(body["totals"][head])
    body["totals"][head] += float(gap)
    body["totals"]["grand_total"] += float(gap)
    assert codes(body) == ["tax_wrong"]


@settings(deadline=None)
@given(papers(), st.randoms(use_true_random=False))
def test_order_of_lines_does_not_matter(body: dict[str, Any], chance: Any) -> None:
    body["items"][0]["hsn"] = "847"
    before = codes(body)
    chance.shuffle(body["items"])
    assert codes(body) == before
