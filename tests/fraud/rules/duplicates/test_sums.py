"""One paper booked whole and in parts, beside sums that only happen to come out."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from app.books.records import Document, DocumentKind, Item
from app.fraud import wording
from app.fraud.records import Finding, Rule
from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import weights
from tests.fraud.shop import DAY, bill, books, customer, invoice, item

SHOWN_FROM = 0.7
FAN, WIRE, MIXER = item("Ceiling fan", "640.15"), item("Wire roll", "1210.40"), item("Mixer", "2299")
LATER = DAY + timedelta(days=2)
WHOLE = bill("K/4471", "4897.27", items=(FAN, WIRE, MIXER), reference="PO-88")


def part(number: str, *lines: Item, on: date = DAY, **known: Any) -> Document:
    """A part of `WHOLE` with some of its lines and 18 % on them."""
    total = sum(one.amount for one in lines) * 118 / 100
    return bill(number, str(round(total, 2)), on, items=tuple(lines), key=f"part {number} {on}", **known)


def plain(number: str, total: str, on: date = DAY, **known: Any) -> Document:
    """A paper without lines."""
    return bill(number, total, on, items=(), key=f"plain {number} {total}", **known)


MONTH = [plain(f"KL-{n}", amount, date(2026, 1, day)) for n, amount, day in
         ((301, "4120.35", 3), (309, "977.80", 9), (322, "15021.45", 21))]  # fmt: skip
DISPUTED = plain("KL-318", "6130.90", date(2026, 1, 15))
PARTS: dict[str, Sequence[Document]] = {
    "by line, a letter behind the number": [
        WHOLE, part("K/4471-A", FAN, WIRE, reference="PO-88"), part("K/4471-B", MIXER, reference="PO-88")],
    "by line, without numbers": [WHOLE, part("", FAN, WIRE, on=LATER), part("", MIXER, on=LATER)],
    "by tax rate under one number": [
        plain("K/4471", "4897.27"), plain("K/4471 5%", "1900.12"), plain("K/4471 18%", "2997.15")],
    "three parts under counts": [
        plain("K/4471", "4897.27"), plain("K/4471/1", "1900.12"), plain("K/4471/2", "997.15"),
        plain("K/4471/3", "2000.00")],
    "a statement of the month over its bills": [*MONTH, plain("STMT JAN", "20119.60", date(2026, 2, 2))],
    "a statement that names its bills": [
        *MONTH[:2], plain("S-9", "5098.15", date(2026, 2, 1), notes="for KL-301 and KL-309")],
    "all papers under one order": [
        plain("", "8311.19", reference="PO-5"), plain("A1", "5000.07", LATER, reference="PO-5"),
        plain("B7", "3311.12", LATER, reference="PO-5")],
    "invoices of two challans, and one for both": [
        invoice("TX/9", "4897.27", items=(FAN, WIRE, MIXER), reference="DC 171, 172"),
        invoice("TX/3", "2183.65", items=(FAN, WIRE), reference="DC 171"),
        invoice("TX/4", "2712.82", items=(MIXER,), reference="DC 172")],
}  # fmt: skip
CHANCE: dict[str, Sequence[Document]] = {
    "some bills that make up another of their series": [
        *MONTH, DISPUTED,
        bill("KL-340", "20119.60", date(2026, 2, 2), items=(item("Sundry goods", "17050.51"),))],
    "ten, twenty and thirty bags": [
        bill(f"C-{n}", str(n * 354), DAY + timedelta(days=n), items=(item("Cement bag", str(n * 300)),))
        for n in (10, 20, 30)],
    "round sums": [plain("K-1", "5000"), plain("M-8", "10000"), plain("R-3", "15000")],
    "papers of one series with the same lines": [
        WHOLE, part("K/4480", FAN, WIRE, reference="PO-90"), part("K/4491", MIXER, reference="PO-95")],
    "parts of a bill that is nowhere whole": [plain("K/4471", "1900.12"), plain("K/4471", "2997.15")],
    "months apart": [
        plain("", "8311.19"), plain("A1", "5000.07", DAY + timedelta(days=70)),
        plain("B7", "3311.12", DAY + timedelta(days=80))],
    "another customer's": [
        invoice("TX/9", "4897.27", items=(FAN, WIRE, MIXER)),
        invoice("TX/3", "2183.65", items=(FAN, WIRE), to=customer("Bina")),
        invoice("TX/4", "2712.82", items=(MIXER,), to=customer("Bina"))],
    "taken back by a note": [
        *PARTS["by line, without numbers"],
        bill("CN-4", "4897.27", LATER, kind=DocumentKind.DEBIT_NOTE, related_document_id=WHOLE.id)],
}  # fmt: skip


class TestSums:
    @pytest.mark.parametrize("documents", PARTS.values(), ids=PARTS)
    def test_a_whole_beside_its_parts_is_one_finding(self, documents: Sequence[Document]) -> None:
        (found,) = shown(documents)
        assert found.rule is Rule.BOOKED_IN_PARTS
        assert set(found.documents) == {one.id for one in documents}
        assert found.amount_at_risk == max(one.total for one in documents)

    def test_a_statement_that_leaves_out_what_is_in_dispute_is_found_without_it(self) -> None:
        lump = (item("Supplies as per statement", "17050.51"),)
        statement = bill("STMT JAN", "20119.60", date(2026, 2, 2), items=lump)
        (found,) = shown([*MONTH, DISPUTED, statement])
        assert set(found.documents) == {one.id for one in (*MONTH, statement)}

    @pytest.mark.parametrize("documents", CHANCE.values(), ids=CHANCE)
    def test_sums_of_honest_trade_are_left_alone(self, documents: Sequence[Document]) -> None:
        assert shown(documents) == []

    def test_an_owner_is_told_which_is_the_whole(self) -> None:
        documents = PARTS["three parts under counts"]
        (found,) = shown(documents)
        said = wording.explain(books(documents=documents), found)
        assert said.startswith("Bill K/4471 from Om Traders for ₹4,897.27")
        assert "K/4471/2 (₹997.15)" in said


def shown(documents: Sequence[Document]) -> list[Finding]:
    """What would be shown of books that hold these documents."""
    held = books(documents=documents, parties=[customer("Bina")])
    found = duplicates.findings(duplicates.judged(duplicates.pairs(held), weights.chances))
    return [one for one in duplicates.summed(held, found) if one.probability >= SHOWN_FROM]
