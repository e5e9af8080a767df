"""When a value that was read counts as right."""

from typing import Any

import pytest

from app.invoices.training import alike
from app.invoices.training.alike import Verdict
from app.simulate import billing

Wire = dict[str, Any]


class TestSame:
    @pytest.mark.parametrize(
        ("path", "expected", "found", "is_same"),
        [
            ("supplier.name", "Om Traders Pvt Ltd", "OM TRADERS PVT. LTD.", True),
            ("supplier.name", "Om Traders", "Sai Traders", False),
            ("invoice_number", "#1880", "1880", True),
            ("invoice_number", "INV-1880", "INV-188O", False),
            ("supplier.phone", "+91 98765 43210", "9876543210", True),
            ("lines.0.unit", "Nos.", "NOS", True),
            ("lines.0.unit", "Kg", "Bag", False),
            ("totals.grand_total", 118, 118.0, True),
            ("totals.grand_total", 118, 118.01, False),
            ("totals.grand_total", 118, -118, True),
            ("reverse_charge", False, None, False),
            ("reverse_charge", False, 0, False),
            ("totals.amount_in_words", "Rupees Five Only", "Rupees: Rupees Five Only", True),
            ("totals.amount_in_words", "Rupees Five Only", "Rupees Nine Only", False),
            ("buyer.gstin", None, None, True),
        ],
    )
    def test_as_its_reader_would_say(self, path: str, expected: Any, found: Any, is_same: bool) -> None:
        assert alike.same(path, expected, found) is is_same


class TestJudged:
    def test_truth_itself_is_wholly_right(self, paper: billing.Paper) -> None:
        one = alike.judged(paper.truth, paper.meant, paper.truth)
        assert one.is_right
        assert all(one.fields.values())
        assert list(alike.differences(paper.truth, paper.meant, paper.truth)) == []

    def test_what_follows_from_the_paper_is_not_invented(self, paper: billing.Paper) -> None:
        assert paper.truth["lines"][0]["cgst"] is paper.truth["lines"][0]["igst"] is None
        assert alike.judged(paper.truth, paper.meant, paper.meant).is_right

    def test_value_that_nobody_printed_and_that_is_not_so_is_invented(self, paper: billing.Paper) -> None:
        one = alike.judged(paper.truth, paper.meant, paper.truth | {"purchase_order": "PO999"})
        assert one.header["purchase_order"] is Verdict.INVENTED
        assert not one.is_right and one.fields["purchase_order"] is False

    def test_lost_line_is_one_that_is_not_exact_and_costs_no_other(self, paper: billing.Paper) -> None:
        lines = paper.truth["lines"]
        assert len(lines) > 2
        one = alike.judged(paper.truth, paper.meant, paper.truth | {"lines": [lines[0], *lines[2:]]})
        assert sum(one.lines) == len(lines) - 1 and len(one.lines) == len(lines)

    def test_line_that_is_none_is_wrong(self, paper: billing.Paper) -> None:
        more = [*paper.truth["lines"], dict.fromkeys(paper.truth["lines"][0]) | {"description": "TOTAL"}]
        one = alike.judged(paper.truth, paper.meant, paper.truth | {"lines": more})
        assert len(one.lines) == len(more) and not one.lines[-1]


@pytest.fixture(scope="module")
def paper() -> billing.Paper:
    """A bill of several lines whose taxes stand at the foot only."""
    papers = (billing.written(seed, layout="tally") for seed in range(20))
    return next(one for one in papers if len(one.truth["lines"]) > 2 and one.truth["purchase_order"] is None)
