"""Rates of goods and services by day: what the law allows, what a word, a price or an engine decides, what stays open.

Every case is a fact of the notifications named beside it; one line a lesson that the tables have to keep.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst import hsn, slabs, tariff
from app.gst.tariff import Basis, Question, asking
from app.gst.tariff.limits import Facts

BEFORE, AFTER, CESS_ENDED = date(2025, 9, 21), date(2025, 9, 22), date(2026, 2, 1)

NINE, ONE, NIL = "9/2025-CT(R)", "1/2017-CT(R)", "10/2025-CT(R)"
GOODS = [
    ("3306", BEFORE, "toothpaste", [18], ONE),
    ("3306", AFTER, "Toothpaste 100 g", [5], NINE),
    ("3306", AFTER, "mouthwash", [18], NINE),
    ("3305", AFTER, "shampoo", [5], NINE),
    ("3305", AFTER, "hair dye", [18], NINE),
    ("0405", BEFORE, "ghee", [12], ONE),
    ("0405", AFTER, "ghee", [5], NINE),
    ("0401", AFTER, "UHT milk", [0], NIL),
    ("0406", AFTER, "paneer, pre-packaged", [0], NIL),
    ("0406", AFTER, "cheese", [5], NINE),
    ("1905", AFTER, "roti", [0], NIL),
    ("19053100", BEFORE, "sweet biscuits", [18], ONE),
    ("19053100", AFTER, "sweet biscuits", [5], NINE),
    ("1006", AFTER, "basmati rice, packed", [5], NINE),
    ("1006", AFTER, "loose rice", [0], NIL),
    ("22021010", BEFORE, "aerated drink", [28], ONE),
    ("22021010", AFTER, "aerated drink", [40], NINE),
    ("2523", BEFORE, "cement", [28], ONE),
    ("2523", AFTER, "cement", [18], NINE),
    ("8415", BEFORE, "split air conditioner", [28], ONE),
    ("8415", AFTER, "split air conditioner", [18], NINE),
    ("7113", AFTER, "gold ring", [3], NINE),
    ("7102", AFTER, "rough diamonds", [0.25], NINE),
    ("7102", AFTER, "cut and polished diamonds", [1.5], NINE),
    ("9608", AFTER, "ball pen", [18], NINE),
    ("9609", AFTER, "pencil", [0], NIL),
    ("4820", AFTER, "exercise book", [0], NIL),
    ("4820", AFTER, "diary", [18], NINE),
    ("69041000", AFTER, "building bricks", [6, 12], "14/2025-CT(R)"),
    ("21069020", BEFORE, "pan masala", [28], ONE),
    ("21069020", AFTER, "pan masala", [28], NINE),
    ("21069020", CESS_ENDED, "pan masala", [40], "19/2025-CT(R)"),
    ("24031921", AFTER, "biris", [28], NINE),
    ("24031921", CESS_ENDED, "biris", [18], "19/2025-CT(R)"),
    ("8201", AFTER, "spade", [0], NIL),
    ("4901", BEFORE, "printed books", [0], "2/2017-CT(R)"),
]
SERVICES = [
    ("998314", BEFORE, "software development", [18], "11/2017-CT(R)"),
    ("999721", BEFORE, "hairdressing", [18], "11/2017-CT(R)"),
    ("999721", AFTER, "hairdressing", [5], "15/2025-CT(R)"),
    ("998211", AFTER, "advocate", [18], "11/2017-CT(R)"),
]
MEASURED = [
    ("6205", BEFORE, "shirt", Facts(unit_price=Decimal(1000)), [5]),
    ("6205", BEFORE, "shirt", Facts(unit_price=Decimal(1001)), [12]),
    ("6205", AFTER, "shirt", Facts(unit_price=Decimal(2500)), [5]),
    ("6205", AFTER, "shirt", Facts(unit_price=Decimal("2500.01")), [18]),
    ("6403", BEFORE, "shoes", Facts(unit_price=Decimal(999)), [12]),
    ("6403", AFTER, "shoes", Facts(unit_price=Decimal(2500)), [5]),
    ("6403", AFTER, "shoes", Facts(unit_price=Decimal(2501)), [18]),
    ("8711", AFTER, "motorcycle", Facts(engine_cc=Decimal(350)), [18]),
    ("8711", AFTER, "motorcycle", Facts(engine_cc=Decimal(351)), [40]),
    ("8703", AFTER, "petrol car, length 3,995 mm", Facts(engine_cc=Decimal(1197)), [18]),
    ("8703", AFTER, "petrol car, length 4,300 mm", Facts(engine_cc=Decimal(1197)), [40]),
    ("8703", AFTER, "petrol car", Facts(engine_cc=Decimal(1197)), [18, 40]),
    ("999614", AFTER, "cinema ticket", Facts(unit_price=Decimal(100)), [5]),
    ("999614", AFTER, "cinema ticket", Facts(unit_price=Decimal(150)), [18]),
    ("8703", AFTER, "electric car", Facts(is_electric=True), [5]),
]


class TestRates:
    @pytest.mark.parametrize(("code", "on", "description", "expected", "source"), [*GOODS, *SERVICES])
    def test_are_those_of_the_day(
        self, code: str, on: date, description: str, expected: list[float], source: str
    ) -> None:
        answer = tariff.ask(Question(code, on, description))
        assert [float(rate) for rate in answer.rates_percent] == expected
        assert answer.basis is not Basis.UNKNOWN
        assert source in " ".join(entry.source for entry in answer.entries)

    @pytest.mark.parametrize(("code", "on", "description", "facts", "expected"), MEASURED)
    def test_follow_price_engine_and_motor(
        self, code: str, on: date, description: str, facts: Facts, expected: list[int]
    ) -> None:
        assert list(tariff.ask(Question(code, on, description, facts)).rates_percent) == expected


class TestWhatStaysOpen:
    @pytest.mark.parametrize(("code", "expected"), [("3306", [5, 18]), ("6205", [5, 18]), ("1006", [0, 5])])
    def test_code_alone_has_all_its_rates_each_with_what_decides(self, code: str, expected: list[int]) -> None:
        answer = tariff.ask(Question(code, AFTER))
        assert list(answer.rates_percent) == expected
        assert len({(entry.goods, entry.condition) for entry in answer.entries}) == len(answer.entries)

    def test_words_that_say_nothing_decide_nothing(self) -> None:
        assert tariff.ask(Question("3306", AFTER, "Qwertz 100 g")) == tariff.ask(Question("3306", AFTER))

    def test_service_under_the_number_of_the_first_annexure_is_found_beside_its_code(self) -> None:
        answer = tariff.ask(Question("999614", AFTER, "cinema ticket", Facts(unit_price=Decimal(90))))
        assert Decimal(5) in answer.rates_percent

    @pytest.mark.parametrize("description", ["shirts, pack of 3", "combo shirts", "1 dozen shirts"])
    def test_price_of_several_pieces_decides_nothing(self, description: str) -> None:
        answer = tariff.ask(Question("6205", AFTER, description, Facts(unit_price=Decimal(2999))))
        assert list(answer.rates_percent) == [5, 18]


class TestCodesThatAreNotListed:
    def test_piece_of_a_heading_is_answered_for_its_heading(self) -> None:
        answer = tariff.ask(Question("84159999", AFTER, "air conditioner"))
        assert list(answer.rates_percent) == [18]
        assert not answer.is_code_listed

    @pytest.mark.parametrize("code", ["7777", "77778888", "00", "abc", ""])
    def test_of_no_heading_nothing_is_known_and_nothing_proven(self, code: str) -> None:
        answer = tariff.ask(Question(code, AFTER))
        assert answer.basis is Basis.UNKNOWN
        assert not answer.is_proof
        assert answer.rates_percent == slabs.open_to_all(AFTER)

    def test_before_the_tables_are_whole_they_prove_nothing(self) -> None:
        assert not tariff.ask(Question("8415", date(2019, 1, 1))).is_proof


class TestAnyQuestion:
    @given(
        st.sampled_from(hsn.headings()),
        st.dates(asking.COMPLETE_FROM, date(2027, 3, 31)),
        st.text(max_size=40),
        st.none() | st.decimals(0, 10**6, places=2),
    )
    def test_has_rates_of_the_day_and_never_more_than_the_code_alone(
        self, code: str, on: date, description: str, price: Decimal | None
    ) -> None:
        open_to = set(tariff.ask(Question(code[:4], on)).rates_percent)
        narrowed = tariff.ask(Question(code, on, description, Facts(unit_price=price)))
        assert narrowed.entries
        assert set(narrowed.rates_percent) <= open_to
