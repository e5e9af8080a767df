"""What does not fit the shop's own pattern, and that nothing is said where everything does."""

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.books.records import Books, Document
from app.insights.records.review import Odd, OddAmounts, OddKind
from app.insights.rules import history
from app.insights.rules.general import odd_amounts
from app.insights.wording import explain
from tests.insights.planted import TODAY, bill, books, expense, identifier, invoice, scaled

LATELY = TODAY - timedelta(days=20)


class TestOddAmounts:
    """Amounts that are told."""

    def test_a_large_invoice_of_a_customer_of_small_ones(self) -> None:
        (odd,) = _odd(_shop(invoice("big", LATELY, 90_000)))
        assert (odd.kind, odd.name, odd.on, odd.row_kind) == (OddKind.LARGE_SALE, "Rao Traders", LATELY, "document")
        assert (odd.once_in, odd.among) == (odd.among + 1, odd.once_in - 1)

    def test_an_expense_with_a_digit_too_many(self) -> None:
        teas = [expense("tea", TODAY - timedelta(days=9 * back), 200) for back in range(2, 40)]
        slip = expense("Tea", LATELY, 20_000)
        (odd,) = _odd(replace(_shop(), expenses=[*teas, slip]))
        assert (odd.kind, odd.name, odd.usual, odd.ids) == (OddKind.LARGE_EXPENSE, "tea", 200, (slip.id,))

    def test_a_day_on_which_everybody_came(self) -> None:
        crowd = [invoice(f"crowd {place}", LATELY, 1_500, to=None) for place in range(20)]
        (odd,) = _odd(_shop(*crowd))
        assert (odd.kind, odd.name, len(odd.ids)) == (OddKind.BUSY_DAY, f"{LATELY:%A}", 21)

    def test_a_machine_that_dwarfs_all_other_spending(self) -> None:
        teas = [expense("tea", TODAY - timedelta(days=9 * back), 200) for back in range(2, 40)]
        machine = expense("machinery", LATELY, 850_000)
        (odd,) = _odd(replace(_shop(), expenses=[*teas, machine]))
        assert (odd.kind, odd.name, odd.usual, odd.ids) == (OddKind.LARGEST_SPENDING, "machinery", 200, (machine.id,))

    def test_a_bill_of_many_times_the_usual(self) -> None:
        bills = [bill(f"B{back}", TODAY - timedelta(days=9 * back), 1_180) for back in range(2, 40)]
        odd, *others = _odd(_shop(*bills, bill("big", LATELY, 59_000)))
        assert (odd.kind, odd.name, odd.amount, others) == (OddKind.LARGE_BILL, "Mehta Supply", 50_000, [])

    def test_an_import_of_many_entries_takes_no_longer_than_a_breath(self) -> None:
        """20,000 expenses of one category over two years; sorting anew for each took ten seconds."""
        rows = [
            replace(
                expense("misc", TODAY - timedelta(days=place % 700), 1_000 + place % 977), id=identifier(f"{place}")
            )
            for place in range(20_000)
        ]
        slip = expense("misc", LATELY, 90_000)
        started = time.process_time()
        (odd,) = _odd(replace(_shop(), expenses=[*rows, slip]))
        assert odd.ids == (slip.id,)
        assert time.process_time() - started < 3

    def test_words_say_how_rare_it_is_and_what_to_look_at(self) -> None:
        words = explain.words(_told(_shop(invoice("big", LATELY, 90_000))))
        assert words.title == "1 amount out of your usual pattern"
        assert "in a year was as large" in words.description
        assert "₹76,271" in words.recommendations[0]

    def test_what_is_told_is_traced(self) -> None:
        found = _told(_shop(invoice("big", LATELY, 90_000)))
        assert [trace.ids for trace in found.traces] == [found.odd[0].ids]


class TestQuiet:
    """Amounts that are not."""

    @pytest.mark.parametrize("seed", range(5))
    def test_ordinary_trade_has_nothing_odd(self, seed: int) -> None:
        assert _odd(books(_trade(seed))) == ()

    def test_an_old_oddity_is_past(self) -> None:
        assert _odd(_shop(invoice("big", TODAY - timedelta(days=120), 90_000))) == ()

    def test_the_unit_of_money_is_irrelevant(self) -> None:
        shop = _shop(invoice("big", LATELY, 90_000))
        assert [one.ids for one in _odd(scaled(shop, 10))] == [one.ids for one in _odd(shop)]

    def test_a_young_business_has_no_pattern_yet(self) -> None:
        found = _told(books([invoice("A", date(2026, 10, 5))]))
        assert (found.is_told, found.missing[0].expected_on) == (False, date(2027, 2, 1))


def _shop(*more: Document) -> Books:
    return books([*_trade(1), *more])


def _trade(seed: int) -> Sequence[Document]:
    rng = random.Random(seed)
    return [
        invoice(f"T{back}", TODAY - timedelta(days=back), round(1_180 * rng.lognormvariate(0, 0.4)))
        for back in range(420)
    ]


def _told(found: Books) -> OddAmounts:
    return odd_amounts.odd_amounts(history.plausible(found, TODAY), TODAY)


def _odd(found: Books) -> tuple[Odd, ...]:
    return _told(found).odd
