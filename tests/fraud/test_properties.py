"""What holds for all books: the order of rows does not matter, chances stay chances, honest trade raises nothing."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.books.records import Books, Document, DocumentKind, DocumentStatus
from app.fraud import rules, wording
from app.fraud.records import Finding, alert_id
from tests.fraud.shop import BUSINESS, bill, books, invoice, item, paid_in, paid_out, supplier

SEEDS = st.integers(0, 10_000)
DAYS = 400
GOODS = ("Ceiling fan", "LED bulb", "Switch", "Wire roll", "Geyser", "Mixer", "Iron", "Heater")


class TestAnyBooks:
    @settings(max_examples=40, deadline=None)
    @given(SEEDS)
    def test_order_of_rows_does_not_matter(self, seed: int) -> None:
        held = messy(seed)
        assert known(held, rules.findings(held)) == known(held, rules.findings(shuffled(held, seed)))

    @settings(max_examples=40, deadline=None)
    @given(SEEDS)
    def test_findings_name_what_is_in_the_books_with_a_chance_in_0_to_1(self, seed: int) -> None:
        held = messy(seed)
        for found in rules.findings(held):
            assert 0 < found.probability < 1
            assert set(found.documents) <= held.document_by_id.keys()
            assert set(found.payments) <= held.payment_by_id.keys()
            assert wording.explain(held, found)
            assert wording.evidence(held, found)["parties"] == [str(one) for one in found.parties]


class TestHonestBooks:
    @pytest.mark.parametrize("seed", range(5))
    def test_raise_at_most_one_alert_in_a_thousand_documents(self, seed: int) -> None:
        held = honest(seed, months=12)
        shown = [one for one in rules.findings(held) if one.probability >= 0.7]
        assert len(shown) * 1000 <= len(held.documents)


def known(held: Books, findings: list[Finding]) -> dict[object, float]:
    """The findings by the id that their alert gets."""
    return {alert_id(held.business.id, one): one.probability for one in findings}


def shuffled(held: Books, seed: int) -> Books:
    """The same books with every list in another order."""
    chance = Random(seed)
    return replace(
        held,
        parties=chance.sample(held.parties, len(held.parties)),
        documents=chance.sample(held.documents, len(held.documents)),
        payments=chance.sample(held.payments, len(held.payments)),
    )


def messy(seed: int) -> Books:
    """Books in which numbers, amounts and days often coincide, and payments fit their documents only now and then."""
    chance = Random(seed)
    parties = [supplier(name) for name in ("Sri Steel", "SRI STEEL PVT LTD", "Bose", "", "ओम ट्रेडर्स")]
    documents = [_random_document(chance, place, parties[chance.randrange(5)].id) for place in range(40)]
    paid = [
        replace(
            paid_out(str(chance.choice((document.total, document.total / 2, 9900))), key=str(place), document=document),
            paid_on=document.issued_on + timedelta(days=chance.randint(-40, 40)),
            party_id=chance.choice((document.party_id, parties[0].id, None)),
            document_id=chance.choice((document.id, None)),
            mode=chance.choice(("cash", "upi")),
            reference=chance.choice((None, "UTIB0012345")),
        )
        for place, document in enumerate(chance.choices(documents, k=30))
    ]
    return books(
        documents=documents, payments=paid, parties=parties, business=replace(BUSINESS, approval_limit=Decimal(1100))
    )


def _random_document(chance: Random, place: int, party_id: object) -> Document:
    number = chance.choice(("A1O1", "a-101", "A102", "NA", "24-25/7", "25-26/7", str(place)))
    on = date(2026, chance.randint(1, 3), chance.randint(1, 12))
    return bill(
        number,
        chance.choice(("1000", "1000.40", "1180", "0", "99999999999")),
        on,
        key=str(place),
        kind=chance.choice(list(DocumentKind)),
        status=chance.choice(list(DocumentStatus)),
        party_id=party_id,
        items=chance.choice(((), (item("Fan", "900"),))),
        notes=chance.choice((None, "part 1 of 2")),
    )


def honest(seed: int, *, months: int) -> Books:
    """A year of plain trade: numbered bills and invoices at list prices, paid in full some weeks later."""
    chance = Random(seed)
    makers = [supplier(f"Maker {name}") for name in "ABCDEFGHIJ"]
    buyers = [supplier(f"Buyer {number}") for number in range(40)]
    prices = {name: chance.randint(90, 9000) for name in GOODS}
    serial: Counter[str] = Counter()
    documents = []
    for day in sorted(chance.randrange(months * 30) for _ in range(months * 90)):
        on = date(2025, 4, 1) + timedelta(days=day)
        lines = [item(name, str(prices[name] * chance.randint(1, 9))) for name in chance.sample(GOODS, 2)]
        total = str(sum(one.amount for one in lines) * Decimal("1.18"))
        maker, status = chance.choice(makers), DocumentStatus.PAID
        series = maker.name if chance.random() < 0.4 else "own"
        serial[series] += chance.randint(1, 9) if series != "own" else 1
        number = f"{series[-1]}/{serial[series]:04}"
        if series == "own":
            documents.append(invoice(number, total, on, to=chance.choice(buyers), items=tuple(lines), status=status))
        else:
            documents.append(
                bill(number, total, on, of=maker, items=tuple(lines), status=status, key=f"{series}{number}")
            )
    parties = {party.id: party for party in (*makers, *buyers)}
    paid = [
        (paid_out if one.kind is DocumentKind.SUPPLIER_BILL else paid_in)(
            str(one.total),
            one.issued_on + timedelta(days=chance.randint(0, 45)),
            document=one,
            key=str(one.id),
            party_id=one.party_id,
        )
        for one in documents
    ]
    return books(documents=documents, payments=paid, parties=list(parties.values()))
