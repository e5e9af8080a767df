"""Invented and round amounts, slips and prices: what is found, and the innocent twin of each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from app.books.records import Document
from app.fraud.records import Rule
from app.fraud.rules.patterns import digits, habits, round_amounts
from tests.fraud.rules.patterns.priced_goods import GOODS, MAKERS, line, of_lines, trade
from tests.fraud.rules.patterns.trade import of_bills
from tests.fraud.shop import DAY, bill, books, item, supplier

ODD = supplier("Desai Hardware")


def invented(amount: Callable[[Random, int], float], count: int = 150, **known: Any) -> list[Document]:
    """Bills of one supplier over bare sums, each the price of one piece of something."""
    chance = Random(11)
    return [
        of_lines(
            f"I{n}", [line(chance.choice(sorted(GOODS)), amount(chance, n), 1)], days=4 * n, of=ODD, tax=0, **known
        )
        for n in range(count)
    ]


class TestInventedAmounts:
    @pytest.mark.parametrize(
        "amount",
        [
            lambda chance, _: chance.uniform(5000, 9900),
            lambda chance, _: (chance.randint(1, 9) + chance.random()) * 10 ** chance.randint(2, 4),
        ],
        ids=["one band that raises no eyebrow", "all digits alike"],
    )
    def test_digits_unlike_those_of_trade(self, amount: Callable[[Random, int], float]) -> None:
        held = [*trade(), *invented(amount)]
        (found,) = of_bills(digits, books(documents=held, parties=[ODD, *MAKERS]))
        assert (found.rule, found.parties, len(found.documents)) == (Rule.INVENTED_AMOUNTS, (ODD.id,), 150)

    @pytest.mark.parametrize(
        "amount",
        [
            lambda chance, _: chance.choice((5499, 6999, 7999, 8999, 9499)),
            lambda chance, _: 7400 * chance.lognormvariate(0, 0.12),
            lambda chance, _: 10 ** chance.uniform(2, 5),
            lambda _, n: 5000 + 2 * n,
        ],
        ids=["a price list", "a daily supply around a middle", "amounts of all sizes", "a price that climbs slowly"],
    )
    def test_digits_that_have_a_reason(self, amount: Callable[[Random, int], float]) -> None:
        assert of_bills(digits, books(documents=[*trade(), *invented(amount)], parties=[ODD, *MAKERS])) == []

    @pytest.mark.parametrize(
        ("ends", "is_found"),
        [("12346789", True), ("0123456789", False)],
        ids=["never a 0 or a 5 at the end", "all ends alike"],
    )
    def test_bare_sums_around_a_middle(self, ends: str, is_found: bool) -> None:
        chance = Random(7)
        sums = [10 * int(720 * chance.lognormvariate(0, 0.12)) + int(chance.choice(ends)) for _ in range(120)]
        held = [
            bill(f"S{n}", str(total), DAY - timedelta(days=4 * n), of=ODD, items=()) for n, total in enumerate(sums)
        ]
        ordered = [replace(one, reference=f"PO-{n}") for n, one in enumerate(trade())]
        found = of_bills(digits, books(documents=[*ordered, *held], parties=[ODD, *MAKERS]))
        assert [one.rule for one in found] == [Rule.INVENTED_AMOUNTS] * is_found

    def test_meter_with_a_steady_price(self) -> None:
        chance = Random(3)
        fuel = [
            of_lines(f"D{n}", [line("Diesel", 91.5, chance.randint(55, 105))], days=4 * n, of=ODD, tax=0)
            for n in range(150)
        ]
        assert of_bills(digits, books(documents=[*trade(), *fuel], parties=[ODD, *MAKERS])) == []

    def test_lots_of_a_market_cost_what_the_morning_brings(self) -> None:
        chance = Random(5)
        lots = [
            of_lines(f"M{n}", [line("Market lot", chance.uniform(4000, 9500), 1)], days=4 * n, of=ODD, tax=0)
            for n in range(150)
        ]
        assert of_bills(digits, books(documents=[*trade(), *lots], parties=[ODD, *MAKERS])) == []

    @pytest.mark.parametrize("count", [20, 40])
    def test_too_few_bills_prove_nothing(self, count: int) -> None:
        few = invented(lambda chance, _: chance.uniform(5000, 9900), count)
        assert of_bills(digits, books(documents=[*trade(), *few], parties=[ODD, *MAKERS])) == []

    def test_trade_in_which_digits_are_never_spread(self) -> None:
        capped = [replace(one, total=Decimal(5000 + n * 11)) for n, one in enumerate(trade())]
        same = invented(lambda chance, _: chance.uniform(5000, 9900))
        assert of_bills(digits, books(documents=[*capped, *same], parties=[ODD, *MAKERS])) == []


class TestRoundAmounts:
    ROUND = ("20000", "15000", "25000", "30000", "40000")

    @pytest.mark.parametrize(
        ("totals", "known", "is_found"),
        [
            (ROUND, {}, True),
            (ROUND, {"tax": "1800"}, True),
            ((*ROUND[:4], "40350"), {}, False),
            (["25000"] * 6, {}, False),
            (["3000", "2000", "4000", "5000", "3000"], {}, False),
            (ROUND, {"reference": "LR-7"}, False),
            (ROUND, {"items": (item("Freight to Surat", "20000"),)}, False),
            (("23600", "11800", "35400", "47200", "59000"), {"tax": "1800"}, False),
        ],
        ids=[
            "untaxed",
            "round with tax",
            "one is not",
            "a retainer",
            "small sums",
            "with orders",
            "freight",
            "round before tax",
        ],
    )
    @pytest.mark.parametrize("days_apart", [9, 140])
    def test_bills_of_one_supplier(
        self, totals: Sequence[str], known: dict[str, Any], is_found: bool, days_apart: int
    ) -> None:
        facts = {"tax": "0"} | known
        run = [
            bill(f"R{n}", one, DAY + timedelta(days=days_apart * n), of=ODD, **facts) for n, one in enumerate(totals)
        ]
        found = of_bills(round_amounts, books(documents=[*trade(), *run], parties=[ODD, *MAKERS]))
        assert [one.rule for one in found] == [Rule.ROUND_AMOUNTS] * is_found

    def test_few_round_ones_among_many(self) -> None:
        run = [bill(f"R{n}", one, DAY + timedelta(days=90 * n), of=ODD) for n, one in enumerate(self.ROUND)]
        rest = [bill(f"Q{n}", str(17345 + 211 * n), DAY + timedelta(days=7 * n), of=ODD) for n in range(50)]
        assert of_bills(round_amounts, books(documents=[*trade(), *rest, *run], parties=[ODD, *MAKERS])) == []

    def test_shop_in_which_round_bills_are_usual(self) -> None:
        farmers = [supplier(f"Farmer {n}") for n in range(30)]
        held = [bill(f"{n}", str(1000 * (10 + n)), DAY, of=one, tax="0") for n, one in enumerate(farmers)]
        run = [bill(f"R{n}", one, DAY, of=ODD, tax="0") for n, one in enumerate(self.ROUND)]
        assert of_bills(round_amounts, books(documents=[*held, *run], parties=[ODD, *farmers])) == []


class TestHabits:
    def test_a_zero_too_many(self) -> None:
        (found,) = habits.findings(books(documents=[*usual(), bill("Z", "118000")]))
        assert found.rule is Rule.FAR_FROM_HABIT
        assert found.probability >= 0.7

    @pytest.mark.parametrize(
        "documents",
        [
            lambda: [*usual(8), bill("Z", "118000")],
            lambda: [*usual(), bill("Z", "24000")],
            lambda: [*usual(), bill("Y", "60000"), bill("Z", "118000")],
            lambda: [bill(f"A{n}", str(500 * 2 ** (n % 8))) for n in range(24)],
        ],
        ids=["too little history", "a large order", "it happened before", "a party of many sizes"],
    )
    def test_what_is_no_habit_or_not_far(self, documents: Callable[[], list[Document]]) -> None:
        assert habits.findings(books(documents=documents())) == []

    def test_many_things_at_the_price_that_others_pay_are_a_large_order(self) -> None:
        elsewhere = [bill(f"M{n}", "1180", of=MAKERS[0], items=[item("Fan", "1000")]) for n in range(3)]
        large = bill("Z", "118000", items=[item("Fan", "100000", "100")])
        (found,) = habits.findings(books(documents=[*usual(), *elsewhere, large], parties=[*MAKERS]))
        assert found.probability < 0.7

    def test_one_thing_at_ten_times_the_price_of_others_is_a_slip(self) -> None:
        elsewhere = [bill(f"M{n}", "1180", of=MAKERS[0], items=[item("Fan", "1000")]) for n in range(3)]
        slip = bill("Z", "118000", items=[item("Fan", "100000", "10")])
        (found,) = habits.findings(books(documents=[*usual(), *elsewhere, slip], parties=[*MAKERS]))
        assert found.probability >= 0.7


def usual(count: int = 24) -> list[Document]:
    """Bills of about 11,000 rupees."""
    return [bill(f"U{n}", str(10800 + 17 * n), DAY - timedelta(days=n)) for n in range(count)]
