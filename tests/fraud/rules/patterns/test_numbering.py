"""Bills numbered as for one customer, goods that go round, borrowed registrations; and the innocent twins."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import circular, numbering, registration
from tests.fraud.rules.patterns.trade import MAKERS, days_after, judged, market, registered, settled, shown
from tests.fraud.shop import BUSINESS, DAY, bill, books, customer, invoice, item, moment, supplier

HOME = supplier("Rudra Goods House")
TOTALS = ["13500", "21500", "15500", "10500", "19500", "16000", "9000"]


class TestOnlyCustomer:
    @pytest.mark.parametrize(
        ("numbers", "totals", "gap", "known", "is_found"),
        [
            (range(1, 8), TOTALS, 19, {}, True),
            ([f"RG/25-26/{n:03}" for n in range(1, 8)], TOTALS, 19, {}, True),
            ([1, 4, 9, 11, 20, 24, 31], TOTALS, 19, {}, False),
            (range(1, 5), TOTALS[:4], 19, {}, False),
            (range(1, 8), ["24000"] * 7, 30, {}, False),
            (range(1, 8), ["130", "95", "210", "160", "90", "110", "140"], 19, {}, False),
            (range(1, 8), TOTALS, 2, {}, False),
            (range(4101, 4108), TOTALS, 30, {"of": MAKERS[0], "reference": "PO"}, False),
        ],
        ids=["1, 2, 3 over months", "with the year before it", "numbers with gaps", "too few", "one price: rent",
             "small sums: the water man", "within days", "a registered firm on order"],
    )  # fmt: skip
    def test_run_of_numbers(
        self, numbers: Sequence[object], totals: Sequence[str], gap: int, known: dict[str, Any], is_found: bool
    ) -> None:
        facts = {"of": HOME, "tax": "0", "items": (), **known}
        made = [
            bill(str(number), total, days_after(-200 + gap * place), **facts)
            for place, (number, total) in enumerate(zip(numbers, totals, strict=True))
        ]
        held = market(made, [settled(one, days=1) for one in made], [HOME])
        found = shown(judged(numbering, held))
        assert [one.rule for one in found] == [Rule.ONLY_CUSTOMER] * is_found
        assert not found or set(found[0].documents) == {one.id for one in made}

    def test_books_that_number_bills_on_entry(self) -> None:
        many = [supplier(f"Home {n}") for n in range(9)]
        made = [
            bill(f"{place + 1}", str(9000 + 531 * ((place * 7 + n) % 9)), days_after(-300 + 20 * place + n), of=one)
            for n, one in enumerate(many)
            for place in range(7)
        ]
        assert shown(judged(numbering, books(documents=made, parties=many))) == []


class TestBoughtBack:
    BUYER = customer("Orbit Commodities", gstin=MAKERS[0].gstin)
    SELLER = supplier("Orbit", gstin=MAKERS[0].gstin)

    @pytest.mark.parametrize(
        ("pairs", "days", "times", "goods", "is_found"),
        [
            (2, 3, "1.015", "Lot grade-A", True),
            (4, -5, "0.98", "Lot grade-A", True),
            (1, 3, "1.015", "Lot grade-A", False),
            (4, 20, "1.015", "Lot grade-A", False),
            (4, 3, "1.3", "Lot grade-A", False),
            (4, 3, "1.0", "Job work", False),
        ],
        ids=["twice within days", "bought before sold", "once: an exchange", "weeks later", "with a margin",
             "other goods"],
    )  # fmt: skip
    def test_same_goods_both_ways(self, pairs: int, days: int, times: str, goods: str, is_found: bool) -> None:
        found = shown(circular.findings(self.books(pairs, days, float(times), goods)))
        assert [one.rule for one in found] == [Rule.BOUGHT_BACK] * is_found
        assert not found or found[0].parties == (self.BUYER.id, self.SELLER.id)

    def test_two_strangers(self) -> None:
        held = self.books(4, 3, 1.0, "Lot grade-A")
        assert circular.findings(replace(held, parties=[replace(self.BUYER, gstin=None), self.SELLER])) == []

    def test_goods_that_a_note_took_back(self) -> None:
        held = self.books(2, 3, 1.0, "Lot grade-A")
        notes = [self.note(one) for one in held.documents if one.kind is DocumentKind.SALES_INVOICE]
        assert circular.findings(replace(held, documents=[*held.documents, *notes])) == []

    def books(self, pairs: int, days: int, times: float, goods: str) -> Books:
        made = []
        for place in range(pairs):
            total = 50000 + 1234 * place
            on = days_after(40 * place)
            sold = invoice(f"S{place}", str(total), on, to=self.BUYER, items=(item("Lot grade-A", str(total), "170"),))
            price = str(round(total * times))
            back = bill(f"B{place}", price, days_after(days, on), of=self.SELLER, items=(item(goods, price, "170"),))
            made += [sold, back]
        return books(documents=made, parties=[self.BUYER, self.SELLER])

    def note(self, sale: Document) -> Document:
        known: dict[str, Any] = {
            "kind": DocumentKind.CREDIT_NOTE,
            "related_document_id": sale.id,
            "party_id": sale.party_id,
        }
        return bill(f"CN{sale.number}", sale.total, sale.issued_on, **known)


class TestRegistration:
    OWNER = replace(MAKERS[0], bank_account="111122223333", phone="9812345670")
    BORROWER = registered(
        "Blue Ocean", 1, gstin=OWNER.gstin, bank_account="999988887389", phone="9812345671", created_at=moment(DAY)
    )

    @pytest.mark.parametrize(
        ("known", "is_found"),
        [
            ({}, True),
            ({"bank_account": OWNER.bank_account}, False),
            ({"phone": OWNER.phone}, False),
            ({"name": "Maker Branch Pune", "bank_account": "777766665555"}, False),
            ({"bank_account": None}, False),
        ],
        ids=["another firm", "paid into one account", "one phone", "a branch", "account not known"],
    )
    def test_gstin_of_another(self, known: dict[str, Any], is_found: bool) -> None:
        who = replace(self.BORROWER, **known)
        held = books(documents=[bill("1", "38000", of=who)], parties=[self.OWNER, who])
        found = registration.findings(held)
        assert [(one.rule, one.parties) for one in found] == [(Rule.BORROWED_GSTIN, (who.id, self.OWNER.id))] * is_found

    @pytest.mark.parametrize(("name", "is_found"), [("Lotus Impex", True), ("Sharma Stores Godown", False)])
    def test_gstin_of_our_own(self, name: str, is_found: bool) -> None:
        who = supplier(name, gstin=MAKERS[2].gstin)
        ours = replace(BUSINESS, gstin=MAKERS[2].gstin)
        made = [bill(str(n), "9000", days_after(n), of=who) for n in range(2)]
        assert bool(self.findings(books(documents=made, parties=[who], business=ours))) is is_found

    @pytest.mark.parametrize(
        ("others_tax", "own_tax", "is_found"), [("0", "200", True), ("50", "200", False), ("0", "0", False)]
    )
    def test_tax_without_gstin(self, others_tax: str, own_tax: str, is_found: bool) -> None:
        many = [supplier(f"Workman {n}") for n in range(5)]
        made = [bill(f"{n}", "900", days_after(n), of=one, tax=others_tax) for n, one in enumerate(many)]
        mine = [bill(f"P{n}", "1800", days_after(n), of=HOME, tax=own_tax) for n in range(4)]
        assert bool(self.findings(books(documents=[*made, *mine], parties=[*many, HOME]))) is is_found

    def findings(self, held: Books) -> list[Finding]:
        return shown(registration.findings(held))
