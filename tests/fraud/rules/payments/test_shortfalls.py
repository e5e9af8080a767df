"""Bills and invoices marked as paid though less was paid: honest reasons, and what is none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import DocumentKind
from app.fraud.records import Rule
from tests.fraud.rules.payments.trade import OPEN, PARTIAL, after, settled_bill, settled_invoice, shown
from tests.fraud.shop import bill, customer, invoice, item, paid_in, paid_out, supplier

BILL = settled_bill("SMP/404", "118000")
INVOICE = settled_invoice("TX/404", "118000")
WITH_PAN = supplier("Kamal & Co", gstin="27AAPFU0939F1ZV")

HONEST: Mapping[str, tuple[str, dict[str, Any]]] = {
    "TDS 1 % on the value (194C, individuals)": ("117000", {}),
    "TDS 2 % on the value": ("116000", {}),
    "TDS 10 % on the value": ("108000", {}),
    "TDS 1 % on the whole bill": ("116820", {}),
    "TDS 10 % on the whole bill": ("106200", {}),
    "TDS 0.1 % on the value (194Q)": ("117900", {}),
    "TDS rounded to ten rupees": ("116005", {}),
    "TDS 2 % and a charge of 59": ("115941", {}),
    "TDS 20 % where no PAN is known": ("98000", {}),
    "NEFT charge": ("117997.05", {}),
    "cheque collection charge": ("117882", {"mode": "cheque"}),
    "card fee of 2 % and GST on it": ("115215.20", {"mode": "card"}),
    "gateway fee of 0.9 % and GST": ("116746.84", {"mode": "upi"}),
    "cash discount of 3 %, exactly": ("114460", {}),
    "cash discount that the note names": ("112100", {"notes": "5% CD"}),
    "retention that the note names": ("106200", {"notes": "10% retention till completion"}),
    "breakage that the note names": ("114250", {"notes": "less damage claim"}),
    "Hindi note on a discount": ("113500", {"notes": "छूट"}),
    "paise left out": ("117999.50", {}),
    "rounded down to fifty": ("117950", {}),
    "the sums that a portal took off": ("106600", {"notes": "comm 9440 TCS 1000 TDS 194-O 960"}),
    "IT and GST TDS of a public buyer": ("114000", {"notes": "less IT TDS 2% and GST TDS 2%"}),
}
ODD: Mapping[str, tuple[str, dict[str, Any], Rule]] = {
    "no reason at all": ("109150", {}, Rule.UNDERPAID),
    "a round sum kept by someone": ("113700", {}, Rule.UNDERPAID),
    "a small round sum": ("115700", {}, Rule.UNDERPAID),
    "half of it": ("59000", {}, Rule.UNDERPAID),
    "the GST, for ever": ("100000", {}, Rule.GST_KEPT_BACK),
    "TDS of 1 % by the note, a tenth in fact": ("106200", {"notes": "after TDS 1% u/s 194C"}, Rule.TAX_MISFIT),
    "commission at the rate of before October 2024": ("113000", {"notes": "net of TDS 194H"}, Rule.TAX_MISFIT),
    "a discount beyond all custom": ("96100", {"notes": "discount"}, Rule.UNDERPAID),
}


class TestShortPayment:
    @pytest.mark.parametrize("is_in", [False, True], ids=["paid out", "received"])
    @pytest.mark.parametrize(("amount", "known"), HONEST.values(), ids=HONEST)
    def test_less_for_a_reason_is_not_shown(self, amount: str, known: dict[str, Any], is_in: bool) -> None:
        document, pay = (INVOICE, paid_in) if is_in else (BILL, paid_out)
        assert shown([document], [pay(amount, after(20), document=document, **known)]) == []

    @pytest.mark.parametrize(("amount", "known", "rule"), ODD.values(), ids=ODD)
    def test_less_without_a_reason_is_shown(self, amount: str, known: dict[str, Any], rule: Rule) -> None:
        payment = paid_out(amount, after(20), document=BILL, **known)
        (found,) = shown([BILL, OTHER], [payment, GOES_ON])
        assert (found.rule, found.payments, found.documents) == (rule, (payment.id,), (BILL.id,))
        assert found.amount_at_risk == Decimal(118000) - Decimal(amount)

    def test_no_twenty_per_cent_from_those_whose_pan_is_known(self) -> None:
        own = settled_bill("K/1", "118000", of=WITH_PAN)
        assert shown([own], [paid_out("98000", after(9), to=WITH_PAN, document=own)], WITH_PAN)

    def test_a_bill_that_is_only_partly_paid_is_just_open(self) -> None:
        owed = bill("SMP/405", "118000", status=OPEN)
        assert shown([owed], [paid_out("40000", after(9), document=owed)]) == []


class TestWhatTheAccountExplains:
    def test_paid_short_because_more_was_paid_before(self) -> None:
        first, second = settled_bill("A/1", "50000"), settled_bill("A/2", "60000", after(9))
        paid = [paid_out("52500", after(5), document=first), paid_out("57500", after(20), document=second)]
        assert shown([first, second], paid) == []

    def test_paid_short_because_more_was_paid_after(self) -> None:
        first, second = settled_bill("A/1", "50000"), settled_bill("A/2", "60000", after(9))
        paid = [paid_out("46300", after(5), document=first), paid_out("63700", after(20), document=second)]
        assert shown([first, second], paid) == []

    def test_an_advance_on_no_bill(self) -> None:
        paid = [paid_out("30000", after(-9), notes="advance"), paid_out("88000", after(20), document=BILL)]
        assert shown([BILL], paid) == []

    def test_an_advance_taken_off_twice(self) -> None:
        second = settled_bill("SMP/411", "94400", after(3))
        balance = "balance after advance"
        paid = [
            paid_out("40000", after(-9), notes="advance"),
            paid_out("78000", after(20), document=BILL, notes=balance),
            paid_out("54400", after(24), document=second, notes=balance),
        ]
        (found,) = shown([BILL, second], paid)
        assert found.payments == (paid[2].id,)

    @pytest.mark.parametrize("related", [BILL.id, None], ids=["linked", "not linked"])
    def test_a_debit_note_for_the_rest(self, related: Any) -> None:
        note = bill("DN/1", "17700", after(4), kind=DocumentKind.DEBIT_NOTE, related_document_id=related)
        assert shown([BILL, note], [paid_out("100300", after(20), document=BILL)]) == []

    def test_set_off_with_one_who_buys_and_sells(self) -> None:
        buyer = customer("Om Traders", key="Om Traders who buys")
        sold = invoice("TX/9", "8850", to=buyer)
        assert shown([BILL, sold], [paid_out("109150", after(20), document=BILL)], buyer) == []

    @pytest.mark.parametrize(("days", "is_shown"), [(-150, True), (-2, False)], ids=["months ago", "of late"])
    def test_gst_of_a_bill_left_open_is_waited_for(self, days: int, is_shown: bool) -> None:
        owed = bill("SMP/409", "118000", after(days), status=PARTIAL)
        assert bool(shown([owed], [paid_out("100000", after(days), document=owed)])) is is_shown

    def test_gst_paid_apart(self) -> None:
        paid = [paid_out("100000", after(9), document=BILL), paid_out("18000", after(70), document=BILL)]
        assert shown([BILL], paid) == []

    def test_a_share_that_is_usual_with_this_firm(self) -> None:
        bills = [settled_bill(f"A/{n}", str(20000 + 1700 * n), after(9 * n)) for n in range(4)]
        paid = [paid_out(str(one.total * 93 / 100), one.issued_on, document=one) for one in bills]
        assert shown(bills, paid) == []

    def test_a_share_agreed_on_two_bases_varies_a_little(self) -> None:
        taxes = [Decimal(one) for one in (5, 12, 18, 12, 18)]
        bills = [
            settled_bill(f"A/{n}", str(20000 + 1700 * n), after(9 * n), tax=str(20 * tax * 10), notes="194-O")
            for n, tax in enumerate(taxes)
        ]
        kept = [one.total * 8 / 100 + one.subtotal * 2 / 100 for one in bills]
        notes = "TDS 1% u/s 194-O and our share"
        paid = [
            paid_out(str(one.total - less), after(50), document=one, notes=notes)
            for one, less in zip(bills, kept, strict=True)
        ]
        assert shown(bills, paid) == []

    def test_more_than_the_share_that_is_agreed(self) -> None:
        bills = [settled_bill(f"A/{n}", str(20000 + 1700 * n), after(9 * n)) for n in range(6)]
        paid = [
            paid_out(str(one.total * (93 if n < 5 else 84) / 100), after(60), document=one)
            for n, one in enumerate(bills)
        ]
        assert [one.documents for one in shown(bills, paid)] == [(bills[5].id,)]

    def test_tax_deducted_twice(self) -> None:
        bills = [settled_bill(f"A/{n}", str(23600 + 5900 * n), after(9 * n)) for n in range(5)]
        kept = [one.subtotal * (10 if n < 4 else 20) / 100 for n, one in enumerate(bills)]
        paid = [
            paid_out(str(one.total - less), one.issued_on, document=one) for one, less in zip(bills, kept, strict=True)
        ]
        (found,) = shown(bills, paid)
        assert (found.rule, found.documents) == (Rule.TAX_MISFIT, (bills[4].id,))


class TestDiscountAfterItsDays:
    OFFER = settled_bill("A/1", "18638", notes="2% cash discount if paid within 7 days, else net")

    def test_taken_in_time(self) -> None:
        assert shown([self.OFFER], [paid_out("18265.24", after(6), document=self.OFFER, notes="less CD")]) == []

    def test_taken_late(self) -> None:
        (found,) = shown([self.OFFER], [paid_out("18265.24", after(40), document=self.OFFER, notes="less CD")])
        assert found.rule is Rule.UNDERPAID

    def test_tds_at_the_same_rate_is_no_discount(self) -> None:
        assert shown([self.OFFER], [paid_out("18322.10", after(40), document=self.OFFER, notes="TDS 194C")]) == []


class TestTaxByService:
    @pytest.mark.parametrize(
        ("service", "kept_percent", "on", "is_shown"),
        [
            pytest.param("sales commission", "5", date(2024, 9, 20), False, id="194H until 2024-09-30"),
            pytest.param("sales commission", "5", date(2025, 1, 20), True, id="194H from 2024-10-01"),
            pytest.param("sales commission", "2", date(2025, 1, 20), False, id="194H at 2 %"),
            pytest.param("machine job work", "2", date(2025, 1, 20), False, id="194C"),
            pytest.param("machine job work", "1.5", date(2020, 9, 1), False, id="194C, three quarters"),
            pytest.param("architect's fee", "10", date(2025, 1, 20), False, id="194J"),
            pytest.param("shop rent", "10", date(2025, 1, 20), False, id="194-I"),
        ],
    )
    def test_a_rate_of_the_service_fits_and_others_do_not(
        self, service: str, kept_percent: str, on: date, is_shown: bool
    ) -> None:
        own = settled_bill("A/1", "47200", on, items=(item(service, "40000"),))
        short = Decimal(40000) * Decimal(kept_percent) / 100
        paid = paid_out(str(own.total - short), on, document=own, notes="less TDS")
        assert bool(shown([own], [paid])) is is_shown


OTHER = settled_bill("SMP/500", "9440", after(80))
GOES_ON = paid_out("9440", after(95), document=OTHER)
