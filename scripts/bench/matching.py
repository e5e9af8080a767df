"""How long a month of a large trader takes to be matched with its GSTR-2B: made papers, with the usual troubles."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from app.compliance.records.matching import Kind, Paper
from app.compliance.rules import matching

SUPPLIERS, OWN = 800, "27AAGCK7412M1Z7"
ROUND_VALUES = (2_500, 5_000, 10_000)


def seconds(papers: int) -> float:
    """Seconds to match `papers` bills with about as many rows."""
    chance = random.Random(1)  # noqa: S311 - made papers
    inward = [_row(number, chance) for number in range(papers)]
    purchases = [_booked(row, number, chance) for number, row in enumerate(inward)]
    chance.shuffle(purchases)
    began = time.perf_counter()
    matching.reconciled(purchases[papers // 50 :], inward[papers // 50 :])
    return time.perf_counter() - began


def seconds_of_one_supplier(papers: int) -> float:
    """Seconds to match bills of one supplier that have one amount and numbers near to those of as many rows."""
    chance = random.Random(1)  # noqa: S311 - made papers
    usual = _row(0, chance)
    numbers = [f"INV-{chance.randrange(10 * papers)}" for _ in range(2 * papers)]
    sides = [replace(usual, id=str(at), bill_no=number) for at, number in enumerate(numbers)]
    late = [replace(one, bill_date=one.bill_date + timedelta(days=chance.randrange(10))) for one in sides]
    began = time.perf_counter()
    matching.reconciled(late[:papers], late[papers:])
    return time.perf_counter() - began


def _row(number: int, chance: random.Random) -> Paper:
    supplier = chance.randrange(SUPPLIERS)
    value = Decimal(chance.choice((*ROUND_VALUES, chance.randint(100_000, 9_999_999) / 100))).quantize(Decimal("0.01"))
    tax = (value * 9 / 100).quantize(Decimal("0.01"))
    return Paper(
        id=str(number),
        kind=Kind.INVOICE,
        supplier_gstin=f"27ABC{chr(65 + supplier % 26)}{chr(65 + supplier // 26)}{supplier:04d}K1Z2",
        company_gstin=OWN,
        bill_no=f"INV/25-26/{number:05d}",
        bill_date=date(2025, 10, 1) + timedelta(days=chance.randrange(30)),
        taxable_value=value,
        cgst=tax,
        sgst=tax,
        place_of_supply="27",
        reverse_charge=False,
    )


def _booked(row: Paper, number: int, chance: random.Random) -> Paper:
    """The row as a shop books it: three of ten numbers written otherwise, some days later, some rupees off."""
    spelt = (row.bill_no,) * 9 + (f"inv-{number:05d}", str(number), f"INV/{number}", f"INV/2526/{number:05d}")
    off = Decimal(chance.choice((0,) * 9 + (1, 2, 500)))
    late = timedelta(days=chance.choice((0,) * 8 + (1, 5)))
    return replace(
        row, bill_no=chance.choice(spelt), bill_date=row.bill_date + late, taxable_value=row.taxable_value + off
    )
