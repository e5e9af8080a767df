"""A made table of payments in which departments have suppliers, accounts and usual amounts of their own."""

from random import Random

import pandas as pd

DEPARTMENTS = 6
OPEN_ACCOUNT = "600"
"""The account under which every department pays people whom it never pays again."""


def payments(seed: int, rows: int = 3000) -> pd.DataFrame:
    """Regular rows only: each supplier belongs to one department and has its own accounts and size of amounts."""
    chance = Random(seed)
    found = []
    for number in range(rows):
        department = chance.randrange(DEPARTMENTS)
        supplier = min(int(chance.expovariate(0.4)), 7)
        is_once = chance.random() < 0.1
        found.append(
            {
                "department": f"{department:02d}",
                "account": OPEN_ACCOUNT if is_once else f"{100 * (department % 3) + supplier % 3:03d}",
                "supplier": f"P{number:05d}" if is_once else f"S{department}{supplier}",
                "mode": chance.choice(("bank", "bank", "bank", "upi", "cheque")),
                "amount": round(chance.lognormvariate(5 + supplier, 0.4), 2),
            }
        )
    return pd.DataFrame(found)
