"""Serial numbers: what runs on, what is missing, what came twice. CGST Rules 2017, rule 46(b); GSTR-1 table 13."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compliance.records.periods.serials import Nature, Numbered
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods import serials

APRIL = date(2025, 4, 1)


class TestGaps:
    @pytest.mark.parametrize(
        ("numbers", "gaps"),
        [
            (("INV-1", "INV-2", "INV-4"), ["INV-3 to INV-3"]),
            (("INV/25-26/0098", "INV/25-26/0101"), ["INV/25-26/0099 to INV/25-26/0100"]),
            (("101/25-26", "102/25-26", "105/25-26"), ["103/25-26 to 104/25-26"]),
            (("7/2025", "9/2025", "10/2025"), ["8/2025 to 8/2025"]),
            (("A-1", "A-2", "A-5", "B-1", "B-2", "B-3"), ["A-3 to A-4"]),
            (("1", "2", "4", "6"), ["3 to 3", "5 to 5"]),
        ],
    )
    def test_missing_numbers_are_named(self, numbers: Sequence[str], gaps: Sequence[str]) -> None:
        assert gaps_of(issued(*numbers)) == gaps

    @pytest.mark.parametrize(
        "numbers",
        [
            pytest.param(("INV-1", "INV-2", "INV-3"), id="run on"),
            pytest.param(("inv-1", "Inv-2", "INV-3"), id="letter case"),
            pytest.param(("INV/1", "INV-2", "INV 3"), id="separators"),
            pytest.param(("INV-098", "INV-099", "INV-100", "INV-101"), id="padding overflows"),
            pytest.param(("INV-9", "INV-10", "INV-011"), id="padding begins"),
            pytest.param(("A1", "B1", "A2", "B2", "A3", "B3"), id="two series side by side"),
            pytest.param(("INV-1", "INV-2", "INV-501", "INV-502"), id="a new range in mid-year"),
            pytest.param(("INV/11/001", "INV/11/002", "INV/12/001", "INV/12/002"), id="series by month"),
            pytest.param(("1/25-26", "2/25-26", "3/25-26"), id="year behind"),
            pytest.param(("S25-25", "S25-26", "S25-27"), id="counter that looks like a year"),
            pytest.param(("INV-2024", "INV-2025", "INV-2026"), id="counter that is a year"),
            pytest.param(("101", "101A", "102"), id="a letter behind"),
            pytest.param(("100", "101A", "102"), id="only with a letter behind"),
            pytest.param(("INV-837465", "INV-120954", "INV-559102", "INV-990010"), id="drawn at random"),
            pytest.param(("1694847362123", "1694947399001"), id="moments"),
            pytest.param(("INV-77",), id="books begin in the middle"),
            pytest.param(("Cash", "Cash bill"), id="no digits"),
            pytest.param(("9" * 40, "8" * 40), id="endless digits"),
        ],
    )
    def test_lawful_ways_of_numbering_have_none(self, numbers: Sequence[str]) -> None:
        assert gaps_of(issued(*numbers)) == []

    def test_draft_fills_its_number_and_does_not_count(self) -> None:
        documents = [*issued("INV-1", "INV-3"), numbered("INV-2", is_draft=True), numbered("INV-4", is_draft=True)]
        (series,) = serials.register(documents, year=2025).series
        assert (series.gaps, series.last, series.total) == ((), "INV-3", 2)

    def test_note_in_the_series_of_invoices_fills_its_number(self) -> None:
        documents = [*issued("1", "3"), numbered("2", nature=Nature.CREDIT_NOTE)]
        assert gaps_of(documents) == []

    def test_bill_books_in_use_side_by_side_are_two_ranges(self) -> None:
        book_1 = [numbered(str(n), day=n) for n in range(1, 31)]
        book_2 = [numbered(str(n), day=n - 60) for n in range(61, 80)]
        assert gaps_of([*book_1, *book_2]) == []

    def test_count_that_runs_on_through_the_years_may_bear_either_date(self) -> None:
        old = [numbered(f"TX/25-26/{n}", day=300 + n - 400) for n in range(400, 440) if n not in (431, 435)]
        new = [numbered(f"TX/26-27/{n}", day=366 + n - 430) for n in (431, 440, 441)]
        assert gaps_of([*old, *new]) == ["TX/25-26/435 to TX/25-26/435"]

    def test_year_before_fills_nothing_when_the_count_begins_anew(self) -> None:
        old = [numbered(f"TX/25-26/{n}", day=n) for n in range(1, 50)]
        new = [numbered(f"TX/26-27/{n}", day=366 + n) for n in (1, 2, 4)]
        register = serials.register([*old, *new], year=2026)
        assert [gap.first for series in register.series for gap in series.gaps] == ["TX/26-27/3"]

    def test_new_financial_year_begins_anew(self) -> None:
        documents = [*issued("INV-1", "INV-2", "INV-3"), numbered("INV-1", day=366), numbered("INV-2", day=367)]
        register = serials.register(documents, year=2026)
        assert (register.repeats, [one.total for one in register.series]) == ((), [2])


class TestRepeats:
    def test_same_number_in_another_case_is_told(self) -> None:
        (repeat,) = serials.register(issued("INV-7", "inv-7", "INV-8"), year=2025).repeats
        assert (repeat.number, len(repeat.documents)) == ("INV-7", 2)

    @pytest.mark.parametrize(
        "documents",
        [
            pytest.param(("INV-7", "INV/7"), id="another separator"),
            pytest.param(("INV-7", "INV-07"), id="another padding"),
        ],
    )
    def test_another_spelling_is_another_number(self, documents: Sequence[str]) -> None:
        assert serials.register(issued(*documents), year=2025).repeats == ()

    def test_note_and_draft_may_bear_the_number_of_an_invoice(self) -> None:
        documents = [*issued("7"), numbered("7", nature=Nature.DEBIT_NOTE), numbered("7", is_draft=True)]
        assert serials.register(documents, year=2025).repeats == ()

    def test_reset_within_a_year_repeats(self) -> None:
        found = serials.register([*issued("1", "2", "3"), *issued("1", "2")], year=2025).repeats
        assert [one.number for one in found] == ["1", "2"]


class TestTable13:
    def test_range_of_a_period_counts_cancelled_ones_in(self) -> None:
        documents = [numbered(f"INV-{n:03d}", day=n, is_cancelled=n == 35) for n in range(1, 61)]
        (may,) = serials.issued(documents, TaxPeriod.month_of(date(2025, 5, 9)))
        assert (may.first, may.last, may.total, may.cancelled, may.net) == ("INV-030", "INV-060", 31, 1, 30)

    def test_unnumbered_documents_are_listed(self) -> None:
        register = serials.register([numbered("  "), numbered("INV-1")], year=2025)
        assert (len(register.unnumbered), len(register.series)) == (1, 1)


NUMBERS = st.sampled_from(["INV-{}", "{}/25-26", "A/{:03d}", "{}", "X{}Y", "cash"])
DOCUMENTS = st.lists(
    st.builds(
        lambda shape, n, day, is_cancelled: numbered(shape.format(n), day=day, is_cancelled=is_cancelled),
        NUMBERS,
        st.integers(0, 2000),
        st.integers(0, 360),
        st.booleans(),
    ),
    max_size=40,
)


class TestAnyNumbers:
    @given(DOCUMENTS)
    def test_every_document_stands_in_one_range(self, documents: list[Numbered]) -> None:
        register = serials.register(documents, year=2025)
        assert sum(series.total for series in register.series) == len(documents)
        assert sum(series.net for series in register.series) == sum(not one.is_cancelled for one in documents)

    @given(DOCUMENTS)
    def test_no_number_that_is_used_is_called_missing(self, documents: list[Numbered]) -> None:
        used = {one.number for one in documents}
        for series in serials.register(documents, year=2025).series:
            assert not used & {gap.first for gap in series.gaps} | used & {gap.last for gap in series.gaps}

    @given(DOCUMENTS, st.randoms())
    def test_order_does_not_matter(self, documents: list[Numbered], random: Random) -> None:
        mixed = random.sample(documents, len(documents))
        assert gaps_of(mixed) == gaps_of(documents)

    @given(st.lists(st.text(max_size=20), max_size=20))
    def test_any_text_is_taken(self, texts: list[str]) -> None:
        register = serials.register(issued(*texts), year=2025)
        assert sum(series.total for series in register.series) + len(register.unnumbered) == len(texts)


def numbered(
    number: str, *, day: int = 0, nature: Nature = Nature.INVOICE, is_cancelled: bool = False, is_draft: bool = False
) -> Numbered:
    """A document of the financial year 2025-26, `day` days after its beginning."""
    return Numbered(UUID(int=hash(number) % 2**64), nature, number, APRIL + timedelta(day), is_cancelled, is_draft)


def issued(*numbers: str) -> list[Numbered]:
    """Invoices, one a day."""
    return [numbered(number, day=day) for day, number in enumerate(numbers)]


def gaps_of(documents: Sequence[Numbered]) -> list[str]:
    """What is missing, range by range."""
    register = serials.register(documents, year=2025)
    return [f"{gap.first} to {gap.last}" for series in register.series for gap in series.gaps]
