"""Who the business deals with: customers and suppliers, each with a size and habits of its own, and its employees."""

from datetime import timedelta

from app.simulate import names
from app.simulate.chance import Chance
from app.simulate.ledger import Ledger
from app.simulate.papers import Contact, Habit

CUSTOMER_HABITS = (
    Habit(late_days=-8, spread_days=5),
    Habit(late_days=3, spread_days=6, unlinked=0.06),
    Habit(late_days=12, spread_days=9, splits=0.25, never=0.02),
    Habit(late_days=34, spread_days=16, splits=0.35, never=0.08, modes=("cheque", "upi")),
    Habit(late_days=0, spread_days=2, modes=("upi", "cash")),
)
HABIT_WEIGHTS = (0.22, 0.36, 0.2, 0.1, 0.12)
NUMBER_STYLES = ("INV-{n}", "{fy}/{n:04d}", "B{n:05d}", "GST/{fy}/{n}", "{n}", "TI-{n:04d}", "A/{n:03d}/{fy}")
LARGEST_CASH_ORDER = 0.35


def add(ledger: Ledger) -> None:
    """Put customers, suppliers and employees into the books."""
    profile, taken = ledger.profile, {ledger.profile.name}
    chance = ledger.chance("parties")
    ledger.customers.extend(_customer(ledger, chance, taken) for _ in range(profile.customers))
    ledger.suppliers.extend(_supplier(ledger, chance, taken) for _ in range(profile.suppliers))
    for name, _ in zip(chance.some(names.STAFF, len(profile.wages)), profile.wages, strict=True):
        ledger.employees.append(contact(ledger, chance, "employee", name))
    _let_one_fall_asleep(ledger)


def contact(ledger: Ledger, chance: Chance, kind: str, name: str, *, is_registered: bool = False) -> Contact:
    """Somebody new, mostly of the business's own state, known since before its first day."""
    profile = ledger.profile
    is_near = kind == "employee" or chance.happens(0.74)
    state_code = profile.state_code if is_near else chance.pick(profile.neighbours)[0]
    ifsc, account = names.bank(chance)
    return Contact(
        id=chance.uuid(),
        kind=kind,
        name=name,
        state_code=state_code,
        created_on=ledger.first - timedelta(days=chance.whole(20, 900)),
        gstin=names.gst_number(chance, state_code) if is_registered else None,
        phone=names.phone(chance) if chance.happens(0.9) else None,
        street=names.street(chance) if chance.happens(0.8) else None,
        ifsc=ifsc,
        account=account,
    )


def _customer(ledger: Ledger, chance: Chance, taken: set[str]) -> Contact:
    is_firm = chance.happens(0.72)
    name = names.firm(chance, taken, ledger.profile.trade_word) if is_firm else _person(chance, taken)
    customer = contact(ledger, chance, "customer", name, is_registered=is_firm and chance.happens(0.85))
    customer.habit = chance.weighted(CUSTOMER_HABITS, HABIT_WEIGHTS)
    customer.scale = chance.factor(0.55) * (1.5 if is_firm else 0.4)
    customer.weight = chance.factor(0.8)
    customer.credit_days = chance.pick((0, 15, 30, 30, 45)) if is_firm else chance.pick((0, 7))
    if customer.scale > LARGEST_CASH_ORDER and "cash" in customer.habit.modes:
        customer.habit = Habit(late_days=0, spread_days=2, modes=("upi",))
    return customer


def _supplier(ledger: Ledger, chance: Chance, taken: set[str]) -> Contact:
    name = names.firm(chance, taken, ledger.profile.trade_word)
    supplier = contact(ledger, chance, "supplier", name, is_registered=chance.happens(0.82))
    supplier.habit = Habit(late_days=2, spread_days=4, never=0.01)
    supplier.scale = chance.factor(0.4)
    supplier.weight = chance.factor(0.7)
    supplier.credit_days = chance.pick((7, 15, 30, 30, 45))
    supplier.number_style = chance.pick(NUMBER_STYLES)
    supplier.next_number = chance.whole(11, 2400)
    supplier.rounds_total = chance.happens(0.3)
    return supplier


def _person(chance: Chance, taken: set[str]) -> str:
    while True:
        name = chance.pick(names.PEOPLE)
        if name in taken:
            name = f"{name} {chance.letters(1)}"
        if name not in taken:
            taken.add(name)
            return name


def _let_one_fall_asleep(ledger: Ledger) -> None:
    """A good customer stopped ordering in the last fifth of the time: something for the owner to notice."""
    best = max(ledger.customers, key=lambda customer: customer.scale * customer.weight)
    best.last_on = ledger.last - (ledger.last - ledger.first) / 5
