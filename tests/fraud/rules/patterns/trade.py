"""Two years of honest buying for tests of patterns: registered suppliers, some orders, bills paid after weeks."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from app.books.records import Books, Document, DocumentStatus, Party, Payment
from app.fraud.records import Finding
from app.fraud.rules.patterns import gathering
from app.fraud.rules.patterns.buying import Buying
from app.gst import gstin
from tests.fraud.shop import DAY, bill, books, item, moment, paid_out, supplier

SHOWN_FROM = 0.7
HANDS = ("owner", "clerk")


def registered(name: str, number: int, **known: Any) -> Party:
    """A supplier with a GSTIN of its own, entered three years ago."""
    first = f"27ABCDE{number:04}F1Z"
    facts: dict[str, Any] = {
        "gstin": first + gstin.check_digit(first),
        "created_at": moment(DAY - timedelta(days=1100 + 7 * number)),
    }
    return supplier(name, **(facts | known))


MAKERS = [registered(f"Maker {letter}", place) for place, letter in enumerate("ABCDEFGH")]


def goods(total: str) -> dict[str, Any]:
    """Two lines of goods, several of each."""
    half = str(int(total) // 2)
    return {"items": (item("Ceiling fan", half, "4"), item("LED bulb", half, "10"))}


def usual(count: int = 120) -> tuple[list[Document], list[Payment]]:
    """Bills of all makers over two years up to `DAY`, and the payments for them."""
    bills, paid = [], []
    for place in range(count):
        total, maker = str(1100 + 37 * ((place * 53) % 120)), MAKERS[place % len(MAKERS)]
        on = DAY - timedelta(days=720 - place * 720 // count)
        known: dict[str, Any] = {
            "reference": f"PO-{place}" if place % 2 else None,
            "entered_by": HANDS[place % 2],
            **goods(total),
        }
        made = bill(f"{maker.name[-1]}{place * 7}", total, on, of=maker, status=DocumentStatus.PAID, **known)
        bills.append(made)
        paid.append(settled(made, days=18 + place % 15, by=HANDS[(place // 2) % 2]))
    return bills, paid


def settled(document: Document, *, days: int = 20, by: str = "owner", **known: Any) -> Payment:
    """The payment that settles `document` so many days later."""
    on = document.issued_on + timedelta(days=days)
    return paid_out(
        str(document.total),
        on,
        key=str(document.id),
        document=document,
        party_id=document.party_id,
        entered_by=by,
        **known,
    )


def market(
    documents: Iterable[Document] = (), payments: Iterable[Payment] = (), parties: Sequence[Party] = ()
) -> Books:
    """The usual trade with something beside it."""
    bills, paid = usual()
    return books(documents=[*bills, *documents], payments=[*paid, *payments], parties=[*MAKERS, *parties])


def days_after(count: int, start: date = DAY) -> date:
    """So many days after `start`."""
    return start + timedelta(days=count)


def judged(test: ModuleType, held: Books) -> list[Finding]:
    """What a test that asks how the business buys finds in its books."""
    return list(test.findings(Buying(held)))


def of_bills(test: ModuleType, held: Books) -> list[Finding]:
    """What a test that looks at the bills of each firm finds in these books."""
    return list(test.findings(held, gathering.bills_by_firm(held)))


def shown(findings: Iterable[Finding]) -> list[Finding]:
    """What an owner gets to see."""
    return [one for one in findings if one.probability >= SHOWN_FROM]
