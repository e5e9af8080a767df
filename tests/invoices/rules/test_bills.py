"""The text of bills: fields, rows, totals, and whether they close, as the app's form takes them."""

from datetime import date
from decimal import Decimal

import pytest

from app.invoices.records import DocumentFields
from app.invoices.rules import bills, confidence
from app.invoices.service import bills as reading
from tests.invoices.said import TODAY

BILL = """SHREE GANESH TRADERS
12 MG Road, Pune 411001
GSTIN: 27AAPFU0939F1ZV
TAX INVOICE
Invoice No: SGT/24-25/101   Date: 05/04/2026
Bill To: Ravi Hardware
GSTIN: 29AAGCB7383J1Z4
Place of Supply: Karnataka (29)
Reverse Charge: No
Sl Description HSN Qty Rate Amount
1 Ultra Cement 50kg 2523 10 Bag 350.00 3,500.00
2 Steel rod 12mm 7214 25.5 kg 60.00 18% 1530.00
Sub Total 5,030.00
IGST @ 18% 905.40
Round Off -0.40
Grand Total ₹ 5,935.00
Rupees five thousand nine hundred thirty five only"""

RECEIPT = """ANNAPURNA CAFE
Date: 10-Mar-2026
Idli 2 40.00 80.00
Filter coffee 3 25.00 75.00
Total
155.00
Cash paid 155.00"""


class TestTaxInvoice:
    def test_head_is_read(self) -> None:
        assert fields_of(BILL).found == {
            "invoice_number": "SGT/24-25/101",
            "invoice_date": date(2026, 4, 5),
            "supplier_name": "SHREE GANESH TRADERS",
            "supplier_gstin": "27AAPFU0939F1ZV",
            "buyer_name": "Ravi Hardware",
            "buyer_gstin": "29AAGCB7383J1Z4",
            "place_of_supply": "Karnataka (29)",
            "reverse_charge": False,
        }

    def test_rows_are_read(self) -> None:
        rows = [(row.description, row.quantity, row.unit, row.total_price) for row in fields_of(BILL).lines]
        assert rows == [("Ultra Cement 50kg", 10, "Bag", 3500), ("Steel rod 12mm", Decimal("25.5"), "kg", 1530)]

    def test_foot_is_read_and_closes(self) -> None:
        fields = fields_of(BILL)
        assert fields.amounts == {
            "subtotal": Decimal("5030.00"),
            "igst_amount": Decimal("905.40"),
            "tax_amount": Decimal("905.40"),
            "round_off": Decimal("-0.40"),
            "total_amount": Decimal("5935.00"),
            "tax_rate": Decimal("18"),
        }
        assert fields.do_sums_close

    def test_both_halves_of_the_tax_are_added(self) -> None:
        text = BILL.replace("IGST @ 18% 905.40", "CGST 9% 452.70\nSGST 9% 452.70")
        amounts = fields_of(text).amounts
        assert (amounts["tax_amount"], amounts["tax_rate"]) == (Decimal("905.40"), 18)

    def test_sums_that_do_not_close_lower_the_confidence(self) -> None:
        wrong = fields_of(BILL.replace("5,935.00", "6,935.00"))
        assert wrong.do_sums_close is False
        assert confidence.of_document(wrong) < confidence.of_document(fields_of(BILL))

    def test_wrong_check_digit_is_noticed(self) -> None:
        assert fields_of(BILL.replace("F1ZV", "F1ZX")).doubtful_gstins == ("27AAPFU0939F1ZX",)

    def test_zero_width_letters_in_a_gstin_do_not_hide_it(self) -> None:
        text = BILL.replace("27AAPFU", "27AAP\u200bFU")
        assert fields_of(text).found["supplier_gstin"] == "27AAPFU0939F1ZV"


class TestReceipt:
    def test_total_on_the_next_line_is_found(self) -> None:
        draft = bills.draft(fields_of(RECEIPT))
        assert (draft.total_amount, draft.subtotal, draft.tax_amount) == (155, 155, 0)
        assert (draft.issued_on, draft.due_on) == (date(2026, 3, 10), date(2026, 3, 10))

    def test_buyer_who_is_not_named_is_not_invented(self) -> None:
        assert bills.draft(fields_of(RECEIPT)).customer_name == ""


class TestParties:
    @pytest.mark.parametrize(
        "words",
        ["To: Ram Stores", "To\nRam Stores", "To, M/s Ram Stores", "To Ram Stores", "Bill to: Ram Stores",
         "Invoice to Ram Stores", "Buyer: Ram Stores", "M/s. Ram Stores"],
    )  # fmt: skip
    def test_buyer_is_named_by_the_words_that_lead_in(self, words: str) -> None:
        found = fields_of(f"Invoice no 12\n{words}\n12 MG Road\nBolt 10 20.00 200.00\nTotal 200").found
        assert found == {"invoice_number": "12", "buyer_name": "Ram Stores"}

    @pytest.mark.parametrize(
        "line",
        ["Bolt 10 20.00 200.00", "Bolt 10 20 210", "Bolt 5 pcs Rs 200", "Bolt 10 x 20 = 200", "Bolt 10 pcs @ 20",
         "Bolt 200/-", "Item Qty Rate", "Total two hundred"],
    )  # fmt: skip
    def test_line_of_goods_is_no_supplier_and_no_buyer(self, line: str) -> None:
        assert fields_of(line).found == {}
        assert fields_of(f"Buyer\n{line}").found == {}

    @pytest.mark.parametrize(
        "line", ["To Pay 500", "To be paid at once", "Customer copy", "Customer care 1800 200 300"]
    )
    def test_words_that_only_begin_like_an_address_name_nobody(self, line: str) -> None:
        assert "buyer_name" not in fields_of(line).found


class TestTotal:
    @pytest.mark.parametrize(
        ("foot", "total"),
        [
            ("Total 60.31\nRounding -0.01\nTotal rounded 60.30", "60.30"),
            ("Total excl. GST 100.00\nTotal incl. GST 118.00\nTotal qty 4", "118.00"),
            ("Total Rs.4.00", "4.00"),
            ("Grand Total: INR 1,18,000.00\nCash 2,00,000.00", "118000.00"),
            ("Total 250.00\nTax % Amount\nTotal 238.10 11.90", "250.00"),
            ("Sub total 99.00\nAmt due 99.00", "99.00"),
            ("Total items 3\nTotal 42.40", "42.40"),
        ],
    )
    def test_is_told_from_its_neighbours(self, foot: str, total: str) -> None:
        assert fields_of(foot).amounts["total_amount"] == Decimal(total)


class TestMissing:
    @pytest.mark.parametrize(
        ("text", "missing"),
        [
            ("", ("total_amount", "invoice_date")),
            ("a cat sits on a mat", ("total_amount", "invoice_date")),
            ("Date: 1/4/2026", ("total_amount",)),
            ("Total 500", ("invoice_date",)),
            ("Date: 45/13/2026\nTotal 500", ("invoice_date",)),
        ],
    )
    def test_what_is_not_there_is_named(self, text: str, missing: tuple[str, ...]) -> None:
        assert bills.missing(fields_of(text)) == missing

    def test_rows_whose_numbers_do_not_multiply_are_no_lines(self) -> None:
        assert fields_of("Soap 3 20.00 70.00").lines == ()


def fields_of(text: str) -> DocumentFields:
    return reading.read(text, on=TODAY).fields
