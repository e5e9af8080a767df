"""What falls due for whom (CGST Act 2017, s.37, s.39, s.44; CGST Rules, rules 59 to 62), and what lateness costs."""

from datetime import date
from decimal import Decimal

import pytest

from app.compliance.records.periods.calendar import Assumed, Filer, Frequency
from app.compliance.rules.periods.calendar import calendar
from app.compliance.rules.periods.filer import filer, turnover_before
from app.gst.parties import Registration
from tests.compliance.rules.periods.shop import STORES, books, line, sale

TODAY = date(2026, 11, 21)
LAKH, CRORE = Decimal(100_000), Decimal(10_000_000)


def filing(
    frequency: Frequency = Frequency.MONTHLY,
    registration: Registration = Registration.REGULAR,
    turnover: Decimal | None = CRORE,
    state: str | None = "27",
) -> Filer:
    """Somebody who files."""
    return Filer(registration, frequency, state, turnover)


class TestComing:
    @pytest.mark.parametrize(
        ("who", "due"),
        [
            pytest.param(
                filing(),
                {
                    *(("GSTR-1", "2026-12-11"), ("GSTR-3B", "2026-12-20"), ("GSTR-1", "2027-01-11")),
                    *(("GSTR-3B", "2027-01-20"), ("GSTR-1", "2027-02-11"), ("GSTR-9", "2026-12-31")),
                },
                id="monthly",
            ),
            pytest.param(
                filing(Frequency.QUARTERLY),
                {
                    *(("PMT-06", "2026-11-25"), ("PMT-06", "2026-12-25"), ("IFF", "2026-12-13")),
                    *(("GSTR-1", "2027-01-13"), ("GSTR-3B", "2027-01-22"), ("IFF", "2027-02-13")),
                    ("GSTR-9", "2026-12-31"),
                },
                id="quarterly in Maharashtra",
            ),
            pytest.param(
                filing(Frequency.QUARTERLY, state="07"),
                {
                    *(("PMT-06", "2026-11-25"), ("PMT-06", "2026-12-25"), ("IFF", "2026-12-13")),
                    *(("GSTR-1", "2027-01-13"), ("GSTR-3B", "2027-01-24"), ("IFF", "2027-02-13")),
                    ("GSTR-9", "2026-12-31"),
                },
                id="quarterly in Delhi",
            ),
            pytest.param(filing(registration=Registration.COMPOSITION), {("CMP-08", "2027-01-18")}, id="composition"),
        ],
    )
    def test_each_filer_has_his_dates(self, who: Filer, due: set[tuple[str, str]]) -> None:
        found = calendar(who, on=TODAY).coming
        assert {(one.form, str(one.due_on)) for one in found} == due
        assert [one.due_on for one in found] == sorted(one.due_on for one in found)

    def test_day_itself_is_still_in_time(self) -> None:
        (first, *_) = calendar(filing(), on=date(2026, 12, 11)).coming
        assert (first.form, first.days_left, first.fee_so_far) == ("GSTR-1", 0, Decimal(0))

    @pytest.mark.parametrize(("turnover", "is_optional"), [(None, True), (2 * CRORE, True), (2 * CRORE + 1, False)])
    def test_yearly_return_is_for_more_than_two_crore(self, turnover: Decimal | None, is_optional: bool) -> None:
        (yearly,) = [one for one in calendar(filing(turnover=turnover), on=TODAY).coming if one.form == "GSTR-9"]
        assert yearly.is_optional is is_optional

    def test_quarterly_return_needs_the_state(self) -> None:
        found = calendar(filing(Frequency.QUARTERLY, state=None), on=TODAY).coming
        assert "GSTR-3B" not in {one.form for one in found}


class TestPast:
    def test_fee_runs_by_day_up_to_its_cap(self) -> None:
        found = {(one.form, one.last): one for one in calendar(filing(), on=TODAY).past}
        october, august = found["GSTR-3B", date(2026, 10, 31)], found["GSTR-3B", date(2026, 8, 31)]
        assert (october.days_left, october.fee_so_far, october.fee_per_day_nil) == (-1, Decimal(50), Decimal(20))
        assert (august.fee_so_far, august.fee_cap) == (Decimal(2000), Decimal(2000))
        assert october.interest_percent == Decimal(18)

    def test_fee_is_unknown_where_it_hangs_on_turnover(self) -> None:
        found = calendar(filing(turnover=None), on=TODAY).past
        assert any(one.fee_so_far is None for one in found)

    def test_extension_is_told(self) -> None:
        found = calendar(filing(), on=date(2025, 11, 1)).past
        assert [str(one.due_on) for one in found if one.is_extended and one.form == "GSTR-3B"] == ["2025-10-25"]


class TestFiler:
    SMALL_YEAR = books(sale("1", STORES, line("100000"), issued_on=date(2025, 4, 9)))

    def test_small_turnover_is_taken_to_file_by_quarter(self) -> None:
        found = filer(self.SMALL_YEAR, on=TODAY, registration=None, frequency=None)
        assert (found.frequency, found.state, found.turnover) == (Frequency.QUARTERLY, "27", Decimal(100_000))
        assert found.assumed == (Assumed.REGISTRATION, Assumed.FREQUENCY_BY_TURNOVER)

    def test_unknown_turnover_is_taken_to_file_by_month(self) -> None:
        found = filer(books(), on=TODAY, registration=None, frequency=None)
        assert (found.frequency, found.turnover) == (Frequency.MONTHLY, None)
        assert Assumed.FREQUENCY in found.assumed

    def test_what_is_said_is_not_assumed(self) -> None:
        found = filer(books(), on=TODAY, registration=Registration.COMPOSITION, frequency=Frequency.QUARTERLY)
        assert found.assumed == ()

    @pytest.mark.parametrize(
        ("price", "issued_on", "turnover"),
        [
            (LAKH, date(2025, 5, 1), LAKH),  # within a month of the year's beginning
            (LAKH, date(2025, 6, 1), None),  # a part of the year
            (6 * CRORE, date(2025, 6, 1), 6 * CRORE),  # a part that is too much already
        ],
    )
    def test_part_of_a_year_tells_no_turnover(self, price: Decimal, issued_on: date, turnover: Decimal | None) -> None:
        found = turnover_before(books(sale("1", STORES, line(str(price)), issued_on=issued_on)), TODAY)
        assert found == turnover
