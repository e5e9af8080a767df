"""By what two documents are known to be the same one."""

import pytest

from app.intake.rules import drafting, likeness, standing
from tests.intake import papers


class TestKeys:
    @pytest.mark.parametrize(
        ("one", "other", "is_same"),
        [
            ("GH/2026/118", "gh-2026-118", True),
            ("INV-1O5", "INV-105", True),
            ("GH/118", "GH/119", False),
            ("118", "GH/118", False),
        ],
    )
    def test_number_is_the_same_in_any_writing(self, one: str, other: str, is_same: bool) -> None:
        assert (likeness.number_key(one) == likeness.number_key(other)) is is_same

    def test_branches_of_a_supplier_are_one(self) -> None:
        assert likeness.supplier_key(papers.OURS, "A") == likeness.supplier_key(papers.OUR_BRANCH, "B")

    def test_name_counts_where_the_number_is_wrong(self) -> None:
        misread = likeness.supplier_key("27AABCG1234H1Z9", "M/s Gupta Hardware")
        assert misread == likeness.supplier_key("", "gupta hardware")

    @pytest.mark.parametrize(
        ("missing", "is_telling"),
        [
            ((), True),
            (("invoice_number",), True),
            (("invoice_number", "invoice_date"), False),
            (("supplier.name", "supplier.gstin"), True),
            (("supplier.name", "supplier.gstin", "invoice_number"), False),
            (("supplier.name", "supplier.gstin", "totals.grand_total"), False),
        ],
    )
    def test_document_that_tells_too_little_is_like_no_other(self, missing: tuple[str, ...], is_telling: bool) -> None:
        read = papers.extraction(**{path.replace(".", "__"): None for path in missing})
        draft = drafting.draft(read, standing.standing(read, papers.OWN), papers.OWN)
        assert likeness.keys(read, draft).is_telling is is_telling
