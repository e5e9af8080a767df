"""A shop that keeps nothing but a cash book, and those whose cash book repeats what payments and expenses tell."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.books.records import Books, CashEntry, Direction, Payment
from app.insights.records.evidence import RowKind
from app.insights.records.housekeeping import BookGaps
from app.insights.records.preferences import Preferences
from app.insights.rules import cash_book
from app.insights.rules.cash import opening, rhythms
from app.insights.rules.cash.moves import moves
from app.insights.wording import explain
from tests.insights.planted import TODAY, books, expense, identifier, invoice
from tests.insights.rules.cash.foretold import foretold
from tests.insights.told import one

BEGAN = TODAY - timedelta(days=280)
TAKINGS, GOODS, RENT, SALARY = 8_000, 30_000, 9_000, 12_000


class TestAlone:
    """Its lines are the moves: takings at their pace, rent and salary on their days."""

    def test_what_comes_and_goes_is_that_of_the_lines(self) -> None:
        found = foretold(books(cash_entries=_kept()))
        assert found.is_told and not found.missing
        assert found.opening_from == "cash_book"
        assert found.total_in == pytest.approx(Decimal(91 * TAKINGS), rel=Decimal("0.01"))
        assert found.total_out == pytest.approx(Decimal(13 * GOODS + 3 * (RENT + SALARY)), rel=Decimal("0.02"))

    def test_rent_and_salary_come_back_on_their_days(self) -> None:
        found = foretold(books(cash_entries=_kept()))
        monthly = {one.category: (one.amount, one.day_of_month, one.kind) for one in found.recurring}
        assert monthly["Shop rent"] == (Decimal(RENT), 1, RowKind.CASH_ENTRY)
        assert monthly["Salary Ramesh"] == (Decimal(SALARY), 5, RowKind.CASH_ENTRY)

    def test_words_say_where_it_is_read_from_and_nothing_of_invoices(self) -> None:
        text = explain.words(foretold(books(cash_entries=_kept()))).description
        assert "Money that only your cash book tells of is counted from its lines." in text
        assert "invoice" not in text

    def test_what_dwarfs_all_other_lines_is_no_pace(self) -> None:
        oven = _line(Direction.OUT, TODAY - timedelta(days=40), 400_000, "Oven")
        with_oven, without = (foretold(books(cash_entries=lines)) for lines in ([*_kept(), oven], _kept()))
        assert with_oven.total_out == pytest.approx(without.total_out, rel=Decimal("0.02"))

    def test_the_books_are_not_empty(self) -> None:
        found: BookGaps = one(books(cash_entries=_kept()), BookGaps)
        assert (found.documents, found.entries) == (0, len(_kept()))
        assert explain.words(found).title == "Your books are in good order"
        assert explain.words(one(books(), BookGaps)).title == "The books are empty"


class TestOnce:
    """Cash that payments or expenses tell as well counts once."""

    @pytest.mark.parametrize(
        ("payments", "expenses", "own"),
        [
            ([], [], 20),
            ([("cash", 0)], [], 10),
            ([("cash", 1)], [], 10),
            ([("upi", 0)], [], 20),
            ([("upi", 0)], [0], 10),
            ([("cash", 0)], [0], 0),
        ],
        ids=["alone", "takings paid", "takings a day later", "other money by UPI", "costs too", "both"],
    )
    def test_lines_that_tell_something_new(
        self, payments: Sequence[tuple[str, int]], expenses: Sequence[int], own: int
    ) -> None:
        days = [TODAY - timedelta(days=7 * back) for back in range(10, 0, -1)]
        kept = [_line(Direction.IN, day, 1000 + day.day, "Sales") for day in days]
        kept += [_line(Direction.OUT, day, 500 + day.day, "Goods") for day in days]
        paid = [_paid(day + timedelta(days=late), 1000 + day.day, mode) for mode, late in payments for day in days]
        spent = [expense("goods", day + timedelta(days=late), 500 + day.day) for late in expenses for day in days]
        assert len(cash_book.lines(books((), paid, spent, cash_entries=kept))) == own

    def test_a_line_of_the_day_repeats_the_payments_of_the_day(self) -> None:
        kept = [_line(Direction.IN, TODAY, 300, "Sales")]
        paid = [_paid(TODAY, 100, "cash"), _paid(TODAY, 200, "Cash")]
        assert not cash_book.lines(books((), paid, cash_entries=kept))

    @pytest.mark.parametrize(("spent", "counts"), [(2_000, True), (3_000, False)])
    def test_a_book_that_may_tell_the_same_in_other_sums_is_left_alone(self, spent: int, counts: bool) -> None:
        kept = [_line(Direction.OUT, TODAY - timedelta(days=back), 5_000, "Week") for back in (0, 7)]
        rows = [expense("goods", TODAY - timedelta(days=3), spent)]
        assert bool(cash_book.lines(books((), (), rows, cash_entries=kept))) is counts

    def test_thousands_of_equal_lines_and_payments_on_one_day(self) -> None:
        kept = [_line(Direction.IN, TODAY, 100, str(number)) for number in range(5_000)]
        paid = [_paid(TODAY, 100, "cash", str(number)) for number in range(4_999)]
        assert len(cash_book.lines(books((), paid, cash_entries=kept))) == 1


class TestBalance:
    """A balance that the book states is what there is, and no money that came."""

    @pytest.mark.parametrize(
        ("stated", "balance"),
        [
            ([], 900),
            ([("in", 0, 5_000, "Opening balance")], 5_900),
            ([("in", 0, 5_000, "Op. Bal.")], 5_900),
            ([("in", 0, 5_000, "Opening")], 5_900),
            ([("in", 0, 5_000, "To balance b/d")], 5_900),
            ([("in", 0, 5_000, "Opening balance"), ("in", 5, 5_700, "Brought forward")], 5_900),
            ([("in", 0, 5_000, "b/f"), ("out", 4, 5_700, "c/f"), ("in", 5, 5_700, "b/f")], 5_900),
            ([("in", 0, 5_000, "Balance b/f"), ("out", 9, 5_900, "Closing balance")], 5_900),
        ],
    )  # fmt: skip
    def test_stated(self, stated: Sequence[tuple[str, int, int, str]], balance: int) -> None:
        kept = [_line(Direction(way), BEGAN + timedelta(days=day), sum_, text) for way, day, sum_, text in stated]
        kept += [_line(Direction.IN, BEGAN + timedelta(days=1), 700, "Sales")]
        kept += [_line(Direction.IN, BEGAN + timedelta(days=6), 200, "Sales")]
        shop = books(cash_entries=kept)
        assert sum(one.amount for one in cash_book.lines(shop)) == 900
        assert opening.opening(shop, (), TODAY, Preferences()).balance == balance

    @pytest.mark.parametrize("details", ["Shop opening ceremony", "Closing sale", "Bf Goodrich tyres", None])
    def test_other_lines_move_money(self, details: str | None) -> None:
        shop = books(cash_entries=[_line(Direction.IN, TODAY, 700, details)])
        assert len(cash_book.lines(shop)) == 1

    def test_what_was_said_moves_on_by_the_lines(self) -> None:
        since = TODAY - timedelta(days=10)
        shop = books(cash_entries=[_line(Direction.IN, TODAY, 700, "Sales"), _line(Direction.IN, since, 90, "Sales")])
        said = Preferences(balance=Decimal(1_000), balance_on=since)
        found = opening.opening(shop, moves(shop, cash_book.lines(shop)), TODAY, said)
        assert found.balance == 1_700
        assert [trace.kind for trace in found.traces] == [RowKind.PAYMENT, RowKind.CASH_ENTRY]


@pytest.mark.parametrize(
    ("details", "subject"),
    [
        ("Rent for Nov. 2026", "Rent"),
        ("SALARY - Ramesh (March)", "SALARY Ramesh"),
        ("12/11", ""),
        ("Chai and snacks", "Chai and snacks"),
    ],
)  # fmt: skip
def test_subject_of_a_line(details: str, subject: str) -> None:
    assert rhythms.subject_of(details) == subject


def test_invoices_beside_a_cash_book_of_other_money_both_count() -> None:
    shop: Books = books([invoice("A", TODAY - timedelta(days=10), 50_000)], cash_entries=_kept())
    found = foretold(shop)
    assert sum(week.receipts_open for week in found.weeks) > 40_000
    assert sum(week.receipts_new for week in found.weeks) > 80 * TAKINGS
    assert "due dates" in explain.words(found).description


def _kept() -> list[CashEntry]:
    """Takings every day, goods every Friday, rent on the 1st and a salary on the 5th; 40,000 to begin with."""
    kept = [_line(Direction.IN, BEGAN, 40_000, "Opening balance")]
    for day in (BEGAN + timedelta(days=place) for place in range(281)):
        kept.append(_line(Direction.IN, day, TAKINGS, "Daily sales"))
        if day.weekday() == 4:
            kept.append(_line(Direction.OUT, day, GOODS + (day.day % 3 - 1) * 12_000, "Goods"))
        if day.day == 1:
            kept.append(_line(Direction.OUT, day, RENT, f"Shop rent for {day:%b %Y}"))
        if day.day == 5:
            kept.append(_line(Direction.OUT, day, SALARY, "Salary Ramesh"))
    return kept


def _line(direction: Direction, day: date, amount: int, details: str | None) -> CashEntry:
    id_ = identifier(f"line {direction} {day} {amount} {details}")
    return CashEntry(id_, direction, Decimal(amount), day, "cash", details)


def _paid(day: date, amount: int, mode: str, name: str = "") -> Payment:
    return Payment(identifier(f"paid {day} {amount} {mode} {name}"), Direction.IN, Decimal(amount), day, mode)
