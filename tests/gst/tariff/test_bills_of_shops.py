"""Lines as shops write them: what the words of a bill cannot tell stays open, and what they do tell is held to.

Every row is a line that once was refused a lawful rate, or was let through at a wrong one, with the notification.
"""

from datetime import date
from decimal import Decimal

import pytest

from app.gst import tariff
from app.gst.tariff import Question
from app.gst.tariff.limits import Facts

BEFORE, AFTER = date(2025, 9, 21), date(2025, 9, 22)
GOODS, NIL, SERVICES, FREE = "9/2025-CT(R)", "10/2025-CT(R)", "11/2017-CT(R)", "12/2017-CT(R)"

MAY_BEAR = [
    ("0910", AFTER, "Fresh haldi gaanth", 0, NIL),
    ("1101", AFTER, "Chakki atta khula", 0, NIL),
    ("1905", AFTER, "Pizza base 2 pc", 0, NIL),
    ("1905", AFTER, "Pizza base 2 pc", 5, GOODS),
    ("3304", AFTER, "Kajal stick", 0, NIL),
    ("3304", AFTER, "Kajal stick", 18, GOODS),
    ("3926", AFTER, "Bangle stand", 18, GOODS),
    ("3307", AFTER, "Vibhuti 100 g", 0, NIL),
    ("4602", AFTER, "Leaf plates pattal", 0, NIL),
    ("4011", AFTER, "Tyre 28x1.75", 5, GOODS),
    ("4011", AFTER, "Tyre 90/100", 18, GOODS),
    ("4013", AFTER, "Inner tube", 5, GOODS),
    ("4820", AFTER, "Receipt book 50 leaves 2 copy", 18, GOODS),
    ("4901", AFTER, "Story booklet for kids", 0, NIL),
    ("6505", BEFORE, "Woollen cap", 12, "1/2017-CT(R) Sch II"),
    ("9017", AFTER, "Geometry box", 5, GOODS),
    ("9503", AFTER, "Battery operated toy", 5, GOODS),
    ("9503", AFTER, "Battery operated toy", 18, GOODS),
    ("996412", AFTER, "Car rental with driver", 5, SERVICES),
    ("996511", AFTER, "Tempo bhada", 5, SERVICES),
    ("9965", AFTER, "Local cartage", 0, FREE),
    ("9967", AFTER, "Freight forwarding", 18, SERVICES),
    ("9967", AFTER, "Cold storage rent, apples", 0, FREE),
    ("9967", AFTER, "Cold storage rent, ice cream", 18, SERVICES),
    ("9961", AFTER, "Commission, mandi", 0, FREE),
    ("998361", AFTER, "Advertisement in newspaper", 5, SERVICES),
    ("9988", BEFORE, "Flour grinding charges", 5, SERVICES),
    ("9988", BEFORE, "Diamond polishing job work", 1.5, SERVICES),
    ("9972", AFTER, "Land lease agriculture", 0, FREE),
    ("999312", AFTER, "Hospital room rent", 0, FREE),
    ("999312", AFTER, "Hospital room rent", 5, SERVICES),
]
MAY_NOT_BEAR = [
    ("1101", AFTER, "Chakki atta khula", 5, NIL),
    ("4820", AFTER, "Receipt book 50 leaves 2 copy", 0, GOODS),
    ("4820", AFTER, "Student copy 100 pages", 18, NIL),
    ("4011", AFTER, "Car tyre 185/65 R15", 28, GOODS),
    ("4011", AFTER, "Cycle tyre", 18, GOODS),
    ("8424", AFTER, "Agriculture sprayer pump 16 ltr", 18, GOODS),
    ("9503", AFTER, "Wooden toy", 18, GOODS),
    ("9988", BEFORE, "CNC machining job work", 5, SERVICES),
]
ROOM = "Hospital room rent"


class TestLineOfABill:
    @pytest.mark.parametrize(("code", "on", "description", "rate", "source"), MAY_BEAR)
    def test_may_bear_each_rate_that_its_words_leave_open(
        self, code: str, on: date, description: str, rate: float, source: str
    ) -> None:
        answer = tariff.ask(Question(code, on, description))
        assert Decimal(str(rate)) in answer.rates_percent
        assert source in " ".join(entry.source for entry in answer.entries if float(entry.rate_percent) == rate)

    @pytest.mark.parametrize(("code", "on", "description", "rate", "source"), MAY_NOT_BEAR)
    def test_may_not_bear_a_rate_that_its_words_rule_out(
        self, code: str, on: date, description: str, rate: float, source: str
    ) -> None:
        answer = tariff.ask(Question(code, on, description))
        assert answer.is_proof
        assert Decimal(str(rate)) not in answer.rates_percent
        assert source in " ".join(entry.source for entry in answer.entries)


class TestMeasure:
    @pytest.mark.parametrize(("price", "expected"), [(None, [0, 5]), (4000, [0]), (5000, [0]), (5001, [5])])
    def test_that_is_unknown_keeps_no_other_rate_out(self, price: int | None, expected: list[int]) -> None:
        facts = Facts(unit_price=None if price is None else Decimal(price))
        assert list(tariff.ask(Question("999312", AFTER, ROOM, facts)).rates_percent) == expected


class TestEngine:
    @pytest.mark.parametrize(
        ("code", "description", "expected"),
        [
            ("8703", "SUV diesel 1,997 cc", [40]),
            ("8703", "Petrol car 1197cc", [18, 40]),
            ("8711", "Bike 349.34 CC", [18]),
            ("8711", "Bike 373.2 cc", [40]),
            ("8711", "Bikes 125 cc and 650 cc", [18, 40]),
            ("8711", "Motorcycle above 350 cc", [40]),
            ("8711", "Motorcycle not exceeding 350 cc", [18]),
        ],
    )
    def test_is_read_from_the_words_of_the_bill(self, code: str, description: str, expected: list[int]) -> None:
        assert list(tariff.ask(Question(code, AFTER, description)).rates_percent) == expected

    def test_that_was_measured_goes_before_the_words(self) -> None:
        facts = Facts(engine_cc=Decimal(400))
        assert list(tariff.ask(Question("8711", AFTER, "Bike 125 cc", facts)).rates_percent) == [40]


class TestWhatIsNotMeant:
    @pytest.mark.parametrize(
        ("code", "description", "expected"),
        [
            ("7117", "Imitation jewellery other than bangles of lac", [3]),
            ("2401", "Raw tobacco other than tobacco leaves", [28]),
            ("9506", "Sports goods except gym equipment", [5]),
            ("9503", "Toys (other than electronic toys)", [5]),
            ("3304", "Cream excluding kajal and bindi", [18]),
            ("1006", "Rice other than pre-packaged and labelled", [0]),
        ],
    )
    def test_is_left_out_of_the_words(self, code: str, description: str, expected: list[int]) -> None:
        assert list(tariff.ask(Question(code, AFTER, description)).rates_percent) == expected
