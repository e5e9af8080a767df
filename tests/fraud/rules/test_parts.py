"""Books in parts: nothing is lost, what belongs together stays together, and scanning changed parts is enough."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.books.records import Books, DocumentKind
from app.fraud import rules
from app.fraud.records import Finding
from app.fraud.rules import duplicates, parts, patterns
from app.fraud.rules.duplicates import weights
from app.fraud.rules.parts import Part
from tests.fraud.shop import DAY, bill, books, customer, paid_in, paid_out, supplier
from tests.fraud.test_properties import honest, messy, shuffled

OM, BOSE = supplier("Om Traders"), supplier("Bose & Sons")
BILL = bill("A-7", "5900", of=BOSE)


class TestParts:
    def test_strangers_stand_apart(self) -> None:
        assert len(parts.split(books(parties=[BOSE], documents=[BILL, bill("B-9", "700")]))) == 3

    @pytest.mark.parametrize(
        "tied",
        [
            pytest.param({"payments": [paid_out("5900", document=BILL)]}, id="a payment names another's bill"),
            pytest.param(
                {"documents": [BILL, bill("CN", "590", kind=DocumentKind.CREDIT_NOTE, related_document_id=BILL.id)]},
                id="a note names another's bill",
            ),
            pytest.param({"documents": [BILL, bill("a 7", "5900")]}, id="the same number and amount"),
            pytest.param(
                {
                    "payments": [
                        paid_out("100", reference="UTR 778812", key="1"),
                        paid_out("100", to=BOSE, reference="utr778812", key="2"),
                    ]
                },
                id="the same bank reference",
            ),
            pytest.param(
                {"parties": [replace(BOSE, phone="98300 11223"), replace(OM, phone="+919830011223")]}, id="a phone"
            ),
        ],
    )
    def test_traders_that_something_ties_are_one_part(self, tied: dict[str, object]) -> None:
        held = books(**({"parties": [BOSE], "documents": [BILL]} | tied))  # type: ignore[arg-type]
        assert any({OM.id, BOSE.id} <= {party.id for party in part.books.parties} for part in parts.split(held))

    def test_a_trader_who_buys_and_sells_is_one_part(self) -> None:
        held = books(parties=[customer("Om Traders", key="om buys")])
        assert sorted(len(part.books.parties) for part in parts.split(held)) == [1, 2]

    @settings(max_examples=30, deadline=None)
    @given(st.integers(0, 10_000))
    def test_every_row_is_in_one_part(self, seed: int) -> None:
        held = messy(seed)
        split = [part.books for part in parts.split(held)]
        for whole, pieces in (
            (held.parties, [one.parties for one in split]),
            (held.documents, [one.documents for one in split]),
            (held.payments, [one.payments for one in split]),
        ):
            assert sorted(row.id for piece in pieces for row in piece) == sorted(row.id for row in whole)


class TestDigest:
    @settings(max_examples=20, deadline=None)
    @given(st.integers(0, 10_000))
    def test_order_of_rows_does_not_matter(self, seed: int) -> None:
        held = messy(seed)
        assert digests(held) == digests(shuffled(held, seed))

    @pytest.mark.parametrize(
        "change",
        [
            lambda held: replace(held, documents=[replace(held.documents[0], notes="part 1"), *held.documents[1:]]),
            lambda held: replace(held, documents=[replace(held.documents[0], items=()), *held.documents[1:]]),
            lambda held: replace(held, payments=[replace(held.payments[0], reference="U1"), *held.payments[1:]]),
            lambda held: replace(held, payments=held.payments[1:]),
        ],
    )
    def test_one_changed_row_changes_one_part(self, change: Callable[[Books], Books]) -> None:
        held = books(parties=[BOSE], documents=[BILL, bill("B-9", "700")], payments=[paid_out("5900", to=BOSE)])
        assert len(digests(change(held)) - digests(held)) == 1


class TestScanOfWhatChanged:
    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 10_000), st.lists(st.integers(0, 1 << 30), min_size=1, max_size=8))
    def test_equals_a_full_scan_after_every_step(self, seed: int, steps: list[int]) -> None:
        held, kept = messy(seed), dict[str, list[Finding]]()
        for step in steps:
            assert scanned(held, kept) == rules.findings(held)
            held = changed(held, Random(step))

    def test_of_honest_books_with_one_new_bill_looks_at_one_part(self) -> None:
        held, kept = honest(1, months=6), dict[str, list[Finding]]()
        scanned(held, kept)
        grown = replace(held, documents=[*held.documents, replace(held.documents[0], id=BILL.id, number="ZZ/99871")])
        assert len(digests(grown) - kept.keys()) == 1
        assert scanned(grown, kept) == rules.findings(grown)


def digests(held: Books) -> set[str]:
    """The digests of all parts."""
    return {part.digest for part in parts.split(held)}


def scanned(held: Books, kept: dict[str, list[Finding]]) -> list[Finding]:
    """The findings of the books where parts that were scanned before are taken from `kept`."""
    split = parts.split(held)
    for part in split:
        if part.digest not in kept:
            kept[part.digest] = of_part(part)
    return rules.ranked([*(one for part in split for one in kept[part.digest]), *patterns.findings(held)])


def of_part(part: Part) -> list[Finding]:
    """What the traders of one part tell."""
    pairs = duplicates.judged(duplicates.pairs(part.books), weights.chances)
    return rules.of_traders(part.books, part.customs, pairs)


def changed(held: Books, chance: Random) -> Books:
    """The books after one thing was added, changed or deleted."""
    documents, payments, parties = list(held.documents), list(held.payments), list(held.parties)
    rows: list[Any] = chance.choice([documents, payments, parties])
    if rows and chance.random() < 0.3:
        del rows[chance.randrange(len(rows))]
    elif documents and chance.random() < 0.5:
        new = supplier("x", key=str(chance.random())).id
        one = chance.choice(documents)
        documents.append(replace(one, id=new, issued_on=one.issued_on + timedelta(days=chance.randint(-3, 3))))
    elif payments and chance.random() < 0.5:
        one_paid = chance.choice(payments)
        payments.append(replace(one_paid, id=paid_in("1", DAY, key=str(chance.random())).id))
    elif payments and chance.random() < 0.5:
        at = chance.randrange(len(payments))
        payments[at] = replace(payments[at], amount=payments[at].amount + Decimal(chance.randint(1, 9)))
    elif len(parties) > 1:
        at = chance.randrange(len(parties))
        name, gstin = chance.choice(parties).name, chance.choice((None, "24ABCDE1234F1Z5", "27PQRST9876K1Z2"))
        parties[at] = replace(parties[at], name=name, gstin=gstin)
    return replace(held, documents=documents, payments=payments, parties=parties)
