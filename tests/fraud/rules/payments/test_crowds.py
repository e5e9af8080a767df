"""Twenty thousand payments of one firm: bounded in time, and told in a handful of findings."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

import pytest

from app.books.records import Books, Document, Payment
from app.fraud import wording
from app.fraud.records import Rule
from app.fraud.rules import payments
from app.fraud.rules.customs import Customs
from app.fraud.rules.payments import crowds
from tests.fraud.rules.payments.trade import after, settled_bill
from tests.fraud.shop import books, identifier, paid_out

MANY = 20_000
SECONDS = 10
"""Of one processor; two on a quiet machine, more where others share it."""
BILL = settled_bill("A/1", "100000")
PAID = paid_out("500", after(3), document=BILL)
BILLS = [replace(BILL, id=identifier(f"bill {n}"), number=str(n), total=Decimal(1000 + n)) for n in range(MANY // 2)]


def copies(change: Callable[[int], Payment]) -> list[Payment]:
    """Twenty thousand payments, each with an id of its own."""
    return [replace(change(n), id=identifier(f"payment {n}")) for n in range(MANY)]


def day(n: int) -> date:
    """Thirty of them on one day."""
    return after(n // 30)


CROWDS: dict[str, tuple[Sequence[Document], Callable[[int], Payment]]] = {
    "one amount on one bill and day": ([BILL], lambda _: PAID),
    "pairs of one reference on one bill": (
        [BILL],
        lambda n: replace(PAID, amount=Decimal(500 + n // 2), reference=f"UTIB{n // 2:09}", paid_on=after(n % 2)),
    ),
    "on no bill": ([BILL], lambda n: replace(PAID, document_id=None, amount=Decimal(500 + n), paid_on=day(n))),
    "bills paid twice": (
        BILLS,
        lambda n: replace(PAID, document_id=BILLS[n // 2].id, amount=BILLS[n // 2].total, paid_on=day(n)),
    ),
    "bills paid short": (
        BILLS,
        lambda n: replace(PAID, document_id=BILLS[n // 2].id, amount=Decimal(430 + n // 4), paid_on=day(n)),
    ),
    "cheques that came back": (
        BILLS,
        lambda n: replace(PAID, document_id=BILLS[n // 2].id, notes="bounced", mode="cheque", paid_on=day(n)),
    ),
    "naming bills": (
        BILLS,
        lambda n: replace(PAID, document_id=None, notes=f"bills {n} {n + 1} {n + 2}", paid_on=day(n)),
    ),
}
"""The bills of each crowd, and its n-th payment: all of them together would be heavy to keep while other tests run."""


class TestCrowds:
    @pytest.mark.parametrize(("documents", "change"), CROWDS.values(), ids=CROWDS)
    def test_are_told_in_few_words_and_soon(
        self, documents: Sequence[Document], change: Callable[[int], Payment]
    ) -> None:
        held = books(documents=documents, payments=copies(change))
        began = process_time()
        found = payments.findings(held, Customs.of(held))
        assert process_time() - began < SECONDS
        assert len(found) <= (crowds.HANDFUL + 1) * len(Rule)
        assert all(len(one.payments) <= crowds.MOST_NAMED for one in found)

    @pytest.mark.parametrize(("times", "findings"), [(11, 11), (12, 11), (400, 11)])
    def test_a_handful_stands_alone(self, times: int, findings: int) -> None:
        found = payments.findings(twice(times), Customs(links_payments=True))
        assert len(found) == findings
        assert sum(one.amount_at_risk for one in found) == sum(one.total for one in BILLS[:times])

    def test_the_last_one_counts_the_rest(self) -> None:
        held = twice(30)
        last = payments.findings(held, Customs(links_payments=True))[-1]
        assert "19 more with them look the same" in wording.explain(held, last)


def twice(times: int) -> Books:
    """Books in which so many bills were paid twice."""
    paid = [
        replace(PAID, id=identifier(f"{n} {on}"), document_id=one.id, amount=one.total, paid_on=after(on))
        for n, one in enumerate(BILLS[:times])
        for on in (3, 5)
    ]
    return books(documents=BILLS[:times], payments=paid)
