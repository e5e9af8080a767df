"""Until when returns are due, credit can be claimed, suppliers must be paid."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.gst import states
from app.gst.returns import due_dates, obligations
from app.gst.returns.due_dates import NotDue, StateNeeded

X_STATES = ("22", "23", "24", "26", "27", "29", "30", "31", "32", "33", "34", "35", "36", "37")
Y_STATES = (*(f"{code:02d}" for code in range(1, 22)), "38")
MONTHLY = [
    ("GSTR-1", "2025-06-30", "2025-07-11", "83/2020-CT"),
    ("GSTR-1", "2025-12-31", "2026-01-11", "year end"),
    ("GSTR-1", "2024-02-29", "2024-03-11", "leap year"),
    ("IFF", "2025-04-30", "2025-05-13", "rule 59(2)"),
    ("IFF", "2025-11-30", "2025-12-13", "rule 59(2)"),
    ("GSTR-3B", "2025-06-30", "2025-07-20", "rule 61(1)(i)"),
    ("GSTR-3B", "2025-12-31", "2026-01-20", "year end"),
    ("PMT-06", "2025-04-30", "2025-05-25", "s.39(7)"),
    ("PMT-06", "2025-11-30", "2025-12-25", "s.39(7)"),
    ("GSTR-5", "2022-10-31", "2022-11-13", "Finance Act 2022"),
    ("GSTR-5", "2022-09-30", "2022-10-20", "before the Finance Act 2022"),
    ("GSTR-6", "2025-06-30", "2025-07-13", "s.39(4)"),
    ("GSTR-7", "2025-06-30", "2025-07-10", "s.39(3)"),
    ("GSTR-8", "2025-12-31", "2026-01-10", "s.52(4)"),
]
QUARTERLY = [
    ("GSTR-1", "2025-06-30", None, "2025-07-13", "83/2020-CT"),
    ("GSTR-1", "2025-12-31", None, "2026-01-13", "year end"),
    ("GSTR-1", "2020-09-30", None, "2020-10-31", "27/2020-CT"),
    ("GSTR-1", "2020-12-31", None, "2021-01-13", "74/2020-CT"),
    ("GSTR-3B", "2025-12-31", "27", "2026-01-22", "category X over the year end"),
    ("GSTR-3B", "2026-03-31", "07", "2026-04-24", "category Y"),
    ("GSTR-3B", "2025-06-30", "97", "2025-07-22", "in no category: the earlier day"),
    ("CMP-08", "2025-06-30", None, "2025-07-18", "rule 62"),
    ("CMP-08", "2025-12-31", None, "2026-01-18", "year end"),
    ("GSTR-4", "2018-06-30", None, "2018-07-18", "before it became yearly"),
]
YEARLY = [
    ("GSTR-4", "2025-03-31", "2025-06-30", "12/2024-CT: 30 June from 2024-25"),
    ("GSTR-4", "2024-03-31", "2024-04-30", "30 April before"),
    ("GSTR-9", "2025-03-31", "2025-12-31", "s.44"),
    ("GSTR-9C", "2024-03-31", "2024-12-31", "s.44"),
]
EXTENDED = [
    ("GSTR-3B", "2025-09-30", "monthly", None, "2025-10-25", "18/2025-CT"),
    ("GSTR-3B", "2025-09-30", "quarterly", "07", "2025-10-25", "18/2025-CT"),
    ("GSTR-1", "2024-12-31", "monthly", None, "2025-01-13", "1/2025-CT"),
    ("GSTR-1", "2024-12-31", "quarterly", None, "2025-01-15", "1/2025-CT"),
    ("GSTR-3B", "2024-12-31", "monthly", None, "2025-01-22", "2/2025-CT"),
    ("GSTR-3B", "2024-12-31", "quarterly", "27", "2025-01-24", "2/2025-CT"),
    ("GSTR-3B", "2024-12-31", "quarterly", "38", "2025-01-26", "2/2025-CT"),
    ("GSTR-3B", "2024-10-31", "monthly", "27", "2024-11-21", "26/2024-CT: Maharashtra"),
    ("GSTR-3B", "2024-10-31", "monthly", "29", "2024-11-20", "26/2024-CT: not Karnataka"),
    ("GSTR-3B", "2024-10-31", "monthly", None, "2024-11-20", "no state known: the usual day"),
    ("GSTR-9", "2021-03-31", "yearly", None, "2022-02-28", "40/2021-CT"),
    ("GSTR-3B", "2019-11-30", "monthly", "27", "2019-12-23", "73/2019-CT"),
    ("GSTR-3B", "2019-11-30", "monthly", "18", "2019-12-31", "77/2019-CT: Assam"),
    ("GSTR-5", "2021-04-30", "monthly", None, "2021-06-30", "24/2021-CT"),
    ("GSTR-1", "2021-04-30", "monthly", None, "2021-05-26", "12/2021-CT"),
]
CREDIT: list[tuple[str, str | None, bool, str, str]] = [
    ("2024-09-12", None, True, "2025-11-30", "s.16(4)"),
    ("2025-03-31", None, True, "2025-11-30", "the last day of 2024-25"),
    ("2025-04-01", None, True, "2026-11-30", "the first day of 2025-26"),
    ("2021-04-01", None, True, "2022-11-30", "18/2022-CT reaches back to 2021-22"),
    ("2024-09-12", "2025-10-15", True, "2025-10-15", "the annual return came first"),
    ("2024-09-12", "2025-11-30", True, "2025-11-30", "the same day"),
    ("2024-09-12", "2025-12-31", True, "2025-11-30", "the annual return came later"),
    ("2020-06-01", None, True, "2021-11-30", "s.16(5): the first four years"),
    ("2017-08-01", None, True, "2021-11-30", "s.16(5): the first four years"),
    ("2019-06-01", None, False, "2020-10-20", "s.16(4) as it stood: September's return"),
]
PAYMENT = [
    ("2025-04-01", "2025-09-28", "rule 37"),
    ("2025-10-15", "2026-04-13", "over the year end"),
    ("2023-10-01", "2024-03-29", "over a 29 February"),
]


class TestReturns:
    @pytest.mark.parametrize(("form", "ends", "due", "source"), MONTHLY)
    def test_month_has_its_day(self, form: str, ends: str, due: str, source: str) -> None:
        assert on(form, ends) == day(due), source

    @pytest.mark.parametrize(("form", "ends", "state", "due", "source"), QUARTERLY)
    def test_quarter_has_its_day(self, form: str, ends: str, state: str | None, due: str, source: str) -> None:
        assert on(form, ends, "quarterly", state) == day(due), source

    @pytest.mark.parametrize("state", X_STATES)
    def test_first_group_of_states_files_on_the_22nd(self, state: str) -> None:
        assert on("GSTR-3B", "2025-06-30", "quarterly", state) == date(2025, 7, 22)

    @pytest.mark.parametrize("state", Y_STATES)
    def test_second_group_of_states_files_on_the_24th(self, state: str) -> None:
        assert on("GSTR-3B", "2025-06-30", "quarterly", state) == date(2025, 7, 24)

    @pytest.mark.parametrize(("form", "ends", "due", "source"), YEARLY)
    def test_year_has_its_day(self, form: str, ends: str, due: str, source: str) -> None:
        assert on(form, ends, "yearly") == day(due), source

    @pytest.mark.parametrize(("form", "ends", "frequency", "state", "due", "source"), EXTENDED)
    def test_extension_moves_the_day_unless_left_out(
        self, form: str, ends: str, frequency: str, state: str | None, due: str, source: str
    ) -> None:
        found = due_dates.due(form, day(ends), frequency=frequency, state=state)
        usual = due_dates.due(form, day(ends), frequency=frequency, state=state, with_extensions=False)
        assert found.on == day(due), source
        assert found.is_extended is (found.on != usual.on) and not usual.is_extended

    def test_unknown_return_wrong_frequency_and_silence_on_the_state_are_told(self) -> None:
        with pytest.raises(KeyError):
            on("GSTR-99", "2025-06-30")
        with pytest.raises(NotDue):
            on("GSTR-9", "2025-06-30")
        with pytest.raises(NotDue):
            on("CMP-08", "2019-03-31", "quarterly")

    @pytest.mark.parametrize("state", [None, "96", "99"])
    def test_quarterly_return_needs_a_state_that_files_one(self, state: str | None) -> None:
        with pytest.raises(StateNeeded):
            on("GSTR-3B", "2025-06-30", "quarterly", state)

    @pytest.mark.parametrize("form", ["IFF", "PMT-06"])
    def test_third_month_of_a_quarter_has_its_own_return(self, form: str) -> None:
        with pytest.raises(NotDue):
            on(form, "2025-12-31")

    @pytest.mark.parametrize(
        ("form", "due", "ends", "why"),
        [
            ("GSTR-3B", "2026-01-20", "2025-12-31", "over the year end"),
            ("GSTR-9", "2025-12-31", "2025-03-31", "nine months after the year"),
            ("GSTR-4", "2021-07-31", "2021-03-31", "extended by three months"),
            ("GSTR-4", "2018-07-18", "2018-06-30", "quarterly before 2019-04-01"),
        ],
    )
    def test_due_day_tells_its_period(self, form: str, due: str, ends: str, why: str) -> None:
        assert due_dates.period_due(form, day(due)) == day(ends), why


class TestTables:
    def test_extensions_are_later_than_the_usual_day_and_alone_for_their_period(self) -> None:
        seen = set()
        for one in due_dates.extensions():
            for form in one.returns:
                for state in one.states or ("27",):
                    usual = due_dates.due(
                        form, one.period_ends, frequency=one.frequency, state=state, with_extensions=False
                    )
                    assert one.due_on > usual.on, one
                    assert (form, one.frequency, state, one.period_ends) not in seen
                    seen.add((form, one.frequency, state, one.period_ends))

    @pytest.mark.parametrize("state", [state.code for state in states.every() if state.can_register][:-1])
    def test_every_state_files_a_quarterly_return_on_one_day(self, state: str) -> None:
        found = [
            rule
            for rule in due_dates.rules()
            if rule.return_form == "GSTR-3B" and rule.frequency == "quarterly" and state in rule.states
        ]
        assert len(found) == 1

    @given(
        st.sampled_from([rule for rule in due_dates.rules() if rule.valid_to is None]),
        st.dates(date(2024, 4, 1), date(2090, 1, 1)),
    )
    def test_nothing_is_due_before_its_period_ended(self, rule: due_dates.Rule, ends: date) -> None:
        assume(rule.return_form not in due_dates.BEFORE_THE_QUARTER_ENDS or ends.month % 3)
        state = rule.states[0] if rule.states else "27"
        found = due_dates.due(rule.return_form, ends, frequency=rule.frequency, state=state)
        assert timedelta(days=9) < found.on - ends < timedelta(days=320)


class TestObligations:
    @pytest.mark.parametrize(("invoice", "filed", "with_extensions", "last", "source"), CREDIT)
    def test_credit_is_claimed_by(
        self, invoice: str, filed: str | None, with_extensions: bool, last: str, source: str
    ) -> None:
        found = obligations.last_day_for_credit(
            day(invoice), annual_return_filed=day(filed) if filed else None, with_extensions=with_extensions
        )
        assert found.on == day(last), source

    @pytest.mark.parametrize(("invoice", "last", "source"), PAYMENT)
    def test_supplier_is_paid_by(self, invoice: str, last: str, source: str) -> None:
        assert obligations.last_day_to_pay(day(invoice)).on == day(last), source


def on(form: str, ends: str, frequency: str = "monthly", state: str | None = None) -> date:
    """The usual day, without extensions."""
    return due_dates.due(form, day(ends), frequency=frequency, state=state, with_extensions=False).on


def day(text: str) -> date:
    """A day as it is written in a table."""
    return date.fromisoformat(text)
