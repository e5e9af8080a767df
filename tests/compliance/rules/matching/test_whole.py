"""Several papers at once: the pairing that is best as a whole, and nothing lost or told twice."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compliance.records.matching import Kind, Paper, Row, State
from app.compliance.rules import matching
from app.compliance.rules.matching import candidates
from app.compliance.rules.matching.reading import read
from tests.compliance.papers_2b import BENGALURU, DAY, OTHER_STATE, STRANGER, SUPPLIER, paper

E, S, M, NO_2B, NO_BOOKS = "exact", "suggested", "mismatch", "missing_in_2b", "missing_in_books"


def _days(days: int) -> date:
    return DAY + timedelta(days=days)


# what the case is about, bills by (number, changes), rows by (number, changes), pairs of (bill, row) with their state
WHOLES: list[tuple[str, list[tuple[str, dict[str, Any]]], list[tuple[str, dict[str, Any]]], set[tuple[Any, ...]]]] = [
    ("neighbours of a series with equal amounts", [("S-101", {}), ("S-102", {})], [("S-102", {}), ("S-103", {})],
     {("P1", None, NO_2B), ("P2", "G1", E), (None, "G2", NO_BOOKS)}),
    ("equal amounts, dates crossed: numbers first (anchor 4433, 4642)",
     [("S-1", {}), ("S-2", {"day": _days(20)})], [("S-1", {"day": _days(20)}), ("S-2", {})],
     {("P1", "G1", E), ("P2", "G2", E)}),
    ("greedy takes the alike number, the whole needs the equal one",
     [("77", {}), ("INV-77", {})], [("INV-77", {}), ("INV/25-26/77", {})],
     {("P1", "G2", S), ("P2", "G1", E)}),
    ("three candidates of which one fits one bill only",
     [("INV-7", {}), ("INV-07", {}), ("7", {})], [("INV-007", {}), ("INV-7", {}), ("GST/INV/7", {})],
     {("P1", "G2", E), ("P2", "G1", S), ("P3", "G3", S)}),
    ("an equal amount decides between two rows of a number",
     [("A-1", {}), ("A-1", {"taxable_value": 12000})], [("A-1", {"taxable_value": 12000})],
     {("P1", None, NO_2B), ("P2", "G1", E)}),
    ("the nearer date decides between equals", [("A-1", {"day": _days(2)}), ("A-1", {"day": _days(40)})],
     [("A-1", {"day": _days(38)}), ("A-1", {})], {("P1", "G2", E), ("P2", "G1", E)}),
    ("the company's own GSTIN first", [("A-1", {}), ("A-1", {"company_gstin": BENGALURU})],
     [("A-1", {"company_gstin": BENGALURU}), ("A-1", {})], {("P1", "G2", E), ("P2", "G1", E)}),
    ("the supplier's own GSTIN first", [("A-1", {})], [("A-1", {"supplier_gstin": OTHER_STATE}), ("A-1", {})],
     {("P1", "G2", E), (None, "G1", NO_BOOKS)}),
    ("one number of two suppliers", [("1", {}), ("1", {"supplier_gstin": STRANGER})],
     [("1", {"supplier_gstin": STRANGER}), ("1", {})], {("P1", "G2", E), ("P2", "G1", E)}),
    ("one number in two years", [("A-1", {"day": date(2025, 3, 14)}), ("A-1", {})],
     [("A-1", {}), ("A-1", {"day": date(2025, 3, 14)})], {("P1", "G2", E), ("P2", "G1", E)}),
    ("invoice and its credit note with one number", [("A-1", {}), ("A-1", {"kind": Kind.CREDIT_NOTE})],
     [("A-1", {"kind": Kind.CREDIT_NOTE}), ("A-1", {})], {("P1", "G2", E), ("P2", "G1", E)}),
    ("a possible slip among equal amounts is left alone", [("INV-1734", {}), ("INV-9000", {})],
     [("INV-1234", {}), ("INV-9000", {})], {("P1", None, NO_2B), (None, "G1", NO_BOOKS), ("P2", "G2", E)}),
    ("the last two changed about among equal amounts", [("S-101", {}), ("S-105", {})], [("S-110", {}), ("S-105", {})],
     {("P1", None, NO_2B), (None, "G1", NO_BOOKS), ("P2", "G2", E)}),
    ("others changed about are one number", [("INV-2145", {}), ("INV-9000", {})], [("INV-1245", {}), ("INV-9000", {})],
     {("P1", "G1", S), ("P2", "G2", E)}),
    ("amounts crossed between two numbers: numbers first", [("A-1", {}), ("A-2", {"taxable_value": 20000})],
     [("A-1", {"taxable_value": 20000}), ("A-2", {})], {("P1", "G1", M), ("P2", "G2", M)}),
    ("an amended row takes the place of the first", [("A-1", {"taxable_value": 12000})],
     [("A-1", {}), ("A-1", {"taxable_value": 12000, "is_amended": True})], {("P1", "G2", E)}),
    ("an amended row that gave the number anew", [("A-2", {})],
     [("A-1", {}), ("A-2", {"is_amended": True, "original_no": "a/1"})], {("P1", "G2", E)}),
    ("of two amended rows the last", [("A-1", {"cgst": 930})],
     [("A-1", {"cgst": 920, "is_amended": True}), ("A-1", {"cgst": 930, "is_amended": True})], {("P1", "G2", E)}),
    ("a row told twice by 2B", [("A-1", {})], [("A-1", {}), ("A-1", {})],
     {("P1", "G1", E), (None, "G2", NO_BOOKS)}),
    ("books alone", [("A-1", {})], [], {("P1", None, NO_2B)}),
    ("2B alone", [], [("A-1", {})], {(None, "G1", NO_BOOKS)}),
    ("nothing at all", [], [], set()),
]  # fmt: skip


class TestWhole:
    @pytest.mark.parametrize("case", WHOLES, ids=lambda case: case[0])
    def test_is_best_as_a_whole(self, case: tuple[Any, ...]) -> None:
        _, bills, rows, expected = case
        ours = [paper(f"P{at}", number, **changes) for at, (number, changes) in enumerate(bills, 1)]
        theirs = [paper(f"G{at}", number, **changes) for at, (number, changes) in enumerate(rows, 1)]
        assert _told(matching.reconciled(ours, theirs)) == expected

    def test_bill_booked_twice_takes_the_row_once(self) -> None:
        rows = matching.reconciled([paper("P1", "E-1"), paper("P2", "E-1")], [paper("G1", "E-1")])
        assert sorted(row.state for row in rows) == [State.EXACT, State.MISSING_IN_2B]


PAPERS = st.builds(
    paper,
    st.uuids().map(str),
    st.sampled_from(["A-1", "A-01", "a1", "1", "INV-1234", "INV-1243", "INV/25-26/1234", "A-2", ""]),
    taxable_value=st.sampled_from([10000, 10001, 10002, "13457.50"]),
    supplier_gstin=st.sampled_from([SUPPLIER, OTHER_STATE, STRANGER, None]),
    company_gstin=st.sampled_from([None, BENGALURU]),
    kind=st.sampled_from(list(Kind)),
    day=st.sampled_from([DAY, _days(3), _days(40), date(2024, 10, 14)]),
)
SIDES = st.lists(PAPERS, max_size=12, unique_by=lambda one: one.id)


class TestAnyPapers:
    @given(SIDES, SIDES)
    def test_each_paper_stands_in_one_row(self, ours: list[Paper], theirs: list[Paper]) -> None:
        rows = matching.reconciled(ours, theirs)
        assert [row.purchase for row in rows if row.purchase] == ours
        assert sorted(row.inward.id for row in rows if row.inward) == sorted(paper.id for paper in theirs)

    @given(SIDES)
    def test_papers_match_themselves(self, papers: list[Paper]) -> None:
        numbered = [one for one in papers if one.bill_no and (one.supplier_gstin or one.kind is Kind.IMPORT)]
        assert {row.state for row in matching.reconciled(numbered, numbered)} <= {State.EXACT}

    @given(SIDES, SIDES, st.randoms(use_true_random=False))
    def test_order_makes_no_difference_to_how_many_are_what(
        self, ours: list[Paper], theirs: list[Paper], random: Any
    ) -> None:
        before = sorted(row.state for row in matching.reconciled(ours, theirs))
        random.shuffle(ours)
        random.shuffle(theirs)
        assert sorted(row.state for row in matching.reconciled(ours, theirs)) == before

    @given(SIDES, SIDES)
    def test_exact_pair_differs_by_a_rupee_at_most(self, ours: list[Paper], theirs: list[Paper]) -> None:
        for row in matching.reconciled(ours, theirs):
            if row.state is State.EXACT and row.purchase and row.inward:
                assert abs(row.purchase.taxable_value - row.inward.taxable_value) <= Decimal(1)


class TestWork:
    @pytest.mark.parametrize("number", ["one number", "serials"])
    def test_equal_amounts_of_one_supplier_are_not_all_compared(self, number: str) -> None:
        count = 3_000
        ours = [read(paper(f"P{at}", "A-1" if number == "one number" else f"A-{at}")) for at in range(count)]
        theirs = [
            read(paper(f"G{at}", "A-1" if number == "one number" else f"A-{at + count}", day=_days(1)))
            for at in range(count)
        ]
        assert sum(1 for _ in candidates.pairs(ours, theirs)) < 60 * count

    def test_hundreds_of_papers_with_one_number_are_paired(self) -> None:
        ours = [paper(f"P{at}", "A-1", taxable_value=10_000 + at) for at in range(300)]
        theirs = [paper(f"G{at}", "A-1", taxable_value=10_000 + at, day=_days(1)) for at in range(300)]
        rows = matching.reconciled(ours, theirs)
        assert {row.state for row in rows} == {State.EXACT}


def _told(rows: tuple[Row, ...]) -> set[tuple[str | None, str | None, str]]:
    return {(_id(row.purchase), _id(row.inward), row.state.value) for row in rows}


def _id(paper: Paper | None) -> str | None:
    return paper.id if paper else None
