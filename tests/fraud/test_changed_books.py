"""What may not change an alert: the ids that rows happen to have, and the unit in which money is counted."""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

from app import simulate
from app.books.importer import preview
from app.books.records import Books
from app.fraud import rules
from app.fraud.records import Rule
from app.fraud.rules import judging
from app.simulate.books import LAST_DAY_OF_TESTS
from tests.fraud import other_hands

IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AMOUNTS = frozenset(
    {"subtotal", "tax_amount", "total_amount", "paid_amount", "amount", "unit_price", "approval_threshold"}
)
BY_LAW = frozenset({Rule.CASH_PAID, Rule.CASH_RECEIVED})
"""What the law says in rupees is another matter when all rupees are doubled."""

Shown = frozenset[tuple[str, frozenset[str]]]


class TestIds:
    def test_other_ids_raise_the_same_alerts(self, world: Mapping[str, Any]) -> None:
        renamed = json.loads(IDS.sub(lambda found: renamed_id(found[0]), json.dumps(world)))
        for one, other in zip(preview.books_in(world), preview.books_in(renamed), strict=True):
            assert shown(one, rename=renamed_id) == shown(other)
            assert shown(other)


class TestUnitOfMoney:
    @pytest.mark.parametrize("factor", [Decimal(2), Decimal("0.5")])
    def test_all_amounts_in_another_unit_raise_the_same_alerts_but_for_limits_of_law(
        self, world: Mapping[str, Any], factor: Decimal
    ) -> None:
        for one, other in zip(preview.books_in(world), preview.books_in(multiplied(world, factor)), strict=True):
            assert shown(one, besides=BY_LAW) == shown(other, besides=BY_LAW)

    def test_decimals_that_say_nothing_change_nothing(self, world: Mapping[str, Any]) -> None:
        written = json.loads(json.dumps(world), parse_float=lambda digits: Decimal(digits).quantize(Decimal("0.0001")))
        for one, other in zip(preview.books_in(world), preview.books_in(written), strict=True):
            assert shown(one) == shown(other)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(lambda: other_hands.books(3, businesses=2), id="other hands"),
        pytest.param(
            lambda: simulate.generate(simulate.TEXTILES, seed=3, until=LAST_DAY_OF_TESTS, months=18), id="ours"
        ),
    ],
)
def world(request: pytest.FixtureRequest) -> Mapping[str, Any]:
    """Books with many troubles, as a file holds them."""
    content: Mapping[str, Any] = json.loads(json.dumps(request.param(), default=str))
    return content


def shown(held: Books, *, rename: Callable[[str], str] = str, besides: frozenset[Rule] = frozenset()) -> Shown:
    """What the alerts that would be shown are about: their type and everything they name."""
    return frozenset(
        (one.type.value, frozenset(rename(str(id)) for id in (*one.documents, *one.payments)))
        for one in rules.findings(held)
        if one.probability >= judging.SHOWN_FROM and one.rule not in besides
    )


def renamed_id(id: str) -> str:
    """Another id, always the same for the same one."""
    return str(uuid5(NAMESPACE_OID, str(UUID(id))))


def multiplied(value: Any, factor: Decimal) -> Any:
    """The books with every amount of money multiplied, to the paisa."""
    if isinstance(value, dict):
        return {
            key: float(round(Decimal(str(one)) * factor, 2))
            if key in AMOUNTS and isinstance(one, int | float)
            else multiplied(one, factor)
            for key, one in value.items()
        }
    return [multiplied(one, factor) for one in value] if isinstance(value, list) else value
