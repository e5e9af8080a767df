"""What no single paper shows: cash in slices, bills just below the limit, accounts changed or shared, work at night.

Limits: Income-tax Act 1961, section 40A(3) (more than Rs 10,000 a day to one person in cash is no deductible expense)
and section 269ST (nobody may take Rs 2,00,000 or more in cash from one person in a day).
"""

from datetime import date, timedelta
from decimal import Decimal

from app.simulate import names, recurring
from app.simulate.chance import Chance
from app.simulate.ledger import Case, Ledger
from app.simulate.papers import Contact, Line, Paper

PATTERN = "suspicious_pattern"
GOODS_RATE = Decimal(18)
BULK_CODE = "3923"
"""Plastic packing, which any trade sells on now and then: 18 % before the reform and since (9/2025-CT(R) Sch II)."""


def add(ledger: Ledger) -> None:
    """Plant each pattern as often as the profile says; the days lie in the second half, as habits must stand first."""
    chance = ledger.chance("patterns")
    half = ledger.first + (ledger.last - ledger.first) / 2
    for _ in range(ledger.profile.cases_of_each):
        for plant in (_cash_in_slices, _large_cash, _below_limit, _account_changed, _account_shared, _at_night):
            plant(ledger, chance, chance.day_within(half, ledger.last - timedelta(days=40)))


def _cash_in_slices(ledger: Ledger, chance: Chance, day: date) -> None:
    supplier = _known(ledger, chance)
    amounts = [Decimal(chance.whole(88, 99) * 100) for _ in range(chance.whole(3, 4))]
    paper = _bill(ledger, chance, supplier, day, "Assorted goods", sum(amounts, Decimal(0)), rate=Decimal(0))
    transfers = tuple(ledger.pay(chance, supplier, amount, day, paper=paper, mode="cash") for amount in amounts)
    ledger.plant(Case(PATTERN, "cash_in_slices", (paper,), transfers, (supplier,)))


def _large_cash(ledger: Ledger, chance: Chance, day: date) -> None:
    customer = chance.pick([one for one in ledger.customers if one.weight > 0])
    line = Line("Bulk order", Decimal(1), chance.rupees(205000, 290000), GOODS_RATE, BULK_CODE)
    paper = ledger.paper(chance, "sales_invoice", customer, day, [line], will_be_paid=False)
    transfer = ledger.pay(chance, customer, paper.total, day, paper=paper, mode="cash")
    ledger.plant(Case(PATTERN, "large_cash_receipt", (paper,), (transfer,), (customer,)))


def _below_limit(ledger: Ledger, chance: Chance, day: date) -> None:
    fitter = recurring.service(ledger, chance, f"{chance.pick(names.FIRST)} Works Contract", "{n}")
    papers = []
    for _ in range(chance.whole(4, 6)):
        amount = Decimal(ledger.profile.approval_limit) * Decimal(str(round(chance.between(0.94, 0.995), 4)))
        papers.append(
            _bill(ledger, chance, fitter, day, "Labour charges", amount.quantize(Decimal(1)), rate=Decimal(0))
        )
        day += timedelta(days=chance.whole(2, 6))
    ledger.plant(Case(PATTERN, "just_below_limit", tuple(papers), (), (fitter,)))


def _account_changed(ledger: Ledger, chance: Chance, day: date) -> None:
    supplier = _known(ledger, chance)
    _, account = names.bank(chance)
    change_account(supplier, chance, day, account, is_verified=False)
    paper = _bill(ledger, chance, supplier, day, "Stock as per order", chance.rupees(70000, 130000), rate=GOODS_RATE)
    paid_on = day + timedelta(days=chance.whole(1, 4))
    transfer = ledger.pay(chance, supplier, paper.total, paid_on, paper=paper, mode="neft", account=account)
    ledger.plant(Case(PATTERN, "account_changed_before_payment", (paper,), (transfer,), (supplier,)))


def _account_shared(ledger: Ledger, chance: Chance, day: date) -> None:
    employee = chance.pick(ledger.employees)
    vendor = recurring.service(ledger, chance, f"{chance.pick(names.FIRST)} Services", "{n:03d}")
    vendor.gstin, vendor.street, vendor.created_on = None, None, day - timedelta(days=5)
    vendor.ifsc, vendor.account = employee.ifsc, employee.account
    papers, transfers = [], []
    for _ in range(3):
        amount = Decimal(chance.whole(8, 24) * 1000)
        papers.append(_bill(ledger, chance, vendor, day, "Services", amount, rate=Decimal(0)))
        transfers.append(ledger.pay(chance, vendor, amount, day, paper=papers[-1], mode="upi"))
        day += timedelta(days=chance.whole(5, 11))
    ledger.plant(Case(PATTERN, "account_shared_with_employee", tuple(papers), tuple(transfers), (vendor, employee)))


def _at_night(ledger: Ledger, chance: Chance, day: date) -> None:
    supplier = _known(ledger, chance)
    papers = []
    for _ in range(5):
        paper = _bill(ledger, chance, supplier, day, "Sundry purchases", chance.rupees(9000, 26000), rate=GOODS_RATE)
        paper.entered_at, paper.entered_by, paper.source = chance.moment(day, 0, 3), "staff1", "manual"
        papers.append(paper)
        day += timedelta(days=chance.whole(1, 3))
    ledger.plant(Case(PATTERN, "entered_at_night", tuple(papers), (), (supplier,)))


def change_account(supplier: Contact, chance: Chance, day: date, account: str, *, is_verified: bool) -> None:
    """Move a supplier's payments to `account` from `day` on."""
    supplier.bank_changes.append({
        "changed_at": chance.moment(day).isoformat(),
        "old_account": supplier.account,
        "new_account": account,
        "verified": is_verified,
        "changed_by": "owner" if is_verified else "staff1",
    })  # fmt: skip
    supplier.account = account


def _known(ledger: Ledger, chance: Chance) -> Contact:
    return chance.pick([one for one in ledger.suppliers if one.weight > 0 and not one.bank_changes])


def _bill(
    ledger: Ledger, chance: Chance, supplier: Contact, day: date, what: str, amount: Decimal, *, rate: Decimal
) -> Paper:
    line = Line(what, Decimal(1), amount, rate)
    return ledger.paper(chance, "supplier_bill", supplier, day, [line], will_be_paid=False)
