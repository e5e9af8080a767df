"""What an owner tries on the coming cash: each change does what it says, in the direction it must."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.insights.records import scenarios as changes
from app.insights.records.preferences import NOTHING_SAID, Preferences
from app.insights.records.scenarios import Change, ScenarioAnswer, ScenarioRefused
from app.insights.records.tools import Tools
from app.insights.rules import findings
from app.insights.rules.cash import scenarios
from app.insights.rules.cash.outlook import Sides
from app.insights.service import tools
from app.insights.wording import scenarios as wording
from tests.insights.planted import TODAY, bill, identifier, invoice, paying_shop

SAID = Preferences(balance=Decimal(100_000), balance_on=TODAY)
SOON = TODAY + timedelta(days=10)
OPEN = invoice("open", TODAY - timedelta(days=20), 80_000)
OWED = bill("owed", TODAY - timedelta(days=25), 40_000)

LOSSES: list[Change] = [
    changes.InvoiceDelayed(OPEN.id, by_days=45),
    changes.InvoiceDelayed(OPEN.id, until=TODAY + timedelta(days=80)),
    changes.InvoiceNeverPaid(OPEN.id),
    changes.CustomerLost(identifier("Rao Traders"), SOON),
    changes.MonthlyCost(Decimal(15_000), 7, SOON),
    changes.Purchase(Decimal(60_000), SOON, instalments=3),
    changes.PricesChanged(Decimal(-10), SOON),
]
GAINS: list[Change] = [
    changes.InvoiceDelayed(OWED.id, by_days=45),
    changes.LoanReceived(Decimal(50_000), SOON, Decimal(5_000)),
    changes.PricesChanged(Decimal(10), SOON),
    changes.SupplierTermsLonger(30),
    changes.SupplierTermsLonger(30, identifier("Mehta Supply")),
]


class TestDirection:
    """No loss raises the balance of any week, no gain lowers one, and the bands move with it."""

    @pytest.mark.parametrize("change", LOSSES, ids=lambda change: type(change).__name__)
    def test_a_loss_never_raises_the_balance(self, shop: Sides, kit: Tools, change: Change) -> None:
        found = _compared(shop, kit, change)
        assert all(week.balance <= 0 for week in found.differences)
        pairs = zip(found.now.balance, found.changed.balance, strict=True)
        assert all(after.value <= before.value for before, after in pairs)
        assert (found.changed.probability_below_floor or 0) >= (found.now.probability_below_floor or 0)

    @pytest.mark.parametrize("change", GAINS, ids=lambda change: type(change).__name__)
    def test_a_gain_never_lowers_the_balance(self, shop: Sides, kit: Tools, change: Change) -> None:
        found = _compared(shop, kit, change)
        assert all(week.balance >= 0 for week in found.differences)
        assert any(week.balance > 0 for week in found.differences)

    def test_the_weeks_add_up_to_the_difference(self, shop: Sides, kit: Tools) -> None:
        found = _compared(shop, kit, *LOSSES[2:6])
        whole = found.changed.ends_at - found.now.ends_at
        assert sum(week.net for week in found.differences) == pytest.approx(whole, abs=Decimal("0.1"))
        assert found.differences[-1].balance == pytest.approx(whole, abs=Decimal("0.1"))


class TestAmounts:
    """Planted amounts are found again."""

    @pytest.mark.parametrize(
        ("change", "difference"),
        [
            (changes.MonthlyCost(Decimal(15_000), 7, SOON), -45_000),
            (changes.MonthlyCost(Decimal(15_000), 31, SOON), -30_000),
            (changes.Purchase(Decimal(60_000), SOON), -60_000),
            (changes.Purchase(Decimal(60_000), SOON, instalments=6), -30_000),
            (changes.LoanReceived(Decimal(50_000), SOON, Decimal(5_000)), 40_000),
        ],
    )
    def test_what_falls_within_the_thirteen_weeks_counts(
        self, shop: Sides, kit: Tools, change: Change, difference: int
    ) -> None:
        found = _compared(shop, kit, change)
        assert found.changed.ends_at - found.now.ends_at == pytest.approx(Decimal(difference), abs=Decimal("0.02"))
        assert found.effects[0].difference == Decimal(difference)

    def test_an_invoice_never_paid_is_missed_as_far_as_it_was_counted_on(self, shop: Sides, kit: Tools) -> None:
        found = _compared(shop, kit, changes.InvoiceNeverPaid(OPEN.id))
        assert found.differences[-1].balance == pytest.approx(Decimal(-80_000), rel=Decimal("0.05"))

    def test_a_lost_customer_is_missed_only_when_their_invoices_would_have_been_paid(
        self, shop: Sides, kit: Tools
    ) -> None:
        found = _compared(shop, kit, changes.CustomerLost(identifier("Rao Traders"), TODAY + timedelta(days=1)))
        assert all(abs(week.balance) < 3000 for week in found.differences[:5])
        assert found.differences[-1].balance < -100_000

    def test_a_delay_moves_money_and_loses_none_within_the_weeks(self, shop: Sides, kit: Tools) -> None:
        found = _compared(shop, kit, changes.InvoiceDelayed(OPEN.id, by_days=14))
        assert min(week.balance for week in found.differences) < -60_000
        assert found.differences[-1].balance == pytest.approx(Decimal(0), abs=3000)

    def test_twice_the_change_is_twice_the_difference(self, shop: Sides, kit: Tools) -> None:
        one, two = (
            _compared(shop, kit, changes.SalesChanged(Decimal(percent), SOON)).differences[-1].balance
            for percent in (-20, -40)
        )
        assert two == pytest.approx(2 * one, rel=Decimal("0.001"))

    def test_the_base_is_the_prediction_itself(self, shop: Sides, kit: Tools) -> None:
        first, other = _compared(shop, kit, LOSSES[0]), _compared(shop, kit, GAINS[1])
        assert first.now == other.now


class TestRefusals:
    """What cannot be tried is refused beside the field, in a sentence."""

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            (changes.InvoiceDelayed(identifier("nobody"), by_days=3), "document_id"),
            (changes.InvoiceDelayed(OPEN.id), "by_days"),
            (changes.InvoiceDelayed(OPEN.id, by_days=3, until=SOON), "by_days"),
            (changes.InvoiceDelayed(OPEN.id, by_days=0), "by_days"),
            (changes.InvoiceDelayed(OPEN.id, until=TODAY), "until"),
            (changes.InvoiceNeverPaid(OWED.id), "document_id"),
            (changes.CustomerLost(identifier("nobody"), SOON), "party_id"),
            (changes.CustomerLost(identifier("Mehta Supply"), SOON), "party_id"),
            (changes.CustomerLost(identifier("Rao Traders"), TODAY - timedelta(days=1)), "starts_on"),
            (changes.MonthlyCost(Decimal(-5), 7, SOON), "amount"),
            (changes.MonthlyCost(Decimal("NaN"), 7, SOON), "amount"),
            (changes.MonthlyCost(Decimal(5), 32, SOON), "day_of_month"),
            (changes.Purchase(Decimal(5), date(2031, 1, 1)), "day"),
            (changes.Purchase(Decimal(5), SOON, instalments=0), "instalments"),
            (changes.LoanReceived(Decimal(5), SOON, Decimal("Infinity")), "monthly_payment"),
            (changes.SalesChanged(Decimal(0), SOON), "percent"),
            (changes.PricesChanged(Decimal(-101), SOON), "percent"),
            (changes.SupplierTermsLonger(30, identifier("Rao Traders")), "party_id"),
        ],
    )
    def test_field(self, shop: Sides, kit: Tools, change: Change, field: str) -> None:
        with pytest.raises(ScenarioRefused) as refused:
            _compared(shop, kit, change)
        assert list(refused.value.errors) == [f"changes.0.{field}"]
        assert all(said.endswith(".") for said in refused.value.errors[f"changes.0.{field}"])

    @pytest.mark.parametrize("many", [0, 11])
    def test_none_and_too_many(self, shop: Sides, kit: Tools, many: int) -> None:
        with pytest.raises(ScenarioRefused):
            _compared(shop, kit, *[GAINS[1]] * many)

    def test_a_customer_is_lost_once(self, shop: Sides, kit: Tools) -> None:
        lost = changes.CustomerLost(identifier("Rao Traders"), SOON)
        with pytest.raises(ScenarioRefused) as refused:
            _compared(shop, kit, lost, GAINS[1], replace(lost, starts_on=SOON + timedelta(days=1)))
        assert list(refused.value.errors) == ["changes.2.party_id"]

    def test_a_paid_invoice_is_named_as_paid(self, shop: Sides, kit: Tools) -> None:
        with pytest.raises(ScenarioRefused) as refused:
            _compared(shop, kit, changes.InvoiceNeverPaid(shop.books.documents[0].id))
        assert "Nothing is open" in refused.value.errors["changes.0.document_id"][0]


class TestWords:
    """Every change and the whole are told in a sentence."""

    @pytest.mark.parametrize("change", [*LOSSES, *GAINS, changes.SalesChanged(Decimal(-20), SOON)])
    def test_each_change_has_its_sentence(self, shop: Sides, kit: Tools, change: Change) -> None:
        found = wording.worded(_compared(shop, kit, change))
        assert found.effects[0].sentence.endswith("13 weeks.")
        assert "The chance of running short" in found.sentence

    def test_less_than_a_rupee_is_no_difference(self, shop: Sides, kit: Tools) -> None:
        found = wording.worded(_compared(shop, kit, changes.SalesChanged(Decimal("0.00001"), SOON)))
        assert "no difference" in found.effects[0].sentence
        assert "as much after 13 weeks as expected now" in found.sentence

    def test_a_cost_without_a_name_begins_its_sentence(self, shop: Sides, kit: Tools) -> None:
        found = wording.worded(_compared(shop, kit, LOSSES[4]))
        assert found.effects[0].sentence.startswith("New monthly cost of ")

    def test_an_unknown_balance_is_told_beside_today(self, shop: Sides, kit: Tools) -> None:
        found = wording.worded(scenarios.compared(shop, TODAY, kit, NOTHING_SAID, [LOSSES[2]]))
        assert "today" in found.sentence
        assert found.changed.probability_below_floor is None

    def test_every_change_is_in_the_tables_above(self) -> None:
        tried = {type(change) for change in [*LOSSES, *GAINS]} | {changes.SalesChanged}
        assert tried == set(changes.Change.__args__)
        assert all(fields(one) for one in tried)


def _compared(shop: Sides, kit: Tools, *tried: Change) -> ScenarioAnswer:
    return scenarios.compared(shop, TODAY, kit, SAID, tried)


@pytest.fixture(scope="module")
def shop() -> Sides:
    """A steady shop with one more invoice open and one more bill to pay."""
    steady = paying_shop(months=15)
    return findings.sides_of(replace(steady, documents=[*steady.documents, OPEN, OWED]), TODAY)


@pytest.fixture(scope="module")
def kit() -> Tools:
    """Those who know arrays."""
    return tools.loaded()
