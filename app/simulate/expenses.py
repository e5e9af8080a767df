"""Money spent without a bill: wages, power, rent where nobody bills it, freight, tea; and the owner's drawings."""

from datetime import date

from app.simulate import recurring, seasons
from app.simulate.chance import Chance
from app.simulate.ledger import Ledger
from app.values.period import Month

POWER_BY_MONTH = {3: 1.1, 4: 1.35, 5: 1.5, 6: 1.4, 7: 1.2, 8: 1.15, 9: 1.1, 10: 1.05}
HELPERS_SHARE = 0.45
HELPERS_MONTHS = 4
"""Helpers came for the festival and stayed, for so large a share of all wages: a rise that the owner should hear of."""


def add(ledger: Ledger) -> None:
    """Expenses and cash-book lines of the whole period."""
    chance = ledger.chance("expenses")
    for day in recurring.months(ledger, 7):
        for employee, wage in zip(ledger.employees, ledger.profile.wages, strict=True):
            _add(ledger, chance, day, "Salaries", wage, f"Wages {day:%B}", employee.name, is_recurring=True)
        if Month.of(day) > Month.of(ledger.last).plus(-HELPERS_MONTHS):
            wage = round(sum(ledger.profile.wages) * HELPERS_SHARE)
            _add(ledger, chance, day, "Salaries", wage, f"Helpers {day:%B}", None)
        _add(
            ledger,
            chance,
            day,
            "Electricity",
            _power(ledger, chance, day),
            f"Power {day:%B}",
            "State electricity board",
        )
        if not ledger.profile.is_rent_billed:
            _add(ledger, chance, day, "Rent", ledger.profile.rent, f"Shop rent {day:%B}", "Landlord", is_recurring=True)
        _draw(ledger, chance, day)
    for day in seasons.days(ledger.first, ledger.last):
        if day.weekday() == 0:
            _add(ledger, chance, day, "Staff welfare", round(chance.between(180, 420)), "Tea and snacks", None)
        if chance.happens(0.11 * seasons.selling(day, ledger.first)):
            _add(ledger, chance, day, "Freight", round(chance.between(350, 2800)), "Tempo hire", None)
        if chance.happens(0.01):
            _add(ledger, chance, day, "Repairs", round(chance.between(800, 9000)), "Repairs and maintenance", None)


def _power(ledger: Ledger, chance: Chance, day: date) -> int:
    season = POWER_BY_MONTH.get(day.month, 0.9)
    return round(ledger.profile.power * season * chance.between(0.92, 1.08))


def _add(
    ledger: Ledger, chance: Chance, day: date, category: str, amount: int, description: str, vendor: str | None,
    *, is_recurring: bool = False,
) -> None:  # fmt: skip
    ledger.expenses.append({
        "id": str(chance.uuid()),
        "category": category,
        "amount": amount,
        "date": day.isoformat(),
        "description": description,
        "vendor": vendor,
        "is_recurring": is_recurring,
    })  # fmt: skip


def _draw(ledger: Ledger, chance: Chance, day: date) -> None:
    ledger.cash_entries.append({
        "id": str(chance.uuid()),
        "direction": "out",
        "amount": round(chance.between(15, 40)) * 1000,
        "date": day.isoformat(),
        "mode": "cash",
        "details": "Drawings",
    })  # fmt: skip
