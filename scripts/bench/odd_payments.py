"""How long a table of payments takes to be judged by the rarity of its rows, reading and writing aside."""

import random
import time

from app.fraud.service import anomalies
from app.fraud.service.payment_table import PaymentTable

DEPARTMENTS, ACCOUNTS, SUPPLIERS, CONTRACTS = 70, 220, 4_000, 2_000


def seconds(rows: int) -> float:
    """Seconds for so many made payments with six columns of codes and one of amounts."""
    table = _table(rows)
    began = time.perf_counter()
    anomalies.judged(table)
    return time.perf_counter() - began


def _table(rows: int) -> PaymentTable:
    chance = random.Random(1)  # noqa: S311 - made payments
    suppliers = [min(int(chance.expovariate(12) * SUPPLIERS), SUPPLIERS) for _ in range(rows)]
    columns = {
        "mode": [chance.choice(("bank", "cheque")) for _ in range(rows)],
        "department": [f"D{one % DEPARTMENTS}" for one in suppliers],
        "account": [f"A{(one * 7 + chance.randrange(3)) % ACCOUNTS}" for one in suppliers],
        "supplier": [f"S{one}" for one in suppliers],
        "contract": [f"C{one % CONTRACTS}" if one % 3 else "" for one in suppliers],
        "series": [f"P{chance.randrange(12)}" for _ in range(rows)],
        "amount": [f"{chance.lognormvariate(5 + one % 5, 1):.2f}" for one in suppliers],
    }
    return PaymentTable([str(row) for row in range(rows)], columns, range(2, rows + 2))
