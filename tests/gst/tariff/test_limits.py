"""Limits of an entry: what they say of a price, an engine, a motor, and when they cannot say."""

from decimal import Decimal

import pytest

from app.gst.tariff import limits
from app.gst.tariff.limits import Facts


@pytest.mark.parametrize(
    ("limit", "facts", "holds"),
    [
        ("price<=2500", Facts(unit_price=Decimal(2500)), True),
        ("price<=2500", Facts(unit_price=Decimal("2500.01")), False),
        ("price>2500", Facts(unit_price=Decimal(2500)), False),
        ("price>2500", Facts(unit_price=Decimal(2501)), True),
        ("price>2500", Facts(), None),
        ("cc<=350", Facts(engine_cc=Decimal(349)), True),
        ("cc>350", Facts(unit_price=Decimal(400)), None),
        ("length<=4000", Facts(length_mm=Decimal(3995)), True),
        ("length<=4000", Facts(engine_cc=Decimal(999)), None),
        ("electric", Facts(is_electric=True), True),
        ("electric", Facts(is_electric=False), False),
        ("not electric", Facts(is_electric=False), True),
        ("not electric", Facts(), None),
    ],
)
def test_says_what_the_facts_tell(limit: str, facts: Facts, holds: bool | None) -> None:
    assert limits.read([limit])[0].holds(facts) is holds


@pytest.mark.parametrize("text", ["price<2500", "weight<=5", "price<=", "Electric"])
def test_refuses_what_it_cannot_read(text: str) -> None:
    with pytest.raises(ValueError, match="no limit"):
        limits.read([text])


@pytest.mark.parametrize(
    ("description", "length"),
    [
        ("petrol car, length 3,995 mm", 3995),
        ("Hatchback 3995mm long", 3995),
        ("car of length not over 4000 mm", 4000),
        ("pipe 4000 mm", None),
        ("car 1197 cc", None),
    ],
)
def test_length_is_read_where_it_is_called_one(description: str, length: int | None) -> None:
    assert limits.length_named(description) == length
