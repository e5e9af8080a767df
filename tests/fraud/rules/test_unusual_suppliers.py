"""New suppliers, round bills and bills entered at night: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.books.records import Books, Document
from app.fraud.records import Rule
from app.fraud.rules.patterns import hours, newcomers, round_amounts
from tests.fraud.shop import DAY, bill, books, item, moment, paid_out, supplier

NEW = supplier("Desai Hardware", created_at=moment(DAY - timedelta(days=3)))


def usual(count: int = 120) -> list[Document]:
    """Honest bills, entered in the afternoon."""
    return [
        bill(f"U{n}", str(1100 + 23 * n), DAY - timedelta(days=n), entered_at=moment(DAY - timedelta(days=n)))
        for n in range(count)
    ]


class TestNewcomers:
    def test_large_first_bill_paid_at_once(self) -> None:
        first = bill("1", "90000", of=NEW)
        assert [one.rule for one in newcomers.findings(self.books(first))] == [Rule.NEW_SUPPLIER]

    @pytest.mark.parametrize(
        "first",
        [
            bill("1", "1500", of=NEW),
            bill("1", "90000", of=NEW, reference="PO-7"),
            bill("1", "90000", DAY + timedelta(days=90), of=NEW),
        ],
        ids=["a usual amount", "with an order", "known for months"],
    )
    def test_ordinary_first_bills(self, first: Document) -> None:
        assert newcomers.findings(self.books(first)) == []

    def test_registered_or_paid_later_or_in_a_crowd(self) -> None:
        first = bill("1", "90000", of=NEW)
        registered = replace(NEW, gstin="27ABCDE1234F1Z5")
        crowd = [replace(NEW, id=supplier(f"old {n}").id, name=f"old {n}") for n in range(6)]
        assert newcomers.findings(replace(self.books(first), parties=[registered])) == []
        assert newcomers.findings(replace(self.books(first), payments=[])) == []
        assert newcomers.findings(replace(self.books(first), parties=[NEW, *crowd])) == []

    def books(self, first: Document) -> Books:
        paid = paid_out(str(first.total), first.issued_on + timedelta(days=1), to=NEW, document=first)
        return books(documents=[*usual(), first], payments=[paid], parties=[NEW])


class TestRoundAmounts:
    @pytest.mark.parametrize(
        ("totals", "known", "is_found"),
        [
            (["20000", "15000", "25000", "30000", "40000"], {}, True),
            (["20000", "15000", "25000", "30000", "40350"], {}, False),
            (["25000"] * 6, {}, False),
            (["3000", "2000", "4000", "5000", "3000"], {}, False),
            (["20000", "15000", "25000", "30000", "40000"], {"reference": "LR-7"}, False),
            (["20000", "15000", "25000", "30000", "40000"], {"items": (item("Freight to Surat", "20000"),)}, False),
            (["23600", "11800", "35400", "47200", "59000"], {"tax": "1800"}, False),
        ],
    )
    def test_run_of_round_bills(self, totals: Sequence[str], known: dict[str, Any], is_found: bool) -> None:
        facts = {"tax": "0"} | known
        found = [bill(f"R{n}", one, DAY + timedelta(days=9 * n), of=NEW, **facts) for n, one in enumerate(totals)]
        assert len(round_amounts.findings(books(documents=[*usual(), *found], parties=[NEW]))) == int(is_found)

    def test_shop_in_which_round_bills_are_usual(self) -> None:
        shops = [supplier(f"Farmer {n}") for n in range(30)]
        held = [bill(f"{n}", str(1000 * (10 + n)), DAY, of=one, tax="0") for n, one in enumerate(shops)]
        run = [bill(f"R{n}", str(5000 * (n + 2)), DAY, of=NEW, tax="0") for n in range(5)]
        assert round_amounts.findings(books(documents=[*held, *run], parties=[NEW, *shops])) == []


class TestHours:
    NIGHT = datetime(2026, 1, 15, 20, 15, tzinfo=UTC)
    """A quarter to two in the morning in India."""

    @pytest.mark.parametrize(
        ("count", "at", "source", "is_found"),
        [
            (5, NIGHT, "manual", True),
            (3, NIGHT, "manual", False),
            (5, NIGHT, "import", False),
            (5, moment(DAY), "manual", False),
        ],
        ids=["five bills typed at night", "only three", "imported by a program", "by day"],
    )
    def test_bills_of_one_supplier(self, count: int, at: datetime, source: str, is_found: bool) -> None:
        late = self.late(count, at, source)
        assert len(hours.findings(books(documents=[*usual(), *late], parties=[NEW]))) == int(is_found)

    def test_shop_that_works_at_night(self) -> None:
        owls = [replace(one, entered_at=self.NIGHT) for one in usual()]
        late = self.late(5, self.NIGHT, "manual")
        assert hours.findings(books(documents=[*usual(60), *owls[60:], *late], parties=[NEW])) == []

    def late(self, count: int, at: datetime, source: str) -> list[Document]:
        return [
            bill(f"N{n}", str(9000 + n), DAY + timedelta(days=n), of=NEW, entered_at=at, source=source)
            for n in range(count)
        ]
