"""What is left over where an owner pays bill by bill and links nothing: bills that differ from their money."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from app.books.records import Document, DocumentKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import payments
from app.fraud.rules.customs import Customs
from app.fraud.rules.judging import SHOWN_FROM
from tests.fraud.rules.payments.trade import OPEN, after, settled_bill
from tests.fraud.shop import bill, books, paid_in, paid_out, supplier

ODD = settled_bill("SMP/90", "48213")
UNPAID = bill("SMP/91", "5321", after(4), status=OPEN)
Case = tuple[Sequence[Document], Sequence[Payment], Rule | None]


def pay(amount: str, on: int = 9, **known: Any) -> Payment:
    """Money for no document."""
    return paid_out(amount, after(on), **known)


CASES: Mapping[str, Case] = {
    "two digits exchanged": ([ODD], [pay("42813")], Rule.DIGITS_SWAPPED),
    "more than the bill": ([ODD], [pay("53311")], Rule.OVERPAID),
    "less than the bill": ([ODD], [pay("43307")], Rule.UNDERPAID),
    "the bill, and once more": ([ODD], [pay("48213"), pay("48213", 23)], Rule.PAID_TWICE),
    "the bill": ([ODD], [pay("48213")], None),
    "the bill without paise": ([settled_bill("SMP/90", "48213.40")], [pay("48213")], None),
    "less TDS": ([ODD], [pay("47395.85")], None),
    "less what the note says": ([ODD], [pay("44107", notes="less damage")], None),
    "two bills with one payment": ([ODD, UNPAID], [pay("53534")], None),
    "a bill in two parts": ([ODD], [pay("20113"), pay("28100", 20)], None),
    "a round sum on account": ([ODD], [pay("45000")], None),
    "twice, for two bills of one sum": (
        [ODD, settled_bill("SMP/92", "48213", after(12))],
        [pay("48213"), pay("48213", 23)],
        None,
    ),
    "twice, and once given back": (
        [ODD],
        [pay("48213"), pay("48213", 12), paid_in("48213", after(15), by=supplier())],
        None,
    ),
    "twice, because the first came back": (
        [ODD],
        [pay("48213", mode="cheque"), pay("48213", 23, notes="first cheque bounced, reissued")],
        None,
    ),
    "less a debit note": (
        [ODD, bill("DN/1", "4106", after(3), kind=DocumentKind.DEBIT_NOTE)],
        [pay("44107")],
        None,
    ),
    "money half a year later": ([ODD], [pay("44107", 190)], None),
}


class TestLeftOver:
    @pytest.mark.parametrize(("documents", "paid", "rule"), CASES.values(), ids=CASES)
    def test_where_all_else_fits(
        self, documents: Sequence[Document], paid: Sequence[Payment], rule: Rule | None
    ) -> None:
        assert [one.rule for one in shown(documents, paid)] == ([rule] if rule else [])

    def test_nothing_is_said_of_a_running_account(self) -> None:
        bills = [settled_bill(f"R/{n}", str(7301 + 113 * n), after(n)) for n in range(9)]
        assert shown([ODD, *bills], [pay("42813"), *(pay("8000", 10 + n, key=str(n)) for n in range(9))]) == []


def shown(documents: Sequence[Document], paid: Sequence[Payment]) -> list[Finding]:
    """What an owner sees of these beside six bills of the same firm, each paid to the rupee and none linked."""
    usual = [settled_bill(f"L/{n}", str(6003 + 917 * n), after(25 * n - 220)) for n in range(6)]
    rows = [paid_out(str(one.total), one.issued_on + timedelta(days=7), key=one.number) for one in usual]
    held = books(documents=[*usual, *documents], payments=[*rows, *paid])
    return [one for one in payments.findings(held, Customs.of(held)) if one.probability >= SHOWN_FROM]
