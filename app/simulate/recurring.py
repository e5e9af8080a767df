"""What comes back every month and is right to do so: rent with tax deducted, subscriptions, retainers, instalments."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from app.simulate import names, parties
from app.simulate.chance import Chance
from app.simulate.ledger import Case, Ledger
from app.simulate.papers import Contact, Line, Paper
from app.values import money
from app.values.period import Month

RENT_TDS = Decimal("0.10")
"""Income-tax Act 1961, section 194-I: ten percent on rent of buildings above the limit; on the amount before GST."""
SERVICES_RATE = Decimal(18)
SUBSCRIPTION = Decimal("1299.00")
DELIVERIES = 8


def add(ledger: Ledger) -> None:
    """Standing bills of the whole period, each series an innocent look-alike of repeated billing."""
    chance = ledger.chance("recurring")
    if ledger.profile.is_rent_billed:
        _add_rent(ledger, chance)
    _add_subscription(ledger, chance)
    _add_instalments(ledger, chance)
    _add_deliveries(ledger, chance)


def service(ledger: Ledger, chance: Chance, name: str, style: str = "{fy}/{n:03d}") -> Contact:
    """A new supplier of services with a GSTIN of the business's own state."""
    supplier = parties.contact(ledger, chance, "supplier", name)
    supplier.state_code = ledger.profile.state_code
    supplier.gstin = names.gst_number(chance, supplier.state_code)
    supplier.number_style, supplier.credit_days, supplier.weight = style, 10, 0.0
    ledger.suppliers.append(supplier)
    return supplier


def months(ledger: Ledger, day_of_month: int) -> Iterator[date]:
    """That day of each month within the period."""
    for month in Month.of(ledger.first).until(Month.of(ledger.last)):
        day = month.first + timedelta(days=day_of_month - 1)
        if ledger.first <= day <= ledger.last:
            yield day


def _add_rent(ledger: Ledger, chance: Chance) -> None:
    landlord = service(ledger, chance, f"{chance.pick(names.PEOPLE)} (landlord)", "RENT/{fy}/{n:02d}")
    papers, transfers = [], []
    for day in months(ledger, 1):
        line = Line(f"Shop rent {day:%B %Y}", Decimal(1), Decimal(ledger.profile.rent), SERVICES_RATE, "9972", "month")
        paper = ledger.paper(chance, "supplier_bill", landlord, day, [line], will_be_paid=False, is_settled=True)
        deducted = money.rounded(line.amount * RENT_TDS) if ledger.profile.rent > 50000 else money.ZERO
        paid_on = min(day + timedelta(days=chance.whole(2, 6)), ledger.last)
        note = "rent less TDS u/s 194-I" if deducted else None
        transfers.append(ledger.pay(chance, landlord, paper.total - deducted, paid_on, paper=paper, notes=note))
        papers.append(paper)
    ledger.plant(Case(None, "rent_with_tds", tuple(papers), tuple(transfers), (landlord,)))
    ledger.agreements.append(_agreement(chance, landlord, "Shop rent", Decimal(ledger.profile.rent), ledger.first, 1))


def _add_subscription(ledger: Ledger, chance: Chance) -> None:
    provider = service(ledger, chance, "Tarang Broadband", "TB{n:06d}")
    papers = []
    for day in months(ledger, 5):
        line = Line("Internet, monthly plan", Decimal(1), SUBSCRIPTION, SERVICES_RATE, "9984", "month")
        papers.append(ledger.paper(chance, "supplier_bill", provider, day, [line]))
    ledger.plant(Case(None, "subscription", tuple(papers), (), (provider,)))
    ledger.agreements.append(_agreement(chance, provider, "Internet", SUBSCRIPTION, ledger.first, 5))


def _add_instalments(ledger: Ledger, chance: Chance) -> None:
    seller = service(ledger, chance, f"{chance.pick(names.FIRST)} Weighing Systems")
    days = list(months(ledger, 12))[-6:]
    price = chance.rupees(4000, 9000).quantize(Decimal(1))
    papers: list[Paper] = []
    for number, day in enumerate(days, 1):
        line = Line("Billing counter, instalment", Decimal(1), price, SERVICES_RATE, "8423", "pcs")
        note = f"instalment {number} of {len(days)}"
        papers.append(ledger.paper(chance, "supplier_bill", seller, day, [line], notes=note))
    ledger.plant(Case(None, "instalments", tuple(papers), (), (seller,)))


def _add_deliveries(ledger: Ledger, chance: Chance) -> None:
    """Drinking water, the same can every week: same amount, next number, no order."""
    carrier = service(ledger, chance, f"{chance.pick(names.FIRST)} Water Supply", "{n}")
    line = Line("Water can 20 l", Decimal(6), Decimal("40.00"), Decimal(0), "2201", "can")
    days = [ledger.last - timedelta(days=7 * week) for week in range(DELIVERIES, 0, -1)]
    papers = [ledger.paper(chance, "supplier_bill", carrier, day, [line]) for day in days]
    ledger.plant(Case(None, "weekly_delivery", tuple(papers), (), (carrier,)))


def _agreement(
    chance: Chance, contact: Contact, description: str, amount: Decimal, since: date, day_of_month: int
) -> dict[str, object]:
    return {
        "id": str(chance.uuid()),
        "party_id": str(contact.id),
        "description": description,
        "amount": float(amount),
        "frequency": "monthly",
        "day_of_month": day_of_month,
        "start_date": since.isoformat(),
    }
